import { createGrid, type GridApi, type GridOptions, type Module } from 'ag-grid-community'
import { type RefObject, useEffect, useRef } from 'react'

/**
 * AG Grid with options that follow the latest drawing: values that changed are given to it, functions are always called as they
 * are now. Its rows are drawn by itself: drawn by React, a fast scroll over a long list takes three times as long a frame.
 */
export function PlainGrid<Row extends object>({
  options,
  modules,
}: {
  options: GridOptions<Row>
  modules: Module[]
}) {
  const host = useRef<HTMLDivElement>(null)
  const latest = useRef(options)
  const api = useRef<GridApi<Row> | null>(null)
  useEffect(() => {
    const grid = createGrid(host.current!, followed(latest), { modules })
    api.current = grid
    return () => {
      api.current = null
      grid.destroy()
    }
  }, [modules])
  useEffect(() => {
    const before = latest.current
    latest.current = options
    const changed = Object.entries(options).filter(
      ([name, value]) => typeof value !== 'function' && value !== before[name as keyof GridOptions],
    )
    if (changed.length > 0) api.current?.updateGridOptions(Object.fromEntries(changed))
  })
  return <div ref={host} />
}

function followed<Row>(latest: RefObject<GridOptions<Row>>): GridOptions<Row> {
  const now = (name: string) => latest.current[name as keyof GridOptions] as (...given: unknown[]) => unknown
  return Object.fromEntries(
    Object.entries(latest.current).map(([name, value]) => [
      name,
      typeof value === 'function' ? (...given: unknown[]) => now(name)(...given) : value,
    ]),
  )
}
