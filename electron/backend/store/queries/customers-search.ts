import { fold } from '../../../../shared/domain/fold.ts'
import type { CustomerHit, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { QueryContext } from './query-context.ts'

interface Candidate extends Omit<CustomerHit, 'openCents'> {
  folded: string
}

/** The active customers, folded for searching; made anew after customers changed, from what they were folded to `before`. */
export function customerIndex(q: QueryContext, before: readonly Candidate[] = []): Candidate[] {
  const records = q
    .sql(
      `SELECT id AS customerId, code, name, coalesce(billingAddress ->> 'city', '') AS city, creditHold, salespersonId
       FROM customers WHERE active = 1 ORDER BY name COLLATE NOCASE`,
    )
    .all() as (Omit<Candidate, 'creditHold' | 'folded'> & {
    creditHold: number
    salespersonId: string | null
  })[]
  const known = new Map(before.map(candidate => [candidate.customerId, candidate]))
  return records
    .filter(record => q.ownerId === null || record.salespersonId === q.ownerId)
    .map(({ customerId, code, name, city, creditHold }) => {
      const old = known.get(customerId)
      const isSame = old?.code === code && old.name === name && old.city === city
      const folded = isSame ? old.folded : fold(`${code} ${name} ${city}`)
      return { customerId, code, name, city, creditHold: creditHold === 1, folded }
    })
}

/** `customers.search`: every fragment typed begins a word of code, name or city; codes and name starts come first. */
export function customersSearch(
  q: QueryContext,
  index: readonly Candidate[],
  input: ParsedInput<'customers.search'>,
): CustomerHit[] {
  const typed = fold(input.text)
  const fragments = typed.split(' ').filter(Boolean)
  const found = index.filter(candidate => {
    const words = ` ${candidate.folded}`
    return fragments.every(
      fragment => words.includes(` ${fragment}`) || (fragment.length > 2 && words.includes(fragment)),
    )
  })
  const rank = (candidate: Candidate): number => {
    const code = fold(candidate.code)
    if (code === typed) return 0
    if (code.startsWith(typed)) return 1
    return fold(candidate.name).startsWith(typed) ? 2 : 3
  }
  // Of many the first few are wanted: each is ranked once, and each rank keeps the order of the names.
  const ranks: Candidate[][] = [[], [], [], []]
  for (const candidate of found) ranks[rank(candidate)]!.push(candidate)
  return ranks
    .flat()
    .slice(0, input.limit)
    .map(({ folded: _folded, ...hit }) => ({ ...hit, openCents: openCentsOf(q, hit.customerId) }))
}

function openCentsOf(q: QueryContext, customerId: string): number {
  const sum = 'SELECT coalesce(sum(openCents), 0) FROM invoices WHERE customerId = ? AND openCents > 0'
  return q.sql(sum).pluck().get(customerId) as number
}
