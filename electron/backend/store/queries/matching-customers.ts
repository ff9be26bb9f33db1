import { fold } from '../../../../shared/domain/fold.ts'
import { searchedText } from '../../memory/searched-text.ts'
import type { QueryContext } from './query-context.ts'

type Searching = Pick<QueryContext, 'sql' | 'roll' | 'remember'>

/**
 * The ids of the customers whose name or code has this in it, however it is written: the one way customers are searched for in
 * lists, on screen and in files. They are looked for among the customers in memory, or, on a snapshot's connection, in their rows.
 */
export function customersLike(q: Searching, search: string): ReadonlySet<string> {
  const find = () => found(q, fold(search))
  return q.remember ? q.remember(`customers like ${search}`, find, ['customers']) : find()
}

function found(q: Searching, typed: string): Set<string> {
  const ids = new Set<string>()
  // Of accents alone nothing is left to look for.
  if (typed === '') return ids
  if (q.roll) {
    for (const { id, folded } of q.roll().list) if (folded.includes(typed)) ids.add(id)
    return ids
  }
  const rows = q.sql('SELECT id, name, code FROM customers').raw().iterate()
  for (const [id, name, code] of rows as Iterable<[string, string, string]>)
    if (searchedText(name, code).includes(typed)) ids.add(id)
  return ids
}

/** The condition that a list's customer matches a search by name or code, for a list whose customer is `column`. */
export function matchingCustomers(
  q: Searching,
  search: string,
  column: string,
): { condition: string; params: Record<string, string> } {
  const make = () => JSON.stringify([...customersLike(q, search)])
  const customerIds = q.remember ? q.remember(`ids of customers like ${search}`, make, ['customers']) : make()
  return {
    condition: `${column} IN (SELECT value FROM json_each(@customerIds))`,
    params: { customerIds },
  }
}
