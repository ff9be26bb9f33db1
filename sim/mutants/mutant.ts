import type { Relay } from '../../cloud-relay/ledger/create-relay.ts'
import type { StatementFilter } from '../engine/statement-gate.ts'
import type { SqlFilter } from '../parts/node-store.ts'
import type { RelayDisk } from '../parts/relay-disk.ts'

/** A desktop as a mistake on its way sees it. */
export interface Asker {
  rows<Row>(text: string, ...params: unknown[]): Row[]
  incarnation(): string
}

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
  request?(path: string, body: unknown, desktop: Asker, disk: RelayDisk): unknown
  /** What a desktop gets, or undefined to leave it. */
  answer?(path: string, body: unknown, desktop: Asker, disk: RelayDisk): unknown
  /** Statuses that it turns into a good answer. */
  forgives?(status: number): boolean
  /** Changes made once, before the first run of a process. */
  install?(): void
}
