import type { Clock } from '../../shared/lib/ids.ts'

/** Counts tries by key in a sliding window, in bounded memory. */
export interface TryLimit {
  /** Counts a try; false when the key has used up its tries, which then isn't counted. */
  take(key: string): boolean
  /** Takes the newest try back: it turned out to be none of the kind that is limited. */
  giveBack(key: string): void
}

/** At most `most` tries per key in `windowMs`; at most `keys` keys are remembered, the oldest forgotten first. */
export function createTryLimit(clock: Clock, most: number, windowMs: number, keys = 20_000): TryLimit {
  const tries = new Map<string, number[]>()
  return {
    take(key) {
      const now = clock.now()
      const recent = (tries.get(key) ?? []).filter(at => at > now - windowMs)
      if (recent.length >= most) return false
      recent.push(now)
      // Written anew, so that the map's order is that of the newest try.
      tries.delete(key)
      tries.set(key, recent)
      if (tries.size > keys) tries.delete(tries.keys().next().value!)
      return true
    },
    giveBack(key) {
      const recent = tries.get(key)
      recent?.pop()
      if (recent?.length === 0) tries.delete(key)
    },
  }
}
