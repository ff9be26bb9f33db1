import type { ColumnType } from '../../../shared/domain/table.ts'
import { type AnyRow, type TableName, tableOf } from '../../../shared/domain/tables.ts'

/** Business rows between their plain form, their columns and the relay's documents. Column names are field names. */

export type SqlValue = string | number | null

/** The column list of a table, `id` first, in one fixed order. */
export function columnsOf(table: TableName): string[] {
  return ['id', ...Object.keys(tableOf(table).columns)]
}

/** A row's values in the order of {@link columnsOf}. */
export function toValues(table: TableName, row: AnyRow): SqlValue[] {
  const types = tableOf(table).columns as Record<string, ColumnType>
  const fields = row as unknown as Record<string, unknown>
  return columnsOf(table).map(name => encode(fields[name], types[name] ?? 'text'))
}

/**
 * The row of a record read with the table's columns; other columns of the record are left out. A column the record lacks,
 * because its table is older, takes its type's empty value.
 */
export function toRow(table: TableName, record: Record<string, unknown>): AnyRow {
  const types = tableOf(table).columns as Record<string, ColumnType>
  const row: Record<string, unknown> = { id: record.id }
  for (const name of Object.keys(types)) row[name] = decode(record[name], types[name]!)
  return row as unknown as AnyRow
}

/**
 * Splits a relay's document into the row this version knows and the fields it does not, which are kept. A field the
 * document lacks, because an older relay wrote it, takes its type's empty value.
 */
export function splitDocument(
  table: TableName,
  id: string,
  doc: Record<string, unknown>,
): { row: AnyRow; extra: string | null } {
  const types = tableOf(table).columns as Record<string, ColumnType>
  const row: Record<string, unknown> = { id }
  for (const name of Object.keys(types))
    row[name] = Object.hasOwn(doc, name) ? doc[name] : empty(types[name]!)
  const unknown = Object.entries(doc).filter(([name]) => name !== 'id' && !Object.hasOwn(types, name))
  const extra = unknown.length === 0 ? null : JSON.stringify(Object.fromEntries(unknown))
  return { row: row as unknown as AnyRow, extra }
}

function encode(value: unknown, type: ColumnType): SqlValue {
  if (type === 'json') return JSON.stringify(value)
  if (type === 'boolean') return value ? 1 : 0
  return value as SqlValue
}

function decode(value: unknown, type: ColumnType): unknown {
  if (value === undefined) return empty(type)
  if (type === 'json') return JSON.parse(value as string)
  if (type === 'boolean') return value === 1
  return value
}

function empty(type: ColumnType): unknown {
  if (type === 'text') return ''
  if (type === 'integer') return 0
  if (type === 'boolean') return false
  return null
}
