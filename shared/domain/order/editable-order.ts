import { MAX_CENTS } from '../../lib/parse.ts'
import type { Write } from '../command.ts'
import { put } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { OrderLineRow, OrderRow } from './order-row.ts'
import { orderTotals } from './order-totals.ts'

/** What every edit of an order reads. */
export function orderReads(orderId: string): Read[] {
  return [row('orders', orderId), rows('order_lines', 'orderId', orderId), row('companies', COMPANY_ROW)]
}

/** The customer an order belongs to, once the order is gathered. */
export function customerOfOrder(orderId: string, view: Pick<View, 'get'>): string | null {
  return view.get('orders', orderId)?.customerId ?? null
}

/** The order when it may still be edited, or the refusal. */
export function editableOrder(orderId: string, view: View): OrderRow | Refusal {
  const order = view.get('orders', orderId)
  if (!order) return refuse('unknown-order')
  if (order.status === 'confirmed') return refuse('order-confirmed', { number: order.number })
  if (order.status === 'voided') return refuse('order-voided', { number: order.number })
  return order
}

/** An order whose totals were made anew, and the write that keeps it. */
export interface Retotaled {
  order: OrderRow
  write: Write
}

/** The order with its totals made anew from these lines, or a refusal when it grows past what money holds. */
export function retotaled(order: OrderRow, lines: OrderLineRow[], view: View): Retotaled | Refusal {
  const totals = orderTotals(lines, order.charges, order.taxBps, companyOf(view)?.boxTypes ?? [])
  if (totals.totalCents > MAX_CENTS) return refuse('amount-too-large', { maxCents: MAX_CENTS })
  const changed = { ...order, ...totals }
  return { order: changed, write: put('orders', changed) }
}
