import { fold } from '../../../shared/domain/fold.ts'
import type { TableName } from '../../../shared/domain/tables.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import { agingFromBalances, agingFromEntries, type CustomerAging, isNothing } from './aging-figures.ts'

/** What the aging asks of a customer's row, for all customers at once. */
export interface AgingCustomer {
  id: string
  code: string
  name: string
  /** Code and name, folded for searching. */
  folded: string
  termsCode: string
  salespersonId: string | null
  creditLimitCents: number | null
  creditHold: boolean
}

/** The aging of all customers, kept until something it is made of changes. */
export interface AgingBook {
  figures(q: QueryContext, on: string): Promise<readonly CustomerAging[]>
  customers(q: QueryContext): ReadonlyMap<string, AgingCustomer>
}

const ENTRIES: readonly TableName[] = [
  'invoices',
  'invoice_revisions',
  'payments',
  'applications',
  'customer_balances',
  'companies',
]
const SLICE = 500
const MOST_KEPT = 4

/**
 * Makes the book of one backend. A past day is reckoned from the entries in slices, between which `breathe` lets other
 * questions through; when entries change meanwhile, it begins again.
 */
export function createAgingBook(
  onChange: (listener: (tables: ReadonlySet<TableName>) => void) => void,
  breathe: () => Promise<void>,
): AgingBook {
  const kept = new Map<string, Promise<readonly CustomerAging[]>>()
  let customers: Map<string, AgingCustomer> | null = null
  let changes = 0
  onChange(tables => {
    if (tables.has('customers')) customers = null
    if (!ENTRIES.some(table => tables.has(table))) return
    changes++
    kept.clear()
  })

  async function reckon(q: QueryContext, on: string): Promise<readonly CustomerAging[]> {
    const basis = q.company.ageBasis
    if (on >= q.today) return agingFromBalances(q, basis, on)
    for (;;) {
      const begun = changes
      const agings: CustomerAging[] = []
      const ids = q.sql('SELECT id FROM customers ORDER BY id').pluck().all() as string[]
      for (let at = 0; at < ids.length && begun === changes; at += SLICE) {
        for (const aging of agingFromEntries(q, ids.slice(at, at + SLICE), basis, on))
          if (!isNothing(aging)) agings.push(aging)
        await breathe()
      }
      if (begun === changes) return agings
    }
  }

  return {
    figures(q, on) {
      const key = `${on} ${q.today} ${q.company.ageBasis}`
      const known = kept.get(key)
      if (known) return known
      const made = reckon(q, on)
      kept.set(key, made)
      made.catch(() => kept.delete(key))
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
      return made
    },
    customers(q) {
      customers ??= new Map(allCustomers(q).map(customer => [customer.id, customer]))
      return customers
    },
  }
}

function allCustomers(q: QueryContext): AgingCustomer[] {
  const records = q
    .sql('SELECT id, code, name, termsCode, salespersonId, creditLimitCents, creditHold FROM customers')
    .all() as (Omit<AgingCustomer, 'folded' | 'creditHold'> & { creditHold: number })[]
  return records.map(record => ({
    ...record,
    creditHold: record.creditHold === 1,
    folded: fold(`${record.code} ${record.name}`),
  }))
}
