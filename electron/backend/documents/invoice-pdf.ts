import { loadFonts } from '../../../resources/fonts/load-fonts.ts'
import { documentFileName } from '../../../shared/documents/document-file-name.ts'
import { invoiceDocument } from '../../../shared/documents/invoice-document-of.ts'
import { renderInvoice } from '../../../shared/documents/render-invoice.ts'
import { gatherReads } from '../../../shared/domain/gather.ts'
import type { InvoiceRevisionRow, InvoiceRow } from '../../../shared/domain/invoice/invoice-row.ts'
import { settledOf, settledReads } from '../../../shared/domain/invoice/settled-of.ts'
import type { Answers } from '../../../shared/protocol/desk.ts'
import { invoicesOne } from '../store/queries/invoices-one.ts'
import type { QueryContext } from '../store/queries/query-context.ts'

const fonts = loadFonts()

/** `invoices.pdf`: an invoice as it was issued at a revision (the newest without one); null when there is none. */
export async function invoicePdf(
  q: QueryContext,
  invoiceId: string,
  revision: number | null,
): Promise<Answers['invoices.pdf'] | null> {
  const view = invoicesOne(q, invoiceId)
  if (!view) return null
  const issued = issuedRevision(q, view.invoice, revision)
  if (!issued) return null
  const settled = settledOf(
    view.invoice,
    gatherReads(soFar => settledReads(invoiceId, soFar), q.rows.answer.bind(q.rows)),
  )
  const bytes = await renderInvoice(invoiceDocument(view.invoice, issued.content, settled), {
    payUrl: null,
    fonts,
    logo: q.company.logo,
  })
  const title = issued.content.language === 'es' ? 'Factura' : 'Invoice'
  return {
    fileName: documentFileName(issued.content.company.name, title, issued.content.number),
    base64: Buffer.from(bytes).toString('base64'),
  }
}

function issuedRevision(
  q: QueryContext,
  invoice: InvoiceRow,
  revision: number | null,
): InvoiceRevisionRow | null {
  const read = { kind: 'rows', table: 'invoice_revisions', ref: 'invoiceId', value: invoice.id } as const
  const revisions = q.rows.answer(read) as InvoiceRevisionRow[]
  return revisions.find(entry => entry.revision === (revision ?? invoice.revision)) ?? null
}
