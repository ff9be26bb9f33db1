import { fold } from '../../../shared/domain/fold.ts'
import type { ImportKind } from '../../../shared/domain/import/import-row.ts'
import { type CheckedFile, HEADING_COLUMN, type ImportPlan } from '../../../shared/protocol/import-asks.ts'
import { dayFieldOf } from './day-field.ts'
import { type Cell, type Sheet, textOf } from './sheet.ts'

/** A row of a file that is a record: where it stands, its cells, and the heading it stands under. */
export interface RecordRow {
  /** From 1. */
  row: number
  cells: readonly Cell[]
  heading: string
}

const SUBTOTAL = /^(sub ?)?totals?\b|^grand total|^gran total|^suma\b/

/** The records below the headers. Blank rows, subtotals, headings and documents of another kind are counted, never guessed at. */
export function sortRows(
  sheet: Sheet,
  plan: ImportPlan,
): { records: RecordRow[]; skipped: CheckedFile['skipped'] } {
  const skipped = { blank: 0, subtotal: 0, heading: 0, otherDocument: 0 }
  const records: RecordRow[] = []
  const dayField = dayFieldOf(plan.kind)
  const isDocuments = dayField !== null
  const dayColumn = dayField === null ? undefined : plan.columns[dayField]
  const amountColumns = [plan.columns.open, plan.columns.total].filter(column => column !== undefined)
  const typeColumn = plan.columns.documentType
  let heading = ''
  for (let at = plan.headerRow; at < sheet.rows.length; at++) {
    const cells = sheet.rows[at] ?? []
    const filled = cells.filter(cell => textOf(cell) !== '')
    if (filled.length === 0) {
      skipped.blank++
      continue
    }
    const first = textOf(filled[0])
    const isDated = dayColumn !== undefined && textOf(cells[dayColumn]) !== ''
    if (!isDated && isSubtotal(first, filled, isDocuments)) {
      skipped.subtotal++
      continue
    }
    if (isDocuments && filled.length === 1 && !amountColumns.includes(cells.indexOf(filled[0]!))) {
      skipped.heading++
      heading = first
      continue
    }
    // QuickBooks also prints a customer's own total beside the name, above what it is made of.
    if (typeColumn !== undefined && isOther(plan.kind, textOf(cells[typeColumn]))) {
      skipped.otherDocument++
      continue
    }
    records.push({ row: at + 1, cells, heading: plan.columns.customer === HEADING_COLUMN ? heading : '' })
  }
  return { records, skipped }
}

// `Total Home Supply Inc.` may be a customer: it is a sum only where nothing but amounts stands beside it, and no day of its own.
function isSubtotal(first: string, filled: readonly Cell[], isDocuments: boolean): boolean {
  if (!SUBTOTAL.test(fold(first))) return false
  if (!isDocuments) return filled.length === 1 || /^(grand |gran )?totals?$/.test(fold(first))
  return filled.slice(1).every(cell => typeof cell === 'number' || !/\p{L}{3,}/u.test(textOf(cell)))
}

const DOCUMENTS: [ImportKind, RegExp][] = [
  ['credits', /credit|abono|nota de cr/],
  ['payments', /payment|pago|receipt|recibo|deposit|prepay|anticipo/],
  ['invoices', /inv|fact|charge|cargo|debit|sale/],
]

function isOther(kind: ImportKind, type: string): boolean {
  if (type === '') return false
  const known = DOCUMENTS.find(([, words]) => words.test(fold(type)))
  return known?.[0] !== kind
}
