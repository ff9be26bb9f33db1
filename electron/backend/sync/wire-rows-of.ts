import { type WireRow, wireRow } from '../../../shared/protocol/sync.ts'

/**
 * The rows of an answer, looked at one by one without a schema: a schema copies every document, which costs more than
 * writing it. Throws what the schema says about the first row that does not fit.
 */
export function wireRowsOf(value: unknown): readonly WireRow[] {
  const rows = value as WireRow[]
  if (!Array.isArray(value)) wireRow.array().parse(value)
  for (const row of rows) if (!isWireRow(row)) wireRow.parse(row)
  return rows
}

function isWireRow(row: Partial<WireRow> | null): boolean {
  return (
    typeof row === 'object' &&
    row !== null &&
    typeof row.table === 'string' &&
    typeof row.id === 'string' &&
    Number.isSafeInteger(row.rev) &&
    typeof row.doc === 'object' &&
    !Array.isArray(row.doc)
  )
}
