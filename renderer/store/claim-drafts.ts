import { newId } from '../app/new-id.ts'
import { ownDrafts } from './draft.ts'
import { adoptDrafts } from './draft-slots.ts'

const WINDOW = 'florin.window'
const PATIENCE_MS = 1000

/**
 * Makes sure that what was typed belongs to this window: after a reload its own drafts, after a crash those of the window
 * that is gone. A window is alive as long as it holds a lock of its id, which the browser takes away with it.
 */
export async function claimDrafts(): Promise<void> {
  // Before the window before a reload has let go of it, its lock is waited for; a copied tab gets an id of its own.
  const before = window.sessionStorage.getItem(WINDOW)
  let windowId = before ?? newId()
  if (navigator.locks && !(await holdLock(windowId))) {
    windowId = newId()
    await holdLock(windowId)
  }
  window.sessionStorage.setItem(WINDOW, windowId)
  ownDrafts(windowId)
  adoptDrafts(window.localStorage, windowId, await aliveWindows())
}

/** True once this window holds the lock, to its end. */
function holdLock(windowId: string): Promise<boolean> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  return new Promise(resolve => {
    navigator.locks
      .request(lockOf(windowId), { signal }, () => {
        resolve(true)
        return new Promise<never>(() => {})
      })
      .catch(() => resolve(false))
  })
}

async function aliveWindows(): Promise<Set<string>> {
  const { held = [] } = navigator.locks ? await navigator.locks.query() : {}
  return new Set(
    held.flatMap(({ name }) => (name?.startsWith(WINDOW) ? [name.slice(WINDOW.length + 1)] : [])),
  )
}

const lockOf = (windowId: string) => `${WINDOW}.${windowId}`
