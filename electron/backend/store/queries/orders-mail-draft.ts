import { documentFileName } from '../../../../shared/documents/document-file-name.ts'
import { documentWords } from '../../../../shared/documents/document-words.ts'
import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../../shared/domain/order/order-row.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import { noManualLinkReason } from '../../../../shared/domain/payment-link/link-offer.ts'
import { type AskedDocument, orderAsAsked } from '../../../../shared/domain/payment-link/order-ask.ts'
import type { OrderMailDraft } from '../../../../shared/protocol/order-mail-asks.ts'
import { orderMailStart } from '../../documents/order-mail-start.ts'
import type { QueryContext } from './query-context.ts'

/** A pending order as a link would ask for it now, with its customer; null for one that is not there, or another's. */
export function orderAsked(
  q: QueryContext,
  orderId: string,
): { order: OrderRow; customer: CustomerRow; asked: AskedDocument } | null {
  const order = q.rows.answer({ kind: 'row', table: 'orders', id: orderId }) as OrderRow | null
  const customer =
    order && (q.rows.answer({ kind: 'row', table: 'customers', id: order.customerId }) as CustomerRow | null)
  if (!order || !customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) return null
  const read = { kind: 'rows', table: 'payments', ref: 'heldForOrderId', value: orderId } as const
  return { order, customer, asked: orderAsAsked(order, q.rows.answer(read) as PaymentRow[]) }
}

/** `orders.mail-draft`: what the dialog to mail a pending order starts with; null when there is no such order. */
export function ordersMailDraft(q: QueryContext, orderId: string): OrderMailDraft | null {
  const found = orderAsked(q, orderId)
  if (!found) return null
  const { order, customer, asked } = found
  const buyer = customer.contacts.find(contact => contact.id === order.buyerContactId)
  const reason = noManualLinkReason(q.company, customer, asked)
  const last = q.sql('SELECT max(sentAt) AS sentAt FROM mails WHERE orderId = ?').get(orderId) as {
    sentAt: number | null
  }
  return {
    recipients: [...new Set([...(buyer?.email ? [buyer.email] : []), ...customer.invoiceEmails])],
    ccMe: q.user.login,
    ...orderMailStart(q.company, customer, order.number),
    attachmentName: documentFileName(q.company.name, documentWords[customer.language].order, order.number),
    askedCents: asked.openCents,
    noLinkReason: reason,
    linkBox: reason === null && q.company.linkBoxDefault,
    lastSentAt: last.sentAt,
    order: {
      number: order.number,
      customerId: customer.id,
      currency: order.currency,
      language: customer.language,
      orderedOn: order.orderedOn,
      shipOn: order.shipOn,
      poNumber: order.poNumber,
      totalCents: order.totalCents,
      invoiceEmails: customer.invoiceEmails,
    },
  }
}
