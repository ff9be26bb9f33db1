import { create } from 'zustand'
import { dropDraft, keepDraft, readDraft } from '../../store/draft.ts'
import type { SmallPicture } from './shrink-picture.ts'

const KEY = 'credit-pictures'

interface Kept {
  creditId: string
  pictures: SmallPicture[]
}

const useKept = create<Kept>(() => readDraft<Kept>(KEY) ?? { creditId: '', pictures: [] })

/** The pictures of a credit that is not saved yet; they stay with its draft. */
export function useDraftPictures(creditId: string) {
  const kept = useKept()
  const pictures = kept.creditId === creditId ? kept.pictures : []
  return {
    pictures,
    add: (added: SmallPicture) => {
      const before = useKept.getState()
      keep({ creditId, pictures: [...(before.creditId === creditId ? before.pictures : []), added] })
    },
    remove: (attachmentId: string) =>
      keep({ creditId, pictures: pictures.filter(picture => picture.attachmentId !== attachmentId) }),
    clear: () => keep({ creditId: '', pictures: [] }),
  }
}

function keep(kept: Kept): void {
  useKept.setState(kept)
  try {
    keepDraft(KEY, kept)
  } catch {
    // The window's storage is full: they last as long as the window is not loaded again.
    dropDraft(KEY)
  }
}
