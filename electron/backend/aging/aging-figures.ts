import { agingStrip, bucketBounds, bucketPlace } from '../../../shared/domain/collections/aging-strip.ts'
import { openBalances } from '../../../shared/domain/collections/open-balances.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import { customerBooksOf } from './customer-books-of.ts'

type Basis = CompanyRow['ageBasis']
type Sql = Pick<QueryContext, 'sql'>

/** What one customer owes by age. Five buckets by due date, four by invoice date. */
export interface CustomerAging {
  customerId: string
  bucketCents: number[]
  openCents: number
  openCreditsCents: number
  pastDueCents: number
}

/** Where a reckoning puts what customers owe. One who owes nothing and has no credits may be left out. */
export interface Agings {
  get(customerId: string): CustomerAging | null | undefined
  put(aging: CustomerAging): void
}

/**
 * What every customer, or each of `only`, owes today or later, of those who owe or have credits: from the balances that
 * invoices and customers keep. Only who has something dated after the day is reckoned from the entries.
 */
export function agingFromBalances(
  q: Sql,
  basis: Basis,
  on: string,
  agings: Agings,
  only: readonly string[] | null,
): void {
  const bounds = bucketBounds(basis, on)
  const isDue = basis === 'due-date'
  const ids = only === null ? [] : [JSON.stringify(only)]
  const theirs = (column: string) =>
    only === null ? '' : `AND ${column} IN (SELECT value FROM json_each(?))`
  // One customer's invoices come one after the other. They are summed here: summing by age in SQL takes twice as long.
  const records = q
    .sql(
      `SELECT customerId, dueOn, issuedOn, openCents FROM invoices
       WHERE openCents > 0 ${theirs('customerId')} ORDER BY customerId`,
    )
    .raw()
    .all(...ids) as [string, string, string, number][]
  const early = new Set<string>()
  let aging: CustomerAging | null = null
  for (const record of records) {
    const dueOn = record[1]
    const issuedOn = record[2]
    const openCents = record[3]
    if (aging === null || aging.customerId !== record[0]) {
      aging = nothing(record[0], basis)
      agings.put(aging)
    }
    aging.openCents += openCents
    aging.bucketCents[bucketPlace(bounds, isDue ? dueOn : issuedOn)]! += openCents
    if (dueOn < on) aging.pastDueCents += openCents
    if (issuedOn > on) early.add(aging.customerId)
  }
  for (const [customerId, openCreditsCents] of openCredits(q, theirs, ids)) {
    const known = agings.get(customerId)
    if (known) known.openCreditsCents = openCreditsCents
    else agings.put({ ...nothing(customerId, basis), openCreditsCents })
  }
  // The plus keeps SQLite from going through all payments by customer, for the sake of DISTINCT.
  const postDated = q
    .sql(`SELECT DISTINCT +customerId FROM payments WHERE receivedOn > ? ${theirs('customerId')}`)
    .pluck()
    .all(on, ...ids) as string[]
  for (const customerId of postDated) early.add(customerId)
  for (const exact of agingFromEntries(q, [...early], basis, on)) agings.put(exact)
}

/** What these customers owed on a day, from their entries; also those who owed nothing. */
export function agingFromEntries(
  q: Sql,
  customerIds: readonly string[],
  basis: Basis,
  on: string,
): CustomerAging[] {
  if (customerIds.length === 0) return []
  return [...customerBooksOf(q, customerIds)].map(([customerId, books]) => {
    const { bucketCents, openCents, openCreditsCents, pastDueCents } = agingStrip(
      openBalances(books, on),
      basis,
      on,
    )
    return { customerId, bucketCents, openCents, openCreditsCents, pastDueCents }
  })
}

/** Whether a customer has no place in an aging. */
export function isNothing({ openCents, openCreditsCents, bucketCents }: CustomerAging): boolean {
  return openCents === 0 && openCreditsCents === 0 && bucketCents.every(cents => cents === 0)
}

function nothing(customerId: string, basis: Basis): CustomerAging {
  const bucketCents = basis === 'due-date' ? [0, 0, 0, 0, 0] : [0, 0, 0, 0]
  return { customerId, bucketCents, openCents: 0, openCreditsCents: 0, pastDueCents: 0 }
}

function openCredits(q: Sql, theirs: (column: string) => string, ids: readonly string[]): [string, number][] {
  const kept = q
    .sql(`SELECT id, unappliedCents FROM customer_balances WHERE unappliedCents <> 0 ${theirs('id')}`)
    .raw()
    .all(...ids) as [string, number][]
  const { customers, balances } = q
    .sql(
      'SELECT (SELECT count(*) FROM customers) AS customers, (SELECT count(*) FROM customer_balances) AS balances',
    )
    .get() as { customers: number; balances: number }
  if (customers <= balances) return kept
  // Who has not moved since balances are kept has none yet.
  const others = q
    .sql(
      `SELECT p.customerId, sum(p.unappliedCents) FROM customers c JOIN payments p ON p.customerId = c.id
       WHERE NOT EXISTS (SELECT 1 FROM customer_balances b WHERE b.id = c.id) ${theirs('c.id')}
       GROUP BY p.customerId HAVING sum(p.unappliedCents) <> 0`,
    )
    .raw()
    .all(...ids) as [string, number][]
  return [...kept, ...others]
}
