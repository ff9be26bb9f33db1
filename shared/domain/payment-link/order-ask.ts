import type { InvoiceRow } from '../invoice/invoice-row.ts'
import type { OrderRow } from '../order/order-row.ts'
import type { PaymentRow } from '../payment/payment-row.ts'

/** What a link asks for: an invoice, or an order that is to be paid before it becomes one. */
export type AskedDocument = Pick<
  InvoiceRow,
  | 'id'
  | 'customerId'
  | 'orderId'
  | 'number'
  | 'dueOn'
  | 'status'
  | 'revision'
  | 'totalCents'
  | 'openCents'
  | 'currency'
  | 'salespersonId'
  | 'lastLinkId'
>

/** The revision of what has none yet: a pending order. */
export const NOT_ISSUED = 0

/**
 * A pending order as a link asks for it: its total less what is held for it, with no due date and no revision. A voided one
 * asks for nothing.
 */
export function orderAsAsked(order: OrderRow, held: readonly PaymentRow[]): AskedDocument {
  const isOpen = order.status === 'pending' || order.status === 'draft'
  return {
    id: order.id,
    customerId: order.customerId,
    orderId: order.id,
    number: order.number,
    dueOn: '',
    status: isOpen ? 'open' : 'void',
    revision: NOT_ISSUED,
    totalCents: order.totalCents,
    openCents: isOpen ? Math.max(0, order.totalCents - heldFor(order, held)) : 0,
    currency: order.currency,
    salespersonId: order.salespersonId,
    lastLinkId: order.lastLinkId,
  }
}

/** What is held as a prepayment for an order, of these entries. */
export function heldFor(
  { id, customerId, currency }: Pick<OrderRow, 'id' | 'customerId' | 'currency'>,
  entries: readonly Pick<
    PaymentRow,
    'status' | 'customerId' | 'currency' | 'unappliedCents' | 'heldForOrderId'
  >[],
): number {
  let cents = 0
  for (const entry of entries) {
    const isTheirs = entry.heldForOrderId === id && entry.customerId === customerId
    if (isTheirs && entry.status === 'posted' && entry.currency === currency) cents += entry.unappliedCents
  }
  return cents
}
