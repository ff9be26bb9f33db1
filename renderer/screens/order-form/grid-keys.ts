import type { LineField } from './field-text.ts'
import { fieldsOf, quantityField } from './line-columns.ts'
import { fieldOf } from './order-draft.ts'
import type { ShownLine } from './shown-lines.ts'

/** Where a key leads in the grid: a cell, the product field, or nowhere else. */
export type Step = { cell: { lineId: string; field: LineField } } | 'product' | null

/** The caret in a cell's text. */
export interface Caret {
  start: number
  end: number
  length: number
}

/** The key of a cell as `lineId` and `field`; null outside of cells. */
export function cellOf(key: string | undefined): { lineId: string; field: LineField } | null {
  if (key === undefined) return null
  const { of, id, field } = fieldOf(key)
  return of === 'line' ? { lineId: id, field } : null
}

/**
 * Where a key pressed in a cell leads. Enter goes figure → price → next product; up and down stay in the column and end
 * in the product field; left and right leave a cell at the end of its text. `freshLineId`: Tab after its price goes on to the
 * next product, too.
 */
export function stepFrom(
  lines: readonly ShownLine[],
  from: { lineId: string; field: LineField },
  key: 'Enter' | 'Tab' | 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight',
  caret: Caret,
  freshLineId: string | null,
): Step {
  const at = lines.findIndex(line => line.saved.id === from.lineId)
  const line = lines[at]
  if (!line) return null
  const { lineId } = from
  if (key === 'Enter') return from.field === 'priceE4' ? 'product' : { cell: { lineId, field: 'priceE4' } }
  if (key === 'Tab') return from.field === 'priceE4' && lineId === freshLineId ? 'product' : null
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const other = lines[at + (key === 'ArrowDown' ? 1 : -1)]
    if (!other) return key === 'ArrowDown' ? 'product' : null
    return { cell: { lineId: other.saved.id, field: sameColumn(from.field, other) } }
  }
  const whole = caret.start === 0 && caret.end === caret.length
  const fields = fieldsOf(line.saved.soldAs)
  const place = fields.indexOf(from.field)
  if (key === 'ArrowLeft' && (whole || caret.end === 0)) return toField(lineId, fields[place - 1])
  if (key === 'ArrowRight' && (whole || caret.start === caret.length))
    return toField(lineId, fields[place + 1])
  return null
}

function toField(lineId: string, field: LineField | undefined): Step {
  return field === undefined ? null : { cell: { lineId, field } }
}

/** The field of another line that stands in the same column, or its quantity. */
function sameColumn(field: LineField, line: ShownLine): LineField {
  return fieldsOf(line.saved.soldAs).includes(field) ? field : quantityField(line.saved.soldAs)
}
