import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import { type Read, row, rows, type View } from '../view.ts'
import { appliedBy } from './release-entries.ts'

/** What `releaseInvoice` reads. */
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
  const writes: Write[] = []
  let n = 0
  for (const { paymentId, amountCents, discountCents } of appliedBy(
    view.list('applications', 'invoiceId', invoiceId),
  )) {
    const payment = view.get('payments', paymentId)
    if (!payment) continue
    writes.push(
      put('applications', {
        id: context.derive(n++),
        paymentId,
        invoiceId,
        customerId: payment.customerId,
        amountCents: -amountCents || 0,
        discountCents: -discountCents || 0,
        appliedOn: releasedOn,
        recordedBy: context.by,
        recordedAt: context.at,
      }),
      put('payments', { ...payment, unappliedCents: payment.unappliedCents + amountCents }),
    )
  }
  return writes
}
