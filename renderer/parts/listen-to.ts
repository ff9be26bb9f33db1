import type { GridApi } from 'ag-grid-community'

/**
 * Calls `heard` at each of these events of a grid until the answer is called, or the grid is gone: an event that was on its way
 * when the grid went still comes, and finds nothing left to ask.
 */
export function listenTo(
  grid: GridApi,
  events: readonly ('selectionChanged' | 'modelUpdated')[],
  heard: () => void,
): () => void {
  let isOver = false
  const listener = () => {
    if (!isOver && !grid.isDestroyed()) heard()
  }
  for (const event of events) grid.addEventListener(event, listener)
  return () => {
    isOver = true
    if (grid.isDestroyed()) return
    for (const event of events) grid.removeEventListener(event, listener)
  }
}
