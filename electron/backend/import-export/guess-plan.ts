import { fold } from '../../../shared/domain/fold.ts'
import { IMPORT_FIELDS } from '../../../shared/domain/import/import-fields.ts'
import { IMPORT_KINDS, type ImportKind } from '../../../shared/domain/import/import-row.ts'
import { HEADING_COLUMN, type ImportPlan } from '../../../shared/protocol/import-asks.ts'
import { COLUMN_NAMES } from './column-names.ts'
import { type Cell, type Sheet, textOf } from './sheet.ts'

/** How far down the row with the headers is looked for: reports have a title of several lines. */
const HEAD_ROWS = 40

/** What was said already; null is guessed. */
interface Said {
  kind: ImportKind | null
  headerRow: number | null
}

/** Guesses what a sheet is, where its headers are and which column is which, from the headers alone. */
export function guessPlan(sheet: Sheet, at: number, fileName: string, said: Said): ImportPlan {
  const kinds = said.kind ? [said.kind] : IMPORT_KINDS
  let best = { kind: kinds[0]!, headerRow: said.headerRow ?? 1, columns: {}, score: -1 } as Guess
  for (const kind of kinds) {
    const rows = said.headerRow
      ? [said.headerRow]
      : Array.from({ length: Math.min(HEAD_ROWS, sheet.rows.length) }, (_, n) => n + 1)
    for (const headerRow of rows) {
      const columns = guessColumns(kind, sheet.rows[headerRow - 1] ?? [])
      const score = scoreOf(kind, columns, fileName)
      if (score > best.score) best = { kind, headerRow, columns, score }
    }
  }
  const { kind, headerRow, columns } = best
  const needsCustomer = IMPORT_FIELDS[kind].some(field => field.name === 'customer')
  if (needsCustomer && columns.customer === undefined && hasHeadings(sheet, headerRow))
    columns.customer = HEADING_COLUMN
  return { kind, sheet: at, headerRow, columns, marks: {}, orders: {}, leftOut: [] }
}

interface Guess {
  kind: ImportKind
  headerRow: number
  columns: Record<string, number>
  score: number
}

/** Which column each field is taken from: the likeliest name first, no column twice. */
function guessColumns(kind: ImportKind, headers: readonly Cell[]): Record<string, number> {
  const names = headers.map(header => plain(textOf(header)))
  const found: { field: string; column: number; rank: number }[] = []
  for (const [field, known] of Object.entries(COLUMN_NAMES[kind])) {
    for (const [column, name] of names.entries()) {
      const rank = name === '' ? -1 : known.indexOf(name)
      if (rank !== -1) found.push({ field, column, rank })
    }
  }
  const columns: Record<string, number> = {}
  const taken = new Set<number>()
  for (const { field, column } of found.sort((a, b) => a.rank - b.rank || a.column - b.column)) {
    if (columns[field] !== undefined || taken.has(column)) continue
    columns[field] = column
    taken.add(column)
  }
  // One amount alone is what is open.
  if (
    columns.open === undefined &&
    columns.total !== undefined &&
    kind !== 'customers' &&
    kind !== 'products'
  ) {
    columns.open = columns.total
    delete columns.total
  }
  return columns
}

const FILE_WORDS: Record<ImportKind, RegExp> = {
  customers: /customer|client/,
  products: /product|item|article|articul|price/,
  invoices: /invoice|factura|aging|receivable|antigu|cobrar/,
  credits: /credit|credito/,
  payments: /payment|pago|unapplied/,
}

function scoreOf(kind: ImportKind, columns: Record<string, number>, fileName: string): number {
  const named = Object.keys(columns).length
  if (named < 2) return -1
  const fields = IMPORT_FIELDS[kind]
  const missing = fields.filter(field => field.required && columns[field.name] === undefined).length
  const share = named / fields.length
  const isNamed = FILE_WORDS[kind].test(fold(fileName)) ? 3 : 0
  // A list of documents has more columns that mean something for invoices than for anything else.
  return named + share + isNamed - missing * 2
}

function hasHeadings(sheet: Sheet, headerRow: number): boolean {
  const below = sheet.rows.slice(headerRow, headerRow + 200)
  return below.some(row => row.filter(cell => textOf(cell) !== '').length === 1)
}

/** A header as names are kept in: folded, punctuation as single spaces. */
function plain(text: string): string {
  return fold(text.replace(/[^\p{L}\p{N}]+/gu, ' '))
}
