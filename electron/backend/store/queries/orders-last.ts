import type { OrderAnswers } from '../../../../shared/protocol/order-asks.ts'
import type { QueryContext } from './query-context.ts'

/** `orders.last`: the last order a customer placed, voided ones and empty drafts aside; null when there is none. */
export function ordersLast(q: QueryContext, customerId: string): OrderAnswers['orders.last'] {
  const last = q
    .sql(
      `SELECT o.id AS orderId, o.number, o.orderedOn, o.totalCents FROM orders o JOIN customers c ON c.id = o.customerId
       WHERE o.customerId = @customerId AND o.status <> 'voided' AND (@ownerId IS NULL OR c.salespersonId = @ownerId)
         AND EXISTS (SELECT 1 FROM order_lines l WHERE l.orderId = o.id)
       ORDER BY o.orderedOn DESC, o.createdAt DESC, o.id DESC LIMIT 1`,
    )
    .get({ customerId, ownerId: q.ownerId })
  return (last ?? null) as OrderAnswers['orders.last']
}
