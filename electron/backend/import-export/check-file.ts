import { createHash } from 'node:crypto'
import { IMPORT_FIELDS } from '../../../shared/domain/import/import-fields.ts'
import type { ImportKind } from '../../../shared/domain/import/import-row.ts'
import { IMPORT_ROWS, type ImportedRows } from '../../../shared/domain/import/import-rows.ts'
import {
  type CheckedFile,
  type ImportEdit,
  type ImportPlan,
  type ImportProblem,
  type ImportQuestion,
  isWarning,
  type ProblemRow,
} from '../../../shared/protocol/import-asks.ts'
import { decimalMarkOf } from './amount-style.ts'
import { buildCredit, buildInvoice, buildPayment, type CountBefore } from './build-document.ts'
import { buildCustomer, buildProduct } from './build-party.ts'
import { CellReader, editKey, editsByCell, type Styles } from './cell-reader.ts'
import { compareHere, identityOf, noteDay } from './compare-here.ts'
import { dateOrderOf } from './date-order.ts'
import type { KnownHere } from './known-here.ts'
import { type Breathe, type Sheet, textOf } from './sheet.ts'
import { type RecordRow, sortRows } from './sort-rows.ts'
import { type Part, tallyRows } from './tally-rows.ts'

/** How many rows with problems one answer shows. */
const SHOWN_ROWS = 200
const FIRST_ROWS = 12
const SLICE = 1000

export type AnyImportedRow = ImportedRows[ImportKind]

/** The rows of a file as they will come in, and what the person is shown before. */
export interface Checked {
  answer: CheckedFile
  /** With the row of the file each stands in. Only worth giving when nothing is wrong. */
  rows: { row: number; values: AnyImportedRow }[]
}

/**
 * Reads a sheet as an import would, against what is known here: every row with the same checks as the single commands.
 * Nothing is written. Mended cells take the place of the file's.
 */
export async function checkFile(
  sheet: Sheet,
  plan: ImportPlan,
  edits: readonly ImportEdit[],
  known: KnownHere,
  breathe: Breathe,
): Promise<Checked> {
  const { records, skipped } = sortRows(sheet, plan)
  const edited = editsByCell(edits)
  const { styles, questions } = stylesOf(records, plan, edited)
  const tally = tallyRows(plan.kind, known)
  const leftOut = new Set(plan.leftOut)
  const counted = new Map<string, number>()
  const before: CountBefore = key => {
    const times = counted.get(key) ?? 0
    counted.set(key, times + 1)
    return times
  }
  const rows: Checked['rows'] = []
  const firsts = new Map<string, { row: number; sum: string }>()
  const problems = new Map<number, ImportProblem[]>()
  const firstRows: CheckedFile['firstRows'] = []
  for (const [at, record] of records.entries()) {
    if (at % SLICE === SLICE - 1) await breathe()
    const cells = new CellReader(record, plan, styles, edited)
    const values = build(plan.kind, cells, known, before)
    if (values) fitRow(plan.kind, cells, values)
    if (firstRows.length < FIRST_ROWS) firstRows.push({ row: record.row, texts: textsOf(cells, plan) })
    if (leftOut.has(record.row)) {
      // Nothing of it matters any more but what it counts for.
      tally.add(cells, values, 'leftOut')
      const field = IMPORT_FIELDS[plan.kind].some(one => one.name === 'code') ? 'code' : 'number'
      problems.set(record.row, [{ row: record.row, field, code: 'left-out', about: '' }])
      continue
    }
    let part: Part | null = null
    if (values && !cells.problems.some(problem => !isWarning(problem.code))) {
      const { claim, field } = identityOf(plan.kind, values)
      const sum = createHash('sha1').update(JSON.stringify(values)).digest('base64')
      const first = firsts.get(claim)
      if (first?.sum === sum) {
        part = 'leftOut'
        cells.note(field, 'twice-in-file', String(first.row))
      } else if (first) {
        cells.note(field, 'differs-in-file', String(first.row))
        // The one above may be the wrong one: it is shown, to be mended or left out.
        const above = problems.get(first.row) ?? []
        if (!above.some(problem => problem.code === 'differs-below')) {
          const told = { row: first.row, field, code: 'differs-below', about: String(record.row) } as const
          problems.set(first.row, [...above, told])
        }
      } else {
        const found = compareHere(plan.kind, cells, values, known)
        // What is here already adds nothing, to a closed period neither.
        if (found === 'here' || (found === 'new' && !noteDay(plan.kind, cells, known))) {
          firsts.set(claim, { row: record.row, sum })
          part = found === 'here' ? 'here' : 'comesIn'
          rows.push({ row: record.row, values })
        }
        if (found === 'new' && plan.kind === 'customers') {
          const named = known.named((values as ImportedRows['customers']).name)
          if (named[0]) cells.note('name', 'same-name-here', named[0].code)
        }
      }
    } else noteDay(plan.kind, cells, known)
    tally.add(cells, values, part)
    if (cells.problems.length > 0)
      problems.set(record.row, [...(problems.get(record.row) ?? []), ...cells.problems])
  }
  const all = [...problems]
    .sort(([one], [other]) => one - other)
    .map(([row, told]): ProblemRow => ({ row, problems: told, texts: {} }))
  const told = all.flatMap(row => row.problems)
  const errorCount = told.filter(problem => !isWarning(problem.code)).length
  // Errors first, and each row once: what is mended leaves the list, what is merely told stays at its end.
  const sorted = [0, 1, 2].flatMap(rank => all.filter(row => rankOf(row) === rank))
  const byRow = new Map(records.map(record => [record.row, record]))
  const problemRows = sorted.slice(0, SHOWN_ROWS).map(row => ({
    ...row,
    texts: textsOf(new CellReader(byRow.get(row.row)!, plan, styles, edited), plan),
  }))
  const answer: CheckedFile = {
    missingFields: IMPORT_FIELDS[plan.kind]
      .filter(field => field.required && plan.columns[field.name] === undefined)
      .map(field => field.name),
    questions,
    errorCount,
    warningCount: told.length - errorCount,
    problemRows,
    moreProblemRows: all.length - problemRows.length,
    skipped,
    totals: tally.totals,
    parts: tally.parts,
    bucketLabels: tally.bucketLabels,
    firstRows,
  }
  return { answer, rows }
}

// What can be left out or taken in again must not be pushed off the list by notes.
function rankOf({ problems }: ProblemRow): 0 | 1 | 2 {
  if (problems.some(problem => !isWarning(problem.code))) return 0
  return problems.some(({ code }) => code === 'left-out' || code === 'differs-below') ? 1 : 2
}

function build(
  kind: ImportKind,
  cells: CellReader,
  known: KnownHere,
  before: CountBefore,
): AnyImportedRow | null {
  switch (kind) {
    case 'customers':
      return buildCustomer(cells, known)
    case 'products':
      return buildProduct(cells)
    case 'invoices':
      return buildInvoice(cells, known)
    case 'credits':
      return buildCredit(cells, known, before)
    case 'payments':
      return buildPayment(cells, known, before)
  }
}

/** Which column of the file stands for a field of the row, where their names differ. */
const FIELD_OF: Record<string, string> = {
  creditLimitCents: 'creditLimit',
  taxBps: 'taxPercent',
  termsCode: 'terms',
  salespersonId: 'salesperson',
  contacts: 'contactName',
  priceAE4: 'priceA',
  priceBE4: 'priceB',
  priceCE4: 'priceC',
  costE4: 'cost',
  openCents: 'open',
  totalCents: 'total',
  customerId: 'customer',
}

// What the command itself would refuse: too long, out of range, characters that can't be.
function fitRow(kind: ImportKind, cells: CellReader, values: AnyImportedRow): void {
  const parsed = IMPORT_ROWS[kind].safeParse(values)
  if (parsed.success) {
    Object.assign(values, parsed.data)
    return
  }
  for (const issue of parsed.error.issues) {
    const [first, second] = issue.path.map(String)
    const field = first === 'billingAddress' ? (second ?? 'line1') : (first ?? '')
    // A total that the file does not say is what is open: that is told where it stands.
    if (field === 'totalCents' && textOf(cells.raw('total')) === '') continue
    const isNegative = issue.code === 'too_small' && issue.origin === 'number'
    const about = issue.code === 'too_big' && issue.origin === 'string' ? String(issue.maximum) : ''
    cells.note(FIELD_OF[field] ?? field, isNegative ? 'negative' : 'does-not-fit', about)
  }
}

function textsOf(cells: CellReader, plan: ImportPlan): Record<string, string> {
  const fields = IMPORT_FIELDS[plan.kind].map(field => field.name)
  return Object.fromEntries(
    fields.map(field => [field, textOf(cells.raw(field))] as const).filter(([, text]) => text !== ''),
  )
}

/** How each column of amounts and days is read, by all of its values, and what only the person can say. */
function stylesOf(
  records: readonly RecordRow[],
  plan: ImportPlan,
  edited: ReadonlyMap<string, string>,
): { styles: Styles; questions: ImportQuestion[] } {
  const styles: Styles = { marks: {}, orders: {} }
  const questions: ImportQuestion[] = []
  for (const { name: field, type } of IMPORT_FIELDS[plan.kind]) {
    const column = plan.columns[field]
    if (column === undefined || column < 0) continue
    function* cells() {
      for (const record of records) yield edited.get(editKey(record.row, field)) ?? record.cells[column!]
    }
    if (type === 'date') {
      const found = dateOrderOf(cells())
      const said = plan.orders[field]
      styles.orders[field] = said ?? found.order
      if (found.isOpen && !said)
        questions.push({ field, about: 'order', sample: found.sample, choices: found.choices })
    } else if (type === 'money' || type === 'price' || type === 'percent' || type === 'whole') {
      const found = decimalMarkOf(cells())
      const said = plan.marks[field]
      styles.marks[field] = said ?? found.mark
      if (found.isOpen && !said)
        questions.push({ field, about: 'mark', sample: found.samples[0]!, choices: ['.', ','] })
    }
  }
  return { styles, questions }
}
