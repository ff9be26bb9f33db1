const PREFIX = 'florin.draft.'

/** What was typed into a form under this key and not saved yet; null when nothing was. Survives a reload. */
export function readDraft<T>(key: string): T | null {
  const text = window.sessionStorage.getItem(PREFIX + key)
  return text === null ? null : (JSON.parse(text) as T)
}

/** Keeps what is typed until it is saved. */
export function keepDraft(key: string, draft: unknown): void {
  window.sessionStorage.setItem(PREFIX + key, JSON.stringify(draft))
}

/** Forgets a draft: it was saved, or the user gave it up. */
export function dropDraft(key: string): void {
  window.sessionStorage.removeItem(PREFIX + key)
}
