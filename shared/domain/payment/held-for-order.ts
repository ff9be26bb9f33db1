import type { ReadSoFar } from '../command.ts'
import { heldFor } from '../payment-link/order-ask.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { PaymentRow } from './payment-row.ts'

/** What `heldOf` reads, once the payment is there. */
export function heldReads(paymentId: string, view: ReadSoFar): Read[] {
  const orderId = view.get('payments', paymentId)?.heldForOrderId
  return orderId ? [row('orders', orderId), rows('payments', 'heldForOrderId', orderId)] : []
}

/**
 * How much of a payment is kept for an order that is not confirmed yet: what the order needs beyond the payments that came
 * in for it before. The rest of it is free.
 */
export function heldOf(payment: PaymentRow, view: Pick<View, 'get' | 'list'>): number {
  const order = payment.heldForOrderId === null ? null : view.get('orders', payment.heldForOrderId)
  if (order?.status !== 'pending' && order?.status !== 'draft') return 0
  const before = view.list('payments', 'heldForOrderId', order.id).filter(other => isBefore(other, payment))
  const neededCents = order.totalCents - heldFor(order, before)
  return Math.max(0, Math.min(neededCents, payment.unappliedCents))
}

/** Why so much of a payment may not be used for anything but its order; null when it may. */
export function checkHeld(payment: PaymentRow, amountCents: number, view: View, field = ''): Refusal | null {
  const heldCents = heldOf(payment, view)
  const freeCents = payment.unappliedCents - heldCents
  if (heldCents === 0 || amountCents <= freeCents) return null
  const order = view.get('orders', payment.heldForOrderId ?? '')?.number ?? ''
  return refuse('payment-held', { number: payment.number, order, heldCents, freeCents }, field)
}

function isBefore(a: PaymentRow, b: PaymentRow): boolean {
  return a.recordedAt !== b.recordedAt ? a.recordedAt < b.recordedAt : a.id < b.id
}
