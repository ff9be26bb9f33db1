import { useCallback, useState } from 'react'
import type { SelectedMore } from './list-grid.tsx'

const NONE = { outOfSight: 0, clear() {} }

/** What is selected in a list, whose `onSelect` tells it. */
export function useSelection<Row>(): SelectedMore & {
  selected: Row[]
  onSelect(rows: Row[], more: SelectedMore): void
} {
  const [{ selected, more }, set] = useState({ selected: [] as Row[], more: NONE as SelectedMore })
  const onSelect = useCallback((rows: Row[], now: SelectedMore) => set({ selected: rows, more: now }), [])
  return { selected, ...more, onSelect }
}
