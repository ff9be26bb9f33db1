import type { Logger } from 'pino'
import { type Clock, newId, type Random } from '../../shared/lib/ids.ts'
import type { JobHandler, JobResult, RelayJob, Store, Timers } from '../ports.ts'
import { claimJob, dueJobs, endJob, type HeldJob, type JobEnd, renewLease } from './job-queue.ts'

/** What the worker needs to run. */
export interface JobPorts {
  store: Store
  clock: Clock
  random: Random
  timers: Timers
  log: Logger
}

export type JobHandlers = Partial<Record<RelayJob['kind'], JobHandler>>

/** Runs jobs until it is stopped; several workers, in several processes, share one queue. */
export interface JobWorker {
  /** Begins to look for due jobs, by itself and when nudged. */
  start(): void
  /** A job may have become due. */
  nudge(): void
  /** Claims and runs what is due now; resolves when those jobs have ended. Answers how many. */
  runDue(): Promise<number>
  /** True while the worker gets to look at the queue. */
  isAlive(): boolean
  /** Takes no new job, tells the running ones, waits for them, and gives back what has not ended after `graceMs`. */
  stop(graceMs: number): Promise<void>
}

/** All times in milliseconds. */
const LEASE_LASTS = 120_000
const RENEW_EVERY = 30_000
const LOOK_EVERY = 1_000
const ALIVE_FOR = 30_000
const FIRST_RETRY = 5_000
const LONGEST_RETRY = 3_600_000

/** One company can't keep the others waiting. */
const AT_ONCE = 8
const AT_ONCE_PER_COMPANY = 4

/** Makes a worker; kinds without a handler stay in the queue. */
export function createJobWorker(ports: JobPorts, handlers: JobHandlers): JobWorker {
  const { store, clock, random, timers, log } = ports
  const kinds = Object.keys(handlers)
  const running = new Map<HeldJob, Promise<void>>()
  const stopping = new AbortController()
  let stopTimer = () => {}
  let looking: Promise<Promise<void>[]> | null = null
  let lookAgain = false
  let started = false
  let aliveAt = clock.now()

  async function look(): Promise<Promise<void>[]> {
    if (kinds.length === 0 || stopping.signal.aborted) return []
    const begun: Promise<void>[] = []
    for (const entry of await dueJobs(store, kinds, clock.now())) {
      if (running.size >= AT_ONCE || stopping.signal.aborted) break
      const own = [...running.keys()].filter(job => job.companyId === entry.companyId).length
      if (own >= AT_ONCE_PER_COMPANY) continue
      const now = clock.now()
      const job = await claimJob(store, entry, newId(clock, random), now, now + LEASE_LASTS)
      if (job) begun.push(begin(job))
    }
    aliveAt = clock.now()
    return begun
  }

  function begin(job: HeldJob): Promise<void> {
    const run = runJob(job)
      .catch(error => log.error({ err: error, key: job.key }, 'a job could not be given back'))
      .finally(() => {
        running.delete(job)
        nudge()
      })
    running.set(job, run)
    return run
  }

  async function runJob(job: HeldJob): Promise<void> {
    const lost = new AbortController()
    const signal = AbortSignal.any([stopping.signal, lost.signal])
    let stopRenewing = () => {}
    const renewLater = () => {
      stopRenewing = timers.after(RENEW_EVERY, () => {
        renewLater()
        renewLease(store, job, clock.now() + LEASE_LASTS).then(
          held => held || lost.abort(),
          error => log.warn({ err: error, key: job.key }, 'a job could not be held on to'),
        )
      })
    }
    renewLater()
    try {
      await endJob(store, job, await outcome(job, signal))
    } finally {
      stopRenewing()
    }
  }

  async function outcome(job: HeldJob, signal: AbortSignal): Promise<JobEnd> {
    const { companyId, key, kind, payload, attempts, enqueuedAt } = job
    try {
      const run = handlers[kind]!
      const result = await run({ companyId, key, payload, attempts: attempts - 1, enqueuedAt, signal })
      return ended(job, result)
    } catch (error) {
      if (signal.aborted) return { state: 'released' }
      log.error({ err: error, companyId, key, kind, attempts }, 'a job crashed')
      const message = error instanceof Error ? error.message : String(error)
      return { state: 'queued', runAt: clock.now() + backoff(attempts), error: message }
    }
  }

  function ended({ companyId, key, kind, attempts }: HeldJob, result: JobResult): JobEnd {
    if ('done' in result) return { state: 'done' }
    if ('failed' in result) {
      log.error({ companyId, key, kind, attempts, error: result.failed }, 'a job was given up')
      return { state: 'failed', error: result.failed }
    }
    if (result.error !== '')
      log.warn({ companyId, key, kind, attempts, error: result.error }, 'a job will be tried again')
    return { state: 'queued', runAt: Math.round(result.retryAt), error: result.error }
  }

  function backoff(attempts: number): number {
    const longest = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (attempts - 1))
    return Math.round(longest * (0.5 + random.bytes(1)[0]! / 510))
  }

  function lookLater(delayMs: number): void {
    if (!started || stopping.signal.aborted) return
    stopTimer()
    stopTimer = timers.after(delayMs, tick)
  }

  async function tick(): Promise<void> {
    if (looking) {
      lookAgain = true
      return
    }
    lookAgain = false
    looking = look()
    try {
      await looking
    } catch (error) {
      log.error({ err: error }, 'could not look for jobs')
    }
    looking = null
    lookLater(lookAgain ? 0 : LOOK_EVERY)
  }

  function nudge(): void {
    lookAgain = true
    if (!looking) lookLater(0)
  }

  return {
    start() {
      started = true
      lookLater(0)
    },
    nudge,
    async runDue() {
      const begun = await look()
      await Promise.all(begun)
      return begun.length
    },
    isAlive: () => clock.now() - aliveAt < ALIVE_FOR,
    async stop(graceMs) {
      stopping.abort()
      stopTimer()
      await looking?.catch(() => [])
      let stopGrace = () => {}
      const grace = new Promise<void>(resolve => {
        stopGrace = timers.after(graceMs, resolve)
      })
      await Promise.race([Promise.all(running.values()), grace])
      stopGrace()
      for (const job of running.keys()) await endJob(store, job, { state: 'released' })
    },
  }
}
