import { expect, test } from 'vitest'
import { aCustomer, aLink, anInvoice, aPayment, capturePayload } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'

const ON = '2026-11-25'

function paidInvoices(desk: Desk) {
  const customerId = aCustomer(desk).id
  const first = anInvoice(desk, { customerId, totalCents: 100_00 })
  const second = anInvoice(desk, { customerId, totalCents: 200_00 })
  const applications = [
    { invoiceId: first.id, amountCents: 100_00 },
    { invoiceId: second.id, amountCents: 150_00 },
  ]
  const payment = aPayment(desk, { customerId, totalCents: 300_00, applications })
  return { customerId, first, second, payment }
}

const openCents = (desk: Desk, invoiceId: string) => desk.ledger.row('invoices', invoiceId).openCents
const unappliedCents = (desk: Desk, paymentId: string) =>
  desk.ledger.row('payments', paymentId).unappliedCents

test('taking a payment off an invoice opens it again, by a row more', () => {
  const desk = aDesk()
  const { first, second, payment } = paidInvoices(desk)
  const unapply = { paymentId: payment.id, invoiceId: second.id, unappliedOn: ON }
  desk.must('payment.unapply', unapply)
  expect(openCents(desk, second.id)).toBe(200_00)
  expect(openCents(desk, first.id)).toBe(0)
  expect(unappliedCents(desk, payment.id)).toBe(200_00)
  expect(desk.ledger.all('applications').map(entry => entry.amountCents)).toEqual([100_00, 150_00, -150_00])
  expect(desk.enter('payment.unapply', unapply).refusal?.code).toBe('payment-not-on-invoice')
})

test('a voided payment reopens its invoices and is worth nothing', () => {
  const desk = aDesk()
  const { first, second, payment } = paidInvoices(desk)
  desk.must('payment.void', { paymentId: payment.id, voidedOn: ON })
  expect([openCents(desk, first.id), openCents(desk, second.id)]).toEqual([100_00, 200_00])
  expect(desk.ledger.row('payments', payment.id)).toMatchObject({
    status: 'void',
    unappliedCents: 0,
    totalCents: 300_00,
  })
  const again = { paymentId: payment.id, voidedOn: ON }
  expect(desk.enter('payment.void', again).refusal?.code).toBe('payment-void')
  const apply = {
    paymentId: payment.id,
    appliedOn: ON,
    applications: [{ invoiceId: first.id, amountCents: 1 }],
  }
  expect(desk.enter('payment.apply', apply).refusal?.code).toBe('payment-void')
})

test('money that came through the gateway is not voided', () => {
  const desk = aDesk()
  const capture = capturePayload(desk, aLink(desk, anInvoice(desk).id).id, 228_00)
  desk.relay('payment.capture', capture)
  const voiding = { paymentId: capture.paymentId, voidedOn: ON }
  expect(desk.enter('payment.void', voiding).refusal?.code).toBe('payment-from-gateway')
})

test('what is left of a payment is applied later, as far as it goes', () => {
  const desk = aDesk()
  const { customerId, second, payment } = paidInvoices(desk)
  const apply = (amountCents: number, invoiceId = second.id) =>
    desk.enter('payment.apply', {
      paymentId: payment.id,
      appliedOn: ON,
      applications: [{ invoiceId, amountCents }],
    }).refusal
  expect(apply(50_01)).toMatchObject({
    code: 'applied-more-than-open',
    params: { amountCents: 50_01, openCents: 50_00 },
  })
  const stranger = anInvoice(desk, { totalCents: 1_00 })
  expect(apply(1_00, stranger.id)?.code).toBe('other-customer')
  expect(apply(30_00)).toBeNull()
  expect(openCents(desk, second.id)).toBe(20_00)
  expect(unappliedCents(desk, payment.id)).toBe(20_00)
  const third = anInvoice(desk, { customerId, totalCents: 500_00 })
  expect(apply(20_01, third.id)).toMatchObject({
    code: 'applied-more-than-unapplied',
    params: { amountCents: 20_01, unappliedCents: 20_00 },
  })
})

test('one payment used twice by two desktops: the second is refused', () => {
  const desk = aDesk()
  const { customerId, payment } = paidInvoices(desk)
  const third = anInvoice(desk, { customerId, totalCents: 500_00 })
  const applications = [{ invoiceId: third.id, amountCents: 50_00 }]
  const apply = () => desk.arrive('payment.apply', { paymentId: payment.id, appliedOn: ON, applications })
  expect(apply().refusal).toBeNull()
  expect(apply().refusal?.code).toBe('applied-more-than-unapplied')
})
