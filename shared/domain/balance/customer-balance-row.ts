import { defineTable } from '../table.ts'

/**
 * What a customer stands at, cached so that a credit check reads one row however long the history is. Kept by
 * `keepingBalances` alone, proved by `verify`. A customer without one has not moved since there are such rows.
 */
export interface CustomerBalanceRow {
  /** The customer's. */
  id: string
  /** Σ open balances of the invoices. */
  openCents: number
  /** Σ unapplied of the payments. */
  unappliedCents: number
  /** Σ totals of the draft and pending orders. */
  pendingCents: number
}

export const customerBalances = defineTable<CustomerBalanceRow>({
  name: 'customer_balances',
  columns: { openCents: 'integer', unappliedCents: 'integer', pendingCents: 'integer' },
})
