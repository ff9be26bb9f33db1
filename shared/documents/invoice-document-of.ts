import type { InvoiceContent } from '../domain/invoice/invoice-content.ts'
import type { InvoiceRow } from '../domain/invoice/invoice-row.ts'
import type { Settled } from '../domain/invoice/settled-of.ts'
import type { AskedDocument } from '../domain/payment-link/order-ask.ts'
import type { InvoiceDocument } from './invoice-document.ts'

/** What an invoice's paper says: what it stated at issue, with what went off it since, told apart. */
export function invoiceDocument(
  invoice: Pick<InvoiceRow, 'status' | 'totalCents' | 'openCents'>,
  content: InvoiceContent,
  settled: Settled,
): InvoiceDocument {
  const status = invoice.status === 'void' ? 'void' : invoice.openCents === 0 ? 'paid' : 'open'
  return { ...content, status, ...(status === 'void' ? NOTHING : settled), openCents: invoice.openCents }
}

/** What the confirmation of a pending order says: what was agreed, with what is held for it. */
export function orderDocument(
  asked: Pick<AskedDocument, 'status' | 'totalCents' | 'openCents'>,
  content: InvoiceContent,
): InvoiceDocument {
  const held = { ...NOTHING, paidCents: asked.totalCents - asked.openCents }
  return { kind: 'order', ...invoiceDocument(asked, content, held) }
}

const NOTHING: Settled = { paidCents: 0, creditsCents: 0, discountCents: 0, refundedCents: 0 }
