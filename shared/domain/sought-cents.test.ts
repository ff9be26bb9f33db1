import { expect, test } from 'vitest'
import { soughtCents } from './sought-cents.ts'

test.each([
  ['1,254.00', 125_400],
  ['1.254,00', 125_400],
  ['1254.00', 125_400],
  ['1254,38', 125_438],
  ['1254', 125_400],
  ['1,254', 125_400],
  ['1.254', 125_400],
  ['1,254,000.05', 125_400_005],
  ['$77', 7_700],
  ['US$ 1,254.00', 125_400],
  ['€ 0,07', 7],
  ['77.00', 7_700],
])('%s is an amount', (search, cents) => expect(soughtCents(search)).toBe(cents))

test.each([
  '',
  '77',
  '0125',
  'petal',
  'PO 1254',
  '1254-2',
  '12,54.00',
  '1,254.5',
  '1.2.3',
  '$',
  '0.00',
  '9999999999999',
])('%s is none', search => expect(soughtCents(search)).toBeNull())
