import { create } from 'zustand'
import type { Figure } from '../../../shared/protocol/aging-asks.ts'
import { onOtherUser } from '../../store/on-other-user.ts'

/** A number on screen, as it is asked about. */
export interface AskedNumber {
  figure: Figure
  /** Which bucket, and how it is headed, of a `bucket`. */
  bucket?: { place: number; label: string }
  /** null: the sum over all customers. */
  customer: { id: string; name: string } | null
  /** The one invoice whose open balance it is. */
  invoice?: { id: string; number: string }
  asOf: string
}

interface Asked {
  /** The number asked about, and those it was reached by. */
  trail: readonly AskedNumber[]
  push(asked: AskedNumber): void
  back(): void
  close(): void
}

/** What the explanation on screen is of; the last of the trail. */
export const useAskedNumbers = create<Asked>(set => ({
  trail: [],
  push: asked => set(state => ({ trail: [...state.trail, asked] })),
  back: () => set(state => ({ trail: state.trail.slice(0, -1) })),
  close: () => set({ trail: [] }),
}))

onOtherUser(() => useAskedNumbers.getState().close())

/** Shows what a number is made of: its entries and their sum. */
export function explainNumber(asked: AskedNumber): void {
  useAskedNumbers.setState({ trail: [asked] })
}
