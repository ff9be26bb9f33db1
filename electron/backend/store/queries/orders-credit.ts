import { creditStanding } from '../../../../shared/domain/order/check-credit.ts'
import { prepaidCents, prepayments } from '../../../../shared/domain/order/prepayments.ts'
import type { View } from '../../../../shared/domain/view.ts'
import type { OrderCredit } from '../../../../shared/protocol/order-asks.ts'
import { toRow } from '../row-codec.ts'
import { BALANCE, BALANCE_JOIN } from './balance-columns.ts'
import type { QueryContext } from './query-context.ts'
import { storedView } from './stored-view.ts'

/** `orders.credit`: what confirming an order will be judged by, today and by who asks; null when there is none. */
export function ordersCredit(q: QueryContext, orderId: string): OrderCredit | null {
  const view = creditView(q)
  const order = view.get('orders', orderId)
  const customer = order && view.get('customers', order.customerId)
  if (!order || !customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) return null
  const overrides = view.list('credit_overrides', 'orderId', orderId)
  const asked = q
    .sql(
      "SELECT 1 FROM tasks WHERE subject = ? AND kind = 'credit-override-asked' AND state = 'open' LIMIT 1",
    )
    .get(`orders:${orderId}`)
  return {
    ...creditStanding(customer, view, { orderId, on: q.today, by: q.user.id }),
    asked: asked !== undefined,
    overrides: overrides
      .toSorted((a, b) => b.grantedAt - a.grantedAt)
      .map(({ amountCents, grantedOn, grantedBy, note }) => ({
        amountCents,
        grantedOn,
        grantedByName: view.get('users', grantedBy)?.name ?? '',
        note,
      })),
    paymentRequired: customer.requirePaymentOnConfirm,
    prepaidCents: prepaidCents(prepayments(order, customer, view)),
  }
}

/** What is stored, without reading all of a customer's documents: their balance is summed, and only open money listed. */
function creditView(q: QueryContext): View {
  const stored = storedView(q)
  return {
    ...stored,
    get: (table, id) => (table === 'customer_balances' ? (balanceOf(q, id) as never) : stored.get(table, id)),
    list: (table, ref, value) =>
      table === 'payments' && ref === 'customerId'
        ? (openMoney(q, value) as never)
        : stored.list(table, ref, value),
  }
}

function balanceOf(q: QueryContext, customerId: string) {
  return q
    .sql(
      `SELECT c.id, ${BALANCE.open} AS openCents, ${BALANCE.unapplied} AS unappliedCents,
         ${BALANCE.pending} AS pendingCents
       FROM customers c ${BALANCE_JOIN} WHERE c.id = ?`,
    )
    .get(customerId)
}

function openMoney(q: QueryContext, customerId: string) {
  const records = q.sql('SELECT * FROM payments WHERE customerId = ? AND unappliedCents > 0').all(customerId)
  return records.map(record => toRow('payments', record as Record<string, unknown>))
}
