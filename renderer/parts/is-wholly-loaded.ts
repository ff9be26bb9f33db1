import type { GridApi } from 'ag-grid-community'

/** Whether no page of a list is on its way: while one is, a row may be missing only because it moves from one to the other. */
export function isWhollyLoaded(grid: GridApi): boolean {
  const blocks = Object.values(grid.getCacheBlockState() as Record<string, { pageStatus: string }>)
  return blocks.every(block => block.pageStatus === 'loaded')
}
