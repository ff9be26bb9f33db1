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

/** A customer of the aging with their figures. */
export interface AgedCustomer extends CustomerAging {
  customer: AgingCustomer
  netCents: number
  isOverLimit: boolean
}

/** The aging of all customers, kept until something it is made of changes. */
export interface AgingBook {
  /** Everyone who owes or has credits on a day, by name. */
  aged(q: QueryContext, on: string): Promise<readonly AgedCustomer[]>
  /** What `make` makes of it under this name, made once until anything changes: a list is scrolled page by page. */
  kept<T>(name: string, make: () => Promise<T>): Promise<T>
}

const ENTRIES: readonly TableName[] = [
  'invoices',
  'invoice_revisions',
  'payments',
  'applications',
  'customer_balances',
  'companies',
]
/** What lists of it show besides. */
const BESIDE: readonly TableName[] = ['customers', 'users', 'mails']
const SLICE = 200
const MOST_KEPT = 8

/**
 * Makes the book of one backend. A past day is reckoned from the entries in slices, between which `breathe` lets other
 * questions through; when entries change meanwhile, it begins again.
 */
export function createAgingBook(
  onChange: (listener: (tables: ReadonlySet<TableName>) => void) => void,
  breathe: () => Promise<void>,
): AgingBook {
  const figures = new Map<string, Promise<ReadonlyMap<string, CustomerAging>>>()
  const made = new Map<string, Promise<unknown>>()
  let customers: AgingCustomer[] | null = null
  let changes = 0
  onChange(tables => {
    if (tables.has('customers')) customers = null
    if (ENTRIES.some(table => tables.has(table))) {
      changes++
      figures.clear()
      made.clear()
    } else if (BESIDE.some(table => tables.has(table))) made.clear()
  })

  async function reckon(q: QueryContext, on: string): Promise<ReadonlyMap<string, CustomerAging>> {
    const basis = q.company.ageBasis
    if (on >= q.today) return agingFromBalances(q, basis, on)
    for (;;) {
      const begun = changes
      const agings = new Map<string, CustomerAging>()
      const ids = q.sql('SELECT id FROM customers ORDER BY id').pluck().all() as string[]
      for (let at = 0; at < ids.length && begun === changes; at += SLICE) {
        for (const aging of agingFromEntries(q, ids.slice(at, at + SLICE), basis, on))
          if (!isNothing(aging)) agings.set(aging.customerId, aging)
        await breathe()
      }
      if (begun === changes) return agings
    }
  }

  function figuresOn(q: QueryContext, on: string): Promise<ReadonlyMap<string, CustomerAging>> {
    return once(figures, `${on} ${q.today} ${q.company.ageBasis}`, () => reckon(q, on))
  }

  return {
    aged: (q, on) =>
      once(made, `aged ${on} ${q.today} ${q.ownerId}`, async () => {
        const agings = await figuresOn(q, on)
        customers ??= allCustomers(q)
        const aged: AgedCustomer[] = []
        for (const customer of customers) {
          const aging = agings.get(customer.id)
          if (!aging || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) continue
          const netCents = aging.openCents - aging.openCreditsCents
          const limit = customer.creditLimitCents
          const { customerId, bucketCents, openCents, openCreditsCents, pastDueCents } = aging
          const isOverLimit = limit !== null && netCents > limit
          aged.push({
            customerId,
            customer,
            bucketCents,
            openCents,
            openCreditsCents,
            pastDueCents,
            netCents,
            isOverLimit,
          })
        }
        return aged
      }),
    kept: (name, make) => once(made, name, make),
  }
}

/** What was made under this name before, or what is made now; the oldest of many goes. */
function once<T>(kept: Map<string, Promise<unknown>>, name: string, make: () => Promise<T>): Promise<T> {
  const known = kept.get(name)
  if (known) return known as Promise<T>
  const making = make()
  kept.set(name, making)
  making.catch(() => kept.get(name) === making && kept.delete(name))
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return making
}

/** All customers by name, as people look for them: neither accents nor capitals matter. */
function allCustomers(q: QueryContext): AgingCustomer[] {
  const records = q
    .sql('SELECT id, code, name, termsCode, salespersonId, creditLimitCents, creditHold FROM customers')
    .all() as (Omit<AgingCustomer, 'folded' | 'creditHold'> & { creditHold: number })[]
  const customers = records.map(record => ({
    ...record,
    creditHold: record.creditHold === 1,
    // The name comes first: it is sorted by, too.
    folded: fold(`${record.name} ${record.code}`),
  }))
  return customers.sort((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0))
}
