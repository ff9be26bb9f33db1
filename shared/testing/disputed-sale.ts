import { aCustomer, aLink, anInvoice, capturePayload } from './builders.ts'
import { accepted, type Desk } from './desk.ts'

/** The day on which a told dispute moves money. */
export const DISPUTED_ON = '2026-12-02'

/** An invoice of 100.00 that was paid through its link, 20.00 too much where nothing else is said. */
export function aSale(desk: Desk, totalCents = 120_00) {
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const capture = capturePayload(desk, aLink(desk, invoice.id).id, totalCents)
  accepted(desk.relay('payment.capture', capture), 'payment.capture')
  return { customerId, invoiceId: invoice.id, paymentId: capture.paymentId, disputeId: desk.newId() }
}
export type Sale = ReturnType<typeof aSale>

/** What the gateway says of the sale's dispute, given as the relay; the clock moves on. */
export function toldDispute(desk: Desk, { paymentId, disputeId }: Sale, state: string, fields: object = {}) {
  const payload = {
    paymentId,
    disputeId,
    gateway: 'stripe:test:acct_1',
    reference: 'dp_1',
    state,
    reason: 'fraudulent',
    amountCents: 120_00,
    feeCents: 15_00,
    openedAt: desk.clock.now(),
    dueAt: Date.UTC(2026, 11, 11, 23),
    on: DISPUTED_ON,
    number: desk.nextNumber(),
    ...fields,
  }
  desk.clock.advance(1000)
  return accepted(desk.relay('payment.record-dispute', payload), 'payment.record-dispute')
}
