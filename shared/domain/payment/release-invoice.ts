import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import { type Read, row, rows, type View } from '../view.ts'

/** What `releaseInvoice` reads. */
export function releaseInvoiceReads(invoiceId: string, view: ReadSoFar): Read[] {
  const entries = view.list('applications', 'invoiceId', invoiceId)
  return [
    rows('applications', 'invoiceId', invoiceId),
    ...entries.map(entry => row('payments', entry.paymentId)),
  ]
}

/** Takes every payment off one invoice: new negative rows, and the payments unapplied again. The invoice is the caller's. */
export function releaseInvoice(
  invoiceId: string,
  releasedOn: string,
  view: View,
  context: CommandContext,
): Write[] {
  const net = new Map<string, number>()
  for (const entry of view.list('applications', 'invoiceId', invoiceId)) {
    net.set(entry.paymentId, (net.get(entry.paymentId) ?? 0) + entry.amountCents)
  }
  const writes: Write[] = []
  let n = 0
  for (const [paymentId, amountCents] of net) {
    const payment = view.get('payments', paymentId)
    if (!payment || amountCents <= 0) continue
    writes.push(
      put('applications', {
        id: context.derive(n++),
        paymentId,
        invoiceId,
        customerId: payment.customerId,
        amountCents: -amountCents,
        discountCents: 0,
        appliedOn: releasedOn,
        recordedBy: context.by,
        recordedAt: context.at,
      }),
      put('payments', { ...payment, unappliedCents: payment.unappliedCents + amountCents }),
    )
  }
  return writes
}
