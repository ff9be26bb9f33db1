import type { ReadSoFar } from '../command.ts'
import { type CommandContext, put, type Write } from '../command.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { type Read, row, rows, type View } from '../view.ts'

/** What `releaseApplications` reads. */
export function releaseReads(paymentId: string, view: ReadSoFar): Read[] {
  const invoiceIds = new Set(view.list('applications', 'paymentId', paymentId).map(entry => entry.invoiceId))
  return [rows('applications', 'paymentId', paymentId), ...[...invoiceIds].map(id => row('invoices', id))]
}

/** Takes a payment off the invoices it is applied to (all, or one): new negative rows, and the invoices open again. */
export function releaseApplications(
  paymentId: string,
  onlyInvoiceId: string | null,
  releasedOn: string,
  view: View,
  context: CommandContext,
): { releasedCents: number; writes: Write[] } {
  const net = new Map<string, number>()
  for (const entry of view.list('applications', 'paymentId', paymentId)) {
    net.set(entry.invoiceId, (net.get(entry.invoiceId) ?? 0) + entry.amountCents)
  }
  const writes: Write[] = []
  let releasedCents = 0
  let n = 0
  for (const [invoiceId, amountCents] of net) {
    const invoice: InvoiceRow | null = view.get('invoices', invoiceId)
    if (!invoice || amountCents <= 0 || (onlyInvoiceId !== null && invoiceId !== onlyInvoiceId)) continue
    releasedCents += amountCents
    writes.push(
      put('applications', {
        id: context.derive(n++),
        paymentId,
        invoiceId,
        customerId: invoice.customerId,
        amountCents: -amountCents,
        discountCents: 0,
        appliedOn: releasedOn,
        recordedBy: context.by,
        recordedAt: context.at,
      }),
      put('invoices', { ...invoice, openCents: invoice.openCents + amountCents }),
    )
  }
  return { releasedCents, writes }
}
