import type { GridApi } from 'ag-grid-community'
import { expect, test } from 'vitest'
import { listenTo } from './listen-to.ts'

/** A grid that, as AG Grid does, still tells what was on its way when it went, and has no listeners then. */
function gridUnderTest() {
  const listeners = new Map<string, () => void>()
  let isGone = false
  const api = {
    addEventListener: (event: string, listener: () => void) => listeners.set(event, listener),
    removeEventListener(event: string) {
      if (isGone) throw new Error('the grid is gone')
      listeners.delete(event)
    },
    isDestroyed: () => isGone,
  }
  return {
    api: api as unknown as GridApi,
    onItsWay: (event: string) => listeners.get(event) ?? (() => undefined),
    go: () => {
      isGone = true
    },
  }
}

test('events are heard until it is over', () => {
  const { api, onItsWay } = gridUnderTest()
  let heard = 0
  const stop = listenTo(api, ['selectionChanged', 'modelUpdated'], () => heard++)
  onItsWay('selectionChanged')()
  const late = onItsWay('modelUpdated')
  late()
  expect(heard).toBe(2)
  stop()
  late()
  onItsWay('selectionChanged')()
  expect(heard).toBe(2)
})

test('what was on its way when the grid went is not heard, and nothing is asked of a grid that is gone', () => {
  const { api, onItsWay, go } = gridUnderTest()
  let heard = 0
  const stop = listenTo(api, ['modelUpdated'], () => heard++)
  go()
  onItsWay('modelUpdated')()
  stop()
  expect(heard).toBe(0)
})
