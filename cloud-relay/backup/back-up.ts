import { chmodSync, existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Clock } from '../../shared/lib/ids.ts'
import type { Store } from '../ports.ts'
import { migrate, schemaVersion } from '../store/migrate.ts'
import { MIGRATIONS } from '../store/migrations.ts'
import { openSqlite } from '../store/sqlite.ts'
import { copyTables } from './copy-tables.ts'
import { backupPath, besides, discard, foldLog, makePrivate, publish } from './database-file.ts'
import { relayTables } from './relay-tables.ts'
import type { CompanyProof } from './verify-company.ts'
import { verifyFile } from './verify-file.ts'

/** The command can't be done as asked. The message is one sentence or two for the operator. */
export class CommandRefused extends Error {
  override name = 'CommandRefused'
}

/** A backup that was proved and is on disk. */
export interface Backup {
  path: string
  companies: (CompanyProof & { isDurable: boolean })[]
}

const ALL_PAGES = 0x7fffffff

/**
 * Backs a relay's database up beside the running relay: to a new file in a folder, or to the file named. The file is
 * proved and on disk before desktops are told that they need not keep what it holds. `sqlitePath` is the database's file,
 * null for PostgreSQL. Throws DamagedBackupError and {@link CommandRefused}; then nothing was told, and no file is left.
 */
export async function backUp(
  store: Store,
  sqlitePath: string | null,
  target: string,
  clock: Clock,
): Promise<Backup> {
  const at = clock.now()
  const path = backupPath(target, at)
  if (existsSync(path)) throw new CommandRefused(`${path} is there already. Name a new file.`)
  const making = besides(path, 'unfinished', at)
  try {
    makePrivate(making)
    if (sqlitePath === null) await exportStore(store, making, clock)
    else await copyFile(sqlitePath, making)
    const proofs = verifyFile(making)
    publish(making, path)
    return { path, companies: await tellDurable(store, proofs) }
  } finally {
    discard(making)
  }
}

/**
 * Writes everything a store holds, or one company of it, in one snapshot to a new SQLite file with the same schema. Rows
 * are never all in memory.
 */
export async function exportStore(
  store: Store,
  path: string,
  clock: Clock,
  companyId: string | null = null,
): Promise<void> {
  const version = await schemaVersion(store)
  const newest = MIGRATIONS.at(-1)?.version
  if (version !== newest) {
    throw new CommandRefused(
      `The database is at version ${version}, this Florin makes ${newest}. Start the relay once, then try again.`,
    )
  }
  const file = openSqlite(path)
  try {
    await migrate(file, clock)
    await store.read(from => file.write(to => copyTables(from, to, relayTables(), companyId)))
  } finally {
    await file.close()
  }
  chmodSync(path, 0o600)
  foldLog(path)
}

// All pages in one step: one that pauses begins anew whenever the relay writes, and never ends beside a busy one.
async function copyFile(from: string, to: string): Promise<void> {
  if (!existsSync(from)) throw new CommandRefused(`There is no database ${from}.`)
  const db = new Database(from, { readonly: true })
  try {
    await db.backup(to, { progress: () => ALL_PAGES })
  } finally {
    db.close()
  }
  foldLog(to)
}

/**
 * Tells desktops, through each company's durable revision, what they need not keep any more. Only where the history that
 * is served still holds the very command that the backup ends with, and never less than before.
 */
async function tellDurable(store: Store, proofs: readonly CompanyProof[]): Promise<Backup['companies']> {
  const told: Backup['companies'] = []
  for (const proof of proofs) {
    const { companyId, head, tag, epoch } = proof
    const isDurable = await store.write(async sql => {
      // Also where another backup has told more already: then this revision is durable twice.
      const held = await sql.one(
        `SELECT c.company_id FROM company c JOIN command_log l ON l.company_id = c.company_id
         WHERE c.company_id = $1 AND c.epoch = $2 AND c.head >= $3 AND l.rev = $3 AND l.tag = $4`,
        [companyId, epoch, head, tag],
      )
      if (!held) return false
      await sql.run(
        'UPDATE company SET durable_rev = $2 WHERE company_id = $1 AND durable_rev < $2 AND epoch = $3 AND head >= $2',
        [companyId, head, epoch],
      )
      return true
    })
    told.push({ ...proof, isDurable })
  }
  return told
}
