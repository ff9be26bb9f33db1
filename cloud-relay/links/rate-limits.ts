import type { Clock } from '../../shared/lib/ids.ts'

/** So many per minute, with as much at once. */
export interface RateLimit {
  perMinute: number
}

/** Counts what each key did lately, in bounded memory. */
export interface RateLimiter {
  /** Takes one for `key`; false when the key has had its share. */
  take(key: string): boolean
}

/**
 * A token bucket per key. Beyond `maxKeys` the key seen longest ago is forgotten: an attacker with many addresses
 * costs memory up to that, never more.
 */
export function createRateLimiter(clock: Clock, limit: RateLimit, maxKeys = 20_000): RateLimiter {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(key) {
      const now = clock.now()
      const known = buckets.get(key)
      const refilled = known
        ? known.left + (Math.max(0, now - known.at) * limit.perMinute) / 60_000
        : limit.perMinute
      const left = Math.min(limit.perMinute, refilled)
      buckets.delete(key)
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now })
      if (buckets.size > maxKeys) buckets.delete(buckets.keys().next().value!)
      return left >= 1
    },
  }
}
