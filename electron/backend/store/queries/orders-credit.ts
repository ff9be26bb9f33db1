import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { CreditOverrideRow } from '../../../../shared/domain/order/credit-override-row.ts'
import type { OrderRow } from '../../../../shared/domain/order/order-row.ts'
import { grantFor } from '../../../../shared/domain/permissions.ts'
import type { UserRow } from '../../../../shared/domain/user/user-row.ts'
import type { OrderCredit } from '../../../../shared/protocol/order-asks.ts'
import type { QueryContext } from './query-context.ts'

/** `orders.credit`: what confirming an order will be judged by, today and by who asks; null when there is none. */
export function ordersCredit(q: QueryContext, orderId: string): OrderCredit | null {
  const one = <T>(table: 'orders' | 'customers' | 'users', id: string) =>
    q.rows.answer({ kind: 'row', table, id }) as T | null
  const order = one<OrderRow>('orders', orderId)
  const customer = order && one<CustomerRow>('customers', order.customerId)
  if (!order || !customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) return null
  const overrides = q.rows.answer({
    kind: 'rows',
    table: 'credit_overrides',
    ref: 'orderId',
    value: orderId,
  }) as CreditOverrideRow[]
  const counting = overrides.filter(({ grantedOn, grantedBy }) => {
    const by = one<UserRow>('users', grantedBy)
    const forAll = by !== null && grantFor(by, 'credit.override') !== null
    return grantedOn === q.today && (forAll || grantedBy === q.user.id)
  })
  const { openCents, creditsCents, pendingCents } = balance(q, customer.id)
  const limitCents = customer.creditLimitCents
  const shortCents = limitCents === null ? 0 : openCents + pendingCents - limitCents - creditsCents
  const asked = q
    .sql(
      "SELECT 1 FROM tasks WHERE subject = ? AND kind = 'credit-override-asked' AND state = 'open' LIMIT 1",
    )
    .get(`orders:${orderId}`)
  return {
    creditHold: customer.creditHold,
    limitCents,
    openCents,
    creditsCents,
    pendingCents,
    overrideCents: counting.length === 0 ? null : Math.max(...counting.map(one => one.amountCents)),
    shortCents: Math.max(0, shortCents),
    asked: asked !== undefined,
    overrides: overrides
      .toSorted((a, b) => b.grantedAt - a.grantedAt)
      .map(({ amountCents, grantedOn, grantedBy, note }) => ({
        amountCents,
        grantedOn,
        grantedByName: one<UserRow>('users', grantedBy)?.name ?? '',
        note,
      })),
    paymentRequired: customer.requirePaymentOnConfirm,
    prepaidCents: prepaid(q, customer.id, order.currency),
  }
}

/** The customer's balance as commands keep it; from the documents until it is kept. */
function balance(q: QueryContext, customerId: string) {
  const kept = q
    .sql('SELECT openCents, unappliedCents AS creditsCents, pendingCents FROM customer_balances WHERE id = ?')
    .get(customerId)
  const summed = () =>
    q
      .sql(
        `SELECT (SELECT coalesce(sum(openCents), 0) FROM invoices WHERE customerId = @id) AS openCents,
           (SELECT coalesce(sum(unappliedCents), 0) FROM payments WHERE customerId = @id) AS creditsCents,
           (SELECT coalesce(sum(totalCents), 0) FROM orders WHERE customerId = @id AND status IN ('draft', 'pending'))
             AS pendingCents`,
      )
      .get({ id: customerId })
  return (kept ?? summed()) as { openCents: number; creditsCents: number; pendingCents: number }
}

function prepaid(q: QueryContext, customerId: string, currency: string): number {
  const { cents } = q
    .sql(
      `SELECT coalesce(sum(unappliedCents), 0) AS cents FROM payments
       WHERE customerId = ? AND currency = ? AND status = 'posted' AND unappliedCents > 0`,
    )
    .get(customerId, currency) as { cents: number }
  return cents
}
