import { dropDraft, keepDraftIfRoom, readDraft } from './draft.ts'

interface Kept<T> {
  of: string
  draft: T
}

/**
 * What is typed under a key and not sent, by one user, on one day, about one thing: `of` names all of these. For another it is not
 * there, and there is one at a time, so that nothing piles up.
 */
export function dayDraft<T>(key: string, of: readonly string[]) {
  const name = of.join(' ')
  return {
    read(): T | null {
      const kept = readDraft<Kept<T>>(key)
      return kept !== null && kept.of === name ? kept.draft : null
    },
    keep: (draft: T) => void keepDraftIfRoom(key, { of: name, draft } satisfies Kept<T>),
    drop: () => dropDraft(key),
  }
}
