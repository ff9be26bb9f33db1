import { expect, test } from 'vitest'
import { goldenBooks, someBooks } from '../../testing/customer-books.ts'
import { STATEMENT_KINDS } from '../mail/mail-row.ts'
import { customerBalance } from './open-balances.ts'
import { type Statement, statement } from './statement.ts'

const AUGUST = '2026-08-31'
const amounts = ({ lines }: Statement) => lines.map(line => line.amountCents / 100)
const of = (books = goldenBooks(), on = AUGUST) => ({
  forward: statement(books.books(), on, 'balance-forward', 'invoice-date'),
  unpaid: statement(books.books(), on, 'unpaid', 'invoice-date'),
  all: statement(books.books(), on, 'all-transactions', 'invoice-date'),
})

test('the example of the trade: balance forward is 500 −200 +300 −50 −350 = 200.00', () => {
  const { forward } = of()
  expect(amounts(forward)).toEqual([500, -200, 300, -50, -350])
  expect(forward.lines.map(({ on, kind, number }) => [on, kind, number])).toEqual([
    ['2026-07-31', 'opening', ''],
    ['2026-08-05', 'payment', 'P1'],
    ['2026-08-10', 'invoice', '1002'],
    ['2026-08-12', 'credit', 'C1'],
    ['2026-08-28', 'payment', 'P2'],
  ])
  expect(forward.lines.map(line => line.runningCents / 100)).toEqual([500, 300, 600, 550, 200])
  expect(forward.closingCents).toBe(200_00)
})

test('the example of the trade: unpaid is 250 − 50 = 200.00, and all transactions 1001 500 −200 −300 = 0.00', () => {
  const { unpaid, all } = of()
  expect(unpaid.lines.map(({ kind, number, amountCents }) => [kind, number, amountCents])).toEqual([
    ['invoice', '1002', 250_00],
    ['payment-left', 'P2', -50_00],
  ])
  expect(unpaid.closingCents).toBe(200_00)
  expect(all.lines.map(({ kind, amountCents }) => [kind, amountCents])).toEqual([
    ['opening', 500_00],
    ['applied', -200_00],
    ['applied', -300_00],
  ])
  expect(all.closingCents).toBe(0)
})

test('printed again later for the same day it is the same, whatever has happened since', () => {
  const then = someBooks()
    .invoice('2026-07-20', '1001', 500_00)
    .entry('2026-08-05', 'P1', 200_00, { 1001: 200_00 })
    .invoice('2026-08-10', '1002', 300_00)
    .entry('2026-08-12', 'C1', 50_00, { 1002: 50_00 }, { kind: 'credit' })
    .entry('2026-08-28', 'P2', 350_00, { 1001: 300_00 })
  const later = goldenBooks()
    .revise('2026-09-03', '1002', 280_00)
    .entry('2026-09-12', 'N1', -200_00, {}, { kind: 'nsf', reversesId: 'P1' })
    .apply('2026-09-12', 'P1', '1001', -200_00)
    .entry('2026-09-13', 'R1', -50_00, {}, { kind: 'refund', reversesId: 'P2', refundState: 'succeeded' })
  expect(of(later)).toEqual(of(then))
  const voided = goldenBooks().books()
  voided.invoices = voided.invoices.map(each => ({ ...each, status: 'void', voidedOn: '2026-09-14' }))
  expect(statement(voided, AUGUST, 'unpaid', 'due-date')).toEqual(
    statement(then.books(), AUGUST, 'unpaid', 'due-date'),
  )
})

test('the head is the same for every kind, and its net is what the customer owes', () => {
  const books = goldenBooks().books()
  const [first, ...others] = STATEMENT_KINDS.map(kind => statement(books, AUGUST, kind, 'due-date').aging)
  for (const other of others) expect(other).toEqual(first)
  expect(first).toEqual({
    basis: 'due-date',
    bucketCents: [250_00, 0, 0, 0, 0],
    openCents: 250_00,
    openCreditsCents: 50_00,
    netCents: 200_00,
    pastDueCents: 0,
  })
  expect(statement(books, '2026-09-15', 'unpaid', 'due-date').aging).toMatchObject({ netCents: 350_00 })
})

test('a customer we owe has a closing below zero', () => {
  const { forward, unpaid } = of(someBooks().entry('2026-08-02', 'P1', 80_00))
  expect([forward.closingCents, unpaid.closingCents]).toEqual([-80_00, -80_00])
  expect(customerBalance(someBooks().books(), AUGUST)).toBe(0)
})

test('what happens to documents is told on its day: revision, discount, NSF, chargeback, refund, void', () => {
  const books = someBooks()
    .invoice('2026-08-01', '1', 100_00)
    .revise('2026-08-04', '1', 90_00)
    .entry('2026-08-05', 'P1', 85_00)
    .apply('2026-08-05', 'P1', '1', 85_00, 5_00)
    .invoice('2026-08-06', '2', 40_00, { status: 'void', voidedOn: '2026-08-07' })
    .entry('2026-08-08', 'N1', -85_00, {}, { kind: 'nsf', reversesId: 'P1' })
    .apply('2026-08-08', 'P1', '1', -85_00, -5_00)
    .invoice('2026-08-08', '3', 35_00, { kind: 'nsf-fee' })
    .entry('2026-08-09', 'P2', 60_00)
    .entry(
      '2026-08-10',
      'R1',
      -20_00,
      {},
      {
        kind: 'refund',
        reversesId: 'P2',
        refundState: 'canceled',
        voidedOn: '2026-08-11',
      },
    )
    .entry('2026-08-12', 'P3', 10_00, {}, { status: 'void', voidedOn: '2026-08-13' })
    .entry('2026-08-14', 'B1', -60_00, {}, { kind: 'chargeback', reversesId: 'P2' })
  const { forward, unpaid } = of(books)
  expect(forward.lines.slice(1).map(line => [line.kind, line.number, line.amountCents / 100])).toEqual([
    ['invoice', '1', 100],
    ['revision', '1', -10],
    ['discount', '1', -5],
    ['payment', 'P1', -85],
    ['invoice', '2', 40],
    ['invoice-void', '2', -40],
    ['invoice:nsf-fee', '3', 35],
    ['discount-back', '1', 5],
    ['nsf', 'N1', 85],
    ['payment', 'P2', -60],
    ['refund', 'R1', 20],
    ['refund-back', 'R1', -20],
    ['payment', 'P3', -10],
    ['payment-void', 'P3', 10],
    ['chargeback', 'B1', 60],
  ])
  expect(forward.closingCents).toBe(125_00)
  expect(unpaid.closingCents).toBe(125_00)
})
