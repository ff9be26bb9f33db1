import type { InvoiceDocument } from '../../shared/documents/invoice-document.ts'
import type { InvoiceRevisionRow, InvoiceRow } from '../../shared/domain/invoice/invoice-row.ts'

/** The invoice as it is printed now: its current revision, less what was paid. Null when the revision is not there. */
export function invoiceDocumentOf(
  invoice: InvoiceRow,
  revisions: readonly InvoiceRevisionRow[],
): InvoiceDocument | null {
  const content = revisions.find(each => each.revision === invoice.revision)?.content
  if (!content) return null
  return {
    ...content,
    status: invoice.status === 'void' ? 'void' : invoice.openCents > 0 ? 'open' : 'paid',
    paidCents: invoice.totalCents - invoice.openCents,
    creditsCents: 0,
    openCents: invoice.openCents,
  }
}
