import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import type { OrderLineRow, OrderRow } from '../../../../shared/domain/order/order-row.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import { heldFor } from '../../../../shared/domain/payment-link/order-ask.ts'
import type { OrderView } from '../../../../shared/protocol/document-views.ts'
import { LINK_COLUMNS, linkReader, mailsOfOrder } from './link-summary.ts'
import type { QueryContext } from './query-context.ts'

/** `orders.one`: an order with its lines and all that became of it; null when there is none. */
export function ordersOne(q: QueryContext, orderId: string): OrderView | null {
  const order = q.rows.answer({ kind: 'row', table: 'orders', id: orderId }) as OrderRow | null
  const customer =
    order && (q.rows.answer({ kind: 'row', table: 'customers', id: order.customerId }) as CustomerRow | null)
  if (!order || !customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) return null
  const lines = q.rows.answer({
    kind: 'rows',
    table: 'order_lines',
    ref: 'orderId',
    value: orderId,
  }) as OrderLineRow[]
  const invoice = order.invoiceId
    ? (q.rows.answer({ kind: 'row', table: 'invoices', id: order.invoiceId }) as InvoiceRow | null)
    : null
  const mailedId = invoice?.lastLinkId ?? order.lastLinkId
  const linkId = mailedId ?? linkByPhone(q, orderId)
  const held = { kind: 'rows', table: 'payments', ref: 'heldForOrderId', value: orderId } as const
  const link = linkId
    ? (q.sql(`SELECT ${LINK_COLUMNS} FROM payment_links l WHERE l.id = ?`).get(linkId) as Record<
        string,
        unknown
      >)
    : null
  const unsent = q
    .sql("SELECT 1 FROM outbox_row WHERE tableName IN ('orders', 'invoices') AND id IN (?, ?) LIMIT 1")
    .get(orderId, order.invoiceId ?? orderId)
  return {
    order,
    lines: lines.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)),
    customer,
    invoice,
    mails: mailsOfOrder(q, orderId, invoice?.id ?? null),
    link: link && linkReader(q)(link),
    linkByPhone: linkId !== null && mailedId === null,
    payments: invoice ? paymentsOn(q, invoice.id) : [],
    heldCents: heldFor(order, q.rows.answer(held) as PaymentRow[]),
    unsent: unsent !== undefined,
  }
}

/** Of an order that no link was mailed for, the newest that was opened for a card by telephone; one that was paid comes first. */
function linkByPhone(q: QueryContext, orderId: string): string | null {
  const linkId = q
    .sql(
      'SELECT id FROM payment_links WHERE orderId = ? ORDER BY paidAt IS NULL, createdAt DESC, id DESC LIMIT 1',
    )
    .pluck()
    .get(orderId)
  return (linkId as string | undefined) ?? null
}

function paymentsOn(q: QueryContext, invoiceId: string): OrderView['payments'] {
  return q
    .sql(
      `SELECT p.id AS paymentId, p.number, p.receivedOn, p.method, p.creditId, sum(a.amountCents) AS amountCents
       FROM applications a JOIN payments p ON p.id = a.paymentId
       WHERE a.invoiceId = ? GROUP BY p.id HAVING sum(a.amountCents) <> 0 ORDER BY p.receivedOn, p.number`,
    )
    .all(invoiceId) as OrderView['payments']
}
