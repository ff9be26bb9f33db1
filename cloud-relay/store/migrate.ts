import type { Clock } from '../../shared/lib/ids.ts'
import type { Sql, Store } from '../ports.ts'
import { createTable } from './dialect.ts'
import type { Migration } from './migration.ts'
import { MIGRATIONS } from './migrations.ts'

/** The store was written by a newer Florin; running this one on it could damage it. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError'
}

/**
 * Brings the schema up to date, one transaction per step; safe when several nodes start at once. Throws
 * {@link NewerDatabaseError} when the store is ahead of this version.
 */
export async function migrate(
  store: Store,
  clock: Clock,
  steps: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const newest = steps.at(-1)?.version ?? 0
  for (;;) {
    const version = await schemaVersion(store)
    if (version > newest) {
      throw new NewerDatabaseError(`the database is at version ${version}, this Florin knows ${newest}`)
    }
    if (version === newest) return
    try {
      await store.write(async sql => {
        if (version === 0) await sql.run(createTable(store.engine, 'migration', VERSION_COLUMNS, 'version'))
        const step = steps.find(candidate => candidate.version === version + 1)
        if (!step) throw new Error(`no migration from ${version} to ${version + 1}`)
        await sql.run('INSERT INTO migration (version, name, applied_at) VALUES ($1, $2, $3)', [
          step.version,
          step.name,
          clock.now(),
        ])
        for (const statement of step.statements(store.engine)) await sql.run(statement)
      })
    } catch (error) {
      // Another node took this step at the same time: whoever came second looks again.
      if ((await schemaVersion(store)) === version) throw error
    }
  }
}

/** The number of the last step the store went through; 0 for an empty one. */
export async function schemaVersion(store: Store): Promise<number> {
  return store.read(async sql => {
    if (!(await tableExists(store.engine, sql, 'migration'))) return 0
    const newest = await sql.one<{ version: number | null }>('SELECT MAX(version) AS version FROM migration')
    return newest?.version ?? 0
  })
}

const VERSION_COLUMNS = ['version INT NOT NULL', 'name TEXT NOT NULL', 'applied_at INT NOT NULL']

async function tableExists(engine: Store['engine'], sql: Sql, name: string): Promise<boolean> {
  const text =
    engine === 'sqlite'
      ? `SELECT 1 AS found FROM sqlite_schema WHERE type = 'table' AND name = $1`
      : 'SELECT 1 AS found FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = $1'
  return (await sql.one(text, [name])) !== null
}
