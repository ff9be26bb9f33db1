import type { ChangeListener } from '../ledger/noting-changes.ts'
import { TALLIED, type TalliedTable, type TallyValues } from '../ledger/noting-changes.ts'
import type { Asking } from '../store/queries/asking.ts'

type Sql = Asking
/** Sums by key: of orders count and total by status; of payments count, total, applied and unapplied by the day received and kind. */
export type Tally = ReadonlyMap<string, readonly number[]>

/** Sums over whole tables, kept as their rows change: a list of a million rows says what it comes to without reading them. */
export interface Tallies {
  of(q: Sql, table: TalliedTable): Tally
}

/** Keeps them for one backend. */
export function createTallies(onChange: (listener: ChangeListener) => void): Tallies {
  const kept = new Map<TalliedTable, Map<string, number[]>>()
  onChange((tables, noted) => {
    for (const [table, sums] of kept) {
      if (!tables.has(table)) continue
      if (noted === null) kept.delete(table)
      for (const { before, after } of noted?.tallied.filter(move => move.table === table) ?? []) {
        if (before) add(sums, before, -1)
        if (after) add(sums, after, 1)
      }
    }
  })
  return {
    of(q, table) {
      let sums = kept.get(table)
      if (!sums) {
        sums = new Map()
        for (const [key, ...values] of read(q, table)) sums.set(key, values)
        kept.set(table, sums)
      }
      return sums
    },
  }
}

function read(q: Sql, table: TalliedTable): TallyValues[] {
  const [key, ...values] = TALLIED[table]
  return q
    .sql(`SELECT ${key}, ${values.map(value => `sum(${value})`).join(', ')} FROM ${table} GROUP BY ${key}`)
    .raw()
    .all() as TallyValues[]
}

function add(sums: Map<string, number[]>, [key, ...values]: TallyValues, sign: 1 | -1): void {
  const known = sums.get(key) ?? values.map(() => 0)
  sums.set(
    key,
    known.map((sum, at) => sum + sign * values[at]!),
  )
}
