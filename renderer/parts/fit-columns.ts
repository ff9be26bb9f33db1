import type { GridApi } from 'ag-grid-community'
import { isShownAt, type ListColumn } from './list-columns.ts'

/** Shows and hides columns as a window of this width has room for them; those the user has shown or hidden stay so. */
export function fitColumns<Row>(
  api: Pick<GridApi, 'setColumnsVisible'>,
  columns: readonly ListColumn<Row>[],
  chosen: ReadonlyMap<string, boolean>,
  windowWidth: number,
): void {
  const free = columns.filter(({ id }) => !chosen.has(id))
  for (const visible of [false, true]) {
    const ids = free.filter(column => isShownAt(column, windowWidth) === visible).map(({ id }) => id)
    if (ids.length > 0) api.setColumnsVisible(ids, visible)
  }
}
