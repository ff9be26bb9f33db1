import { useState } from 'react'
import { create } from 'zustand'
import { dropDraft, keepDraftIfRoom, readDraft } from '../../store/draft.ts'
import type { SmallPicture } from './shrink-picture.ts'

const KEY = 'credit-pictures'

interface Kept {
  creditId: string
  pictures: SmallPicture[]
}

const NONE: Kept = { creditId: '', pictures: [] }

// Null until it is first looked at: when this file is loaded the window does not know its drafts yet.
const useKept = create<{ kept: Kept | null }>(() => ({ kept: null }))

const keptPictures = (): Kept => useKept.getState().kept ?? readDraft<Kept>(KEY) ?? NONE

/** The pictures of a credit that is not saved yet; they stay with its draft. */
export function useDraftPictures(creditId: string) {
  const [first] = useState(keptPictures)
  const kept = useKept(state => state.kept) ?? first
  const pictures = kept.creditId === creditId ? kept.pictures : []
  return {
    pictures,
    add: (added: SmallPicture) => {
      const before = keptPictures()
      keep({ creditId, pictures: [...(before.creditId === creditId ? before.pictures : []), added] })
    },
    remove: (attachmentId: string) =>
      keep({ creditId, pictures: pictures.filter(picture => picture.attachmentId !== attachmentId) }),
    clear: () => keep(NONE),
  }
}

function keep(kept: Kept): void {
  useKept.setState({ kept })
  // Some of them without the others would pass for all.
  if (!keepDraftIfRoom(KEY, kept)) dropDraft(KEY)
}
