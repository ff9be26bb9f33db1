import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aCustomer, aLineOf, anInvoice, anOrder, aPayment } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { MemoryLedger } from '../../testing/memory-ledger.ts'
import { verifyBalances } from '../verify-balances.ts'
import type { Answer, Read } from '../view.ts'

const ON = '2026-11-25'

const balance = (desk: Desk, customerId: string) => desk.ledger.row('customer_balances', customerId)
const proved = (desk: Desk) => verifyBalances(booksOf(desk.ledger)).findings

test('a balance follows every order, invoice and payment of its customer', () => {
  const desk = aDesk()
  const { id } = aCustomer(desk)
  expect(balance(desk, id)).toEqual({ id, openCents: 0, unappliedCents: 0, pendingCents: 0 })
  const order = anOrder(desk, { customerId: id })
  const orderId = order.id
  expect(balance(desk, id).pendingCents).toBe(228_00)
  const line = aLineOf(desk, 10_00)
  desk.must('order.add-line', { orderId, position: 2, line })
  expect(balance(desk, id).pendingCents).toBe(238_00)
  desk.must('order.change-line', {
    orderId,
    lineId: line.lineId,
    changes: { quantity: { from: 1, to: 2 } },
  })
  expect(balance(desk, id).pendingCents).toBe(248_00)
  desk.must('order.remove-line', { orderId, lineId: line.lineId })
  desk.must('order.place', { orderId })
  desk.must('order.confirm', { orderId, issuedOn: ON, expectedTotalCents: 228_00 })
  expect(balance(desk, id)).toMatchObject({ openCents: 228_00, pendingCents: 0 })
  const { invoiceId } = desk.ledger.row('orders', orderId)
  const payment = aPayment(desk, { customerId: id, totalCents: 300_00 })
  expect(balance(desk, id)).toMatchObject({ openCents: 228_00, unappliedCents: 300_00 })
  const applications = [{ invoiceId: invoiceId!, amountCents: 228_00 }]
  desk.must('payment.apply', { paymentId: payment.id, appliedOn: ON, applications })
  expect(balance(desk, id)).toMatchObject({ openCents: 0, unappliedCents: 72_00 })
  desk.must('payment.unapply', { paymentId: payment.id, invoiceId, unappliedOn: ON })
  desk.must('payment.void', { paymentId: payment.id, voidedOn: ON })
  expect(balance(desk, id)).toMatchObject({ openCents: 228_00, unappliedCents: 0 })
  desk.must('order.void', { orderId, voidedOn: ON })
  expect(balance(desk, id)).toEqual({ id, openCents: 0, unappliedCents: 0, pendingCents: 0 })
  expect(proved(desk)).toEqual([])
})

test('a customer from before there were balances gets one from everything there is, once', () => {
  const ledger = new LedgerWithoutBalances()
  const desk = aDesk({}, ledger)
  const { id } = aCustomer(desk)
  anInvoice(desk, { customerId: id })
  aPayment(desk, { customerId: id, totalCents: 50_00 })
  ledger.listed = 0
  anOrder(desk, { customerId: id })
  expect(balance(desk, id)).toEqual({ id, openCents: 228_00, unappliedCents: 50_00, pendingCents: 228_00 })
  expect(ledger.listed).toBe(3)
  ledger.forgets = false
  anOrder(desk, { customerId: id })
  expect(balance(desk, id).pendingCents).toBe(456_00)
  expect(ledger.listed, 'the history is not read again').toBe(3)
  expect(proved(desk)).toEqual([])
})

/** Until it stops forgetting, it knows no balances, as a ledger of an older version. */
class LedgerWithoutBalances extends MemoryLedger {
  forgets = true
  listed = 0

  protected override answer(read: Read): Answer {
    if (read.kind === 'rows' && read.ref === 'customerId') this.listed++
    return this.forgets && read.kind === 'row' && read.table === 'customer_balances'
      ? null
      : super.answer(read)
  }
}

test('a wrong balance is found', () => {
  const desk = aDesk()
  const { id } = aCustomer(desk)
  anInvoice(desk, { customerId: id })
  const books = booksOf(desk.ledger)
  const wrong = { ...balance(desk, id), openCents: 1 }
  expect(verifyBalances({ ...books, balances: [wrong] }).findings).toEqual([
    { table: 'customer_balances', id, name: id, figure: 'openCents', cachedCents: 1, provenCents: 228_00 },
  ])
})
