import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'

/** Edits of one record that are typed and not saved. `row` is the record, for screens that can't ask for it again. */
export interface EditDraft {
  edits: Record<string, { from: unknown; typed: unknown }>
  row: unknown
}

interface EditDrafts {
  drafts: Record<string, EditDraft>
  /** Keeps a draft, or forgets one without edits. */
  keep(key: string, draft: EditDraft): void
  drop(key: string): void
}

/** What is typed into forms with a Save button; it outlives the form and a reload, and goes when it is saved. */
export const useEditDrafts = create<EditDrafts>()(
  persist(
    set => ({
      drafts: {},
      keep: (key, draft) =>
        set(state => ({
          drafts:
            Object.keys(draft.edits).length === 0
              ? withoutKey(state.drafts, key)
              : { ...state.drafts, [key]: draft },
        })),
      drop: key => set(state => ({ drafts: withoutKey(state.drafts, key) })),
    }),
    { name: 'florin.edits', storage: createJSONStorage(() => window.sessionStorage) },
  ),
)

function withoutKey(drafts: Record<string, EditDraft>, key: string): Record<string, EditDraft> {
  const { [key]: _gone, ...left } = drafts
  return left
}
