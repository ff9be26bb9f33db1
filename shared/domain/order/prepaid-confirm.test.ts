import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import {
  aCustomer,
  aLineOf,
  aLink,
  anInvoice,
  anOrder,
  anOrderLink,
  aPayment,
  aPendingOrder,
  capturePayload,
} from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-11-25'
const paysFirst = (desk: Desk) => aCustomer(desk, { requirePaymentOnConfirm: true }).id
const confirmation = (orderId: string) => ({ orderId, issuedOn: ON, expectedTotalCents: 228_00 })

test('a customer who pays first is refused a plain confirm, with what is due and what is there', () => {
  const desk = aDesk()
  const customerId = paysFirst(desk)
  const order = anOrder(desk, { customerId })
  aPayment(desk, { customerId, totalCents: 100_00 })
  expect(desk.enter('order.confirm', confirmation(order.id)).refusal).toMatchObject({
    code: 'payment-required',
    params: { totalCents: 228_00, prepaidCents: 100_00 },
  })
  expect(desk.ledger.row('orders', order.id).status).toBe('draft')
})

test('prepayments that cover the total are applied on confirming, the oldest first', () => {
  const desk = aDesk()
  const customerId = paysFirst(desk)
  const order = anOrder(desk, { customerId })
  const second = aPayment(desk, { customerId, totalCents: 200_00, receivedOn: '2026-11-24' })
  const first = aPayment(desk, { customerId, totalCents: 100_00, receivedOn: '2026-11-20' })
  desk.must('order.confirm', confirmation(order.id))
  const { invoiceId } = desk.ledger.row('orders', order.id)
  expect(desk.ledger.row('invoices', invoiceId!)).toMatchObject({ totalCents: 228_00, openCents: 0 })
  expect(desk.ledger.row('payments', first.id).unappliedCents).toBe(0)
  expect(desk.ledger.row('payments', second.id).unappliedCents).toBe(72_00)
  expect(
    desk.ledger
      .all('applications')
      .map(entry => entry.amountCents)
      .toSorted(),
  ).toEqual([100_00, 128_00])
  expect(desk.ledger.row('customer_balances', customerId)).toMatchObject({
    openCents: 0,
    unappliedCents: 72_00,
    pendingCents: 0,
  })
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
})

test('Pay & Confirm: a prepayment, the confirmation, and the rest applied', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const order = anOrder(desk, { customerId })
  const payment = aPayment(desk, { customerId, totalCents: 228_00 })
  desk.must('order.confirm', confirmation(order.id))
  const { invoiceId } = desk.ledger.row('orders', order.id)
  const applications = [{ invoiceId: invoiceId!, amountCents: 228_00 }]
  desk.must('payment.apply', { paymentId: payment.id, appliedOn: ON, applications })
  expect(desk.ledger.row('invoices', invoiceId!).openCents).toBe(0)
})

test('one that was confirmed elsewhere unpaid is on hold with a task, and what was there is applied', () => {
  const desk = aDesk()
  const customerId = paysFirst(desk)
  const order = anOrder(desk, { customerId })
  aPayment(desk, { customerId, totalCents: 100_00 })
  expect(desk.arrive('order.confirm', confirmation(order.id)).refusal).toBeNull()
  const confirmed = desk.ledger.row('orders', order.id)
  expect(confirmed.onHold).toBe(true)
  expect(desk.ledger.row('invoices', confirmed.invoiceId!).openCents).toBe(128_00)
  expect(desk.ledger.all('tasks')).toMatchObject([
    { kind: 'credit-limit-exceeded', params: { reason: 'payment-required', prepaidCents: 100_00 } },
  ])
})

test('nobody else’s prepayments are touched by confirming', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const payment = aPayment(desk, { customerId, totalCents: 300_00 })
  anInvoice(desk, { customerId })
  expect(desk.ledger.row('payments', payment.id).unappliedCents).toBe(300_00)
})

const overpaid = (desk: Desk) =>
  desk.ledger
    .all('tasks')
    .filter(({ kind }) => kind === 'overpayment')
    .map(({ state, params }) => [state, params.amountCents])

test('held beyond what its order came to, and used up once that was raised: nobody is asked any more', () => {
  const desk = aDesk()
  const order = aPendingOrder(desk, { totalCents: 50_00 })
  const capture = capturePayload(desk, anOrderLink(desk, order.id).id, 80_00)
  accepted(desk.relay('payment.capture', capture))
  expect(overpaid(desk)).toEqual([['open', 30_00]])
  desk.must('order.add-line', { orderId: order.id, position: 2, line: aLineOf(desk, 30_00) })
  desk.must('order.confirm', { orderId: order.id, issuedOn: ON, expectedTotalCents: 80_00 })
  expect(desk.ledger.row('payments', capture.paymentId).unappliedCents).toBe(0)
  expect(overpaid(desk)).toEqual([['done', 30_00]])
})

test('what was paid too much before pays the next order of who pays first, and is no question any more', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 50_00 })
  accepted(desk.relay('payment.capture', capturePayload(desk, aLink(desk, invoice.id).id, 278_00)))
  const paysFirst = { requirePaymentOnConfirm: { from: false, to: true } }
  desk.must('customer.change', { customerId, changes: paysFirst })
  const order = anOrder(desk, { customerId })
  expect(overpaid(desk)).toEqual([['open', 228_00]])
  desk.must('order.confirm', confirmation(order.id))
  expect(overpaid(desk)).toEqual([['done', 228_00]])
})
