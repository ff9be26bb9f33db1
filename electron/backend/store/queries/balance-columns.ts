/** What joins a customer `c` with the cached balance `b`, for the columns below. */
export const BALANCE_JOIN = 'LEFT JOIN customer_balances b ON b.id = c.id'

/**
 * A customer's balance as SQL, in cents: the cached one, and where a customer has not moved since there are such rows, the
 * sum it would be. SQLite reads no further than it must.
 */
export const BALANCE = {
  open: 'coalesce(b.openCents, (SELECT sum(x.openCents) FROM invoices x WHERE x.customerId = c.id), 0)',
  unapplied:
    'coalesce(b.unappliedCents, (SELECT sum(x.unappliedCents) FROM payments x WHERE x.customerId = c.id), 0)',
  pending:
    "coalesce(b.pendingCents, (SELECT sum(x.totalCents) FROM orders x WHERE x.customerId = c.id AND x.status IN ('draft', 'pending')), 0)",
} as const

/** True where a customer owes, and will owe for pending orders, more than the limit less open credits. */
export const OVER_LIMIT = `(c.creditLimitCents IS NOT NULL
  AND ${BALANCE.open} + ${BALANCE.pending} - ${BALANCE.unapplied} > c.creditLimitCents)`
