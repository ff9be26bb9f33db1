import type { InvoiceContent } from '../domain/invoice/invoice-content.ts'
import type { InvoiceRow } from '../domain/invoice/invoice-row.ts'
import type { InvoiceDocument } from './invoice-document.ts'

/** What an invoice's paper says: what it stated at issue, with what has been paid on it since. */
export function invoiceDocument(
  invoice: Pick<InvoiceRow, 'status' | 'totalCents' | 'openCents'>,
  content: InvoiceContent,
): InvoiceDocument {
  const paidCents = invoice.status === 'void' ? 0 : invoice.totalCents - invoice.openCents
  const status = invoice.status === 'void' ? 'void' : invoice.openCents === 0 ? 'paid' : 'open'
  return { ...content, status, paidCents, creditsCents: 0, openCents: invoice.openCents }
}
