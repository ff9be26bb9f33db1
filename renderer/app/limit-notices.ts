import type { notificationsStore } from '@mantine/notifications'

/** However long a pointer rests on a notice that goes by itself: it stands no longer than this, or than it asked for itself. */
export const MOST_SHOWN_MS = 10_000

/**
 * Takes every notice that goes by itself out of the way in the end: Mantine waits for as long as the pointer rests on any. What stays
 * until it is closed stays. Answers what stops it.
 */
export function limitNotices(store: typeof notificationsStore, hide: (id: string) => void): () => void {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function look() {
    const shown = new Map(
      store
        .getState()
        .notifications.filter(({ autoClose }) => autoClose !== false)
        .map(({ id, autoClose }) => [id!, Math.max(MOST_SHOWN_MS, Number(autoClose) || 0)]),
    )
    for (const [id, timer] of timers) {
      if (shown.has(id)) continue
      clearTimeout(timer)
      timers.delete(id)
    }
    for (const [id, ms] of shown) if (!timers.has(id)) timers.set(id, setTimeout(hide, ms, id))
  }

  const unsubscribe = store.subscribe(look)
  look()
  return () => {
    unsubscribe()
    for (const timer of timers.values()) clearTimeout(timer)
  }
}
