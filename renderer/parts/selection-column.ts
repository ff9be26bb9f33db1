import type { ColDef, GridApi, IRowNode } from 'ag-grid-community'
import { portalHeader, selectBoxes } from './grid-cells.tsx'
import type { Portals } from './portals.tsx'
import { SelectAll } from './select-all.tsx'

export const SELECTION_COLUMN = 'selection'
/** In pixels. */
export const SELECTION_WIDTH = 36

/** The column of boxes that select rows, each labelled so. */
export function selectionColumn<Row extends object>(label: string, portals: Portals): ColDef<Row> {
  return {
    colId: SELECTION_COLUMN,
    width: SELECTION_WIDTH,
    minWidth: SELECTION_WIDTH,
    resizable: false,
    sortable: false,
    suppressMovable: true,
    lockPosition: 'left',
    headerComponent: portalHeader(portals, SelectAll),
    cellRenderer: selectBoxes(label),
  }
}

/** Lets a row's box show whether the row is selected. */
export function redrawBox(grid: GridApi, node: IRowNode): void {
  grid.refreshCells({ rowNodes: [node], columns: [SELECTION_COLUMN], force: true })
}
