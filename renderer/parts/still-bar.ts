import type { GridApi } from 'ag-grid-community'

/** Whether all rows of a list are seen at once in so many pixels, header and totals among them. */
export function isStill(
  grid: Pick<GridApi, 'getDisplayedRowCount' | 'getPinnedBottomRowCount' | 'getSizesForCurrentTheme'>,
  height: number,
): boolean {
  const rows = grid.getDisplayedRowCount() + grid.getPinnedBottomRowCount()
  const { rowHeight, headerHeight } = grid.getSizesForCurrentTheme()
  return rows * rowHeight + headerHeight < height
}
