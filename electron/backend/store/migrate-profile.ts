import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { assert } from '../../../shared/lib/assert.ts'
import { type MigrationStep, takeStep } from './migration.ts'
import type { MigrationDisk } from './migration-disk.ts'
import { soundnessOf, takeFigures, unexplained } from './migration-proof.ts'
import { type MigrationRecord, readRecord, removeRecord, writeRecord } from './migration-record.ts'
import { migrate, schemaVersion, stepsFrom } from './migrations.ts'

/** The profile could not be brought to this program's schema. It is as it was, and so is the copy. */
export class UpdateFailedError extends Error {
  override name = 'UpdateFailedError'
  /** The file with the profile as it was before. */
  readonly snapshot: string
  constructor(snapshot: string, reason: string) {
    super(`the profile could not be updated: ${reason}; as it was: ${snapshot}`)
    this.snapshot = snapshot
  }
}

/** The disk has no room for the copy that is made before a profile is changed. Nothing was changed. */
export class UpdateNeedsRoomError extends Error {
  override name = 'UpdateNeedsRoomError'
  readonly neededBytes: number
  constructor(neededBytes: number) {
    super(`updating the profile needs ${neededBytes} bytes free on its disk`)
    this.neededBytes = neededBytes
  }
}

export interface MigrationParts {
  directory: string
  /** Opens the profile's database to write, making it when there is none. */
  open(): Database
  steps: readonly MigrationStep[]
  disk: MigrationDisk
}

/** A process that dies in a migration may have been ended by people or by the power; three times is no accident. */
const ATTEMPTS = 3
/** The profile's database in its folder. */
export const PROFILE_FILE = 'florin.db'
const MARGIN_BYTES = 16 * 1024 * 1024

/**
 * Opens a profile's database at the newest schema. What people have worked in is copied beside it first; all steps and
 * their proof are one transaction, so that a process killed anywhere leaves the old state; what fails leaves it too, or
 * gets it back from the copy. The newest copy stays until the next migration: a mistake may show only weeks later.
 * Throws {@link UpdateFailedError}, again at every start until other steps come, and {@link UpdateNeedsRoomError}.
 */
export function openMigrated(parts: MigrationParts): Database {
  const left = readRecord(parts.directory, parts.disk)
  if (left?.phase === 'restoring') putBack(parts, left)
  const db = parts.open()
  try {
    const version = schemaVersion(db)
    const missing = stepsFrom(version, parts.steps)
    if (version === 0) migrate(db, parts.steps.length, parts.steps)
    if (version === 0 || (left === null && missing.length === 0)) return db
    const died = left?.phase === 'migrating' && left.to === version
    if (missing.length > 0) take(parts, db, begin(parts, version, missing), missing)
    else if (!died) return db
  } catch (error) {
    db.close()
    throw error
  }
  db.close()
  return settle(parts)
}

/** What is written down before the steps are tried. Throws when they were tried in vain before. */
function begin(parts: MigrationParts, from: number, missing: readonly MigrationStep[]): MigrationRecord {
  const { directory, disk, steps } = parts
  const fingerprint = fingerprintOf(missing)
  const left = readRecord(directory, disk)
  const before = left?.fingerprint === fingerprint ? left : null
  if (before?.phase === 'failed') throw failure(parts, before)
  const to = steps.length
  const attempts = (before?.attempts ?? 0) + 1
  const snapshot = `florin.before-${to}.db`
  const record: MigrationRecord = {
    phase: 'migrating',
    from,
    to,
    snapshot,
    fingerprint,
    attempts,
    reason: '',
  }
  if (attempts > ATTEMPTS) throw fail(parts, { ...record, reason: `it died ${ATTEMPTS} times in the middle` })
  return record
}

function take(
  parts: MigrationParts,
  db: Database,
  record: MigrationRecord,
  missing: readonly MigrationStep[],
): void {
  const { directory, disk } = parts
  const snapshot = join(directory, record.snapshot)
  makeSnapshot(db, disk, directory, snapshot)
  writeRecord(directory, disk, record)
  try {
    // Of the copy: so the proof is also one that the copy holds what the profile held.
    const before = reading(snapshot, takeFigures)
    db.exec('BEGIN IMMEDIATE')
    for (const step of missing) takeStep(db, step)
    const wrong = unexplained(before, takeFigures(db, before), missing)
    if (wrong.length > 0) throw new Error(wrong.join('; '))
    db.exec('COMMIT')
  } catch (error) {
    const isAsBefore = rollBack(db, record.from)
    if (isAsBefore && isFull(error)) {
      removeRecord(directory, disk)
      throw error
    }
    const failed = { ...record, reason: error instanceof Error ? error.message : String(error) }
    if (isAsBefore) throw fail(parts, failed)
    db.close()
    throw restore(parts, failed)
  }
}

/** Opens what the steps have made and looks at it as it lies on the disk; puts the copy back when it is damaged. */
function settle(parts: MigrationParts): Database {
  const { directory, disk } = parts
  const record = readRecord(directory, disk)
  assert(record, 'a migration is written down until it is settled')
  const db = parts.open()
  try {
    const said = soundnessOf(db)
    if (said !== 'ok' && said !== reading(join(directory, record.snapshot), soundnessOf)) {
      db.close()
      throw restore(parts, { ...record, reason: said })
    }
    for (const name of disk.list(directory)) {
      if (/^florin\.before-\d+\.db(\.part)?$/.test(name) && name !== record.snapshot)
        disk.remove(join(directory, name))
    }
    removeRecord(directory, disk)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

// VACUUM INTO reads through this connection: opening the file beside it would drop SQLite's locks on it. It does not wait
// for the disk, so that is done here.
function makeSnapshot(db: Database, disk: MigrationDisk, directory: string, snapshot: string): void {
  const bytes = (pragma(db, 'page_count') as number) * (pragma(db, 'page_size') as number)
  // Once for the copy, and as much for the log of a migration that writes every page.
  const neededBytes = 2 * bytes + MARGIN_BYTES
  if (disk.free(directory) < neededBytes) throw new UpdateNeedsRoomError(neededBytes)
  const unfinished = `${snapshot}.part`
  disk.remove(unfinished)
  try {
    db.prepare('VACUUM INTO ?').run(unfinished)
    disk.keep(unfinished)
  } catch (error) {
    disk.remove(unfinished)
    throw error
  }
  disk.rename(unfinished, snapshot)
}

/** True when the database is as it was before the steps. */
function rollBack(db: Database, from: number): boolean {
  try {
    if (db.inTransaction) db.exec('ROLLBACK')
    return schemaVersion(db) === from
  } catch {
    return false
  }
}

/** Puts the copy back, for a database that no transaction can bring back. It must be closed. */
function restore(parts: MigrationParts, record: MigrationRecord): UpdateFailedError {
  const restoring: MigrationRecord = { ...record, phase: 'restoring' }
  writeRecord(parts.directory, parts.disk, restoring)
  return putBack(parts, restoring)
}

// May be broken off anywhere and begun again: the copy itself stays where it is.
function putBack(parts: MigrationParts, record: MigrationRecord): UpdateFailedError {
  const { directory, disk } = parts
  const file = join(directory, PROFILE_FILE)
  disk.copy(join(directory, record.snapshot), `${file}.part`)
  // A log of the damaged database would be played into the copy.
  disk.remove(`${file}-wal`)
  disk.remove(`${file}-shm`)
  disk.rename(`${file}.part`, file)
  return fail(parts, record)
}

function fail(parts: MigrationParts, record: MigrationRecord): UpdateFailedError {
  writeRecord(parts.directory, parts.disk, { ...record, phase: 'failed' })
  return failure(parts, record)
}

function failure(parts: MigrationParts, record: MigrationRecord): UpdateFailedError {
  return new UpdateFailedError(join(parts.directory, record.snapshot), record.reason)
}

function reading<T>(file: string, read: (db: Database) => T): T {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true })
  try {
    return read(db)
  } finally {
    db.close()
  }
}

function fingerprintOf(steps: readonly MigrationStep[]): string {
  const texts = steps.map(step => [step.version, step.name, 'sql' in step ? step.sql : String(step.run)])
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16)
}

function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'SQLITE_FULL' || code === 'ENOSPC'
}

function pragma(db: Database, name: string): unknown {
  return db.pragma(name, { simple: true })
}
