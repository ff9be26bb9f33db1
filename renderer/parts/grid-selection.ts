import type { GridApi, IRowNode } from 'ag-grid-community'

/** Selects every loaded row, or none when all are. */
export function selectLoaded(api: GridApi): void {
  const nodes: IRowNode[] = []
  api.forEachNode(node => {
    if (node.data) nodes.push(node)
  })
  const newValue = !nodes.every(node => node.isSelected())
  api.setNodesSelected({ nodes, newValue })
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
