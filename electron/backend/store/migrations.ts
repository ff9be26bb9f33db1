import type { Database } from 'better-sqlite3'
import { assert } from '../../../shared/lib/assert.ts'
import { initialSchema } from './migrations/0001-initial-schema.ts'
import { recoverySchema } from './migrations/0002-recovery.ts'

/** Numbered steps; a step that has shipped is never edited. The profile's `user_version` is the last one done. */
const STEPS: readonly string[] = [initialSchema, recoverySchema]

/** The schema version this program works with. */
export const SCHEMA_VERSION = STEPS.length

/** The profile was made by a newer Florin: opening it with this one could lose what it does not know. */
export class NewerProfileError extends Error {
  override name = 'NewerProfileError'
}

/** Brings a profile to this program's schema, each step in a transaction of its own. */
export function migrate(db: Database, to: number = SCHEMA_VERSION): void {
  const from = db.pragma('user_version', { simple: true }) as number
  if (from > SCHEMA_VERSION)
    throw new NewerProfileError(`profile schema ${from}, program schema ${SCHEMA_VERSION}`)
  for (let version = from + 1; version <= to; version++) {
    const step = STEPS[version - 1]
    assert(step !== undefined, `no migration ${version}`)
    db.transaction(() => {
      db.exec(step)
      db.pragma(`user_version = ${version}`)
    }).immediate()
  }
}
