import type { TableName } from '../../../shared/domain/tables.ts'
import type { ChangeListener } from '../ledger/noting-changes.ts'
import type { CustomerRoll, RollCustomer } from '../memory/customer-roll.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import { agingFromBalances, agingFromEntries, type CustomerAging, isNothing } from './aging-figures.ts'

/** A customer of the aging with their figures. */
export interface AgedCustomer extends CustomerAging {
  customer: RollCustomer
  netCents: number
  isOverLimit: boolean
}

/** The aging of all customers, kept up as what it is made of changes. */
export interface AgingBook {
  /** Everyone who owes or has credits on a day, by name. */
  aged(q: QueryContext, on: string): Promise<readonly AgedCustomer[]>
  /** What `make` makes of it under this name, made once until anything changes: a list is scrolled page by page. */
  kept<T>(name: string, make: () => Promise<T>): Promise<T>
}

/** What all customers owe on one day. */
interface Figures {
  roll: CustomerRoll
  /** In the places of the roll; null for who owes nothing and has no credits. */
  aged: (AgedCustomer | null)[]
  /** Whose entries or row changed since: they are reckoned again before anyone is answered. */
  stale: Set<string>
  /** True when anyone's may have changed. */
  isVoid: boolean
  /** Null until it is reckoned as a whole. */
  made: Promise<void> | null
  isMade: boolean
}

const FIGURED: readonly TableName[] = [
  'customers',
  'invoices',
  'invoice_revisions',
  'payments',
  'applications',
  'customer_balances',
]
/** What lists of it show besides. */
const BESIDE: readonly TableName[] = ['companies', 'users', 'mails']
const SLICE = 200
/** To reckon so many one by one takes about as long as all of them. */
const MOST_STALE = 5000
const MOST_DAYS = 4
const MOST_KEPT = 8

/**
 * Makes the book of one backend. Of a day that was reckoned before, only those are reckoned again who changed. A past day is
 * reckoned from the entries in slices, between which `breathe` lets other questions through; who asks meanwhile waits for the same.
 */
export function createAgingBook(
  onChange: (listener: ChangeListener) => void,
  everyone: (q: QueryContext) => CustomerRoll,
  breathe: () => Promise<void>,
): AgingBook {
  const days = new Map<string, Figures>()
  const made = new Map<string, Promise<unknown>>()
  onChange((tables, noted) => {
    const isFigured = FIGURED.some(table => tables.has(table))
    if (isFigured || BESIDE.some(table => tables.has(table))) made.clear()
    if (!isFigured) return
    for (const [day, figures] of days) {
      for (const id of noted?.customers ?? []) figures.stale.add(id)
      if (noted === null || figures.stale.size > MOST_STALE) figures.isVoid = true
      // What is under way looks for this itself: on a busy day it would never come to an end.
      if (figures.isVoid && figures.isMade) days.delete(day)
    }
  })

  /** Reckons all of a day; done once more when meanwhile anyone's figures may have changed, then not kept. */
  async function reckon(q: QueryContext, on: string, figures: Figures): Promise<void> {
    const basis = q.company.ageBasis
    for (let nth = 1; nth <= 2; nth++) {
      const { list, places } = everyone(q)
      Object.assign(figures, { roll: { list, places }, aged: list.map(() => null), isVoid: false })
      figures.stale.clear()
      if (on >= q.today) {
        const agings = list.map((): CustomerAging | null => null)
        const place = (id: string) => places.get(id) ?? -1
        const put = (aging: CustomerAging) => {
          const at = place(aging.customerId)
          if (at >= 0) agings[at] = aging
        }
        agingFromBalances(q, basis, on, { get: id => agings[place(id)], put }, null)
        for (const [at, aging] of agings.entries()) if (aging) figures.aged[at] = agedOf(aging, list[at]!)
        return
      }
      for (let at = 0; at < list.length; at += SLICE) {
        const ids = list.slice(at, at + SLICE).map(({ id }) => id)
        for (const aging of agingFromEntries(q, ids, basis, on)) putInto(figures, aging)
        await breathe()
      }
      if (!figures.isVoid) return
    }
  }

  /** Brings a day up to what is committed now. */
  async function freshen(q: QueryContext, on: string, figures: Figures): Promise<void> {
    const basis = q.company.ageBasis
    for (;;) {
      const now = everyone(q)
      if (figures.roll.places !== now.places) {
        const { places } = figures.roll
        figures.aged = now.list.map(({ id }) => figures.aged[places.get(id) ?? -1] ?? null)
      }
      figures.roll = now
      const ids = [...figures.stale].slice(0, SLICE)
      if (ids.length === 0) return
      for (const id of ids) {
        figures.stale.delete(id)
        const at = now.places.get(id)
        if (at !== undefined) figures.aged[at] = null
      }
      if (on < q.today) for (const aging of agingFromEntries(q, ids, basis, on)) putInto(figures, aging)
      else {
        const agings = new Map<string, CustomerAging>()
        const put = (aging: CustomerAging) => void agings.set(aging.customerId, aging)
        agingFromBalances(q, basis, on, { get: id => agings.get(id), put }, ids)
        for (const aging of agings.values()) putInto(figures, aging)
      }
      if (figures.stale.size > 0) await breathe()
    }
  }

  async function figuresOn(q: QueryContext, on: string): Promise<Figures> {
    const day = `${on} ${q.today} ${q.company.ageBasis}`
    let figures = days.get(day)
    if (!figures) {
      figures = {
        roll: { list: [], places: new Map() },
        aged: [],
        stale: new Set(),
        isVoid: false,
        made: null,
        isMade: false,
      }
      days.set(day, figures)
      if (days.size > MOST_DAYS) days.delete(days.keys().next().value!)
    }
    try {
      figures.made ??= reckon(q, on, figures)
      await figures.made
      figures.isMade = true
      await freshen(q, on, figures)
    } catch (error) {
      figures.isVoid = true
      throw error
    } finally {
      if (figures.isVoid && days.get(day) === figures) days.delete(day)
    }
    return figures
  }

  return {
    aged: (q, on) =>
      once(made, `aged ${on} ${q.today} ${q.ownerId}`, async () => {
        const { aged } = await figuresOn(q, on)
        const { ownerId } = q
        return aged.filter(
          (each): each is AgedCustomer =>
            each !== null && (ownerId === null || each.customer.salespersonId === ownerId),
        )
      }),
    kept: (name, make) => once(made, name, make),
  }
}

function putInto({ roll: { list, places }, aged }: Figures, aging: CustomerAging): void {
  const at = places.get(aging.customerId)
  if (at !== undefined) aged[at] = agedOf(aging, list[at]!)
}

function agedOf(aging: CustomerAging, customer: RollCustomer): AgedCustomer | null {
  if (isNothing(aging)) return null
  const { customerId, bucketCents, openCents, openCreditsCents, pastDueCents } = aging
  const netCents = openCents - openCreditsCents
  const limit = customer.creditLimitCents
  const isOverLimit = limit !== null && netCents > limit
  return {
    customerId,
    customer,
    bucketCents,
    openCents,
    openCreditsCents,
    pastDueCents,
    netCents,
    isOverLimit,
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
