import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Store } from '../../cloud-relay/ports.ts'
import { openPostgres } from '../../cloud-relay/store/postgres.ts'
import { openSqlite } from '../../cloud-relay/store/sqlite.ts'
import { testRandom } from '../../cloud-relay/testing/each-engine.ts'
import { openWorld, type World } from './world.ts'

export type StoreEngine = Store['engine']

/** A world on SQLite in a temporary folder, or on a database of its own of the PostgreSQL at `postgresUrl`. */
export async function openEngine(
  engine: StoreEngine,
  postgresUrl: string | null,
): Promise<{ world: World; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-fuzz-'))
  const stores: Store[] = []
  const open = (make: () => Store) => () => {
    const store = make()
    stores.push(store)
    return store
  }
  const database = engine === 'postgres' ? await newDatabase(postgresUrl!) : null
  const world =
    database === null
      ? await openWorld(
          folder,
          open(() => openSqlite(join(folder, 'relay.db'))),
          { FLORIN_DATA: folder },
        )
      : await openWorld(
          folder,
          open(() => openPostgres(database, testRandom)),
          { DATABASE_URL: database },
        )
  return {
    world,
    async close() {
      await world.relay.stop()
      for (const store of stores) await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function newDatabase(url: string): Promise<string> {
  const name = `fuzz_${process.pid}_${Date.now().toString(36)}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}
