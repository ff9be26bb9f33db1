import { type CommandContext, put, type Write } from '../command.ts'
import type { ApplicationRow } from '../payment/payment-row.ts'
import type { View } from '../view.ts'

interface OnInvoice {
  paymentId: string
  amountCents: number
  discountCents: number
  recordedAt: number
}

/**
 * Takes off an invoice what is applied to it beyond its new total, the newest application first and money before discounts:
 * new negative rows, and the payments unapplied again. Reads what `releaseInvoiceReads` names; the invoice is the caller's.
 */
export function releaseExcess(
  invoiceId: string,
  excessCents: number,
  releasedOn: string,
  view: View,
  context: CommandContext,
): { releasedCents: number; writes: Write[] } {
  const writes: Write[] = []
  let left = excessCents
  // The first derived id is the revision's.
  let n = 1
  for (const { paymentId, ...applied } of netByPayment(view.list('applications', 'invoiceId', invoiceId))) {
    const payment = view.get('payments', paymentId)
    if (!payment || left <= 0) continue
    const amountCents = Math.min(left, Math.max(0, applied.amountCents))
    const discountCents = Math.min(left - amountCents, Math.max(0, applied.discountCents))
    if (amountCents + discountCents === 0) continue
    left -= amountCents + discountCents
    writes.push(
      put('applications', {
        id: context.derive(n++),
        paymentId,
        invoiceId,
        customerId: payment.customerId,
        amountCents: amountCents === 0 ? 0 : -amountCents,
        discountCents: discountCents === 0 ? 0 : -discountCents,
        appliedOn: releasedOn,
        recordedBy: context.by,
        recordedAt: context.at,
      }),
    )
    if (amountCents > 0)
      writes.push(put('payments', { ...payment, unappliedCents: payment.unappliedCents + amountCents }))
  }
  return { releasedCents: excessCents - left, writes }
}

/** What each payment has on the invoice, the newest first. */
function netByPayment(entries: readonly ApplicationRow[]): OnInvoice[] {
  const net = new Map<string, OnInvoice>()
  for (const { paymentId, amountCents, discountCents, recordedAt } of entries) {
    const so = net.get(paymentId) ?? { paymentId, amountCents: 0, discountCents: 0, recordedAt: 0 }
    net.set(paymentId, {
      paymentId,
      amountCents: so.amountCents + amountCents,
      discountCents: so.discountCents + discountCents,
      recordedAt: Math.max(so.recordedAt, recordedAt),
    })
  }
  return [...net.values()].toSorted(
    (a, b) => b.recordedAt - a.recordedAt || (a.paymentId < b.paymentId ? 1 : -1),
  )
}
