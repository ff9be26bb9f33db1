import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** More than anyone is told of in a day; older ones are past asking. */
const MOST_SEEN = 200

interface PaidNotices {
  /** Users of this computer who don't want to be told. */
  offFor: string[]
  /** Payments that were told of already, the newest last: a restart tells none again. */
  seen: string[]
  setOff(userId: string, off: boolean): void
  /** Marks payments as told, and answers those that were not before. */
  take(paymentIds: readonly string[]): string[]
}

/** Who is told on this computer that a link was paid, and of what they were told. */
export const usePaidNotices = create<PaidNotices>()(
  persist(
    (set, get) => ({
      offFor: [],
      seen: [],
      setOff: (userId, off) =>
        set(({ offFor }) => ({
          offFor: off ? [...new Set([...offFor, userId])] : offFor.filter(id => id !== userId),
        })),
      take(paymentIds) {
        const { seen } = get()
        const fresh = paymentIds.filter(id => !seen.includes(id))
        if (fresh.length > 0) set({ seen: [...seen, ...fresh].slice(-MOST_SEEN) })
        return fresh
      },
    }),
    { name: 'florin.paid' },
  ),
)
