import { createHash } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import type { Sql, Store } from '../../cloud-relay/ports.ts'

/** A hash of each table's rows, by the table's name. */
export type StoredState = ReadonlyMap<string, string>

/** All tables of a relay's database, whatever they are called: a new one is looked at without being named here. */
export async function relayState(
  store: Store,
  pick: Readonly<Record<string, string>> = {},
): Promise<StoredState> {
  return store.read(async sql => {
    const state = new Map<string, string>()
    for (const table of await tablesOf(store.engine, sql)) {
      const rows = await sql.all(`SELECT * FROM ${table} ${pick[table] ?? ''}`)
      state.set(table, hashOf(rows))
    }
    return state
  })
}

/** All tables of an SQLite file that another process has open. */
export function fileState(file: string, pick: Readonly<Record<string, string>> = {}): StoredState {
  const db = new Sqlite(file, { readonly: true })
  try {
    const state = new Map<string, string>()
    const text =
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    for (const table of db.prepare(text).pluck().all() as string[]) {
      state.set(table, hashOf(db.prepare(`SELECT * FROM ${table} ${pick[table] ?? ''}`).all()))
    }
    return state
  } finally {
    db.close()
  }
}

/** Names of the tables that differ. */
export function changedTables(before: StoredState, after: StoredState): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    name => before.get(name) !== after.get(name),
  )
}

/** The state once two looks, a quarter of a second apart, see the same: what a start sets going has come to rest. */
export async function settledState(look: () => StoredState | Promise<StoredState>): Promise<StoredState> {
  let before = await look()
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 250))
    const now = await look()
    if (changedTables(before, now).length === 0) return now
    before = now
  }
}

async function tablesOf(engine: Store['engine'], sql: Sql): Promise<string[]> {
  const text =
    engine === 'sqlite'
      ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1'
  return (await sql.all<{ name: string }>(text)).map(({ name }) => name)
}

function hashOf(rows: readonly unknown[]): string {
  const hash = createHash('sha256')
  for (const row of rows.map(row => JSON.stringify(row)).sort()) hash.update(row).update('\n')
  return `${rows.length} rows ${hash.digest('hex').slice(0, 16)}`
}
