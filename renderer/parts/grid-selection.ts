import type { GridApi, IRowNode } from 'ag-grid-community'
import { listenTo } from './listen-to.ts'

/** So many rows are selected at once. */
const MOST_SELECTED = 2_000

/**
 * Selects every row of a list, also those that were never in sight: their pages are asked for first. Where all are
 * selected, none is. Of a longer list the first {@link MOST_SELECTED}, of which `tell` is told.
 */
export function selectAll(api: GridApi, tell: (selected: number, of: number) => void): void {
  const count = api.getDisplayedRowCount()
  const select = () => {
    const nodes = firstRows(api, count)
    if (nodes === null) return false
    const newValue = !nodes.every(node => node.isSelected())
    api.setNodesSelected({ nodes, newValue })
    if (newValue && nodes.length < count) tell(nodes.length, count)
    return true
  }
  if (select()) return
  const stop = listenTo(api, ['modelUpdated'], () => {
    // Another filter makes another list.
    if (api.getDisplayedRowCount() !== count || select()) stop()
  })
}

/** Whether all that can be selected at once is: as the box above the boxes shows it. */
export function selectedOf(api: GridApi): 'none' | 'some' | 'all' {
  const selected = api.getSelectedNodes().length
  return selected === 0 ? 'none' : selected < api.getDisplayedRowCount() ? 'some' : 'all'
}

/** The first rows, up to the most that are selected; null while some are not there yet, which asks for them. */
function firstRows(api: GridApi, count: number): IRowNode[] | null {
  const nodes: IRowNode[] = []
  let isWhole = true
  for (let at = 0; at < Math.min(count, MOST_SELECTED); at++) {
    const node = api.getDisplayedRowAtIndex(at)
    if (node?.data) nodes.push(node)
    else isWhole = false
  }
  return isWhole ? nodes : null
}

/** Selects the loaded rows between two places in the list, both included. */
export function selectBetween(api: GridApi, from: number, to: number): void {
  const nodes: IRowNode[] = []
  for (let at = Math.min(from, to); at <= Math.max(from, to); at++) {
    const node = api.getDisplayedRowAtIndex(at)
    if (node?.data) nodes.push(node)
  }
  api.setNodesSelected({ nodes, newValue: true })
}

/** Where a step with the arrows ends, or null for another key. */
export function steppedTo(key: string, at: number): number | null {
  if (key === 'ArrowDown') return at + 1
  return key === 'ArrowUp' && at > 0 ? at - 1 : null
}

/**
 * What becomes of selected rows that are not among those loaded: `gone` left the list and is selected no longer, unless a
 * search or chip took it out of sight (`aside`); `outOfSight` counts what stays. What is loaded again leaves `aside`.
 */
export function sortSelected(
  selectedIds: readonly string[],
  loaded: ReadonlySet<string | undefined>,
  aside: Set<string>,
): { gone: string[]; outOfSight: number } {
  for (const id of aside) if (loaded.has(id)) aside.delete(id)
  const unseen = selectedIds.filter(id => !loaded.has(id))
  const gone = unseen.filter(id => !aside.has(id))
  return { gone, outOfSight: unseen.length - gone.length }
}
