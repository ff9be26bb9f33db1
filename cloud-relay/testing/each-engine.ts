import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import type { Clock, Random } from '../../shared/lib/ids.ts'
import type { Store } from '../ports.ts'
import { openPostgres } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'

/** A new, empty database of this engine; `reopen` gives a second store on the same one, as another process would. */
export interface EngineDatabase {
  open(): Store
  /** Where it is: a folder that holds `relay.db`, or a PostgreSQL address. */
  place(): { folder: string } | { url: string }
}

/**
 * Runs a suite on SQLite and on PostgreSQL, each file on databases of its own. Call `open` in the suite's hooks or tests:
 * every call is a new connection to the same, initially empty, database.
 */
export function describeEachEngine(name: string, suite: (database: EngineDatabase) => void): void {
  describe(`${name} on SQLite`, () => {
    let folder = ''
    const opened: Store[] = []
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'florin-relay-'))
    })
    afterAll(async () => {
      for (const store of opened) await store.close()
      rmSync(folder, { recursive: true, force: true })
    })
    suite({
      open() {
        const store = openSqlite(join(folder, 'relay.db'))
        opened.push(store)
        return store
      },
      place: () => ({ folder }),
    })
  })

  describePostgres(name, suite)
}

/** Runs a suite on PostgreSQL alone: for what only several relays on one database do. */
export function describePostgres(name: string, suite: (database: EngineDatabase) => void): void {
  describe(`${name} on PostgreSQL`, () => {
    const database = `relay_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
    const opened: Store[] = []
    beforeAll(() => administer(`CREATE DATABASE ${database}`))
    afterAll(async () => {
      for (const store of opened) await store.close()
      await administer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    })
    const urlOf = () => Object.assign(new URL(inject('postgresUrl')), { pathname: `/${database}` }).href
    suite({
      open() {
        const store = openPostgres(urlOf(), testRandom)
        opened.push(store)
        return store
      },
      place: () => ({ url: urlOf() }),
    })
  })
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Real randomness: ids must differ between files that run at the same time. */
export const testRandom: Random = { bytes: count => crypto.getRandomValues(new Uint8Array(count)) }

/** A clock that stands until it is moved. */
export interface TestClock extends Clock {
  /** Moves on by milliseconds. */
  pass(ms: number): void
}

/** A clock that starts at a fixed instant. */
export function createTestClock(startAt = Date.UTC(2026, 10, 23, 9)): TestClock {
  let now = startAt
  return {
    now: () => now,
    pass(ms) {
      now += ms
    },
  }
}
