import { create } from 'zustand'

interface RunWindow {
  /** True while a run goes on and its dialog is put away. */
  isAway: boolean
  show(): void
  hide(): void
}

/** Whether the dialog of a run is on screen. */
export const useRunWindow = create<RunWindow>(set => ({
  isAway: true,
  show: () => set({ isAway: false }),
  hide: () => set({ isAway: true }),
}))
