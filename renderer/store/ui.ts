import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Language } from '../../shared/domain/company/company-row.ts'
import { useSession } from './session.ts'

export type ColorScheme = 'light' | 'dark' | 'auto'

/** How someone wants Florin to be; what they never chose is as on the computer. */
export interface Look {
  language?: Language
  colorScheme?: ColorScheme
}

interface UiStore {
  /** The computer's language, where one was chosen; null follows the user. */
  language: Language | null
  /** What people chose on this computer, by user id. */
  own: Record<string, Look>
}

/** What this computer remembers about how Florin looks, to whom. */
export const useUi = create<UiStore>()(
  persist((): UiStore => ({ language: null, own: {} }), { name: 'florin.ui' }),
)

/** What the user who is logged in chose; nothing before a login. */
export function ownLook({ own }: UiStore, userId: string | undefined): Look {
  return (userId !== undefined && own[userId]) || NOTHING
}

const NOTHING: Look = {}

/** Remembers how the user who is logged in wants it, from their next login on, too. */
export function chooseLook(chosen: Look): void {
  const userId = useSession.getState().session?.user?.id
  if (userId === undefined) return
  useUi.setState(state => ({ own: { ...state.own, [userId]: { ...ownLook(state, userId), ...chosen } } }))
}
