import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import type { InvoiceView } from '../../../../shared/protocol/document-views.ts'
import { LINK_COLUMNS, linkReader, mailsOfInvoice } from './link-summary.ts'
import type { QueryContext } from './query-context.ts'

/** `invoices.one`: an invoice with its revisions, what was applied, mails and links; null when there is none. */
export function invoicesOne(q: QueryContext, invoiceId: string): InvoiceView | null {
  const invoice = q.rows.answer({ kind: 'row', table: 'invoices', id: invoiceId }) as InvoiceRow | null
  const customer =
    invoice &&
    (q.rows.answer({ kind: 'row', table: 'customers', id: invoice.customerId }) as CustomerRow | null)
  if (!invoice || (q.ownerId !== null && customer?.salespersonId !== q.ownerId)) return null
  const links = q
    .sql(
      `SELECT ${LINK_COLUMNS} FROM payment_links l JOIN payment_link_invoices s ON s.linkId = l.id
       WHERE s.invoiceId = ? ORDER BY l.createdAt DESC, l.id DESC`,
    )
    .all(invoiceId) as Record<string, unknown>[]
  return {
    invoice,
    customerName: customer?.name ?? '',
    originalTotalCents: originalTotalOf(q, invoice),
    revisions: q
      .sql(
        `SELECT r.revision, r.totalCents, r.issuedAt, coalesce(u.name, '') AS issuedByName
         FROM invoice_revisions r LEFT JOIN users u ON u.id = r.issuedBy WHERE r.invoiceId = ? ORDER BY r.revision DESC`,
      )
      .all(invoiceId) as InvoiceView['revisions'],
    applications: q
      .sql(
        `SELECT a.id, a.paymentId, a.invoiceId, a.customerId, a.amountCents, a.appliedOn, a.recordedBy, a.recordedAt,
           p.number AS paymentNumber, p.method, p.creditId
         FROM applications a JOIN payments p ON p.id = a.paymentId WHERE a.invoiceId = ? ORDER BY a.recordedAt, a.id`,
      )
      .all(invoiceId) as InvoiceView['applications'],
    credits: q
      .sql(
        `SELECT id, number, status, reason, creditedOn, totalCents FROM credits
         WHERE invoiceId = ? ORDER BY createdAt, id`,
      )
      .all(invoiceId) as InvoiceView['credits'],
    mails: mailsOfInvoice(q, invoiceId),
    links: links.map(linkReader(q)).filter(link => link !== null),
  }
}

// What is open is all that an import takes over; the first total stands on the paper.
function originalTotalOf(q: QueryContext, { id, kind, totalCents }: InvoiceRow): number | null {
  if (kind !== 'opening') return null
  const found = q
    .sql(
      `SELECT json_extract(content, '$.linesCents') AS cents FROM invoice_revisions WHERE invoiceId = ? AND revision = 1`,
    )
    .get(id) as { cents: number } | undefined
  return found && found.cents > totalCents ? found.cents : null
}
