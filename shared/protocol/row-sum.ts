import type { ColumnType } from '../domain/table.ts'
import { isTableName, tableOf } from '../domain/tables.ts'

/** How many rows a desktop puts into one bucket: few enough that neither side stops for long over it. */
export const BUCKET_ROWS = 2_000

/**
 * A confirmed row as one text, the same on desktop and relay whatever versions they are: fields in the order of their
 * names, and a field that is empty counts as one that an older program never wrote.
 */
export function canonicalRow(table: string, id: string, rev: number, doc: Record<string, unknown>): string {
  const known = sortedColumns(table)
  let text = `${table} ${id} ${rev}`
  for (const name of namesOf(doc, known)) {
    const value = doc[name]
    if (!isEmpty(value, known.types[name])) text += `\n${name} ${JSON.stringify(value)}`
  }
  return text
}

/** A sum over rows that does not depend on their order: the digests' first 64 bits, added bit by bit without carry. */
export function openRowSum(digest: (text: string) => Uint8Array) {
  let rows = 0
  let high = 0
  let low = 0
  return {
    add(table: string, id: string, rev: number, doc: Record<string, unknown>): void {
      const bytes = digest(canonicalRow(table, id, rev, doc))
      high ^= wordAt(bytes, 0)
      low ^= wordAt(bytes, 4)
      rows++
    },
    /** The number of rows and the sum in 16 hexadecimal digits. */
    total: () => ({ rows, sum: hex(high) + hex(low) }),
  }
}

interface Known {
  types: Readonly<Record<string, ColumnType>>
  names: readonly string[]
}

const cache = new Map<string, Known>()

function sortedColumns(table: string): Known {
  let known = cache.get(table)
  if (!known) {
    const types: Record<string, ColumnType> = isTableName(table) ? tableOf(table).columns : {}
    known = { types, names: Object.keys(types).toSorted() }
    cache.set(table, known)
  }
  return known
}

function namesOf(doc: Record<string, unknown>, known: Known): readonly string[] {
  const unknown = Object.keys(doc).filter(name => name !== 'id' && !Object.hasOwn(known.types, name))
  return unknown.length === 0 ? known.names : [...known.names, ...unknown].toSorted()
}

// Where null has a meaning of its own, zero and the empty text are values.
function isEmpty(value: unknown, type: ColumnType | undefined): boolean {
  if (value === null || value === undefined) return true
  if (type === 'text?' || type === 'integer?' || type === 'json') return false
  return value === '' || value === 0 || value === false
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
