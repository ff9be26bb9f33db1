import type { ReadSoFar } from '../command.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { type Read, row, rows, type View } from '../view.ts'

/** What reading a link with its invoices asks for. */
export function linkReads(linkId: string, view: ReadSoFar): Read[] {
  const set = view.list('payment_link_invoices', 'linkId', linkId)
  return [
    row('payment_links', linkId),
    rows('payment_link_invoices', 'linkId', linkId),
    ...set.map(entry => row('invoices', entry.invoiceId)),
  ]
}

/** The invoices of a link's frozen set, as they are now. */
export function linkInvoices(linkId: string, view: View): InvoiceRow[] {
  return view
    .list('payment_link_invoices', 'linkId', linkId)
    .map(entry => view.get('invoices', entry.invoiceId))
    .filter(invoice => invoice !== null)
}
