import type { Store } from '../ports.ts'

/** One step of the relay's schema. Steps that were ever released never change. */
export interface Migration {
  version: number
  name: string
  statements(engine: Store['engine']): string[]
}
