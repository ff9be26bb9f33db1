import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pino from 'pino'
import { verifyCompany } from '../../cloud-relay/backup/verify-company.ts'
import { createRelay } from '../../cloud-relay/ledger/create-relay.ts'
import { startSeries } from '../../cloud-relay/ledger/number-series.ts'
import { runBatch } from '../../cloud-relay/ledger/run-batch.ts'
import { realTimers } from '../../cloud-relay/real-timers.ts'
import { migrate } from '../../cloud-relay/store/migrate.ts'
import { openSqlite } from '../../cloud-relay/store/sqlite.ts'
import { commandNamed } from '../../shared/domain/commands.ts'
import type { AnyRow } from '../../shared/domain/tables.ts'
import { newId } from '../../shared/lib/ids.ts'
import { seededRandom } from '../../shared/lib/seeded-random.ts'
import { DESK_AT } from '../../shared/testing/desk.ts'
import { fixedClock } from '../../shared/testing/fixed-clock.ts'
import type { StoreBooks } from './store-books.ts'

const BATCH = 20
const COMPANY = ['company_id', 'company_key', 'head', 'tag', 'epoch', 'durable_rev', 'created_at']

/** Books on a relay's SQLite store, each company beside the one before. */
export async function openRelayBooks(): Promise<StoreBooks> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-laws-'))
  const file = join(folder, 'relay.db')
  const store = openSqlite(file)
  const clock = fixedClock(DESK_AT)
  const random = seededRandom(11)
  await migrate(store, clock)
  const relay = createRelay({ store, clock, random, timers: realTimers, log: pino({ level: 'silent' }) })
  const reader = new Sqlite(file, { readonly: true })
  let companyId = ''
  return {
    name: 'relay store',
    async play(commands) {
      companyId = newId(clock, random)
      await store.write(async sql => {
        await sql.insert('company', COMPANY, [[companyId, companyId, 0, '', 1, 0, clock.now()]])
        await startSeries(sql, companyId)
      })
      for (let at = 0; at < commands.length; at += BATCH) {
        const batch = commands.slice(at, at + BATCH).map(given => ({
          ...given,
          version: commandNamed(given.name)!.version,
          incarnationId: '',
          seq: 0,
          bound: true,
        }))
        const outcomes = await relay.locked(companyId, ({ held }) => runBatch(held, batch))
        const refused = outcomes.find(({ outcome }) => outcome !== 'accepted')
        if (refused) throw new Error(`refused here: ${JSON.stringify(refused)}`)
      }
    },
    rowsOf: async table =>
      reader
        .prepare('SELECT doc FROM entity WHERE company_id = ? AND tbl = ? AND deleted = 0')
        .pluck()
        .all(companyId, table)
        .map(doc => JSON.parse(doc as string) as AnyRow),
    findings: async () => verifyCompany(reader, companyId).findings,
    async close() {
      relay.stopWaiting()
      reader.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
