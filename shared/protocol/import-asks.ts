import { z } from 'zod'
import { IMPORT_KINDS, type ImportKind, type ImportRow } from '../domain/import/import-row.ts'
import type { KeptReason } from '../domain/import/why-kept.ts'
import type { Refusal } from '../domain/rejections.ts'
import { id, requiredLine } from '../lib/parse.ts'

/** A file comes in slices that fit a message of the desk with room to spare. */
export const IMPORT_SLICE_BYTES = 512 * 1024
/** The largest file that is read. */
export const IMPORT_FILE_BYTES = 100 * 1024 * 1024
/** Stands for a column: the customer is in heading rows above the documents, as in QuickBooks' reports. */
export const HEADING_COLUMN = -1

/** How a file is read: which sheet, which row has the headers, and which column is which field. */
const plan = z.strictObject({
  kind: z.enum(IMPORT_KINDS),
  sheet: z.int().min(0).max(1000),
  /** From 1, as a spreadsheet counts. */
  headerRow: z.int().min(1).max(1_000_000),
  /** Field → column from 0, or {@link HEADING_COLUMN}. What is not named is not read. */
  columns: z.record(z.string().max(40), z.int().min(-1).max(16_383)),
  /** What the person answered for columns that may be read in several ways. */
  marks: z.record(z.string().max(40), z.enum(['.', ','])).default({}),
  orders: z.record(z.string().max(40), z.enum(['mdy', 'dmy', 'ymd'])).default({}),
  /** Rows, from 1, that the person leaves out on purpose: they are part of the file and do not come in. */
  leftOut: z.array(z.int().min(1)).max(5000).default([]),
})

/** Cells as they were mended on screen: they take the place of the file's. */
const edits = z
  .array(z.strictObject({ row: z.int().min(1), field: z.string().max(40), text: z.string().max(4000) }))
  .max(5000)

const totals = z.strictObject({
  count: z.int().min(0),
  /** Below zero where what was left out is. */
  totalCents: z.int(),
  bucketCents: z.array(z.int()).max(5),
})

/** The questions about imports, a part of the desk's. */
export const importAsks = {
  'imports.list': z.strictObject({}),
  /** Slice by slice; the first has position 0 and begins the file anew. */
  'imports.upload': z.strictObject({
    uploadId: id,
    fileName: requiredLine(200),
    position: z.int().min(0).max(IMPORT_FILE_BYTES),
    base64: z.string().max(IMPORT_SLICE_BYTES * 2),
  }),
  /** Reads an uploaded file; `kind` null guesses what it is. */
  'imports.open': z.strictObject({
    uploadId: id,
    sheet: z.int().min(0).max(1000).nullable().default(null),
    kind: z.enum(IMPORT_KINDS).nullable().default(null),
    headerRow: z.int().min(1).max(1_000_000).nullable().default(null),
  }),
  'imports.check': z.strictObject({ uploadId: id, plan, edits }),
  /** Brings it in, in the background; refused when the file has other totals than were matched. */
  'imports.commit': z.strictObject({ uploadId: id, importId: id, plan, edits, totals }),
  /** How a running commit or undo stands. */
  'imports.progress': z.strictObject({ importId: id }),
  /** Stops a running commit and takes back what came in. */
  'imports.cancel': z.strictObject({ importId: id }),
  'imports.undo': z.strictObject({ importId: id }),
} as const

export type ImportPlan = z.output<typeof plan>
export type ImportEdit = z.output<typeof edits>[number]
export type ControlTotals = z.output<typeof totals>

/** Why a file is not read as a whole; row and column from 1, 0 where it is about all of it. */
export interface FileProblem {
  code: 'empty' | 'too-large' | 'old-excel' | 'not-a-table' | 'damaged' | 'unclosed-quote'
  row: number
  column: number
}

/** A file as it was read, with what its columns are taken for. */
export interface OpenedFile {
  problem: FileProblem | null
  sheets: { name: string; rowCount: number }[]
  plan: ImportPlan | null
  /** The columns of the sheet: what heads them, and their first values. */
  columns: { header: string; samples: string[] }[]
  /** The first rows, for choosing the row of the headers. */
  firstRows: string[][]
}

/** What is wrong with one cell, or to be known about it. */
export const IMPORT_PROBLEMS = [
  'required',
  'formula',
  'error-value',
  'not-amount',
  'too-precise',
  'negative',
  'zero',
  'not-date',
  'not-whole',
  'not-choice',
  'not-email',
  'does-not-fit',
  'unknown-terms',
  'unknown-person',
  'unknown-customer',
  'several-customers',
  'more-open-than-total',
  'period-closed',
  'day-to-come',
  'number-used',
  'differs-in-file',
  'differs-here',
  // To be known only: the row may stay as it is
  'differs-below',
  'twice-in-file',
  'here-already',
  'same-name-here',
  'left-out',
] as const
export type ImportProblemCode = (typeof IMPORT_PROBLEMS)[number]

const WARNINGS: ReadonlySet<ImportProblemCode> = new Set([
  'differs-below',
  'twice-in-file',
  'here-already',
  'same-name-here',
  'left-out',
])

/** True for what may stay as it is. */
export function isWarning(code: ImportProblemCode): boolean {
  return WARNINGS.has(code)
}

export interface ImportProblem {
  /** The row of the file, from 1. */
  row: number
  field: string
  code: ImportProblemCode
  /** What the sentence needs: an allowed value, another row, a name. */
  about: string
}

/** A column that may be read in several ways: the person says which. */
export type ImportQuestion =
  | { field: string; about: 'mark'; sample: string; choices: ('.' | ',')[] }
  | { field: string; about: 'order'; sample: string; choices: ('mdy' | 'dmy' | 'ymd')[] }

/** A row with a problem, as it stands: the text of each mapped field. */
export interface ProblemRow {
  row: number
  texts: Record<string, string>
  problems: ImportProblem[]
}

/** What an import would do. */
export interface CheckedFile {
  /** Required fields that no column is named for. */
  missingFields: string[]
  questions: ImportQuestion[]
  errorCount: number
  warningCount: number
  /** The first of the rows with problems, errors first. */
  problemRows: ProblemRow[]
  moreProblemRows: number
  /** Rows that are read over, by why. */
  skipped: { blank: number; subtotal: number; heading: number; otherDocument: number }
  /** All rows of the file: what has to match the system it came from. */
  totals: ControlTotals
  /** What becomes of them. Once nothing is wrong they come to `totals`; what repeats a row counts as left out. */
  parts: { here: ControlTotals; leftOut: ControlTotals; comesIn: ControlTotals }
  bucketLabels: string[]
  /** The first rows as they will come in. */
  firstRows: { row: number; texts: Record<string, string> }[]
}

/** A row that an undo left, and why. */
export interface KeptRow {
  name: string
  reason: KeptReason
}

export interface ImportProgress {
  importId: string
  kind: ImportKind
  fileName: string
  phase: 'adding' | 'added' | 'undoing' | 'undone' | 'stopped'
  doneRows: number
  rowCount: number
  addedCount: number
  hereCount: number
  /** Why it stopped, and at which row of the file. */
  refusal: Refusal | null
  refusedRow: number | null
  keptRows: KeptRow[]
  keptCount: number
}

export interface ImportListRow extends ImportRow {
  startedByName: string
  addedCount: number
  hereCount: number
}

/** What each of {@link importAsks} answers. */
export interface ImportAnswers {
  'imports.list': ImportListRow[]
  'imports.upload': { receivedBytes: number }
  'imports.open': OpenedFile
  'imports.check': CheckedFile
  'imports.commit': ImportProgress
  'imports.progress': ImportProgress | null
  'imports.cancel': ImportProgress | null
  'imports.undo': ImportProgress
}
