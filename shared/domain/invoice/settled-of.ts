import type { ReadSoFar } from '../command.ts'
import type { PaymentRow } from '../payment/payment-row.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { InvoiceRow } from './invoice-row.ts'

/** What went off an invoice's total, and what of it went back to the customer: `paid + credits + discount − refunded` is no longer open. */
export interface Settled {
  paidCents: number
  creditsCents: number
  discountCents: number
  refundedCents: number
}

/** What `settledOf` reads. */
export function settledReads(invoiceId: string, view: Pick<ReadSoFar, 'list'>): Read[] {
  const paymentIds = new Set(
    view.list('applications', 'invoiceId', invoiceId).map(({ paymentId }) => paymentId),
  )
  return [
    rows('applications', 'invoiceId', invoiceId),
    ...[...paymentIds].flatMap(id => [row('payments', id), rows('payments', 'reversesId', id)]),
  ]
}

/**
 * How an invoice came to what is open of it: each amount as it came in, and what was taken off again to be refunded apart. What
 * was taken off for another reason (an NSF, a void, an unapply) counts as if it had never been on it.
 */
export function settledOf(
  { id, totalCents, openCents }: Pick<InvoiceRow, 'id' | 'totalCents' | 'openCents'>,
  view: Pick<View, 'get' | 'list'>,
): Settled {
  let creditsCents = 0
  let discountCents = 0
  let refundedCents = 0
  for (const entry of view.list('applications', 'invoiceId', id)) {
    discountCents += entry.discountCents
    // The command that refunds writes both rows.
    const isRefunded =
      entry.amountCents < 0 &&
      view
        .list('payments', 'reversesId', entry.paymentId)
        .some(each => isPaidOut(each) && each.recordedAt === entry.recordedAt)
    if (isRefunded) refundedCents -= entry.amountCents
    else if (view.get('payments', entry.paymentId)?.kind === 'credit') creditsCents += entry.amountCents
  }
  const paidCents = totalCents - openCents - creditsCents - discountCents + refundedCents
  return { paidCents, creditsCents, discountCents, refundedCents }
}

function isPaidOut({ kind, status, refundState }: PaymentRow): boolean {
  return (
    kind === 'refund' && status === 'posted' && (refundState === 'succeeded' || refundState === 'pending')
  )
}
