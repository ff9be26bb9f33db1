import type { Timers } from './ports.ts'

/** The process's own timers. */
export const realTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}
