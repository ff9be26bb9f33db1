import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import { whyNotOncePaid } from '../../../../shared/domain/order/confirm-order.ts'
import type { OrderRow } from '../../../../shared/domain/order/order-row.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import { linkStateAt } from '../../../../shared/domain/payment-link/link-offer.ts'
import { heldFor } from '../../../../shared/domain/payment-link/order-ask.ts'
import { PHONE_TOKEN_MS } from '../../../../shared/domain/payment-link/take-by-phone.ts'
import type { OrderPayState, PageByPhone } from '../../../../shared/protocol/order-asks.ts'
import type { QueryContext } from './query-context.ts'
import { storedView } from './stored-view.ts'

/**
 * `orders.pay-state`: what taking a payment for an order has to know, whoever's the customer is as long as the order may be seen;
 * null when there is no such order. The payment is told of only while it is the order's customer's.
 */
export function ordersPayState(
  q: QueryContext,
  { orderId, paymentId }: { orderId: string; paymentId: string | null },
): OrderPayState | null {
  const order = rowOf<OrderRow>(q, 'orders', orderId)
  const customer = order && rowOf<CustomerRow>(q, 'customers', order.customerId)
  if (!order || !customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) return null
  const held = { kind: 'rows', table: 'payments', ref: 'heldForOrderId', value: orderId } as const
  const invoice = order.invoiceId ? rowOf<InvoiceRow>(q, 'invoices', order.invoiceId) : null
  const payment = paymentId ? rowOf<PaymentRow>(q, 'payments', paymentId) : null
  const unsent = q.sql("SELECT 1 FROM outbox_row WHERE tableName = 'orders' AND id = ? LIMIT 1").get(orderId)
  const heldCents = heldFor(order, q.rows.answer(held) as PaymentRow[])
  const asked = { orderId, on: q.today, by: q.user.id }
  return {
    order,
    unsent: unsent !== undefined,
    heldCents,
    invoice: invoice && { id: invoice.id, openCents: invoice.openCents },
    payment: payment?.customerId === order.customerId ? { unappliedCents: payment.unappliedCents } : null,
    prepaidCents: prepaidOf(q, order),
    paysFirst: customer.requirePaymentOnConfirm,
    pages: pagesOf(q, orderId),
    whyNotOncePaid: whyNotOncePaid(asked, Math.max(0, order.totalCents - heldCents), storedView(q)),
  }
}

function rowOf<T>(q: QueryContext, table: 'orders' | 'customers' | 'invoices' | 'payments', id: string) {
  return q.rows.answer({ kind: 'row', table, id }) as T | null
}

/** What the customer has unapplied that no order holds: what confirming an order uses where payment comes first. */
function prepaidOf(q: QueryContext, { customerId, currency }: OrderRow): number {
  return q
    .sql(
      `SELECT coalesce(sum(unappliedCents), 0) FROM payments
       WHERE customerId = ? AND status = 'posted' AND currency = ? AND unappliedCents > 0 AND heldForOrderId IS NULL`,
    )
    .pluck()
    .get(customerId, currency) as number
}

/** So much may this computer's clock be ahead of the relay's. */
const CLOCKS_DIFFER_MS = 15 * 60_000

/** The order's links that went in no mail. One nobody opened can be charged only while its address opens. */
function pagesOf(q: QueryContext, orderId: string): PageByPhone[] {
  const links = q
    .sql(
      `SELECT l.id, l.state, l.createdAt, l.openedAt, l.activeUntilAt, l.unopenedUntilAt,
         EXISTS (SELECT 1 FROM outbox_row o WHERE o.tableName = 'payment_links' AND o.id = l.id) AS isUnsent
       FROM payment_links l WHERE l.orderId = ? AND l.sentTo = '[]' ORDER BY l.createdAt, l.id`,
    )
    .all(orderId) as {
    id: string
    state: string
    createdAt: number
    openedAt: number | null
    activeUntilAt: number | null
    unopenedUntilAt: number
    isUnsent: 0 | 1
  }[]
  return links.map(link => {
    const state = linkStateAt(link, q.now)
    if (state === 'revoked') return { linkId: link.id, state: link.isUnsent ? 'taking-back' : 'ended' }
    const ends = link.openedAt === null && q.now >= link.createdAt + PHONE_TOKEN_MS + CLOCKS_DIFFER_MS
    return { linkId: link.id, state: ends || state === 'paid' || state === 'expired' ? 'ended' : 'open' }
  })
}
