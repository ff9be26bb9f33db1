import type { GridApi } from 'ag-grid-community'

/** So many rows from one ask to the next, which no wheel turns, are passed unread. */
const FAR_ROWS = 500
/** A thumb that is held for so long has stopped. */
const STOPPED_MS = 40

/**
 * Waits while a list is dragged through: what lies {@link FAR_ROWS} from what was asked for before is only asked for when
 * the list has stopped there. Drawing rows that pass so fast makes the thumb stutter. A list that is turned by a wheel, searched
 * or refreshed waits for nothing. The answer is false where the grid is gone.
 */
export function createUnhurried(): (grid: GridApi) => Promise<boolean> {
  let before = 0
  return async grid => {
    while (!grid.isDestroyed()) {
      const first = grid.getFirstDisplayedRowIndex()
      const isFar = Math.abs(first - before) > FAR_ROWS
      before = first
      if (!isFar) return true
      await new Promise(resolve => setTimeout(resolve, STOPPED_MS))
    }
    return false
  }
}
