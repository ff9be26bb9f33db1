import type { SeededRandom } from '../shared/lib/seeded-random.ts'
import type { EventLoop } from './engine/event-loop.ts'
import type { Network } from './engine/network.ts'
import type { Story } from './engine/story.ts'

/** What a run counts. */
export interface Counts {
  commands: number
  payments: number
  captures: number
  kills: number
  rewinds: number
  restores: number
  clones: number
  recoveries: number
  mails: number
}

export interface Violation {
  what: string
  /** Whose story it is. */
  ids: string[]
}

/** Where one run plays: time, network, chance, and what is told of it. */
export interface Setting {
  readonly seed: number
  readonly folder: string
  readonly companyId: string
  readonly loop: EventLoop
  readonly network: Network
  readonly story: Story
  readonly counts: Counts
  /** Things that must never happen, as they are noticed. */
  readonly violations: Violation[]
  /** A stream of chance of its own for each purpose: what one of them draws does not move the others. */
  chance(purpose: string): SeededRandom
}
