import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import pino from 'pino'
import { createRelay, type Relay } from '../cloud-relay/ledger/create-relay.ts'
import { takePush } from '../cloud-relay/ledger/take-push.ts'
import type { SqlValue, Store } from '../cloud-relay/ports.ts'
import { migrate } from '../cloud-relay/store/migrate.ts'
import { openPostgres } from '../cloud-relay/store/postgres.ts'
import { openSqlite } from '../cloud-relay/store/sqlite.ts'
import { customerPayload, orderPayload, paymentPayload } from '../cloud-relay/testing/payloads.ts'
import { startRelayUnderTest } from '../cloud-relay/testing/relay-under-test.ts'
import { createTestCompany, type TestDevice } from '../cloud-relay/testing/test-device.ts'
import { startPostgres } from '../scripts/start-postgres.ts'
import { deriveId } from '../shared/lib/ids.ts'
import { pushRequest, type WireCommand } from '../shared/protocol/sync.ts'
import { PROTOCOL } from '../shared/protocol/version.ts'
import { type BenchResult, median, timed } from './bench-result.ts'

const WARM_UP = 20
const SINGLES = 200
const BATCHES = 40
const LINES = 5
const AIM = 3

/** The rows a push leaves, by table: what anyone would have to write. */
type FinalRows = { table: string; columns: string[]; key: string; rows: SqlValue[][] }[]

/** Writes rows by hand, in one transaction and nothing more. */
type ByHand = (rows: FinalRows) => Promise<void> | void

/**
 * A push at the ledger against the same final rows (entities, what they are found by, claims, log, head) written by hand
 * in one transaction into a twin database, turn by turn.
 */
export async function benchRelayPush(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-bench-'))
  const postgres = await startPostgres()
  const admin = new pg.Client({ connectionString: postgres.url })
  await admin.connect()
  try {
    const sqliteTwin = await twinSqlite(join(folder, 'twin.db'))
    const onSqlite = await benchOn('SQLite', openSqlite(join(folder, 'relay.db')), sqliteTwin)
    await admin.query('CREATE DATABASE relay')
    await admin.query('CREATE DATABASE twin')
    const urlOf = (name: string) => Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href
    const twin = await twinPostgres(urlOf('twin'))
    const onPostgres = await benchOn('PostgreSQL', openPostgres(urlOf('relay'), RANDOM), twin)
    return [...onSqlite, ...onPostgres]
  } finally {
    await admin.end()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Twin {
  write: ByHand
  close(): Promise<void> | void
}

const RANDOM = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) }

async function benchOn(engine: string, store: Store, twin: Twin): Promise<BenchResult[]> {
  const test = await startRelayUnderTest(store)
  const desk = await createTestCompany(test)
  const relay = createRelay({ ...test.relay, log: pino({ level: 'silent' }) })
  const customers = Array.from({ length: 20 }, (_, at) => customerPayload(desk, `BENCH-${at}`))
  await desk.outcomes(...customers.map(customer => desk.command('customer.add', customer)))
  let number = 100_000

  const create = (): WireCommand => {
    const customer = customers[number % customers.length]!
    return desk.command('order.create', orderPayload(desk, customer.customerId, String(number++), LINES))
  }
  const afternoon = (): WireCommand[] => {
    const creates = Array.from({ length: 20 }, create)
    const confirms = creates.map(({ payload }) => {
      const { orderId, lines } = payload as { orderId: string; lines: unknown[] }
      const expectedTotalCents = 228_00 * lines.length
      return desk.command('order.confirm', { orderId, issuedOn: '2026-11-23', expectedTotalCents })
    })
    const payments = confirms.slice(0, 10).map((confirm, at) => {
      const { customerId } = creates[at]!.payload as { customerId: string }
      const applications = [{ invoiceId: deriveId(confirm.id, 0), amountCents: 100_00 }]
      return desk.command(
        'payment.receive',
        paymentPayload(desk, customerId, String(number++), { applications }),
      )
    })
    return [...creates, ...confirms, ...payments]
  }

  try {
    return [
      await compare(`push of 1, ${engine}`, SINGLES, 1, () => [create()], relay, desk, twin.write),
      await compare(`push of 50, ${engine}`, BATCHES, 50, afternoon, relay, desk, twin.write),
    ]
  } finally {
    await twin.close()
    await store.close()
  }
}

async function compare(
  name: string,
  rounds: number,
  size: number,
  commandsOf: () => WireCommand[],
  relay: Relay,
  desk: TestDevice,
  byHand: ByHand,
): Promise<BenchResult> {
  const ours: number[] = []
  const floor: number[] = []
  for (let round = -WARM_UP; round < rounds; round++) {
    const body = JSON.stringify({ protocol: PROTOCOL, incarnation: desk.incarnation, commands: commandsOf() })
    let head = 0
    const oursMs = await timed(async () => {
      const request = pushRequest.parse(JSON.parse(body))
      const answer = await relay.locked(desk.companyId, company => takePush(company, desk.deviceId, request))
      if (!answer.outcomes.every(({ outcome }) => outcome === 'accepted')) {
        throw new Error(JSON.stringify(answer.outcomes.find(({ outcome }) => outcome !== 'accepted')))
      }
      head = answer.head
    })
    const rows = await finalRows(relay.store, desk.companyId, head - size)
    const floorMs = await timed(() => byHand(rows))
    if (round < 0) continue
    ours.push(oursMs / size)
    floor.push(floorMs / size)
  }
  const floorMs = median(floor)
  const oursMs = median(ours)
  const ratio = oursMs / floorMs
  return {
    name,
    floorMs,
    oursMs,
    ratio,
    aim: `≤ ${AIM}×`,
    met: ratio <= AIM,
    note: size === 1 ? `an order of ${LINES} lines` : '20 orders, 20 confirmations, 10 payments; per command',
  }
}

const TABLES = {
  entity: {
    columns: ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc'],
    key: 'company_id, tbl, id',
  },
  entity_ref: { columns: ['company_id', 'tbl', 'ref', 'value', 'id'], key: '' },
  uniq: { columns: ['company_id', 'claim', 'tbl', 'id'], key: '' },
  command_log: {
    columns:
      'company_id rev tag cmd_id incarnation_id seq name version payload user_id device_id at outcome refusal decided_at'.split(
        ' ',
      ),
    key: '',
  },
  company: {
    columns: ['company_id', 'company_key', 'head', 'tag', 'epoch', 'durable_rev', 'created_at'],
    key: 'company_id',
  },
} as const

async function finalRows(store: Store, companyId: string, after: number): Promise<FinalRows> {
  const touched =
    'SELECT 1 FROM entity e WHERE e.company_id = x.company_id AND e.tbl = x.tbl AND e.id = x.id AND e.rev > $2'
  const where = {
    entity: 'x.company_id = $1 AND x.rev > $2',
    entity_ref: `x.company_id = $1 AND EXISTS (${touched})`,
    uniq: `x.company_id = $1 AND EXISTS (${touched})`,
    command_log: 'x.company_id = $1 AND x.rev > $2',
    company: 'x.company_id = $1 AND x.head > $2',
  }
  return store.read(async sql => {
    const found: FinalRows = []
    for (const [table, { columns, key }] of Object.entries(TABLES)) {
      const text = `SELECT ${columns.join(', ')} FROM ${table} x WHERE ${where[table as keyof typeof where]}`
      const rows = await sql.all<Record<string, SqlValue>>(text, [companyId, after])
      found.push({
        table,
        columns: [...columns],
        key,
        rows: rows.map(row => columns.map(name => row[name]!)),
      })
    }
    return found
  })
}

const clock = { now: () => Date.now() }

function upsert({ key, columns }: FinalRows[number]): string {
  if (key === '') return ''
  const changes = columns.map(column => `${column} = excluded.${column}`).join(', ')
  return ` ON CONFLICT (${key}) DO UPDATE SET ${changes}`
}

async function twinSqlite(path: string): Promise<Twin> {
  const store = openSqlite(path)
  await migrate(store, clock)
  await store.close()
  const db = new Database(path)
  db.pragma('synchronous = FULL')
  const prepared = new Map<string, Database.Statement<unknown[]>>()
  const write = db.transaction((found: FinalRows) => {
    for (const table of found) {
      const places = table.columns.map(() => '?').join(', ')
      const text = `INSERT INTO ${table.table} (${table.columns.join(', ')}) VALUES (${places})${upsert(table)}`
      const statement = prepared.get(text) ?? db.prepare<unknown[]>(text)
      prepared.set(text, statement)
      for (const row of table.rows) statement.run(...row)
    }
  })
  return {
    write: rows => write.immediate(rows),
    close() {
      db.close()
    },
  }
}

async function twinPostgres(url: string): Promise<Twin> {
  const store = openPostgres(url, RANDOM)
  await migrate(store, clock)
  await store.close()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    async write(found) {
      await client.query('BEGIN')
      for (const table of found) {
        const width = table.columns.length
        const tuples = table.rows.map(
          (_, row) => `(${table.columns.map((_, at) => `$${row * width + at + 1}`).join(', ')})`,
        )
        const text = `INSERT INTO ${table.table} (${table.columns.join(', ')}) VALUES ${tuples.join(', ')}${upsert(table)}`
        await client.query(text, table.rows.flat())
      }
      await client.query('COMMIT')
    },
    close: () => client.end(),
  }
}
