const WINDOW_MS = 60_000
const DEATHS = 3

/** Answers whether a process that died is started again: yes, until it died three times within a minute. */
export function createRestartPolicy(now: () => number): { died(): 'restart' | 'give-up'; forget(): void } {
  let deaths: number[] = []
  return {
    died() {
      const at = now()
      deaths = [...deaths.filter(earlier => at - earlier < WINDOW_MS), at]
      return deaths.length < DEATHS ? 'restart' : 'give-up'
    },
    /** A person asked for another try. */
    forget() {
      deaths = []
    },
  }
}
