import { expect, test } from 'vitest'
import { nextBusinessDay } from './next-business-day.ts'

test('the next business day skips the weekend', () => {
  expect(nextBusinessDay('2026-11-24')).toBe('2026-11-25')
  expect(nextBusinessDay('2026-11-27')).toBe('2026-11-30')
  expect(nextBusinessDay('2026-11-28')).toBe('2026-11-30')
})
