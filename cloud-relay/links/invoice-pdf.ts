import type { DocumentFonts } from '../../shared/documents/document-fonts.ts'
import { invoiceDocument, orderDocument } from '../../shared/documents/invoice-document-of.ts'
import { renderInvoice } from '../../shared/documents/render-invoice.ts'
import type { InvoiceContent } from '../../shared/domain/invoice/invoice-content.ts'
import type { InvoiceRevisionRow, InvoiceRow } from '../../shared/domain/invoice/invoice-row.ts'
import type { Settled } from '../../shared/domain/invoice/settled-of.ts'
import type { AskedDocument } from '../../shared/domain/payment-link/order-ask.ts'

/** The revision of an invoice that holds now, as a PDF; null when it is not there. */
export async function invoicePdf(
  invoice: InvoiceRow,
  revisions: readonly InvoiceRevisionRow[],
  settled: Settled,
  payUrl: string | null,
  fonts: DocumentFonts,
  logo: string,
): Promise<Uint8Array | null> {
  const content = revisions.find(each => each.revision === invoice.revision)?.content
  return content ? renderInvoice(invoiceDocument(invoice, content, settled), { payUrl, fonts, logo }) : null
}

/** The confirmation of a pending order as a PDF. */
export function orderPdf(
  asked: AskedDocument,
  content: InvoiceContent,
  payUrl: string | null,
  fonts: DocumentFonts,
  logo: string,
): Promise<Uint8Array> {
  return renderInvoice(orderDocument(asked, content), { payUrl, fonts, logo })
}
