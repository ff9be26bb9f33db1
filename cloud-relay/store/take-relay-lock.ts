import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** A relay serves from this folder, or a restore or a move is at work in it. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError'
}

/**
 * Takes a data folder for this process until `release`. The lock is the operating system's and goes with the process,
 * however it ends. Throws {@link FolderInUseError}.
 */
export function takeRelayLock(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = new Database(join(folder, 'relay.lock'), { timeout: 0 })
  try {
    lock.pragma('journal_mode = DELETE')
    lock.exec('BEGIN EXCLUSIVE')
    return { release: () => void lock.close() }
  } catch (error) {
    lock.close()
    const isBusy = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
    throw isBusy ? new FolderInUseError(`A relay is running on ${folder}. Stop it first.`) : error
  }
}
