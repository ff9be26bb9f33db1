import { existsSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import type { Clock, Random } from '../../shared/lib/ids.ts'
import type { Sql } from '../ports.ts'
import { migrate, NewerDatabaseError, schemaVersion } from '../store/migrate.ts'
import { openPostgres } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'
import { takeRelayLock } from '../store/take-relay-lock.ts'
import { CommandRefused, exportStore } from './back-up.ts'
import { copyTables, differences, digestTables } from './copy-tables.ts'
import { besides, discard, foldLog, keepBeside, makePrivate, publish } from './database-file.ts'
import { prepareRestored, type RestoredCompany } from './prepare-restored.ts'
import { relayTables } from './relay-tables.ts'
import { verifyFile } from './verify-file.ts'

/** What the operator asked for besides the file. */
export interface RestoreOptions {
  /** Also where desktops may have dropped what the backup lacks. */
  older: boolean
  /** Also where PostgreSQL holds companies: no relay serves them now. */
  force: boolean
}

/** How a restore ended. */
export interface Restored {
  companies: RestoredCompany[]
  /** The replaced database; null when there was none. */
  salvagePath: string | null
  /** There was no database, or it could not be read: series jumped, and nobody knows what was sent since the backup. */
  isBlind: boolean
}

/** Puts a backup in the place of the relay's SQLite database. Throws FolderInUseError while a relay runs on the folder. */
export async function restoreSqlite(
  backup: string,
  folder: string,
  options: RestoreOptions,
  clock: Clock,
): Promise<Restored> {
  const lock = takeRelayLock(folder)
  const path = join(folder, 'relay.db')
  const making = besides(path, 'restoring', clock.now())
  try {
    if (resolve(backup) === resolve(path))
      throw new CommandRefused('That is the database itself, not a backup.')
    verifyFile(backup)
    const hadOne = existsSync(path)
    const isReadable = hadOne && (await makeReadable(path, clock))
    makePrivate(making)
    const companies = await prepareRestored(backup, isReadable ? path : null, making, clock)
    mayReplace(companies, options)
    foldLog(making)
    verifyFile(making)
    const salvagePath = hadOne ? besides(path, 'replaced', clock.now()) : null
    if (salvagePath !== null) keepBeside(path, salvagePath)
    // What is in the log of the replaced database must never meet the new one.
    for (const tail of ['-wal', '-shm']) rmSync(path + tail, { force: true })
    publish(making, path)
    return { companies, salvagePath, isBlind: !isReadable }
  } finally {
    discard(making)
    lock.release()
  }
}

/**
 * Puts a backup in the place of what a PostgreSQL database holds, in one transaction. What it held is exported beside the
 * backup first.
 */
export async function restorePostgres(
  backup: string,
  url: string,
  options: RestoreOptions,
  ports: { clock: Clock; random: Random },
): Promise<Restored> {
  const { clock, random } = ports
  verifyFile(backup)
  const store = openPostgres(url, random)
  const making = join(dirname(resolve(backup)), `florin-restoring-${clock.now()}.db`)
  try {
    await migrate(store, clock)
    const before = await store.read(headsOf)
    if (before.length > 0 && !options.force) {
      throw new CommandRefused(
        'The database holds companies. Stop every relay node on it, then restore with --force: what it holds is exported first.',
      )
    }
    const salvagePath = before.length > 0 ? besides(resolve(backup), 'replaced', clock.now()) : null
    if (salvagePath !== null) {
      makePrivate(salvagePath)
      await exportStore(store, salvagePath, clock)
    }
    makePrivate(making)
    const companies = await prepareRestored(backup, salvagePath, making, clock)
    mayReplace(companies, options)
    verifyFile(making)
    const source = openSqlite(making)
    try {
      const tables = relayTables()
      await source.read(from =>
        store.write(async to => {
          // Locks every company, so that a node that still serves is noticed, and waits.
          await to.run('UPDATE company SET head = head')
          if (JSON.stringify(await headsOf(to)) !== JSON.stringify(salvagePath === null ? [] : before)) {
            throw new CommandRefused(
              'A relay node is still writing to the database. Stop all of them, then try again.',
            )
          }
          // The log refuses to forget row by row.
          for (const { name } of tables) await to.run(`TRUNCATE TABLE ${name}`)
          const copied = await copyTables(from, to, tables, null)
          const wrong = differences(copied, await digestTables(to, tables, null))
          if (wrong.length > 0) throw new Error(`the copy differs from the backup in ${wrong.join(', ')}`)
        }),
      )
    } finally {
      await source.close()
    }
    return { companies, salvagePath, isBlind: salvagePath === null }
  } finally {
    discard(making)
    await store.close()
  }
}

function headsOf(sql: Sql): Promise<object[]> {
  return sql.all('SELECT company_id, head, tag, epoch FROM company ORDER BY company_id')
}

/** Folds the log in and brings the schema up to date; false when the file is beyond that. */
async function makeReadable(path: string, clock: Clock): Promise<boolean> {
  try {
    foldLog(path)
    const db = new Database(path, { readonly: true })
    const integrity = db.pragma('integrity_check', { simple: true })
    db.close()
    if (integrity !== 'ok') return false
    const store = openSqlite(path)
    try {
      if ((await schemaVersion(store)) === 0) return false
      await migrate(store, clock)
    } finally {
      await store.close()
    }
    foldLog(path)
    return true
  } catch (error) {
    if (error instanceof NewerDatabaseError) throw error
    return false
  }
}

function mayReplace(companies: readonly RestoredCompany[], { older }: RestoreOptions): void {
  const lossy = companies.filter(({ wasDurable, head }) => wasDurable !== null && wasDurable > head)
  if (older || lossy.length === 0) return
  const story = lossy.map(
    ({ companyId, head, wasDurable }) =>
      `  company ${companyId}: the backup ends at revision ${head}; desktops were told that ${wasDurable} is in a backup`,
  )
  throw new CommandRefused(
    `This backup is older than one that desktops rely on: they may have dropped what it lacks, and it would be lost.\n` +
      `${story.join('\n')}\nRestore a newer backup, or say --older to lose that.`,
  )
}
