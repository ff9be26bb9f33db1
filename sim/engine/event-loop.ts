import { assert } from '../../shared/lib/assert.ts'

interface Event {
  at: number
  /** Events of one instant happen in the order they were planned. */
  order: number
  work: (() => void) | null
}

/**
 * The simulated world's time: nothing happens between two events, and after each one everything that waits for nothing but
 * promises runs to its end before the next.
 */
export class EventLoop {
  #now: number
  #order = 0
  #heap: Event[] = []
  /** Rises with everything that happens in an event; when it stands still, the event is over. */
  activity = 0

  constructor(startAt: number) {
    this.#now = startAt
  }

  now(): number {
    return this.#now
  }

  /** Plans `work` in `ms`; the answer calls it off. */
  after(ms: number, work: () => void): () => void {
    const event: Event = { at: this.#now + Math.max(0, ms), order: this.#order++, work }
    this.#push(event)
    return () => {
      event.work = null
    }
  }

  /** Lets the world run until `until`, in milliseconds of its time. */
  async runTo(until: number): Promise<void> {
    for (;;) {
      const next = this.#heap[0]
      if (!next || next.at > until) break
      this.#pop()
      if (!next.work) continue
      this.#now = Math.max(this.#now, next.at)
      next.work()
      await this.drain()
    }
    this.#now = Math.max(this.#now, until)
  }

  /** Jumps over a span in which nobody looks at the clock: what was planned within it happens at its end, once. */
  leap(ms: number): void {
    this.#now += ms
  }

  /** Everything that waits for nothing but promises runs. */
  async drain(): Promise<void> {
    for (let turn = 0; turn < 10_000; turn++) {
      const before = this.activity
      await new Promise(resolve => setImmediate(resolve))
      if (this.activity === before) return
    }
    assert(false, 'an event never ends')
  }

  #push(event: Event): void {
    const heap = this.#heap
    let at = heap.push(event) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(event, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = event
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()!
    if (heap.length === 0) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
      if (!isBefore(heap[child]!, last)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
