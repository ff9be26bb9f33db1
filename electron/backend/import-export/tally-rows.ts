import { ageBucket, BUCKETS } from '../../../shared/domain/collections/age-bucket.ts'
import type { ImportKind } from '../../../shared/domain/import/import-row.ts'
import type { ImportedRows } from '../../../shared/domain/import/import-rows.ts'
import { daysBetween } from '../../../shared/lib/dates.ts'
import type { ControlTotals } from '../../../shared/protocol/import-asks.ts'
import type { CellReader } from './cell-reader.ts'
import type { KnownHere } from './known-here.ts'

/** Where the money of a row goes; null: it has an error, so nowhere yet. */
export type Part = 'here' | 'leftOut' | 'comesIn'

/** Counts and sums rows up: all of the file, and what becomes of each. The parts of a file without errors come to all of it. */
export function tallyRows(kind: ImportKind, known: KnownHere) {
  const labels: readonly string[] = kind === 'invoices' ? BUCKETS[known.company.ageBasis] : []
  const none = (): ControlTotals => ({ count: 0, totalCents: 0, bucketCents: labels.map(() => 0) })
  const totals = none()
  const parts = { here: none(), leftOut: none(), comesIn: none() }
  const bucketOf = agedBy(known)
  return {
    totals,
    parts,
    bucketLabels: [...labels],
    /** Adds one row; `values` null where it lacks something, then it counts with what its cells say. */
    add(cells: CellReader, values: ImportedRows[ImportKind] | null, part: Part | null): void {
      const money = moneyOf(kind, cells, values)
      for (const into of part === null ? [totals] : [totals, parts[part]]) {
        into.count++
        into.totalCents += money.cents
        if (labels.length > 0 && money.issuedOn !== null)
          into.bucketCents[bucketOf(money.issuedOn, money.dueOn)]! += money.cents
      }
    },
  }
}

interface Money {
  cents: number
  issuedOn: string | null
  dueOn: string
}

function moneyOf(kind: ImportKind, cells: CellReader, values: ImportedRows[ImportKind] | null): Money {
  if (kind === 'customers' || kind === 'products') return { cents: 0, issuedOn: null, dueOn: '' }
  if (values) {
    const { openCents, issuedOn, dueOn } = values as Partial<ImportedRows['invoices']>
    return { cents: openCents ?? 0, issuedOn: issuedOn ?? null, dueOn: dueOn ?? '' }
  }
  const open = cells.amount('open', 2) ?? 0
  const issuedOn = kind === 'invoices' ? cells.date('issuedOn') : null
  const dueOn = kind === 'invoices' ? cells.date('dueOn') : null
  return { cents: kind === 'invoices' ? open : Math.abs(open), issuedOn, dueOn: dueOn ?? issuedOn ?? '' }
}

function agedBy({ company, today }: KnownHere): (issuedOn: string, dueOn: string) => number {
  const known = new Map<string, number>()
  return (issuedOn, dueOn) => {
    const from = company.ageBasis === 'invoice-date' ? issuedOn : dueOn
    let bucket = known.get(from)
    if (bucket === undefined) {
      bucket = ageBucket(company.ageBasis, daysBetween(from, today))
      known.set(from, bucket)
    }
    return bucket
  }
}
