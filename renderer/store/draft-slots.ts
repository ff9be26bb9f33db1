const PREFIX = 'florin.draft.'

/** What of a Web Storage drafts need. */
export type DraftStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>

/** Where a window keeps its draft of this key: two windows never type into one. */
export function draftSlot(windowId: string, key: string): string {
  return `${PREFIX}${windowId}.${key}`
}

/**
 * Gives a window the drafts of windows that are gone: closed, crashed, or killed. What it has itself stays; of two gone
 * windows with a draft of one key, the first found is taken.
 */
export function adoptDrafts(storage: DraftStorage, windowId: string, alive: ReadonlySet<string>): void {
  for (const slot of slotsOf(storage)) {
    const [from = '', ...rest] = slot.slice(PREFIX.length).split('.')
    if (from === windowId || alive.has(from)) continue
    const own = draftSlot(windowId, rest.join('.'))
    const text = storage.getItem(slot)
    if (text !== null && storage.getItem(own) === null) storage.setItem(own, text)
    storage.removeItem(slot)
  }
}

function slotsOf(storage: DraftStorage): string[] {
  const slots: string[] = []
  for (let at = 0; at < storage.length; at++) {
    const slot = storage.key(at)
    if (slot?.startsWith(PREFIX)) slots.push(slot)
  }
  return slots.toSorted()
}
