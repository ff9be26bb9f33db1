import { createHash } from 'node:crypto'
import { ageBucket, BUCKETS } from '../../../shared/domain/collections/age-bucket.ts'
import { fold } from '../../../shared/domain/fold.ts'
import { IMPORT_FIELDS } from '../../../shared/domain/import/import-fields.ts'
import type { ImportKind } from '../../../shared/domain/import/import-row.ts'
import { IMPORT_ROWS, type ImportedRows } from '../../../shared/domain/import/import-rows.ts'
import { daysBetween } from '../../../shared/lib/dates.ts'
import {
  type CheckedFile,
  type ImportEdit,
  type ImportPlan,
  type ImportQuestion,
  isWarning,
  type ProblemRow,
} from '../../../shared/protocol/import-asks.ts'
import { decimalMarkOf } from './amount-style.ts'
import { buildCredit, buildInvoice, buildPayment, type CountBefore } from './build-document.ts'
import { buildCustomer, buildProduct } from './build-party.ts'
import { CellReader, editKey, editsByCell, type Styles } from './cell-reader.ts'
import { dateOrderOf } from './date-order.ts'
import type { KnownHere } from './known-here.ts'
import { type Breathe, type Sheet, textOf } from './sheet.ts'
import { type RecordRow, sortRows } from './sort-rows.ts'

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
  const { bucketLabels, bucketOf } = bucketsOf(plan.kind, known)
  const totals = { count: 0, totalCents: 0, bucketCents: bucketLabels.map(() => 0) }
  const counted = new Map<string, number>()
  const before: CountBefore = key => {
    const times = counted.get(key) ?? 0
    counted.set(key, times + 1)
    return times
  }
  const rows: Checked['rows'] = []
  const firsts = new Map<string, { row: number; sum: string }>()
  const problems: ProblemRow[] = []
  const firstRows: CheckedFile['firstRows'] = []
  let errorCount = 0
  let warningCount = 0
  let hereCount = 0
  for (const [at, record] of records.entries()) {
    if (at % SLICE === SLICE - 1) await breathe()
    const cells = new CellReader(record, plan, styles, edited)
    const values = build(plan.kind, cells, known, before)
    if (values) fitRow(plan.kind, cells, values)
    let isTwice = false
    let isHere = false
    if (values && !cells.problems.some(problem => !isWarning(problem.code))) {
      const { claim, table, field, customerId } = identityOf(plan.kind, values)
      const sum = createHash('sha1').update(JSON.stringify(values)).digest('base64')
      const first = firsts.get(claim)
      const isParty = customerId === null
      if (first) {
        isTwice = true
        cells.note(
          field,
          isParty || first.sum === sum ? 'twice-in-file' : 'differs-in-file',
          String(first.row),
        )
      } else {
        firsts.set(claim, { row: record.row, sum })
        const holder = known.holder(claim, table)
        if (holder) {
          isHere = isParty || holder.customerId === customerId
          cells.note(field, isHere ? 'here-already' : 'number-used', holder.name)
        } else if (plan.kind === 'customers') {
          const named = known.named((values as ImportedRows['customers']).name)
          if (named[0]) cells.note('name', 'same-name-here', named[0].code)
        }
      }
      if (!isTwice) {
        totals.count++
        const cents = 'openCents' in values ? values.openCents : 0
        totals.totalCents += cents
        if ('dueOn' in values) totals.bucketCents[bucketOf(values)]! += cents
        if (isHere) hereCount++
        rows.push({ row: record.row, values })
      }
    }
    if (firstRows.length < FIRST_ROWS) firstRows.push({ row: record.row, texts: textsOf(cells, plan) })
    if (cells.problems.length === 0) continue
    const errors = cells.problems.filter(problem => !isWarning(problem.code)).length
    errorCount += errors
    warningCount += cells.problems.length - errors
    problems.push({ row: record.row, problems: cells.problems, texts: {} })
  }
  // Errors first, and each row once: what is mended leaves the list, what is merely told stays at its end.
  const sorted = [...problems.filter(hasError), ...problems.filter(row => !hasError(row))]
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
    warningCount,
    problemRows,
    moreProblemRows: problems.length - problemRows.length,
    skipped,
    totals,
    bucketLabels: [...bucketLabels],
    newCount: totals.count - hereCount,
    hereCount,
    firstRows,
  }
  return { answer, rows }
}

function hasError(row: ProblemRow): boolean {
  return row.problems.some(problem => !isWarning(problem.code))
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
    const isNegative = issue.code === 'too_small' && issue.origin === 'number'
    const about = issue.code === 'too_big' && issue.origin === 'string' ? String(issue.maximum) : ''
    cells.note(FIELD_OF[field] ?? field, isNegative ? 'negative' : 'does-not-fit', about)
  }
}

function identityOf(kind: ImportKind, values: AnyImportedRow) {
  const { code, number, customerId } = values as { code?: string; number?: string; customerId?: string }
  switch (kind) {
    case 'customers':
      return {
        claim: `customer.code:${fold(code!)}`,
        table: 'customers',
        field: 'code',
        customerId: null,
      } as const
    case 'products':
      return {
        claim: `product.code:${fold(code!)}`,
        table: 'products',
        field: 'code',
        customerId: null,
      } as const
    case 'invoices':
      return {
        claim: `no:INV:${number}`,
        table: 'invoices',
        field: 'number',
        customerId: customerId!,
      } as const
    case 'credits':
      return { claim: `no:CR:${number}`, table: 'credits', field: 'number', customerId: customerId! } as const
    case 'payments':
      return {
        claim: `no:PAY:${number}`,
        table: 'payments',
        field: 'number',
        customerId: customerId!,
      } as const
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

function bucketsOf(kind: ImportKind, { company, today }: KnownHere) {
  if (kind !== 'invoices') return { bucketLabels: [], bucketOf: () => 0 }
  const known = new Map<string, number>()
  return {
    bucketLabels: BUCKETS[company.ageBasis],
    bucketOf({ issuedOn, dueOn }: ImportedRows['invoices']): number {
      const from = company.ageBasis === 'invoice-date' ? issuedOn : dueOn
      let bucket = known.get(from)
      if (bucket === undefined) {
        bucket = ageBucket(company.ageBasis, daysBetween(from, today))
        known.set(from, bucket)
      }
      return bucket
    },
  }
}
