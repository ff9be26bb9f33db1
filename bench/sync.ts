import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite, { type Database } from 'better-sqlite3'
import { openSqlite } from '../cloud-relay/store/sqlite.ts'
import { startRelayUnderTest } from '../cloud-relay/testing/relay-under-test.ts'
import { createTestCompany } from '../cloud-relay/testing/test-device.ts'
import { freePort, startRelay } from '../e2e/support/processes.ts'
import { buildDeferredIndexes, deferIndexes } from '../electron/backend/store/deferred-indexes.ts'
import { migrate } from '../electron/backend/store/migrations.ts'
import { columnsOf, type SqlValue } from '../electron/backend/store/row-codec.ts'
import { relayHttp } from '../electron/backend/sync/relay-http.ts'
import { temporaryFolder } from '../electron/backend/testing/desktop-under-test.ts'
import { joinedDesktop } from '../electron/backend/testing/joined-desktop.ts'
import { TABLE_NAMES, type TableName } from '../shared/domain/tables.ts'
import { type BenchResult, median, timed } from './bench-result.ts'
import { changeRows, fillCompany } from './large-company.ts'
import { benchRebase } from './sync-rebase.ts'

const ROWS = 1_000_000
const CHUNK_ROWS = 5_000
const CHANGED_ROWS = 10_000
const ROUNDS = 5
const AIM = 3

type BenchDesktop = Awaited<ReturnType<typeof joinedDesktop>>

/**
 * A company of a million rows at a real relay in a process of its own: its first sync, a pull of ten thousand changed rows,
 * and a pull with two hundred commands queued; the same rows written by hand beside.
 */
export async function benchSync(): Promise<BenchResult[]> {
  const folder = temporaryFolder()
  const [port, sandboxPort, smtpPort] = [await freePort(), await freePort(), await freePort()]
  const file = join(folder.path, 'relay', 'relay.db')
  mkdirSync(join(folder.path, 'relay'))
  const store = openSqlite(file)
  const atFirst = await startRelayUnderTest(store, { now: () => Date.now(), pass: () => undefined })
  const admin = await createTestCompany(atFirst)
  const http = () => relayHttp(`http://127.0.0.1:${port}`)
  const [desktop, second] = [await joinedDesktop(admin, http()), await joinedDesktop(admin, http())]
  await store.close()
  fillCompany(file, admin.companyId, ROWS)
  const relay = await startRelay({ folder: folder.path, port, sandboxPort, smtpPort })
  const twin = openTwin(join(folder.path, 'twin.db'))
  try {
    const results = await firstSyncs(desktop, second, twin)
    results.push(await pull(desktop, twin, round => changeRows(file, admin.companyId, CHANGED_ROWS, round)))
    results.push(await benchRebase(desktop))
    return results
  } finally {
    await relay.stop()
    twin.close()
    desktop.remove()
    second.remove()
    folder.remove()
  }
}

/** The first desktop makes the relay pack its chunks; every other one of the company gets them as they are kept. */
async function firstSyncs(first: BenchDesktop, second: BenchDesktop, twin: Database): Promise<BenchResult[]> {
  const packedMs = await firstSync(first)
  const floorMs = writeByHand(first, twin)
  // The relay has closed the connection meanwhile: time to notice it.
  await sleep(100)
  const keptMs = await firstSync(second)
  const result = (which: string, oursMs: number): BenchResult => ({
    name: `a first sync of a million rows, ${which}`,
    floorMs,
    oursMs,
    ratio: oursMs / floorMs,
    aim: `≤ ${AIM}×`,
    met: oursMs / floorMs <= AIM,
    note: `${countRows(twin)} rows from a relay in another process over HTTP; floor: the same values from memory into the same tables, transactions of ${CHUNK_ROWS} rows, indexes built after`,
  })
  return [result('packed by the relay for it', packedMs), result('packed for an earlier desktop', keptMs)]
}

function firstSync(desktop: BenchDesktop): Promise<number> {
  return timed(async () => {
    await desktop.firstSync()
    await desktop.pull()
  })
}

/** The time it takes to write the desktop's rows into the twin, reading them not counted. */
function writeByHand(desktop: BenchDesktop, twin: Database): number {
  let ms = 0
  const counted = (work: () => void) => {
    const began = performance.now()
    work()
    ms += performance.now() - began
  }
  counted(() => twin.transaction(() => deferIndexes(twin))())
  for (const table of TABLE_NAMES.toSorted()) {
    const insert = twin.prepare(insertOf(table))
    const write = twin.transaction((rows: SqlValue[][]) => {
      for (const row of rows) insert.run(row)
    })
    const read = desktop.profile.reader
      .prepare(`SELECT ${fieldsOf(table)} FROM ${table} WHERE id > ? ORDER BY id LIMIT ${CHUNK_ROWS}`)
      .raw()
    for (let after = ''; ; ) {
      const rows = read.all(after) as SqlValue[][]
      if (rows.length === 0) break
      counted(() => write.immediate(rows))
      after = rows.at(-1)![0] as string
    }
  }
  counted(() => buildDeferredIndexes(twin))
  return ms
}

async function pull(
  desktop: BenchDesktop,
  twin: Database,
  change: (round: number) => void,
): Promise<BenchResult> {
  const ours: number[] = []
  const floor: number[] = []
  let count = 0
  for (let round = 0; round <= ROUNDS; round++) {
    change(round)
    // The relay has closed the connection meanwhile: time to notice it.
    await sleep(100)
    const before = desktop.sync.cursor().rev
    const oursMs = await timed(() => desktop.pull())
    const changed = TABLE_NAMES.map(table => changedSince(desktop, table, before))
    count = changed.reduce((sum, { rows }) => sum + rows.length, 0)
    const floorMs = await timed(() => upsertByHand(twin, changed))
    if (round === 0) continue
    ours.push(oursMs)
    floor.push(floorMs)
  }
  const [floorMs, oursMs] = [median(floor), median(ours)]
  const ratio = oursMs / floorMs
  return {
    name: 'a pull of ten thousand changed rows',
    floorMs,
    oursMs,
    ratio,
    aim: `≤ ${AIM}×`,
    met: ratio <= AIM,
    note: `${count} rows in a profile of a million, from a relay in another process over HTTP; floor: the same values from memory, upserted in one durable transaction; ${ROUNDS} rounds, interleaved`,
  }
}

interface Changed {
  table: TableName
  rows: SqlValue[][]
}

function changedSince(desktop: BenchDesktop, table: TableName, rev: number): Changed {
  const read = desktop.profile.reader.prepare(`SELECT ${fieldsOf(table)} FROM ${table} WHERE rev > ?`).raw()
  return { table, rows: read.all(rev) as SqlValue[][] }
}

function upsertByHand(twin: Database, changed: Changed[]): void {
  const statements = changed.map(({ table, rows }) => ({ insert: twin.prepare(upsertOf(table)), rows }))
  twin
    .transaction(() => {
      for (const { insert, rows } of statements) for (const row of rows) insert.run(row)
    })
    .immediate()
}

function openTwin(file: string): Database {
  const twin = new Sqlite(file)
  twin.pragma('journal_mode = WAL')
  twin.pragma('synchronous = FULL')
  migrate(twin)
  return twin
}

function countRows(db: Database): number {
  const counts = TABLE_NAMES.map(table => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number)
  return counts.reduce((sum, count) => sum + count, 0)
}

const fieldsOf = (table: TableName) => [...columnsOf(table), 'rev', 'extra'].join(', ')

function insertOf(table: TableName): string {
  const marks = [...columnsOf(table), 'rev', 'extra'].map(() => '?').join(', ')
  return `INSERT INTO ${table} (${fieldsOf(table)}) VALUES (${marks})`
}

function upsertOf(table: TableName): string {
  const changes = [...columnsOf(table).slice(1), 'rev', 'extra'].map(name => `${name} = excluded.${name}`)
  return `${insertOf(table)} ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`
}
