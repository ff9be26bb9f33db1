import type { Books } from '../domain/verify-balances.ts'
import type { MemoryLedger } from './memory-ledger.ts'

/** Everything of a ledger in memory that balances are proved from. */
export function booksOf(ledger: MemoryLedger): Books {
  return {
    boxTypes: ledger.all('companies')[0]?.boxTypes ?? [],
    orderLines: ledger.all('order_lines'),
    orders: ledger.all('orders'),
    applications: ledger.all('applications'),
    invoices: ledger.all('invoices'),
    revisions: ledger.all('invoice_revisions'),
    payments: ledger.all('payments'),
    balances: ledger.all('customer_balances'),
  }
}
