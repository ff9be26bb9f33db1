import { fold } from '../../../shared/domain/fold.ts'
import type { TableName } from '../../../shared/domain/tables.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import {
  type Agings,
  agingFromBalances,
  agingFromEntries,
  type CustomerAging,
  isNothing,
  type Places,
} from './aging-figures.ts'

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
/** What each of a list's customers owes, in their places. */
interface Figures {
  list: readonly AgingCustomer[]
  agings: Agings
  /** False when entries changed while it was reckoned: the next who asks has it done again. */
  isFresh: boolean
}

/** What lists of it show besides. */
const BESIDE: readonly TableName[] = ['customers', 'users', 'mails']
const SLICE = 200
const MOST_KEPT = 8

/**
 * Makes the book of one backend. A past day is reckoned from the entries in slices, between which `breathe` lets other
 * questions through. Who asks meanwhile waits for the same; when entries changed on the way, it is done once more.
 */
export function createAgingBook(
  onChange: (listener: (tables: ReadonlySet<TableName>) => void) => void,
  breathe: () => Promise<void>,
): AgingBook {
  const figures = new Map<string, { made: Promise<Figures>; isDone: boolean }>()
  const made = new Map<string, Promise<unknown>>()
  let customers: { list: AgingCustomer[]; places: Places } | null = null
  let changes = 0
  onChange(tables => {
    if (tables.has('customers')) customers = null
    if (tables.has('customers') || ENTRIES.some(table => tables.has(table))) {
      changes++
      // What is under way looks for changes itself: on a busy day it would never come to an end.
      for (const [name, { isDone }] of figures) if (isDone) figures.delete(name)
      made.clear()
    } else if (BESIDE.some(table => tables.has(table))) made.clear()
  })

  function everyone(q: QueryContext) {
    if (customers === null) {
      const list = allCustomers(q)
      customers = { list, places: new Map(list.map(({ id }, place) => [id, place])) }
    }
    return customers
  }

  async function reckon(q: QueryContext, on: string): Promise<Figures> {
    const basis = q.company.ageBasis
    if (on >= q.today) {
      const { list, places } = everyone(q)
      return { list, agings: agingFromBalances(q, basis, on, places), isFresh: true }
    }
    for (let nth = 1; ; nth++) {
      const begun = changes
      const { list } = everyone(q)
      const agings: Agings = []
      for (let at = 0; at < list.length; at += SLICE) {
        const ids = list.slice(at, at + SLICE).map(({ id }) => id)
        agings.push(...agingFromEntries(q, ids, basis, on))
        await breathe()
      }
      if (begun === changes || nth === 2) return { list, agings, isFresh: begun === changes }
    }
  }

  function figuresOn(q: QueryContext, on: string): Promise<Figures> {
    const name = `${on} ${q.today} ${q.company.ageBasis}`
    const known = figures.get(name)
    if (known) return known.made
    const making = { made: reckon(q, on), isDone: false }
    figures.set(name, making)
    const done = ({ isFresh }: Figures) => {
      making.isDone = true
      if (!isFresh) figures.delete(name)
    }
    making.made.then(done, () => figures.delete(name))
    if (figures.size > MOST_KEPT) figures.delete(figures.keys().next().value!)
    return making.made
  }

  return {
    aged: (q, on) =>
      once(made, `aged ${on} ${q.today} ${q.ownerId}`, async () => {
        const { list, agings } = await figuresOn(q, on)
        const aged: AgedCustomer[] = []
        for (let place = 0; place < list.length; place++) {
          const customer = list[place]!
          const aging = agings[place]
          if (!aging || isNothing(aging) || (q.ownerId !== null && customer.salespersonId !== q.ownerId))
            continue
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
