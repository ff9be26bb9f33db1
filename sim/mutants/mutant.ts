import type { Relay } from '../../cloud-relay/ledger/create-relay.ts'
import type { StatementFilter } from '../engine/statement-gate.ts'
import type { Desktop } from '../parts/desktop.ts'
import type { SqlFilter } from '../parts/node-store.ts'
import type { World } from '../world.ts'

/** A deliberate mistake, made from outside the product: the oracle must notice it. */
export interface Mutant {
  name: string
  /** What is done wrong, as one sentence. */
  mistake: string
  /** Desktops' statements. */
  statements?: StatementFilter
  /** The relay nodes' statements. */
  sql?: SqlFilter
  /** The relay's ports. */
  relay?(relay: Relay): Relay
  /** What a desktop sends, or undefined to leave it. */
  request?(path: string, body: unknown, desktop: Desktop, world: World): unknown
  /** What a desktop gets, or undefined to leave it. */
  answer?(path: string, body: unknown, desktop: Desktop, world: World): unknown
  /** Statuses that it turns into a good answer. */
  forgives?(status: number): boolean
  /** Changes made once, before the first run of a process. */
  install?(): void
}
