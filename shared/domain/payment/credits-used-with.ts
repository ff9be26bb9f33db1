import type { ReadSoFar } from '../command.ts'
import { type Read, row, type View } from '../view.ts'
import { appliedUsedWith, entriesUsedWith, usedWithReads } from './booked-with-of.ts'
import type { Applied } from './release-entries.ts'

/** What `creditsUsedWith` reads, and the invoices that those credits are on. */
export function creditsUsedReads(paymentId: string, view: ReadSoFar): Read[] {
  const entries = entriesUsedWith(paymentId, view)
  const creditIds = entries.flatMap(({ paymentId: id }) => view.get('payments', id)?.creditId ?? [])
  return [
    ...usedWithReads(paymentId, view),
    ...entries.flatMap(entry => [row('payments', entry.paymentId), row('invoices', entry.invoiceId)]),
    ...creditIds.map(id => row('credits', id)),
  ]
}

/**
 * The open credits that were used together with a payment when it came in, as far as they are still on their invoices. A
 * credit that was approved for such an invoice is not among them: it lowers that invoice whoever pays it.
 */
export function creditsUsedWith(paymentId: string, view: Pick<View, 'get' | 'list'>): Applied[] {
  return appliedUsedWith(paymentId, view).filter(applied => !isForItsInvoice(applied, view))
}

function isForItsInvoice({ paymentId, invoiceId }: Applied, view: Pick<View, 'get'>): boolean {
  const creditId = view.get('payments', paymentId)?.creditId ?? null
  return creditId !== null && view.get('credits', creditId)?.invoiceId === invoiceId
}
