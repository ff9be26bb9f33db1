import type { FixedClock } from '../../../shared/testing/fixed-clock.ts'
import type { Timers } from '../ports.ts'

/** Timers that pass only when told, together with their clock. */
export function manualTimers(clock: FixedClock): Timers & { pass(ms: number): Promise<void> } {
  let sleepers: { until: number; wake: () => void }[] = []
  return {
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve()
      return new Promise(resolve => {
        const sleeper = { until: clock.now() + ms, wake: resolve }
        sleepers.push(sleeper)
        signal?.addEventListener('abort', () => resolve(), { once: true })
      })
    },
    async pass(ms) {
      clock.advance(ms)
      const due = sleepers.filter(sleeper => sleeper.until <= clock.now())
      sleepers = sleepers.filter(sleeper => sleeper.until > clock.now())
      for (const sleeper of due) sleeper.wake()
      await settled()
    },
  }
}

/** Lets everything that waits for nothing but promises run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve))
}
