import { fold } from '../../../../shared/domain/fold.ts'
import type { CustomerHit, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { BALANCE, BALANCE_JOIN } from './balance-columns.ts'
import type { QueryContext } from './query-context.ts'

interface Candidate extends CustomerHit {
  folded: string
}

/** The active customers, folded for searching; made anew after customers or invoices changed. */
export function customerIndex(q: QueryContext): Candidate[] {
  const records = q
    .sql(
      `SELECT c.id AS customerId, c.code, c.name, c.billingAddress, c.creditHold, c.salespersonId,
         ${BALANCE.open} AS openCents
       FROM customers c ${BALANCE_JOIN} WHERE c.active = 1 ORDER BY c.name COLLATE NOCASE`,
    )
    .all() as (Omit<CustomerHit, 'creditHold'> & {
    billingAddress: string
    creditHold: number
    salespersonId: string | null
  })[]
  return records
    .filter(record => q.ownerId === null || record.salespersonId === q.ownerId)
    .map(({ customerId, code, name, openCents, creditHold, billingAddress }) => {
      const city = (JSON.parse(billingAddress) as { city?: string }).city ?? ''
      return {
        customerId,
        code,
        name,
        city,
        openCents,
        creditHold: creditHold === 1,
        folded: fold(`${code} ${name} ${city}`),
      }
    })
}

/** `customers.search`: every fragment typed begins a word of code, name or city; codes and name starts come first. */
export function customersSearch(
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
    if (fold(candidate.code) === typed) return 0
    if (fold(candidate.code).startsWith(typed)) return 1
    return fold(candidate.name).startsWith(typed) ? 2 : 3
  }
  return found
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, input.limit)
    .map(({ folded: _folded, ...hit }) => hit)
}
