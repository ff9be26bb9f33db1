import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import type { OrderAnswers } from '../../../shared/protocol/order-asks.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import { invoicePdf } from './invoice-pdf.ts'

/** `orders.print`: an order's invoice as PDF; null for an order without one, and alike for one that the asker may not see. */
export async function orderPrint(
  q: QueryContext,
  orderId: string,
): Promise<OrderAnswers['orders.print'] | null> {
  const order = q.rows.answer({ kind: 'row', table: 'orders', id: orderId }) as OrderRow | null
  return order?.invoiceId ? invoicePdf(q, order.invoiceId, null) : null
}
