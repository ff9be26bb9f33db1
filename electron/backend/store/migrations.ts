import type { Database } from 'better-sqlite3'
import { assert } from '../../../shared/lib/assert.ts'
import { type MigrationStep, takeStep } from './migration.ts'
import { initialSchema } from './migrations/0001-initial-schema.ts'
import { recoverySchema } from './migrations/0002-recovery.ts'
import { firstSyncSchema } from './migrations/0003-first-sync.ts'
import { conflicts } from './migrations/0004-conflicts.ts'
import { desk } from './migrations/0005-desk.ts'
import { listIndexes } from './migrations/0006-list-indexes.ts'
import { gettingPaid } from './migrations/0007-getting-paid.ts'
import { largeLists } from './migrations/0008-large-lists.ts'
import { disputes } from './migrations/0009-disputes.ts'
import { ordersAhead } from './migrations/0010-orders-ahead.ts'
import { bookedWith } from './migrations/0011-booked-with.ts'
import { taskCustomers } from './migrations/0012-task-customers.ts'
import { nameOrder } from './migrations/0013-name-order.ts'
import { findReferences } from './migrations/0014-find-references.ts'
import { taxRates } from './migrations/0015-tax-rates.ts'

/** Numbered steps; a step that has shipped is never edited. The profile's `user_version` is the last one done. */
export const STEPS: readonly MigrationStep[] = [
  { version: 1, name: 'initial-schema', sql: initialSchema },
  { version: 2, name: 'recovery', sql: recoverySchema },
  { version: 3, name: 'first-sync', sql: firstSyncSchema },
  { version: 4, name: 'conflicts', ...conflicts },
  { version: 5, name: 'desk', ...desk },
  { version: 6, name: 'list-indexes', sql: listIndexes },
  { version: 7, name: 'getting-paid', ...gettingPaid },
  { version: 8, name: 'large-lists', sql: largeLists },
  { version: 9, name: 'disputes', ...disputes },
  { version: 10, name: 'orders-ahead', ...ordersAhead },
  { version: 11, name: 'booked-with', ...bookedWith },
  { version: 12, name: 'task-customers', sql: taskCustomers },
  { version: 13, name: 'name-order', sql: nameOrder },
  { version: 14, name: 'find-references', sql: findReferences },
  { version: 15, name: 'tax-rates', sql: taxRates },
]

/** The schema version this program works with. */
export const SCHEMA_VERSION = STEPS.length

/** The profile was made by a newer Florin: opening it with this one could lose what it does not know. */
export class NewerProfileError extends Error {
  override name = 'NewerProfileError'
}

/** The schema version of a database; 0 for a new one. */
export function schemaVersion(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number
}

/** The steps that a database of this version lacks. Throws {@link NewerProfileError} when it is ahead of them. */
export function stepsFrom(version: number, steps: readonly MigrationStep[]): readonly MigrationStep[] {
  if (version > steps.length)
    throw new NewerProfileError(`profile schema ${version}, program schema ${steps.length}`)
  for (const [at, step] of steps.entries()) assert(step.version === at + 1, `no migration ${at + 1}`)
  return steps.slice(version)
}

/**
 * Brings a database to a schema version, all steps or none of them. For one that holds nothing worth a copy: what people
 * have worked in goes through `openMigrated`.
 */
export function migrate(db: Database, to: number = SCHEMA_VERSION, steps = STEPS): void {
  const missing = stepsFrom(schemaVersion(db), steps).filter(step => step.version <= to)
  if (missing.length === 0) return
  db.transaction(() => {
    for (const step of missing) takeStep(db, step)
  }).immediate()
}
