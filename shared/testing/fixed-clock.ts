import type { Clock } from '../lib/ids.ts'

/** A clock that stands still until it is told otherwise. */
export interface FixedClock extends Clock {
  /** Moves on by this many milliseconds, back when negative. */
  advance(ms: number): void
}

/** A clock that shows `at` (epoch milliseconds). */
export function fixedClock(at: number): FixedClock {
  let now = at
  return {
    now: () => now,
    advance(ms) {
      now += ms
    },
  }
}
