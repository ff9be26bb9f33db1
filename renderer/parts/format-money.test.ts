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

test('typed amounts are read to the cent or not at all', () => {
  expect(parseCents('1,284.5')).toBe(128_450)
  expect(parseCents(' 12 ')).toBe(1_200)
  expect(parseCents('.07')).toBe(7)
  expect(parseCents('$3.')).toBe(300)
  expect(parseCents('1.005')).toBeNull()
  expect(parseCents('-4')).toBeNull()
  expect(parseCents('')).toBeNull()
  expect(parseCents('.')).toBeNull()
  expect(parseCents('twelve')).toBeNull()
})

test('a decimal comma is no thousands separator', () => {
  expect(parseCents('2,50')).toBe(250)
  expect(parseCents('2,5')).toBe(250)
  expect(parseCents('1.284,50')).toBe(128_450)
  expect(parseCents('1,284')).toBe(128_400)
  expect(parseCents('1,284,500.25')).toBe(128_450_025)
  for (const unclear of ['1.284', '1,,5', '12,34,567', '1.284.5', '1,284,50.1', '1.2.3'])
    expect(parseCents(unclear)).toBeNull()
})

test('every amount survives being written and read again', () => {
  for (let cents = 0; cents < 3_000_000; cents += 977) expect(parseCents(formatCents(cents))).toBe(cents)
})
