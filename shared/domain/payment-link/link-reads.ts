import type { ReadSoFar } from '../command.ts'
import { keptCustomerId } from '../customer/kept-customer.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { openCredits } from '../payment/open-credits.ts'
import type { PaymentRow } from '../payment/payment-row.ts'
import { type Read, row, rows, type View } from '../view.ts'
import { netsCredits } from './link-ask.ts'
import { type AskedDocument, orderAsAsked } from './order-ask.ts'

/** What reading a link with all it asks for takes: its invoices or its order, and the credits it takes off. */
export function linkReads(linkId: string, view: ReadSoFar): Read[] {
  const set = view.list('payment_link_invoices', 'linkId', linkId)
  const link = view.get('payment_links', linkId)
  const reads = [
    row('payment_links', linkId),
    rows('payment_link_invoices', 'linkId', linkId),
    ...set.map(entry => row('invoices', entry.invoiceId)),
  ]
  if (link?.orderId) {
    reads.push(row('orders', link.orderId), rows('payments', 'heldForOrderId', link.orderId))
  }
  if (link && netsCredits(link)) {
    reads.push(row('customers', link.customerId))
    reads.push(rows('payments', 'customerId', keptCustomerId(link.customerId, view)))
  }
  return reads
}

/** The invoices of a link's frozen set, as they are now. */
export function linkInvoices(linkId: string, view: Pick<View, 'get' | 'list'>): InvoiceRow[] {
  return view
    .list('payment_link_invoices', 'linkId', linkId)
    .map(entry => view.get('invoices', entry.invoiceId))
    .filter(invoice => invoice !== null)
}

/** What a link asks for, as it is now: the invoices of its set, or the order that is not one of them yet. */
export function linkDocuments(linkId: string, view: Pick<View, 'get' | 'list'>): AskedDocument[] {
  const invoices = linkInvoices(linkId, view)
  const orderId = view.get('payment_links', linkId)?.orderId
  if (invoices.length > 0 || !orderId) return invoices
  const order = view.get('orders', orderId)
  return order ? [orderAsAsked(order, view.list('payments', 'heldForOrderId', orderId))] : []
}

/** The open credits that a link takes off what it asks for, in the order in which they are used. */
export function linkCredits(linkId: string, view: Pick<View, 'get' | 'list'>): PaymentRow[] {
  const link = view.get('payment_links', linkId)
  if (!link || !netsCredits(link)) return []
  const customerId = keptCustomerId(link.customerId, view)
  return openCredits(view.list('payments', 'customerId', customerId), link.currency)
}
