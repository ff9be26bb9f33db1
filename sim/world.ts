import type { SeededRandom } from '../shared/lib/seeded-random.ts'
import type { EventLoop } from './engine/event-loop.ts'
import type { Network } from './engine/network.ts'
import type { Story } from './engine/story.ts'
import type { Mutant } from './mutants/mutant.ts'
import type { Desktop } from './parts/desktop.ts'
import type { OutsideGateway } from './parts/outside-gateway.ts'
import type { PostOffice } from './parts/post-office.ts'
import type { RelayDisk } from './parts/relay-disk.ts'
import type { RelayNode } from './parts/relay-node.ts'
import type { Template } from './template.ts'

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

/** One simulated company with all that surrounds it. */
export interface World {
  readonly seed: number
  readonly folder: string
  readonly template: Template
  readonly loop: EventLoop
  readonly network: Network
  readonly story: Story
  readonly mutant: Mutant | null
  readonly gateway: OutsideGateway
  readonly post: PostOffice
  readonly disk: RelayDisk
  readonly nodes: RelayNode[]
  readonly desktops: Desktop[]
  readonly counts: Counts
  /** Things that must never happen, as they are noticed. */
  readonly violations: Violation[]
  /** A stream of chance of its own for each purpose: what one of them draws does not move the others. */
  chance(purpose: string): SeededRandom
}

export interface Violation {
  what: string
  /** Whose story it is. */
  ids: string[]
}
