import { absentValues, type ColumnType } from '../../../shared/domain/table.ts'
import { type AnyRow, TABLE_NAMES, type TableName, tableOf } from '../../../shared/domain/tables.ts'

/** Business rows between their plain form, their columns and the relay's documents. Column names are field names. */

export type SqlValue = string | number | null

/** The column list of a table, `id` first, in one fixed order. */
export function columnsOf(table: TableName): readonly string[] {
  return COLUMNS[table].names
}

/** A row's values in the order of {@link columnsOf}. */
export function toValues(table: TableName, row: AnyRow): SqlValue[] {
  const { names, types } = COLUMNS[table]
  const fields = row as unknown as Record<string, unknown>
  const values: SqlValue[] = []
  for (let at = 0; at < names.length; at++) values.push(encode(fields[names[at]!], types[at]!))
  return values
}

/**
 * The row of a record read with the table's columns; other columns of the record are left out. A column the record lacks,
 * because its table is older, takes what such rows have.
 */
export function toRow(table: TableName, record: Record<string, unknown>): AnyRow {
  const { names, types } = COLUMNS[table]
  const row: Record<string, unknown> = {}
  for (let at = 0; at < names.length; at++) {
    const stored = record[names[at]!]
    row[names[at]!] = stored === undefined ? COLUMNS[table].absent[at] : decode(stored, types[at]!)
  }
  return row as unknown as AnyRow
}

/**
 * A relay's document as values in the order of {@link columnsOf}, and after them, as JSON or null, the fields this version
 * does not know, which are kept. A field that an older relay never wrote takes what such rows have. Throws for a value
 * of another type than its column's: SQLite would make a text of a number.
 */
export function documentValues(table: TableName, id: string, doc: Record<string, unknown>): SqlValue[] {
  const { names, types, absent } = COLUMNS[table]
  const values: SqlValue[] = [id]
  let known = Object.hasOwn(doc, 'id') ? 1 : 0
  for (let at = 1; at < names.length; at++) {
    const value = doc[names[at]!]
    const type = types[at]!
    if (value === undefined) values.push(encode(absent[at], type))
    else {
      known++
      if (!fits(value, type)) throw new Error(`${table}.${names[at]} came as ${typeof value}`)
      values.push(encode(value, type))
    }
  }
  values.push(extraOf(table, doc, known))
  return values
}

/** The row this version knows of a relay's document. */
export function documentRow(table: TableName, id: string, doc: Record<string, unknown>): AnyRow {
  const { names, absent } = COLUMNS[table]
  const row: Record<string, unknown> = { id }
  for (let at = 1; at < names.length; at++) row[names[at]!] = doc[names[at]!] ?? absent[at]
  return row as unknown as AnyRow
}

interface Columns {
  names: readonly string[]
  types: readonly ColumnType[]
  /** What rows without the column have in it. */
  absent: readonly unknown[]
}

// Worked out once: a pull of a large company passes here a million times.
const COLUMNS = Object.fromEntries(
  TABLE_NAMES.map(table => {
    const types = tableOf(table).columns as Record<string, ColumnType>
    const columns: Columns = {
      names: ['id', ...Object.keys(types)],
      types: ['text', ...Object.values(types)],
      absent: ['', ...absentValues(tableOf(table))],
    }
    return [table, columns]
  }),
) as Record<TableName, Columns>

function extraOf(table: TableName, doc: Record<string, unknown>, known: number): string | null {
  const names = Object.keys(doc)
  if (names.length === known) return null
  const unknown = names.filter(name => !COLUMNS[table].names.includes(name))
  return JSON.stringify(Object.fromEntries(unknown.map(name => [name, doc[name]])))
}

function fits(value: unknown, type: ColumnType): boolean {
  if (type === 'json') return true
  if (type === 'boolean') return typeof value === 'boolean'
  if (value === null) return type === 'text?' || type === 'integer?'
  if (type === 'number') return Number.isFinite(value)
  return type.startsWith('text') ? typeof value === 'string' : Number.isSafeInteger(value)
}

function encode(value: unknown, type: ColumnType): SqlValue {
  if (type === 'json') return JSON.stringify(value)
  if (type === 'boolean') return value ? 1 : 0
  return value as SqlValue
}

function decode(value: unknown, type: ColumnType): unknown {
  if (type === 'json') return JSON.parse(value as string)
  if (type === 'boolean') return value === 1
  return value
}
