import { join } from 'node:path'
import { z } from 'zod'
import type { MigrationDisk } from './migration-disk.ts'

/** What has to outlast a process that dies in the middle of a migration. There is a record only until all is well. */
const migrationRecord = z.strictObject({
  /**
   * `migrating`: a copy was made and the database may be in either state, whole. `restoring`: the copy is being put back,
   * the database may be missing or torn. `failed`: the database is as it was before.
   */
  phase: z.enum(['migrating', 'restoring', 'failed']),
  from: z.int(),
  to: z.int(),
  /** The copy's name in the profile's folder. */
  snapshot: z.string().regex(/^florin\.before-\d+\.db$/),
  /** Of the steps that were tried: other ones may be tried again. */
  fingerprint: z.string(),
  /** How often they were begun. */
  attempts: z.int(),
  /** Why it failed, for the log. */
  reason: z.string(),
})
export type MigrationRecord = z.output<typeof migrationRecord>

const NAME = 'florin.migration.json'

/** The record of a migration that did not end well, or has not ended; null when there is none. Costs one look at the folder. */
export function readRecord(directory: string, disk: MigrationDisk): MigrationRecord | null {
  const file = join(directory, NAME)
  return disk.exists(file) ? migrationRecord.parse(JSON.parse(disk.read(file))) : null
}

/** Puts a record in the place of the one there: whole, or not at all. */
export function writeRecord(directory: string, disk: MigrationDisk, record: MigrationRecord): void {
  const file = join(directory, NAME)
  disk.write(`${file}.part`, `${JSON.stringify(record)}\n`)
  disk.rename(`${file}.part`, file)
}

export function removeRecord(directory: string, disk: MigrationDisk): void {
  disk.remove(join(directory, NAME))
}
