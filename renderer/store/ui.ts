import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Language } from '../../shared/domain/company/company-row.ts'

interface UiStore {
  /** The language chosen on this computer; null follows the user. */
  language: Language | null
  setLanguage(language: Language | null): void
}

/** What this computer remembers about how Florin looks. The color scheme is kept by Mantine. */
export const useUi = create<UiStore>()(
  persist(set => ({ language: null, setLanguage: language => set({ language }) }), { name: 'florin.ui' }),
)
