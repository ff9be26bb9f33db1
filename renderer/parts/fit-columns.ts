import type { GridApi } from 'ag-grid-community'
import { isShownAt, type ListColumn } from './list-columns.ts'

/** What there is room for, in pixels. */
export interface Room {
  /** Of the window. */
  window: number
  /** Left for the columns beside the scrollbar and the boxes; null while the list is not laid out. */
  columns: number | null
}

/**
 * Shows and hides columns as a window of this width has room for them, spare ones only where all that is shown fits beside the
 * scrollbar (`needOf` tells a column's least width); those the user has shown or hidden stay so, and the one that sorts.
 */
export function fitColumns<Row>(
  api: Pick<GridApi, 'setColumnsVisible'>,
  columns: readonly ListColumn<Row>[],
  chosen: ReadonlyMap<string, boolean>,
  room: Room,
  sorted: string,
  needOf: (column: ListColumn<Row>) => number,
): void {
  const shown = new Set(columns.filter(column => isWanted(column, chosen, room.window)))
  let needed = 0
  for (const column of shown) needed += needOf(column)
  const spare = [...shown].filter(({ id, spare }) => spare !== undefined && id !== sorted && !chosen.has(id))
  for (const column of spare.sort((a, b) => a.spare! - b.spare!)) {
    if (room.columns === null || needed <= room.columns) break
    shown.delete(column)
    needed -= needOf(column)
  }
  const free = columns.filter(({ id }) => !chosen.has(id))
  for (const visible of [false, true]) {
    const ids = free.filter(column => shown.has(column) === visible).map(({ id }) => id)
    if (ids.length > 0) api.setColumnsVisible(ids, visible)
  }
}

/** Whether files made of a list hold a column: those the user hid they do not, those the window had no room for they do. */
export function isInFiles<Row>(column: ListColumn<Row>, chosen: ReadonlyMap<string, boolean>): boolean {
  return !column.onScreenOnly && (chosen.get(column.id) ?? (!column.hidden || column.inFiles === true))
}

/** Whether a column is shown as far as the user and the window's width go, though a list may spare it. */
function isWanted<Row>(
  column: ListColumn<Row>,
  chosen: ReadonlyMap<string, boolean>,
  windowWidth: number,
): boolean {
  return chosen.get(column.id) ?? isShownAt(column, windowWidth)
}
