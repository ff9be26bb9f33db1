import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { describeEachEngine, testRandom } from '../../cloud-relay/testing/each-engine.ts'
import type { RelayUnderTest } from '../../cloud-relay/testing/relay-under-test.ts'
import { openLedger } from '../../electron/backend/ledger/ledger.ts'
import type { BackendPorts, RelayHttp } from '../../electron/backend/ports.ts'
import { SCHEMA_VERSION } from '../../electron/backend/store/migrations.ts'
import { openProfile, type Profile } from '../../electron/backend/store/open-profile.ts'
import { openRowStore } from '../../electron/backend/store/row-store.ts'
import { openSyncStore } from '../../electron/backend/store/sync-store.ts'
import { verifyProfile } from '../../electron/backend/store/verify-profile.ts'
import { createDeviceSession } from '../../electron/backend/sync/device-session.ts'
import { pullChanges, pushQueued } from '../../electron/backend/sync/exchange.ts'
import { TABLE_NAMES } from '../../shared/domain/tables.ts'
import { fixture } from './desktop-v1.ts'
import { startRelayOfV1 } from './relay-of-v1.ts'

/** What a desktop of version 1 left in its folder when it was replaced by this one. */
function profileOfV1(): string {
  const folder = mkdtempSync(join(tmpdir(), 'florin-v1-'))
  const db = new Sqlite(join(folder, 'florin.db'))
  db.exec(fixture('desktop.sql'))
  db.close()
  return folder
}

describeEachEngine('a profile of version 1 in the living desktop', database => {
  let relay: RelayUnderTest
  let folder: string
  beforeAll(async () => {
    relay = await startRelayOfV1(database.open())
    folder = profileOfV1()
    return () => rmSync(folder, { recursive: true, force: true })
  })

  test('is brought up to date with every row, number and queued command, and a copy beside it', () => {
    const before = tablesOf(new Sqlite(join(folder, 'florin.db'), { readonly: true }))
    const profile = openProfile(folder)
    expect(profile.writer.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
    const after = tablesOf(profile.reader)
    // Later versions add tables and columns; what was there is there.
    for (const [table, rows] of Object.entries(before)) {
      if (table === 'scope_cursor' && after[table]?.length === 0) continue
      expect(after[table], table).toMatchObject(rows)
      expect(after[table], table).toHaveLength(rows.length)
    }
    expect(verifyProfile(profile.reader)).toMatchObject({ findings: [], counts: { orders: 3, invoices: 2 } })
    profile.close()
    expect(readdirSync(folder)).toContain(`florin.before-${SCHEMA_VERSION}.db`)
  })

  test('sends all that it had queued, gets every outcome, and is equal to the relay', async () => {
    const profile = openProfile(folder)
    const { sync, parts } = desktopOn(profile, relay)
    expect(sync.queuedCount()).toBe(24)
    // What another desktop did meanwhile comes first: all that is queued is decided again on top of it.
    await pullChanges(parts)
    const predictions = profile.reader.prepare(
      "SELECT prediction, count(*) FROM outbox WHERE status = 'queued' GROUP BY prediction",
    )
    expect(predictions.raw().all()).toEqual([
      ['accepted', 23],
      ['refused', 1],
    ])
    await pushQueued(parts, () => undefined)
    await pullChanges(parts)
    expect(sync.queuedCount()).toBe(0)
    const outcomes = profile.reader
      .prepare('SELECT outcome, count(*) FROM outbox WHERE seq > 8 GROUP BY outcome')
      .raw()
      .all()
    expect(outcomes).toEqual([
      ['accepted', 23],
      ['refused', 1],
    ])
    const rows = openRowStore(profile.reader)
    const relayRows = await relay.store.read(sql =>
      sql.all<{ tbl: string; id: string; rev: number; doc: string }>(
        'SELECT tbl, id, rev, doc FROM entity WHERE company_id = $1 AND deleted = 0 ORDER BY tbl, id',
        [sync.state('companyId') ?? ''],
      ),
    )
    for (const { tbl, id, rev, doc } of relayRows) {
      const image = rows.image(tbl as (typeof TABLE_NAMES)[number], id)
      expect(image && { rev: image.rev, doc: JSON.parse(image.doc) }, `${tbl} ${id}`).toMatchObject({
        rev,
        doc: JSON.parse(doc),
      })
    }
    const count = (table: string) =>
      profile.reader.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
    expect(TABLE_NAMES.reduce((sum, table) => sum + count(table), 0)).toBe(relayRows.length)
    expect(verifyProfile(profile.reader).findings).toEqual([])
    profile.close()
  })
})

/** The exchange of a desktop with a relay in this process. */
function desktopOn(profile: Profile, relay: RelayUnderTest) {
  const http: RelayHttp = {
    async request({ method, path, body, accessToken }) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${accessToken ?? ''}` }
      const answer = await relay.app.request(path, { method, headers, body: JSON.stringify(body) })
      return { status: answer.status, body: await answer.json() }
    },
    heads() {
      throw new Error('nothing is listened to here')
    },
  }
  const ports: BackendPorts = {
    clock: relay.clock,
    random: testRandom,
    timers: { sleep: async () => undefined },
    secrets: { seal: async plain => plain, open: async sealed => sealed },
    relayAt: () => http,
    log: () => undefined,
  }
  const sync = openSyncStore(profile.writer)
  const ledger = openLedger({
    db: profile.writer,
    rows: openRowStore(profile.writer),
    sync,
    clock: relay.clock,
    random: testRandom,
    changed: () => undefined,
  })
  const session = createDeviceSession(sync, ports, http)
  const { signal } = new AbortController()
  const parts = { sync, ledger, session, now: relay.clock.now, clockSeen: () => undefined, signal }
  return { sync, parts }
}

function tablesOf(db: Sqlite.Database): Record<string, unknown[]> {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'")
    .pluck()
    .all() as string[]
  return Object.fromEntries(
    names.map(name => [name, db.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`).all()]),
  )
}
