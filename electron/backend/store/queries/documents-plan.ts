import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import { noManualLinkReason } from '../../../../shared/domain/payment-link/link-offer.ts'
import type { DocumentPlan, DocumentPlanRow } from '../../../../shared/protocol/send-asks.ts'
import { invoiceMailValues, mailStarts } from '../../documents/mail-start.ts'
import { orderMailStart } from '../../documents/order-mail-start.ts'
import { orderAsked } from './orders-mail-draft.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

interface OrderRecord {
  id: string
  number: string
  customerId: string
  invoiceId: string | null
  buyerContactId: string | null
}

/** `documents.plan`: the invoices of these orders, in their order, with whom each would be mailed to. */
export function documentsPlan(q: QueryContext, orderIds: readonly string[]): DocumentPlan {
  const orders = q
    .sql(
      `SELECT o.id, o.number, o.customerId, o.invoiceId, o.buyerContactId
       FROM json_each(@ids) wanted CROSS JOIN orders o ON o.id = wanted.value
       WHERE 1 ${ownCustomers(q, 'o.customerId')} ORDER BY wanted.key`,
    )
    .all({ ids: JSON.stringify(orderIds), ownerId: q.ownerId }) as OrderRecord[]
  return {
    rows: orders.map(order => planRow(q, order)),
    texts: mailStarts(q.company, 'invoice'),
    ccMe: q.user.login,
    linkBox: q.company.linkBoxDefault,
  }
}

function planRow(q: QueryContext, order: OrderRecord): DocumentPlanRow {
  const customer = q.rows.answer({ kind: 'row', table: 'customers', id: order.customerId }) as CustomerRow
  const invoice =
    order.invoiceId === null
      ? null
      : (q.rows.answer({ kind: 'row', table: 'invoices', id: order.invoiceId }) as InvoiceRow | null)
  const pending = invoice === null ? orderAsked(q, order.id) : null
  const isPending = pending?.order.status === 'pending'
  const buyer = customer.contacts.find(contact => contact.id === order.buyerContactId)
  return {
    orderId: order.id,
    orderNumber: order.number,
    customerId: customer.id,
    customerName: customer.name,
    language: customer.language,
    currency: customer.currency,
    invoice: invoice && {
      id: invoice.id,
      number: invoice.number,
      issuedOn: invoice.issuedOn,
      dueOn: invoice.dueOn,
      poNumber: invoice.poNumber,
      totalCents: invoice.totalCents,
      openCents: invoice.status === 'void' ? 0 : invoice.openCents,
    },
    order: isPending
      ? {
          number: order.number,
          orderedOn: pending.order.orderedOn,
          shipOn: pending.order.shipOn,
          poNumber: pending.order.poNumber,
          totalCents: pending.order.totalCents,
          askedCents: pending.asked.openCents,
          ...orderMailStart(q.company, customer, order.number),
        }
      : null,
    values: invoice
      ? invoiceMailValues(q.company, customer, invoice)
      : isPending
        ? invoiceMailValues(q.company, customer, pending.asked)
        : null,
    isVoid: invoice?.status === 'void' || pending?.order.status === 'voided',
    recipients: [...new Set([...(buyer?.email ? [buyer.email] : []), ...customer.invoiceEmails])],
    noLinkReason: invoice
      ? noManualLinkReason(q.company, customer, invoice)
      : pending && noManualLinkReason(q.company, customer, pending.asked),
  }
}
