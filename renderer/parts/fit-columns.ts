import type { GridApi } from 'ag-grid-community'
import { isShownAt, type ListColumn } from './list-columns.ts'

/** Shows and hides columns as the window becomes wider or narrower; those the user has shown or hidden stay so. */
export function fitColumns<Row>(
  api: Pick<GridApi, 'getColumnState' | 'setColumnsVisible'>,
  columns: readonly ListColumn<Row>[],
  before: number,
  now: number,
): void {
  const hidden = new Map(api.getColumnState().map(({ colId, hide }) => [colId, hide === true]))
  const turned = columns.filter(
    column =>
      isShownAt(column, before) !== isShownAt(column, now) &&
      hidden.get(column.id) !== isShownAt(column, before),
  )
  for (const visible of [false, true]) {
    const ids = turned.filter(column => isShownAt(column, now) === visible).map(({ id }) => id)
    if (ids.length > 0) api.setColumnsVisible(ids, visible)
  }
}

/** Shows the columns as they are delivered in a window of this width, in their order, with their widths. */
export function resetColumns<Row>(
  api: Pick<GridApi, 'resetColumnState' | 'setColumnsVisible'>,
  columns: readonly ListColumn<Row>[],
  windowWidth: number,
): void {
  api.resetColumnState()
  for (const visible of [false, true])
    api.setColumnsVisible(
      columns.filter(column => isShownAt(column, windowWidth) === visible).map(({ id }) => id),
      visible,
    )
}
