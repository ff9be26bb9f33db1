// @vitest-environment jsdom
import type { GridApi } from 'ag-grid-community'
import { act, useEffect, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { useColumnFit } from './use-column-fit.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
// Widths are guessed where there is no canvas.
HTMLCanvasElement.prototype.getContext = () => null

/** A grid that notes what is asked of it. */
function aGrid() {
  const asked: string[] = []
  let destroyed = false
  const grid = {
    isDestroyed: () => destroyed,
    setColumnsVisible: () => asked.push('setColumnsVisible'),
    getColumnState: () => {
      asked.push('getColumnState')
      return []
    },
  }
  return {
    api: { current: grid as unknown as GridApi<object> },
    asked,
    destroy() {
      destroyed = true
    },
  }
}

interface ListProps {
  api: ReturnType<typeof aGrid>['api']
  header: string
  onFit(fit: ReturnType<typeof useColumnFit<object>>): void
}

const chosen = { current: new Map<string, boolean>() }
const section = { current: document.createElement('section') }

function List({ api, header, onFit }: ListProps) {
  const columns = useMemo(() => [{ id: 'number', header, text: () => '' }], [header])
  const fit = useColumnFit<object>({ columns, sort: '', api, section, chosen, besideWidth: 0 })
  useEffect(() => onFit(fit))
  return null
}

test('columns are fitted in the grid that stands, and none are in one that is gone', async () => {
  const { api, asked, destroy } = aGrid()
  let sorts = () => {}
  const onFit: ListProps['onFit'] = fit => {
    sorts = fit.sorts
  }
  const root = createRoot(document.createElement('div'))
  await act(async () => root.render(<List api={api} header="Number" onFit={onFit} />))
  await act(async () => sorts())
  expect(new Set(asked)).toEqual(new Set(['setColumnsVisible', 'getColumnState']))

  destroy()
  asked.length = 0
  await act(async () => root.render(<List api={api} header="Número" onFit={onFit} />))
  await act(async () => sorts())
  expect(asked).toEqual([])
  await act(async () => root.unmount())
})
