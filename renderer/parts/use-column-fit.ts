import type { GridApi } from 'ag-grid-community'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { columnFloors, drawnWidth, headerFloors } from './column-floors.ts'
import { fitColumns } from './fit-columns.ts'
import { type ListColumn, lastShown, leastWidth } from './list-columns.ts'

type Floors = Readonly<Record<string, number>>

interface Fitted<Row> {
  columns: readonly ListColumn<Row>[]
  /** The column that sorts at first. */
  sort: string
  api: RefObject<GridApi<Row> | null>
  section: RefObject<HTMLElement | null>
  /** The columns that the user has shown or hidden. */
  chosen: RefObject<ReadonlyMap<string, boolean>>
  /** What stands beside the columns of a list whose rows can be selected, in pixels. */
  besideWidth: number
}

/**
 * Keeps a list's columns as wide as their headers, numbers and tags need, and shows those there is room for beside the
 * scrollbar. Works when a page arrives, the size or the sort changes: never for a row or while scrolling.
 */
export function useColumnFit<Row>({ columns, sort, api, section, chosen, besideWidth }: Fitted<Row>) {
  // Money and tags are never cut: their columns grow with what comes to stand in them.
  const [contents, setContents] = useState<Floors>({})
  const [sorted, setSorted] = useState(sort)
  const floors = useMemo(() => {
    const last = lastShown(columns, window.innerWidth)?.id
    const headers = headerFloors(columns, sorted, last, drawnWidth)
    return Object.fromEntries(
      columns.map(({ id }) => [id, Math.max(headers[id] ?? 0, contents[id] ?? 0)]),
    ) as Floors
  }, [columns, sorted, contents])
  const live = useRef({ columns, floors, besideWidth, sorted })
  const [acts] = useState(() => ({
    /** Shows the columns that there is room for. */
    refit() {
      const now = live.current
      const laidOut = section.current?.querySelector('.ag-body-horizontal-scroll-viewport')?.clientWidth
      const room = { window: window.innerWidth, columns: laidOut ? laidOut - now.besideWidth : null }
      const needOf = (column: ListColumn<Row>) => leastWidth(column, now.floors)
      const grid = gridOf(api)
      if (grid) fitColumns(grid, now.columns, chosen.current, room, now.sorted, needOf)
    },
    /** Rows and totals have come to stand in the list. */
    holds(rows: readonly Row[], totals: Readonly<Record<string, string>>) {
      setContents(before => columnFloors(before, live.current.columns, rows, totals, drawnWidth))
    },
    /** Another column may sort the list: its header has the arrow. */
    sorts() {
      setSorted(
        gridOf(api)
          ?.getColumnState()
          .find(({ sort }) => sort)?.colId ?? '',
      )
    },
  }))
  useEffect(() => {
    live.current = { columns, floors, besideWidth, sorted }
    acts.refit()
  }, [acts, columns, floors, besideWidth, sorted])
  return { floors, ...acts }
}

/** Until the next grid is ready, what is known of it is the one before: a language or a list ago. */
function gridOf<Row>({ current }: RefObject<GridApi<Row> | null>): GridApi<Row> | null {
  return current?.isDestroyed() ? null : current
}
