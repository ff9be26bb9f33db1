import { fold } from '../../../../shared/domain/fold.ts'
import type { CustomerHit, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { BALANCE, BALANCE_JOIN } from './balance-columns.ts'
import type { QueryContext } from './query-context.ts'

interface Candidate extends Omit<CustomerHit, 'openCents'> {
  code: string
  foldedCode: string
  foldedName: string
  /** Code, name and city, with a space before each word. */
  words: string
}

/** The active customers, folded for searching; made anew after customers changed. */
export function customerIndex(q: QueryContext): Candidate[] {
  const records = q
    .sql(
      `SELECT c.id AS customerId, c.code, c.name, coalesce(c.billingAddress ->> 'city', '') AS city, c.creditHold
       FROM customers c WHERE c.active = 1 AND (@ownerId IS NULL OR c.salespersonId = @ownerId)
       ORDER BY c.nameOrder`,
    )
    .all({ ownerId: q.ownerId }) as (Omit<CustomerHit, 'creditHold' | 'openCents'> & { creditHold: number })[]
  return records.map(record => ({
    ...record,
    creditHold: record.creditHold === 1,
    foldedCode: fold(record.code),
    foldedName: fold(record.name),
    words: ` ${fold(`${record.code} ${record.name} ${record.city}`)}`,
  }))
}

/**
 * `customers.search`: every fragment typed begins a word of code, name or city; codes and name starts come first. What the
 * hits owe is read for them alone, so that a payment somewhere costs the index nothing.
 */
export function customersSearch(
  q: QueryContext,
  index: readonly Candidate[],
  input: ParsedInput<'customers.search'>,
): CustomerHit[] {
  const typed = fold(input.text)
  const fragments = typed.split(' ').filter(Boolean)
  const byRank: Candidate[][] = [[], [], [], []]
  for (const candidate of index) {
    const fits = fragments.every(
      fragment =>
        candidate.words.includes(` ${fragment}`) ||
        (fragment.length > 2 && candidate.words.includes(fragment)),
    )
    if (fits) byRank[rankOf(candidate, typed)]!.push(candidate)
  }
  const hits = byRank.flat().slice(0, input.limit)
  const open = q
    .sql(
      `SELECT c.id, ${BALANCE.open} AS openCents FROM json_each(?) hit CROSS JOIN customers c ON c.id = hit.value ${BALANCE_JOIN}`,
    )
    .all(JSON.stringify(hits.map(hit => hit.customerId))) as { id: string; openCents: number }[]
  const openOf = new Map(open.map(({ id, openCents }) => [id, openCents]))
  return hits.map(({ customerId, code, name, city, creditHold }) => ({
    customerId,
    code,
    name,
    city,
    openCents: openOf.get(customerId) ?? 0,
    creditHold,
  }))
}

function rankOf({ foldedCode, foldedName }: Candidate, typed: string): 0 | 1 | 2 | 3 {
  if (foldedCode === typed) return 0
  if (foldedCode.startsWith(typed)) return 1
  return foldedName.startsWith(typed) ? 2 : 3
}
