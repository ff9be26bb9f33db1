import type { OrderLineRow, SoldAs } from '../../../shared/domain/order/order-row.ts'
import { isBoxLine, lineUnits } from '../../../shared/domain/order/order-totals.ts'
import type { LineField } from './field-text.ts'

export type FigureColumn = 'boxes' | 'bunches' | 'stems' | 'units'

/** The columns of figures, in the order they stand. */
export const FIGURE_COLUMNS: readonly FigureColumn[] = ['boxes', 'bunches', 'stems', 'units']

/**
 * The field a column edits, by how the line is sold; a column that is not named shows a figure or nothing.
 *
 * | sold as | boxes | bunches | stems | units |
 * |---|---|---|---|---|
 * | box, by stem | boxes | per box | per bunch | = |
 * | box, by bunch | boxes | per box | | = |
 * | unit, by bunch | | quantity | | = |
 * | unit, by stem | | = | per bunch | quantity |
 * | hard good | | | | quantity |
 */
const EDITED: Record<SoldAs, Partial<Record<FigureColumn, LineField>>> = {
  'box-stem': { boxes: 'boxes', bunches: 'bunchesPerBox', stems: 'stemsPerBunch' },
  'box-bunch': { boxes: 'boxes', bunches: 'bunchesPerBox' },
  'unit-bunch': { bunches: 'quantity' },
  'unit-stem': { stems: 'stemsPerBunch', units: 'quantity' },
  'hard-good': { units: 'quantity' },
}

/** The field a column edits on a line sold this way; null where it is not edited. */
export function editedField(soldAs: SoldAs, column: FigureColumn): LineField | null {
  return EDITED[soldAs][column] ?? null
}

/** The figure of a column that is not edited; null where the line has none. */
export function shownFigure(line: OrderLineRow, column: FigureColumn): number | null {
  if (column === 'units') return lineUnits(line)
  if (column === 'bunches' && line.soldAs === 'unit-stem' && line.stemsPerBunch > 0) {
    return Math.floor(line.quantity / line.stemsPerBunch)
  }
  return null
}

/** Every field a line has an input for, from left to right. */
export function fieldsOf(soldAs: SoldAs): LineField[] {
  const figures = FIGURE_COLUMNS.flatMap(column => editedField(soldAs, column) ?? [])
  return ['description', ...(isBoxLine(soldAs) ? (['boxType'] as const) : []), ...figures, 'priceE4']
}

/** Where a new line's typing starts: how many. */
export function quantityField(soldAs: SoldAs): LineField {
  return isBoxLine(soldAs) ? 'boxes' : 'quantity'
}
