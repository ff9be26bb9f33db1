import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divideHalfUp, extendCents, percentCents } from './money.ts'

test.each([
  [1, 3825, 38],
  [2, 25, 1], // 0.50 of a cent rounds up
  [1, 49, 0],
  [1, 50, 1],
  [3, 50, 2],
  [600, 3800, 228_00],
  [1, 0, 0],
])('%i at %i ten-thousandths is %i cents', (count, priceE4, totalCents) => {
  expect(extendCents(count, priceE4)).toBe(totalCents)
})

test('rounding is half away from zero, never by floating point', () => {
  expect(divideHalfUp(5n, 10n)).toBe(1)
  expect(divideHalfUp(-5n, 10n)).toBe(-1)
  expect(divideHalfUp(-4n, 10n)).toBe(0)
  // 1.005 is less than itself in binary: a float product would give 100.
  expect(extendCents(1, 10_050)).toBe(101)
  expect(percentCents(1_05, 50_00)).toBe(53)
})

test('a rate has tenths of a basis point: 8.875 % as New York City has it', () => {
  expect(percentCents(100_00, 887.5)).toBe(8_88)
  expect(percentCents(1_000_00, 471.2)).toBe(47_12)
  // 0.5 of a cent rounds up, 0.4999 does not.
  expect([percentCents(4, 1_250), percentCents(40, 124.9)]).toEqual([1, 0])
})

test('a product is never off by more than half a cent', () => {
  fc.assert(
    fc.property(fc.nat(9_999_999), fc.nat(9_999_999), (count, priceE4) => {
      const exact = BigInt(count) * BigInt(priceE4)
      const rounded = BigInt(extendCents(count, priceE4)) * 100n
      expect(rounded - exact).toBeLessThanOrEqual(50n)
      expect(rounded - exact).toBeGreaterThan(-50n)
    }),
  )
})
