import { expect, test } from 'vitest'
import { documentFormats, printsOnLetter } from './document-formats.ts'

test.each([
  ['en', 'USD', '$1,284.50', '1,284.50', 'Nov 5, 2026'],
  ['es', 'USD', '$1,284.50', '1,284.50', '5 nov 2026'],
  ['en', 'EUR', '€1,284.50', '1,284.50', '5 Nov 2026'],
  ['es', 'EUR', '1.284,50 €', '1.284,50', '5 nov 2026'],
  ['es', 'MXN', '$1,284.50', '1,284.50', '5 nov 2026'],
  ['en', 'CAD', 'CA$1,284.50', '1,284.50', 'Nov 5, 2026'],
  ['en', 'tulips', '1,284.50 tulips', '1,284.50', '5 Nov 2026'],
] as const)('%s %s writes %s, %s and %s', (language, currency, money, amount, date) => {
  const formats = documentFormats(language, currency)
  expect(formats.money(128_450)).toBe(money)
  expect(formats.amount(128_450)).toBe(amount)
  expect(formats.date('2026-11-05')).toBe(date)
})

test('a currency without cents counts in its own minor unit', () => {
  expect(documentFormats('en', 'JPY').money(128_450)).toBe('¥128,450')
})

test.each([
  [3800, '0.38'],
  [3825, '0.3825'],
  [8950, '0.895'],
  [47_500, '4.75'],
  [0, '0.00'],
])('a price of %d ten-thousandths is written %s', (priceE4, written) => {
  expect(documentFormats('en', 'USD').price(priceE4)).toBe(written)
})

test('what is no date is shown as it came', () => {
  const { date } = documentFormats('en', 'USD')
  expect([date(''), date('2026-13-01'), date('on receipt')]).toEqual(['', '2026-13-01', 'on receipt'])
})

test('paper follows the currency', () => {
  expect([printsOnLetter('USD'), printsOnLetter('EUR'), printsOnLetter('')]).toEqual([true, false, false])
})
