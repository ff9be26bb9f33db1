import type { HomeStart } from '../../../../shared/protocol/home-asks.ts'
import type { QueryContext } from './query-context.ts'

/** What a company has of what it needs to begin; each is one row looked up. */
export function homeStart(q: QueryContext): HomeStart {
  const has = (table: string) => q.sql(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined
  const users = q.sql('SELECT count(*) AS count FROM users WHERE active = 1').get() as { count: number }
  return {
    customers: has('customers'),
    products: has('products'),
    orders: has('orders'),
    invoices: has('invoices'),
    paymentsAccount: q.company.paymentsAccount !== null,
    colleagues: users.count > 1,
  }
}
