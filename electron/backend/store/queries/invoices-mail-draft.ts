import { documentFileName } from '../../../../shared/documents/document-file-name.ts'
import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import type { OrderRow } from '../../../../shared/domain/order/order-row.ts'
import { noManualLinkReason } from '../../../../shared/domain/payment-link/link-offer.ts'
import type { MailDraft } from '../../../../shared/protocol/send-asks.ts'
import { invoiceMailValues, mailStart } from '../../documents/mail-start.ts'
import type { QueryContext } from './query-context.ts'

/** `invoices.mail-draft`: what the email dialog starts with; null when there is no such invoice. */
export function invoicesMailDraft(q: QueryContext, invoiceId: string): MailDraft | null {
  const invoice = q.rows.answer({ kind: 'row', table: 'invoices', id: invoiceId }) as InvoiceRow | null
  const customer =
    invoice &&
    (q.rows.answer({ kind: 'row', table: 'customers', id: invoice.customerId }) as CustomerRow | null)
  if (!invoice || !customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) return null
  const order = q.rows.answer({ kind: 'row', table: 'orders', id: invoice.orderId }) as OrderRow | null
  const buyer = customer.contacts.find(contact => contact.id === order?.buyerContactId)
  const reason = noManualLinkReason(q.company, customer, invoice)
  const last = q
    .sql("SELECT max(sentAt) AS sentAt FROM mails WHERE invoiceId = ? AND kind = 'invoice'")
    .get(invoiceId) as { sentAt: number | null }
  return {
    recipients: [...new Set([...(buyer?.email ? [buyer.email] : []), ...customer.invoiceEmails])],
    ccMe: q.user.login,
    ...mailStart(
      q.company,
      'invoice',
      customer.language,
      invoiceMailValues(q.company, customer, invoice, buyer?.name),
    ),
    attachmentName: documentFileName(
      q.company.name,
      customer.language === 'es' ? 'Factura' : 'Invoice',
      invoice.number,
    ),
    askedCents: invoice.openCents,
    noLinkReason: reason,
    linkBox: reason === null && q.company.linkBoxDefault,
    lastSentAt: last.sentAt,
  }
}
