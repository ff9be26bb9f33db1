import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { settleIndexesBefore } from './deferred-indexes.ts'
import { type MigrationParts, openMigrated, PROFILE_FILE } from './migrate-profile.ts'
import { nodeDisk } from './migration-disk.ts'
import { STEPS } from './migrations.ts'

/** Another Florin has this profile open. */
export class ProfileInUseError extends Error {
  override name = 'ProfileInUseError'
}

/** This build of SQLite has the WAL-reset bug and could lose commits. */
export class UnsafeSqliteError extends Error {
  override name = 'UnsafeSqliteError'
}

export interface Profile {
  directory: string
  /** The one connection that writes. */
  writer: Database
  /** Sees committed data only, can't write. */
  reader: Database
  close(): void
}

/**
 * Opens the profile in a folder, making it when it is new. Throws {@link ProfileInUseError} while another process has
 * it: the lock is the operating system's and goes with the process, however it ends. Throws what {@link openMigrated} throws
 * when the profile is older than this program and can't be brought up to date. `instead` is for tests of that.
 */
export function openProfile(
  directory: string,
  instead: Partial<Omit<MigrationParts, 'directory'>> = {},
): Profile {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const lock = takeLock(join(directory, 'florin.lock'))
  try {
    const file = join(directory, PROFILE_FILE)
    const open = () => settleIndexesBefore(openWriter(file), STEPS.length)
    const writer = openMigrated({ directory, open, steps: STEPS, disk: nodeDisk, ...instead })
    const reader = new Sqlite(file, { readonly: true })
    // As the writer's: lists of a large company are read from indexes of some megabytes.
    reader.pragma('cache_size = -65536')
    return {
      directory,
      writer,
      reader,
      close() {
        reader.close()
        writer.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

/** Opens a profile's database to write, with nothing done to its schema. */
export function openWriter(file: string): Database {
  const writer = new Sqlite(file)
  try {
    chmodSync(file, 0o600)
    refuseUnsafe(writer)
    writer.pragma('journal_mode = WAL')
    // The driver's default for WAL is NORMAL, which loses acknowledged commits at power loss.
    writer.pragma('synchronous = FULL')
    writer.pragma('foreign_keys = OFF')
    // The driver's 2 MB thrash when a pull meets a profile of a million rows; taken only as far as it is needed.
    writer.pragma('cache_size = -65536')
    return writer
  } catch (error) {
    writer.close()
    throw error
  }
}

function takeLock(file: string): Database {
  const lock = new Sqlite(file, { timeout: 0 })
  try {
    lock.pragma('journal_mode = DELETE')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    const busy = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
    throw busy ? new ProfileInUseError('another Florin has this profile open') : error
  }
}

function refuseUnsafe(db: Database): void {
  const version = db.prepare('SELECT sqlite_version()').pluck().get() as string
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const safe = major > 3 || (major === 3 && (minor > 51 || (minor === 51 && patch >= 3)))
  if (!safe) throw new UnsafeSqliteError(`SQLite ${version} is older than 3.51.3`)
}
