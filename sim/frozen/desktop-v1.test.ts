import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../../cloud-relay/app.ts'
import { describeEachEngine, testRandom } from '../../cloud-relay/testing/each-engine.ts'
import type { RelayUnderTest } from '../../cloud-relay/testing/relay-under-test.ts'
import { ADMIN } from '../../cloud-relay/testing/test-device.ts'
import { TABLES } from '../../shared/domain/tables.ts'
import { newId } from '../../shared/lib/ids.ts'
import { OLDEST_PULL, PROTOCOL } from '../../shared/protocol/version.ts'
import { DesktopV1, fixture, type ProblemV1 } from './desktop-v1.ts'
import { askOf, startRelayOfV1 } from './relay-of-v1.ts'

/** What people could do at protocol 1. */
const KINDS = [
  'company.change',
  'user.add',
  'user.change',
  'customer.add',
  'customer.change',
  'product.add',
  'product.change',
  'order.create',
  'order.change',
  'order.add-line',
  'order.change-line',
  'order.remove-line',
  'order.place',
  'order.confirm',
  'order.void',
  'payment.receive',
  'payment.apply',
  'payment.unapply',
  'payment.void',
  'document.email',
  'task.close',
  'sync-issue.close',
]

/** Why a relay as it is delivered lets desktops of protocol 1 pull no more. */
const WIDER: Record<string, object> = { customers: { taxBps: 'number' }, orders: { taxBps: 'number' } }

test('every column that desktops of protocol 1 store still has its name, and its type but for what ended their pulls', () => {
  const columns = Object.values(TABLES).map(table => [table.name, table.columns])
  const stored = Object.entries(JSON.parse(fixture('columns.json')) as Record<string, object>)
  const expected = stored.map(([table, types]) => [table, { ...types, ...WIDER[table] }])
  expect(Object.fromEntries(columns)).toMatchObject(Object.fromEntries(expected))
  expect(OLDEST_PULL).toBeGreaterThan(1)
})

describeEachEngine('a desktop of protocol 1', database => {
  let relay: RelayUnderTest
  let desktop: DesktopV1
  beforeAll(async () => {
    relay = await startRelayOfV1(database.open())
    desktop = new DesktopV1(askOf(relay.app))
  })

  const refusals = (outcomes: Record<string, string>) =>
    Object.entries(outcomes).filter(([, outcome]) => outcome !== 'accepted')

  test('has one command of every kind to send', () => {
    expect([...new Set(desktop.queued().map(command => command.name))].sort()).toEqual(KINDS.toSorted())
    expect(PROTOCOL).toBeGreaterThan(1)
  })

  test('renews its token and logs its user in', async () => {
    await desktop.token()
    await desktop.token()
    expect(await desktop.logIn(ADMIN.login, ADMIN.password)).toBe(desktop.queued()[0]?.userId)
  })

  test('empties its outbox, too old to pull or not, and is told in a sentence to update', async () => {
    const strict = createApp(relay.relay, {
      setupToken: 'not used here',
      secret: new Uint8Array(32).fill(7),
      addressOf: () => '127.0.0.1',
      pages: null,
      isReady: async () => true,
      stopping: new AbortController().signal,
    })
    const tooOld = new DesktopV1(askOf(strict))
    await tooOld.token()
    const told = await tooOld.pull().catch((error: unknown) => error as ProblemV1)
    expect(told).toMatchObject({ name: 'ProblemV1', status: 426, code: 'update-required' })
    expect((told as ProblemV1).message).toMatch(
      /^This Florin is too old .* Update it, then start it again\.$/,
    )
    expect(await tooOld.push()).toBe(24)
    expect(await tooOld.push()).toBe(0)
    expect(tooOld.queued()).toHaveLength(24)
  })

  test('gets every outcome and every row by a pull, and what the relay took twice counts once', async () => {
    await desktop.token()
    const before = await headOf()
    expect(await desktop.push()).toBe(24)
    expect(await headOf()).toBe(before)
    await desktop.pull()
    expect(desktop.queued()).toEqual([])
    expect(Object.keys(desktop.outcomes())).toHaveLength(32)
    expect(refusals(desktop.outcomes())).toEqual([
      // Another desktop had taken the code of a product, and had changed a customer's phone.
      ['01a207aa-7f80-736a-91dd-fffce02003d5', 'refused'],
      ['01a207b0-f3d8-754d-8561-738b6c0f2445', 'refused'],
    ])
    const relayRows = await relay.store.read(sql =>
      sql.all<{ tbl: string; id: string; rev: number; doc: string }>(
        // Protocol 1 had no balances of customers.
        "SELECT tbl, id, rev, doc FROM entity WHERE company_id = $1 AND deleted = 0 AND tbl <> 'customer_balances'",
        [desktop.state('companyId')],
      ),
    )
    expect(relayRows.length).toBeGreaterThan(20)
    for (const { tbl, id, rev } of relayRows) expect(desktop.row(tbl, id)?.rev, `${tbl} ${id}`).toBe(rev)
    const cash = desktop.db
      .prepare("SELECT totalCents, unappliedCents FROM payments WHERE method = 'Cash'")
      .get()
    expect(cash).toEqual({ totalCents: 300_00, unappliedCents: 180_00 })
    const gone = desktop.db.prepare(
      "SELECT count(*) FROM order_lines WHERE description = 'Rose Freedom Red 60cm'",
    )
    expect(gone.pluck().get()).toBe(2)
  })

  test('passes over tables it does not know, and keeps fields it does not know', async () => {
    const newer = { table: 'from_the_future', id: newId(relay.clock, testRandom) }
    const head = await relay.store.write(async sql => {
      const companyId = desktop.state('companyId')
      const company = await sql.one<{ head: number }>('SELECT head FROM company WHERE company_id = $1', [
        companyId,
      ])
      const rev = company?.head ?? 0
      const columns = ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc']
      await sql.insert('entity', columns, [[companyId, newer.table, newer.id, rev, '', 0, '{"a":1}']])
      const product = await sql.one<{ id: string; doc: string }>(
        "SELECT id, doc FROM entity WHERE company_id = $1 AND tbl = 'products' AND deleted = 0 LIMIT 1",
        [companyId],
      )
      const doc = JSON.stringify({ ...JSON.parse(product?.doc ?? '{}'), scent: 'sweet' })
      await sql.run(
        "UPDATE entity SET doc = $1, rev = $2 WHERE company_id = $3 AND tbl = 'products' AND id = $4",
        [doc, rev, companyId, product?.id ?? ''],
      )
      return rev
    })
    // Seen once more from before the last revision.
    const tag = await relay.store.read(sql =>
      sql.one<{ tag: string }>('SELECT tag FROM command_log WHERE company_id = $1 AND rev = $2', [
        desktop.state('companyId'),
        head - 1,
      ]),
    )
    desktop.db.prepare('UPDATE scope_cursor SET rev = ?, tag = ?').run(head - 1, tag?.tag)
    await desktop.pull()
    expect(desktop.db.prepare("SELECT extra FROM products WHERE extra <> ''").pluck().all()).toEqual([
      '{"scent":"sweet"}',
    ])
  })

  async function headOf(): Promise<number> {
    const company = await relay.store.read(sql =>
      sql.one<{ head: number }>('SELECT head FROM company WHERE company_id = $1', [
        desktop.state('companyId'),
      ]),
    )
    return company?.head ?? 0
  }
})
