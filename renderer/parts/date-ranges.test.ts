import { expect, test } from 'vitest'
import { datesOf, type RangeName } from './date-ranges.ts'

const dates = (name: RangeName, today: string) => datesOf({ name, from: null, to: null }, today)

test('named spans follow today', () => {
  expect(dates('days30', '2026-03-01')).toEqual({ from: '2026-01-31', to: null })
  expect(dates('month', '2026-03-31')).toEqual({ from: '2026-03-01', to: null })
  expect(dates('year', '2026-03-31')).toEqual({ from: '2026-01-01', to: null })
  expect(dates('all', '2026-03-31')).toEqual({ from: null, to: null })
})

test('the month before knows leap years and January', () => {
  expect(dates('lastMonth', '2028-03-31')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(dates('lastMonth', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
})

test('two dates are themselves', () => {
  const range = { name: 'dates' as const, from: '2026-01-05', to: '2026-01-07' }
  expect(datesOf(range, '2026-03-31')).toEqual({ from: '2026-01-05', to: '2026-01-07' })
})
