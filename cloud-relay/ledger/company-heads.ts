import type { Logger } from 'pino'
import type { Store, Timers } from '../ports.ts'

interface Waiter {
  rev: number
  wake(head: number): void
}

/** How often other nodes' commits are looked for, in milliseconds. */
const POLL_EVERY = 1000
const ASKED_AT_ONCE = 512

/**
 * Tells who waits that a company moved on: at once for this process's commits, within a second for those of other nodes.
 * Nothing may depend on it: a nudge that is lost only costs time.
 */
export class CompanyHeads {
  readonly #store: Store
  readonly #timers: Timers
  readonly #log: Logger
  readonly #waiters = new Map<string, Set<Waiter>>()
  #stopPoll: (() => void) | null = null
  #closed = false

  constructor(store: Store, timers: Timers, log: Logger) {
    this.#store = store
    this.#timers = timers
    this.#log = log
  }

  /** A company has a new head. */
  moved(companyId: string, head: number): void {
    for (const waiter of this.#waiters.get(companyId) ?? []) if (head > waiter.rev) waiter.wake(head)
  }

  /** Answers the head once it is past `rev`, or the head as it is after `timeoutMs`, on abort or on close. */
  async wait(companyId: string, rev: number, timeoutMs: number, signal: AbortSignal): Promise<number> {
    let woken: number | null = null
    let stopTimer = () => {}
    let stopWaiting = () => {}
    const waiter: Waiter = {
      rev,
      wake: head => {
        woken = head
        stopWaiting()
      },
    }
    const waiting = new Promise<void>(resolve => {
      stopWaiting = resolve
      stopTimer = this.#timers.after(timeoutMs, resolve)
      signal.addEventListener('abort', stopWaiting, { once: true })
      if (signal.aborted || this.#closed) resolve()
    })
    this.#add(companyId, waiter)
    try {
      // Asked after joining the waiters, so that a commit in between is not missed.
      const head = (await this.#headsOf([companyId])).get(companyId) ?? 0
      if (head > rev) return head
      await waiting
      return woken ?? head
    } finally {
      stopTimer()
      // One signal lives as long as a stream of many waits.
      signal.removeEventListener('abort', stopWaiting)
      this.#remove(companyId, waiter)
    }
  }

  /** Lets everyone who waits go, and stops looking. */
  close(): void {
    this.#closed = true
    this.#stopPoll?.()
    for (const waiters of this.#waiters.values()) for (const waiter of waiters) waiter.wake(waiter.rev)
  }

  #add(companyId: string, waiter: Waiter): void {
    const waiters = this.#waiters.get(companyId) ?? new Set()
    waiters.add(waiter)
    this.#waiters.set(companyId, waiters)
    // A SQLite file has one relay: every commit is its own.
    if (this.#store.engine === 'postgres' && !this.#stopPoll && !this.#closed) this.#pollLater()
  }

  #remove(companyId: string, waiter: Waiter): void {
    const waiters = this.#waiters.get(companyId)
    waiters?.delete(waiter)
    if (waiters?.size === 0) this.#waiters.delete(companyId)
  }

  #pollLater(): void {
    this.#stopPoll = this.#timers.after(POLL_EVERY, async () => {
      try {
        const heads = await this.#headsOf([...this.#waiters.keys()])
        for (const [companyId, head] of heads) this.moved(companyId, head)
      } catch (error) {
        this.#log.warn({ err: error }, 'could not look for new revisions')
      }
      this.#stopPoll = null
      if (this.#waiters.size > 0 && !this.#closed) this.#pollLater()
    })
  }

  async #headsOf(companyIds: string[]): Promise<Map<string, number>> {
    const heads = new Map<string, number>()
    for (let from = 0; from < companyIds.length; from += ASKED_AT_ONCE) {
      const some = companyIds.slice(from, from + ASKED_AT_ONCE)
      // Filled up to a power of two, so that few texts of this statement are ever prepared. A plain list of the key, as
      // engines that spread companies over machines can answer it.
      while ((some.length & (some.length - 1)) !== 0) some.push(some[0]!)
      const places = some.map((_, at) => `$${at + 1}`).join(', ')
      const text = `SELECT company_id, head FROM company WHERE company_id IN (${places})`
      const found = await this.#store.read(sql => sql.all<{ company_id: string; head: number }>(text, some))
      for (const { company_id, head } of found) heads.set(company_id, head)
    }
    return heads
  }
}
