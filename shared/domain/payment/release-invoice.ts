import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import { type IdRun, VOIDED } from '../derived-ids.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { PaymentRow } from './payment-row.ts'
import { type Applied, appliedBy, newestFirst, takenOff } from './release-entries.ts'

/** What `releaseInvoice` and `releaseExcess` read. */
export function releaseInvoiceReads(invoiceId: string, view: ReadSoFar): Read[] {
  const entries = view.list('applications', 'invoiceId', invoiceId)
  return [
    rows('applications', 'invoiceId', invoiceId),
    ...entries.map(entry => row('payments', entry.paymentId)),
  ]
}

/**
 * Takes every payment off one invoice, discounts with it: new negative rows, and the payments unapplied again. The
 * invoice is the caller's.
 */
export function releaseInvoice(
  invoiceId: string,
  releasedOn: string,
  view: View,
  context: CommandContext,
): Write[] {
  return released(
    appliedBy(view.list('applications', 'invoiceId', invoiceId)),
    releasedOn,
    view,
    context,
    VOIDED.released,
  )
}

/**
 * Takes off an invoice what is applied to it beyond its new total, the newest application first and money before discounts.
 * The invoice is the caller's. The derived ids of its run belong to it.
 */
export function releaseExcess(
  invoiceId: string,
  excessCents: number,
  releasedOn: string,
  view: View,
  context: CommandContext,
  ids: IdRun,
): { releasedCents: number; writes: Write[] } {
  const applied = appliedBy(view.list('applications', 'invoiceId', invoiceId))
  const meant: Applied[] = []
  let left = excessCents
  for (const entry of applied.toSorted(newestFirst)) {
    if (left <= 0) break
    const amountCents = Math.min(left, Math.max(0, entry.amountCents))
    const discountCents = Math.min(left - amountCents, Math.max(0, entry.discountCents))
    left -= amountCents + discountCents
    meant.push({ ...entry, amountCents, discountCents })
  }
  return {
    releasedCents: excessCents - left,
    writes: released(meant, releasedOn, view, context, ids),
  }
}

function released(
  meant: readonly Applied[],
  releasedOn: string,
  view: View,
  context: CommandContext,
  ids: IdRun,
): Write[] {
  const writes: Write[] = []
  const payments = new Map<string, PaymentRow>()
  for (const [at, applied] of meant.entries()) {
    const { paymentId, amountCents } = applied
    const payment = payments.get(paymentId) ?? view.get('payments', paymentId)
    if (!payment) continue
    writes.push(
      put('applications', takenOff(applied, payment.customerId, releasedOn, context, ids.first + at)),
    )
    if (amountCents !== 0)
      payments.set(paymentId, { ...payment, unappliedCents: payment.unappliedCents + amountCents })
  }
  // One payment may be on the invoice by several entries.
  for (const payment of payments.values()) writes.push(put('payments', payment))
  return writes
}
