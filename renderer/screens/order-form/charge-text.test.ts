import { expect, test } from 'vitest'
import { type ChargeField, chargeTextOf, readChargeText } from './charge-text.ts'

test.each<[ChargeField, string, string | number | null]>([
  ['amountCents', '12.5', 12_50],
  ['amountCents', '-5', -5_00],
  ['amountCents', '(1,284.50)', -1_284_50],
  ['amountCents', '-0', 0],
  ['amountCents', 'much', null],
  ['rateBps', '2', 200],
  ['rateBps', '2,25 %', 225],
  ['rateBps', '100%', 10_000],
  ['rateBps', '101', null],
  ['rateBps', '-1', null],
  ['label', '  Rush ', 'Rush'],
  ['label', '', null],
])('%s reads %s as %s', (field, text, value) => {
  expect(readChargeText(field, text)).toBe(value)
})

test('what is shown reads back as the same value', () => {
  for (const value of [0, 7, 1_284_50, -20_00])
    expect(readChargeText('amountCents', chargeTextOf('amountCents', value))).toBe(value)
  for (const value of [0, 5, 225, 10_000])
    expect(readChargeText('rateBps', chargeTextOf('rateBps', value))).toBe(value)
})
