import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, type Write } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { MAILED } from '../derived-ids.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { noLinkReason } from '../payment-link/link-offer.ts'
import { taskReads } from '../task/settle-tasks.ts'
import { row, rows, type View } from '../view.ts'
import { addressTask, automaticMails, automaticSendJob, distinctAddresses } from './automatic-mail.ts'
import { linkFor } from './email-document.ts'

/**
 * The relay mails a confirmed order's invoice to the customer's invoice addresses and the order's buyer, once; always with a
 * link where company, customer and amount allow one. An invoice that someone has mailed as it stands is not mailed again, and
 * one for which there is no address is a task.
 */
export const sendAutomaticInvoice = defineCommand({
  name: 'invoice.send-automatic',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({ invoiceId: id }),
  reads(p, view) {
    const invoice = view.get('invoices', p.invoiceId)
    return [
      row('companies', COMPANY_ROW),
      row('invoices', p.invoiceId),
      rows('mails', 'invoiceId', p.invoiceId),
      ...(invoice
        ? [
            row('customers', invoice.customerId),
            row('orders', invoice.orderId),
            ...taskReads(`customers:${invoice.customerId}`),
          ]
        : []),
    ]
  },
  decide(p, view, context) {
    const company = companyOf(view)
    const invoice = view.get('invoices', p.invoiceId)
    const customer = invoice && view.get('customers', invoice.customerId)
    if (!company || !customer || invoice.status === 'void') return accept([])
    if (customer.automaticInvoices === 'off' || isMailed(invoice, view)) return accept([])
    const addresses = invoiceAddresses(customer, view.get('orders', invoice.orderId)?.buyerContactId ?? null)
    const told = addressTask(addresses.length > 0, customer, view, context)
    if (addresses.length === 0) return accept(told)
    const linkId =
      noLinkReason(company, customer, invoice) === null ? context.derive(MAILED.link.first) : null
    const mails = automaticMails(
      {
        kind: 'invoice',
        invoiceId: invoice.id,
        revision: invoice.revision,
        linkId,
        invoiceIds: [],
        cause: `automatic:${invoice.id}`,
      },
      addresses,
      customer,
      context,
    )
    const writes: Write[] = mails.map(mail => put('mails', mail))
    if (linkId !== null) writes.push(...linkFor(linkId, [invoice], customer, mails, context))
    const lastMailId = mails[0]?.id ?? invoice.lastMailId
    writes.push(
      put('invoices', { ...invoice, lastMailId, lastLinkId: linkId ?? invoice.lastLinkId }),
      ...told,
    )
    return accept(writes, mails.map(automaticSendJob))
  },
})

/** The customer's invoice addresses, and that of the buyer chosen on the order (domain §2). */
function invoiceAddresses(
  { invoiceEmails, contacts }: Pick<CustomerRow, 'invoiceEmails' | 'contacts'>,
  buyerContactId: string | null,
): string[] {
  const buyer = contacts.find(contact => contact.id === buyerContactId)?.email ?? ''
  return distinctAddresses(buyer === '' ? invoiceEmails : [...invoiceEmails, buyer])
}

function isMailed({ id: invoiceId, revision }: InvoiceRow, view: View): boolean {
  return view
    .list('mails', 'invoiceId', invoiceId)
    .some(
      mail =>
        mail.kind === 'invoice' &&
        mail.state !== 'undelivered' &&
        mail.state !== 'canceled' &&
        (mail.revision === revision || mail.cause !== ''),
    )
}
