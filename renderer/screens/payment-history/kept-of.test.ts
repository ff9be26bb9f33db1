import { expect, test } from 'vitest'
import { keptOf } from './kept-of.ts'

test('what went back is not kept, and neither is the fee', () => {
  const payment = { totalCents: 1_429_50, returnedCents: 0 }
  expect(keptOf(payment, 41_76)).toBeNull()
  expect(keptOf({ ...payment, returnedCents: 100_00 }, 41_76)).toBe(1_287_74)
  expect(keptOf({ ...payment, returnedCents: 1_429_50 }, 41_76)).toBe(-41_76)
  expect(keptOf({ ...payment, returnedCents: 100_00 }, 0)).toBeNull()
})
