import type { GridApi } from 'ag-grid-community'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createUnhurried } from './unhurried.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A grid whose first row and end are as told. */
function gridAt(first: number) {
  const at = { first, isGone: false }
  const api = { getFirstDisplayedRowIndex: () => at.first, isDestroyed: () => at.isGone }
  return { at, api: api as unknown as GridApi }
}

/** Whether it has been answered by now, and what. */
async function now(answer: Promise<boolean>) {
  return await Promise.race([answer, vi.advanceTimersByTimeAsync(0).then(() => 'waits')])
}

test('a list that is turned by a wheel, however fast, is asked at once', async () => {
  const unhurried = createUnhurried()
  const { at, api } = gridAt(0)
  expect(await now(unhurried(api))).toBe(true)
  for (let step = 0; step < 5; step++) {
    at.first += 120
    expect(await now(unhurried(api))).toBe(true)
  }
})

test('a list that is dragged through is asked where it stops', async () => {
  const unhurried = createUnhurried()
  const { at, api } = gridAt(5_000)
  const answer = unhurried(api)
  for (let step = 0; step < 5; step++) {
    expect(await now(answer)).toBe('waits')
    at.first += 7_000
    await vi.advanceTimersByTimeAsync(40)
  }
  expect(await now(answer)).toBe('waits')
  await vi.advanceTimersByTimeAsync(40)
  expect(await now(answer)).toBe(true)
  // Where it stopped, what comes next is asked for at once.
  at.first += 50
  expect(await now(unhurried(api))).toBe(true)
})

test('a list that is left while it is dragged is asked for nothing', async () => {
  const unhurried = createUnhurried()
  const { at, api } = gridAt(5_000)
  const answer = unhurried(api)
  at.isGone = true
  await vi.advanceTimersByTimeAsync(40)
  expect(await now(answer)).toBe(false)
})
