import { fold } from '../../../shared/domain/fold.ts'
import { IMPORT_FIELDS } from '../../../shared/domain/import/import-fields.ts'
import {
  HEADING_COLUMN,
  type ImportEdit,
  type ImportPlan,
  type ImportProblem,
  type ImportProblemCode,
} from '../../../shared/protocol/import-asks.ts'
import { type DecimalMark, readAmount } from './amount-style.ts'
import { type DateOrder, readDate } from './date-order.ts'
import { type Cell, isFault, textOf } from './sheet.ts'
import type { RecordRow } from './sort-rows.ts'

/** How the columns of a file are read, as its values say or the person said. */
export interface Styles {
  marks: Record<string, DecimalMark>
  orders: Record<string, DateOrder>
}

/** Reads the fields of one record and notes what is wrong with each cell. */
export class CellReader {
  readonly problems: ImportProblem[] = []
  readonly #record: RecordRow
  readonly #plan: ImportPlan
  readonly #styles: Styles
  readonly #edits: ReadonlyMap<string, string>

  constructor(record: RecordRow, plan: ImportPlan, styles: Styles, edits: ReadonlyMap<string, string>) {
    this.#record = record
    this.#plan = plan
    this.#styles = styles
    this.#edits = edits
  }

  get row(): number {
    return this.#record.row
  }

  /** Notes a problem; the first of a cell is the one that is told. */
  note(field: string, code: ImportProblemCode, about = ''): void {
    if (this.problems.some(problem => problem.field === field && problem.code !== 'same-name-here')) return
    this.problems.push({ row: this.#record.row, field, code, about })
  }

  /** The cell as it stands: mended on screen, or the file's. */
  raw(field: string): Cell {
    const edited = this.#edits.get(editKey(this.#record.row, field))
    if (edited !== undefined) return edited.trim()
    const column = this.#plan.columns[field]
    if (column === undefined) return ''
    if (column === HEADING_COLUMN) return this.#record.heading
    return this.#record.cells[column] ?? ''
  }

  /** A field's text on one line; a required one that is empty is noted. */
  text(field: string): string {
    const cell = this.raw(field)
    if (isFault(cell)) {
      this.note(field, cell.fault === 'formula' ? 'formula' : 'error-value', cell.text)
      return ''
    }
    const text = textOf(cell).replace(/\s+/g, ' ')
    if (text === '' && isRequired(this.#plan, field)) this.note(field, 'required')
    return text
  }

  /** A field's text with its line breaks. */
  lines(field: string): string {
    return this.text(field) === '' ? '' : textOf(this.raw(field))
  }

  /** An amount as an integer of so many decimals; null when the cell is empty, or no amount, which is noted. */
  amount(field: string, decimals: number): number | null {
    const text = this.text(field)
    if (text === '') return null
    const read = readAmount(this.raw(field), this.#styles.marks[field] ?? '.', decimals)
    if (typeof read === 'number') return read
    this.note(field, decimals === 0 ? 'not-whole' : read, text)
    return null
  }

  /** A day; null when the cell is empty, or no day, which is noted. */
  date(field: string): string | null {
    const text = this.text(field)
    if (text === '') return null
    const date = readDate(this.raw(field), this.#styles.orders[field] ?? 'mdy')
    if (date === null) this.note(field, 'not-date', text)
    return date
  }

  /** Yes or no in either language; `otherwise` when the cell is empty. */
  flag(field: string, otherwise: boolean): boolean {
    const text = fold(this.text(field))
    if (text === '') return otherwise
    if (YES.has(text)) return true
    if (NO.has(text)) return false
    this.note(field, 'not-choice', 'yes, no')
    return otherwise
  }

  /** One of several values, by any of the words for it; `otherwise` when the cell is empty. */
  choice<T extends string>(
    field: string,
    words: Readonly<Record<T, readonly string[]>>,
    otherwise: NoInfer<T>,
  ): T {
    const text = fold(this.text(field))
    if (text === '') return otherwise
    for (const value of Object.keys(words) as T[])
      if (fold(value) === text || words[value].includes(text)) return value
    this.note(field, 'not-choice', Object.keys(words).join(', '))
    return otherwise
  }
}

/** The key of a mended cell. */
export function editKey(row: number, field: string): string {
  return `${row} ${field}`
}

/** Mended cells by {@link editKey}; of several of one cell the last counts. */
export function editsByCell(edits: readonly ImportEdit[]): Map<string, string> {
  return new Map(edits.map(edit => [editKey(edit.row, edit.field), edit.text]))
}

const YES = new Set([
  'yes',
  'y',
  'true',
  '1',
  'x',
  'si',
  's',
  'verdadero',
  'active',
  'activo',
  'activa',
  'standard',
  'tax',
  'taxable',
])
const NO = new Set([
  'no',
  'n',
  'false',
  '0',
  'falso',
  'inactive',
  'inactivo',
  'inactiva',
  'exempt',
  'non',
  'exento',
  'not active',
])

const REQUIRED = new Map(
  Object.entries(IMPORT_FIELDS).map(([kind, fields]) => [
    kind,
    new Set(fields.filter(field => field.required).map(field => field.name)),
  ]),
)

function isRequired(plan: ImportPlan, field: string): boolean {
  return REQUIRED.get(plan.kind)!.has(field)
}
