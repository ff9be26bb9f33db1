import { expect, test } from 'vitest'
import { aCustomer, anInvoice, aPayment } from '../../testing/builders.ts'
import { aDesk } from '../../testing/desk.ts'

test('a payment that was put on an invoice twice comes off it whole when its order is withdrawn', () => {
  const desk = aDesk()
  const { id: customerId } = aCustomer(desk)
  const invoice = anInvoice(desk, { customerId, totalCents: 200_00 })
  const onIt = (amountCents: number) => [{ invoiceId: invoice.id, amountCents }]
  const { id: paymentId } = aPayment(desk, { customerId, totalCents: 150_00, applications: onIt(100_00) })
  desk.must('payment.apply', { paymentId, appliedOn: '2026-11-25', applications: onIt(30_00) })
  desk.must('order.void', { orderId: invoice.orderId, voidedOn: '2026-11-25', releasePayments: true })
  expect(desk.ledger.row('payments', paymentId).unappliedCents).toBe(150_00)
  const entries = desk.ledger.all('applications').filter(entry => entry.invoiceId === invoice.id)
  expect(entries.map(({ amountCents }) => amountCents).toSorted((a, b) => a - b)).toEqual([
    -100_00, -30_00, 30_00, 100_00,
  ])
})
