import { type DraftStorage, draftSlot } from './draft-slots.ts'

const storage = (): DraftStorage => window.localStorage
let owner = ''

/** Sets whose drafts are read and kept from now on; see `claimDrafts`. */
export function ownDrafts(windowId: string): void {
  owner = windowId
}

/** What was typed into a form under this key and not saved yet; null when nothing was. Survives a reload and a crash. */
export function readDraft<T>(key: string): T | null {
  const text = storage().getItem(draftSlot(owner, key))
  return text === null ? null : (JSON.parse(text) as T)
}

/** Keeps what is typed until it is saved. Throws where the window's storage has no room for it. */
export function keepDraft(key: string, draft: unknown): void {
  storage().setItem(draftSlot(owner, key), JSON.stringify(draft))
}

/**
 * As {@link keepDraft}, for what may go on without: false where there is no room. Then it lasts as long as the window is not loaded
 * again, and what was kept before stays.
 */
export function keepDraftIfRoom(key: string, draft: unknown): boolean {
  try {
    keepDraft(key, draft)
    return true
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}

/** Forgets a draft: it was saved, or the user gave it up. */
export function dropDraft(key: string): void {
  storage().removeItem(draftSlot(owner, key))
}
