import type { Store } from '../ports.ts'
import { core } from './migrations/0001-core.ts'
import { links } from './migrations/0002-links.ts'

/** One step of the relay's schema. Steps that were ever released never change. */
export interface Migration {
  version: number
  name: string
  statements(engine: Store['engine']): string[]
}

/** Every step, in order, without gaps. */
export const MIGRATIONS: readonly Migration[] = [core, links]
