import { expect, test } from 'vitest'
import { chargePage, chargeTotals, isLater, readRate } from './charge-page.ts'

const row = (customerName: string, chargeCents: number) => ({
  customerId: customerName,
  customerName,
  code: customerName,
  currency: 'USD',
  openCents: chargeCents * 10,
  openCreditsCents: 0,
  basisCents: chargeCents * 10,
  chargeCents,
  issuedCents: null,
  issuedNumbers: '',
  skipped: null,
})
const rows = [row('Bo', 5), row('Al', 9), row('Cy', 1)]
const names = (sort: string, descending: boolean, offset = 0, limit = 10) =>
  chargePage(rows, { sort, descending, offset, limit }).rows.map(({ customerName }) => customerName)

test('pages follow the order that is asked', () => {
  expect(names('customerName', false)).toEqual(['Al', 'Bo', 'Cy'])
  expect(names('chargeCents', true)).toEqual(['Al', 'Bo', 'Cy'])
  expect(names('openCents', false, 1, 1)).toEqual(['Bo'])
})

test('what was charged already stays in the list and in its sums', () => {
  const charged = { ...row('Di', 0), issuedCents: 7, skipped: 'issued' as const }
  const exempt = { ...row('Ed', 0), skipped: 'exempt' as const }
  expect(chargeTotals([...rows, charged, exempt])).toEqual({ toCharge: 3, charged: 1, cents: 22 })
  const byCharge = { sort: 'chargeCents', descending: true, offset: 0, limit: 2 }
  expect(chargePage([...rows, charged], byCharge).rows.map(({ customerName }) => customerName)).toEqual([
    'Al',
    'Di',
  ])
})

test('a rate is read as a percentage of up to two decimals', () => {
  expect(['1.5', '10', '0,25 %', '100'].map(readRate)).toEqual([150, 1000, 25, 10_000])
  expect(['', '0', '100.01', '1.234', 'x'].map(readRate)).toEqual([null, null, null, null, null])
})

test('a day after today is told from today, an earlier one, and what is no day', () => {
  const today = '2026-11-27'
  expect(['2026-12-01', today, '2026-11-01', '9', ''].map(on => isLater(on, today))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})
