import type { InvoiceContent } from '../domain/invoice/invoice-content.ts'
import type { InvoiceRow } from '../domain/invoice/invoice-row.ts'
import type { AskedDocument } from '../domain/payment-link/order-ask.ts'
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

/** What the confirmation of a pending order says: what was agreed, with what is held for it. */
export function orderDocument(
  asked: Pick<AskedDocument, 'status' | 'totalCents' | 'openCents'>,
  content: InvoiceContent,
): InvoiceDocument {
  return { kind: 'order', ...invoiceDocument(asked, content) }
}
