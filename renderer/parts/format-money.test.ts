import { expect, test } from 'vitest'
import { formatCents, formatPriceE4, parseCents } from './format-money.ts'

test('cents have two decimals and thousands separators', () => {
  expect(formatCents(0)).toBe('0.00')
  expect(formatCents(128_450)).toBe('1,284.50')
  expect(formatCents(-5_005)).toBe('-50.05')
  expect(formatCents(99_999_999_999)).toBe('999,999,999.99')
})

test('prices show the decimals they have', () => {
  expect(formatPriceE4(3_800)).toBe('0.38')
  expect(formatPriceE4(3_825)).toBe('0.3825')
  expect(formatPriceE4(1_820)).toBe('0.182')
  expect(formatPriceE4(12_345_000)).toBe('1,234.50')
  expect(formatPriceE4(0)).toBe('0.00')
})

test('a field takes an amount that can be one only', () => {
  expect(parseCents('1,284.5')).toBe(128_450)
  expect(parseCents('1284,50 €')).toBe(128_450)
  for (const unclear of ['', 'twelve', '-4', '(4)', '1.284', '1.005', '1.2.3'])
    expect(parseCents(unclear), unclear).toBeNull()
})

test('every amount survives being written and read again', () => {
  for (let cents = 0; cents < 3_000_000; cents += 977) expect(parseCents(formatCents(cents))).toBe(cents)
})
