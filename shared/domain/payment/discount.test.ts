import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aCustomer, anInvoice, aPayment, paymentPayload } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-11-25'
const openCents = (desk: Desk, id: string) => desk.ledger.row('invoices', id).openCents
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

function discounted(desk: Desk) {
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 98_00, discountCents: 2_00 }]
  return { customerId, invoice, payment: aPayment(desk, { customerId, totalCents: 98_00, applications }) }
}

test('a discount lowers what is open and takes nothing of the payment', () => {
  const desk = aDesk()
  const { invoice, payment } = discounted(desk)
  expect(openCents(desk, invoice.id)).toBe(0)
  expect(payment.unappliedCents).toBe(0)
  proven(desk)
})

test('amount and discount together never exceed what is open', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 98_00, discountCents: 2_01 }]
  const payload = paymentPayload(desk, { customerId, totalCents: 98_00, applications })
  expect(desk.enter('payment.receive', payload).refusal).toMatchObject({
    code: 'applied-more-than-open',
    field: 'applications.0.amountCents',
    params: { amountCents: 100_01, openCents: 100_00 },
  })
  const larger = { ...payload, applications: [{ ...applications[0], discountCents: 100_01 }] }
  expect(desk.enter('payment.receive', larger).refusal).toMatchObject({
    code: 'applied-more-than-open',
    field: 'applications.0.discountCents',
  })
})

test('what others paid meanwhile lowers the discount, not the money', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const others = [{ invoiceId: invoice.id, amountCents: 10_00 }]
  aPayment(desk, { customerId, totalCents: 10_00, applications: others })
  const applications = [{ invoiceId: invoice.id, amountCents: 89_00, discountCents: 11_00 }]
  const payload = paymentPayload(desk, { customerId, totalCents: 89_00, applications })
  expect(desk.arrive('payment.receive', payload).refusal).toBeNull()
  const entry = desk.ledger.all('applications').find(({ paymentId }) => paymentId === payload.paymentId)
  expect(entry).toMatchObject({ amountCents: 89_00, discountCents: 1_00 })
  expect(openCents(desk, invoice.id)).toBe(0)
  proven(desk)
})

test('taken off, voided, or with its order: amount and discount come back together', () => {
  for (const undo of ['unapply', 'void', 'order'] as const) {
    const desk = aDesk()
    const { invoice, payment } = discounted(desk)
    if (undo === 'unapply')
      desk.must('payment.unapply', { paymentId: payment.id, invoiceId: invoice.id, unappliedOn: ON })
    else if (undo === 'void') desk.must('payment.void', { paymentId: payment.id, voidedOn: ON })
    else desk.must('order.void', { orderId: invoice.orderId, voidedOn: ON, releasePayments: true })
    expect(desk.ledger.all('applications').map(({ discountCents }) => discountCents)).toEqual([2_00, -2_00])
    expect(openCents(desk, invoice.id)).toBe(undo === 'order' ? 0 : 100_00)
    expect(desk.ledger.row('payments', payment.id).unappliedCents).toBe(undo === 'void' ? 0 : 98_00)
    proven(desk)
  }
})
