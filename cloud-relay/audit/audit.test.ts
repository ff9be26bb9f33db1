import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AuditTable } from '../../shared/domain/audit/audit-entry.ts'
import { COMPANY_ROW } from '../../shared/domain/company/company-of.ts'
import { type AuditAnswer, auditAnswer } from '../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../shared/protocol/version.ts'
import { runCommand } from '../backup/run-command.ts'
import type { Store } from '../ports.ts'
import { createTestClock, describeEachEngine, testRandom } from '../testing/each-engine.ts'
import { customerPayload, orderPayload, paymentPayload, userPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'
import { chainHash } from './audit-chain.ts'

describeEachEngine('the audit trail', database => {
  const clock = createTestClock()
  let folder = ''
  let store: Store
  let relay: RelayUnderTest
  let desk: TestDevice
  let customerId = ''
  let orderId = ''
  const said: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'florin-audit-'))
    await serve()
    desk = await createTestCompany(relay)
    const customer = customerPayload(desk, 'PETAL')
    customerId = customer.customerId
    const order = orderPayload(desk, customerId, '10001', 2)
    orderId = order.orderId
    await desk.outcomes(desk.command('customer.add', customer), desk.command('order.create', order))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function serve(): Promise<void> {
    store = database.open()
    relay = await startRelayUnderTest(store, clock)
    if (desk) Object.assign(desk, { test: relay })
  }

  async function run(...args: string[]): Promise<number> {
    said.length = 0
    const place = database.place()
    const env = 'folder' in place ? { FLORIN_DATA: place.folder } : { DATABASE_URL: place.url }
    clock.pass(1000)
    return runCommand(args, env, { clock, random: testRandom, say: line => said.push(line) })
  }

  const ask = (table: AuditTable, id: string, more: object = {}, device = desk) =>
    device.request('POST', '/v1/audit', { protocol: PROTOCOL, subject: { table, id }, ...more }, true)
  async function trailOf(
    table: AuditTable,
    id: string,
    more: object = {},
    device = desk,
  ): Promise<AuditAnswer> {
    const answer = await ask(table, id, more, device)
    expect(answer.status, await answer.clone().text()).toBe(200)
    return auditAnswer.parse(await answer.json())
  }
  const change = (from: string, to: string) =>
    desk.command('order.change', { orderId, changes: { poNumber: { from, to } } })

  test('says who changed what, from where and when, newest first', async () => {
    clock.pass(60_000)
    const typedAt = clock.now()
    const command = change('', 'PS-1')
    clock.pass(60_000)
    await desk.outcomes(command)
    const { entries, next } = await trailOf('orders', orderId)
    expect(next).toBeNull()
    expect(entries.map(entry => entry.command)).toEqual(['order.change', 'order.create'])
    expect(entries[0]).toMatchObject({
      commandId: command.id,
      by: desk.userId,
      byName: 'Ana Admin',
      deviceName: 'Front desk',
      at: typedAt,
      takenAt: typedAt + 60_000,
      outcome: 'accepted',
      changes: [{ kind: 'changed', part: '', label: '10001', field: 'poNumber', from: '', to: 'PS-1' }],
    })
    expect(entries[1]?.changes.map(({ kind, part }) => [kind, part])).toEqual([
      ['added', ''],
      ['added', 'line'],
      ['added', 'line'],
    ])
  })

  test('tells commands of one batch from each other', async () => {
    await desk.outcomes(change('PS-1', 'PS-2'), change('PS-2', 'PS-3'))
    const { entries } = await trailOf('orders', orderId, { limit: 2 })
    expect(entries.map(({ changes }) => changes)).toMatchObject([
      [{ from: 'PS-2', to: 'PS-3' }],
      [{ from: 'PS-1', to: 'PS-2' }],
    ])
  })

  test('keeps what was refused, with the reason', async () => {
    const command = change('something else', 'PS-9')
    const [outcome] = await desk.outcomes(command)
    expect(outcome?.outcome).toBe('refused')
    const { entries } = await trailOf('orders', orderId, { limit: 1 })
    expect(entries[0]).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'changed-meanwhile' },
      changes: [{ field: 'poNumber', from: 'something else', to: 'PS-9' }],
    })
  })

  test('a command that comes twice is told once', async () => {
    const command = change('PS-3', 'PS-4')
    await desk.outcomes(command)
    await desk.outcomes(command)
    const { entries } = await trailOf('orders', orderId)
    expect(entries.filter(({ commandId }) => commandId === command.id)).toHaveLength(1)
  })

  test('a payment is told to itself and to the invoice it is applied to', async () => {
    const confirm = desk.command('order.confirm', {
      orderId,
      issuedOn: '2026-11-23',
      expectedTotalCents: 456_00,
    })
    await desk.outcomes(confirm)
    const [issued] = (await trailOf('orders', orderId, { limit: 1 })).entries
    expect(issued?.changes).toMatchObject([{ field: 'status', from: 'draft', to: 'confirmed' }])
    const { invoiceId } = (await store.read(sql =>
      sql.one<{ invoiceId: string }>(
        `SELECT id AS "invoiceId" FROM entity WHERE company_id = $1 AND tbl = 'invoices'`,
        [desk.companyId],
      ),
    ))!
    const payment = paymentPayload(desk, customerId, '5001', {
      applications: [{ invoiceId, amountCents: 56_00 }],
    })
    await desk.outcomes(desk.command('payment.receive', payment))
    const [told] = (await trailOf('invoices', invoiceId, { limit: 1 })).entries
    expect(told).toMatchObject({
      command: 'payment.receive',
      changes: [
        { part: 'application', label: '5001', values: { amountCents: 56_00 } },
        { field: 'openCents', from: 456_00, to: 400_00 },
      ],
    })
    expect((await trailOf('payments', payment.paymentId)).entries).toHaveLength(1)
  })

  test('pages follow one another without a gap', async () => {
    const all = (await trailOf('orders', orderId)).entries
    const paged: AuditAnswer['entries'] = []
    let before: number | null = null
    do {
      const page: AuditAnswer = await trailOf('orders', orderId, { before, limit: 2 })
      paged.push(...page.entries)
      before = page.next
    } while (before !== null)
    expect(paged).toEqual(all)
  })

  test('a history is for whoever may look at the document', async () => {
    const password = 'tulips and roses'
    const seller = { ...userPayload(desk, 'sam@aalsmeer.example', ['sales']), manageOwnCustomers: true }
    const customer = customerPayload(desk, 'MINE', { salespersonId: seller.userId })
    const mine = orderPayload(desk, customer.customerId, '10002')
    await desk.outcomes(
      desk.command('user.add', seller),
      desk.command('customer.add', customer),
      desk.command('order.create', mine),
    )
    await desk.request('POST', `/v1/users/${seller.userId}/password`, { password }, true)
    const laptop = await joinTestCompany(desk)
    await laptop.logIn(seller.login, password)
    expect((await trailOf('orders', mine.orderId, {}, laptop)).entries).toHaveLength(1)
    expect((await trailOf('customers', customer.customerId, {}, laptop)).entries).toHaveLength(1)
    for (const [table, id] of [
      ['orders', orderId],
      ['customers', customerId],
      ['orders', desk.id()],
      ['users', seller.userId],
      ['companies', COMPANY_ROW],
    ] as const) {
      expect((await ask(table, id, {}, laptop)).status, table).toBe(403)
    }
    expect((await trailOf('users', seller.userId)).entries[0]).toMatchObject({ command: 'user.add' })
    expect((await trailOf('companies', COMPANY_ROW)).entries[0]).toMatchObject({ by: 'relay' })
    const nobody = await laptop.request('POST', '/v1/audit', {
      protocol: PROTOCOL,
      subject: { table: 'orders', id: orderId },
    })
    expect(nobody.status).toBe(401)
  })

  test('no company reads another’s', async () => {
    const other = await createTestCompany(relay)
    expect((await trailOf('orders', orderId, {}, other)).entries).toEqual([])
    const { entries } = await trailOf('companies', COMPANY_ROW, {}, other)
    expect(entries).toHaveLength(1)
  })

  test('an entry can neither be changed nor taken out where the database runs', async () => {
    await expect(store.write(sql => sql.run("UPDATE audit SET entry = ''"))).rejects.toThrow(/append-only/)
    await expect(store.write(sql => sql.run('DELETE FROM audit'))).rejects.toThrow(/append-only/)
  })

  test('verify proves one company or all, beside the running relay, and says the last hash', async () => {
    expect(await run('verify'), said.join('\n')).toBe(0)
    expect(said.at(-1)).toBe('proved 2 companies.')
    expect(await run('verify', '--company', desk.companyId), said.join('\n')).toBe(0)
    const { audit_hash, audit_count } = (await store.read(sql =>
      sql.one<{ audit_hash: string; audit_count: number }>(
        'SELECT audit_hash, audit_count FROM company WHERE company_id = $1',
        [desk.companyId],
      ),
    ))!
    expect(said[0]).toContain(`audit trail of ${audit_count} entries unbroken, last ${audit_hash}`)
    expect(said.at(-1)).toBe('proved 1 company.')
    expect(await run('verify', '--company', desk.id())).toBe(1)
  })

  test('the trail comes back with a backup, and goes on from there', async () => {
    const path = join(folder, 'backup.db')
    expect(await run('backup', path), said.join('\n')).toBe(0)
    const kept = await trailOf('customers', customerId)
    await desk.outcomes(
      desk.command('customer.change', { customerId, changes: { phone: { from: '', to: '212' } } }),
    )
    await store.close()
    const force = 'url' in database.place() ? ['--force'] : []
    expect(await run('restore', path, ...force), said.join('\n')).toBe(0)
    await serve()
    expect(await trailOf('customers', customerId)).toEqual(kept)
    desk.incarnation = desk.id()
    desk.seq = 0
    await desk.outcomes(
      desk.command('customer.change', { customerId, changes: { phone: { from: '', to: '718' } } }),
    )
    const [newest] = (await trailOf('customers', customerId)).entries
    expect(newest?.changes).toMatchObject([{ from: '', to: '718' }])
    expect(await run('verify'), said.join('\n')).toBe(0)
  })

  interface Stored {
    nth: number
    subject: string
    entry: string
    hash: string
  }

  // Each is undone again, so that the next one meets a trail that holds.
  const all = () =>
    store.read(sql =>
      sql.all<Stored>('SELECT nth, subject, entry, hash FROM audit WHERE company_id = $1 ORDER BY nth', [
        desk.companyId,
      ]),
    )
  async function replace(rows: readonly Stored[]): Promise<void> {
    await store.write(async sql => {
      await sql.run('DELETE FROM audit WHERE company_id = $1', [desk.companyId])
      await sql.insert(
        'audit',
        ['company_id', 'nth', 'subject', 'entry', 'hash'],
        rows.map(row => [desk.companyId, row.nth, row.subject, row.entry, row.hash]),
      )
    })
  }
  beforeEach(async context => {
    if (!context.task.name.startsWith('verify finds')) return
    const drop =
      store.engine === 'sqlite'
        ? ['DROP TRIGGER IF EXISTS audit_no_delete']
        : ['DROP TRIGGER IF EXISTS audit_append_only ON audit']
    for (const statement of drop) await store.write(sql => sql.run(statement))
  })

  const tampered: Record<string, [(rows: Stored[]) => Stored[], RegExp]> = {
    'an entry that was changed': [
      rows => rows.with(2, { ...rows[2]!, entry: rows[2]!.entry.replace('Ana Admin', 'Bob Admin') }),
      /breaks at entry 3 .*not what was written/,
    ],
    'an entry that was changed with its hash': [
      rows => {
        const entry = rows[3]!.entry.replace('10001', '10002')
        return rows.with(3, { ...rows[3]!, entry, hash: chainHash(rows[2]!.hash, entry) })
      },
      /breaks at entry 5 .*not what was written/,
    ],
    'an entry that was taken out': [rows => rows.toSpliced(4, 1), /breaks at entry 5: it is missing/],
    'a first entry that was taken out': [rows => rows.slice(1), /breaks at entry 1: it is missing/],
    'a last entry that was taken out': [rows => rows.slice(0, -1), /it is missing/],
    'a trail that was taken out': [() => [], /breaks at entry 1: it is missing/],
    'entries that changed places': [
      rows => rows.with(4, { ...rows[5]!, nth: 5 }).with(5, { ...rows[4]!, nth: 6 }),
      /breaks at entry 5 /,
    ],
    'an entry that was put in': [
      rows => [
        ...rows.slice(0, 4),
        { ...rows[3]!, nth: 5 },
        ...rows.slice(4).map(row => ({ ...row, nth: row.nth + 1 })),
      ],
      /breaks at entry 5 /,
    ],
    'an entry that was added': [
      rows => {
        const last = rows.at(-1)!
        return [...rows, { ...last, nth: last.nth + 1, hash: chainHash(last.hash, last.entry) }]
      },
      /it was added/,
    ],
    'an entry that was filed under another document': [
      rows => rows.with(3, { ...rows[3]!, subject: 'orders:other' }),
      /breaks at entry 4 .*filed under another document/,
    ],
  }
  for (const [name, [tamper, finding]] of Object.entries(tampered)) {
    test(`verify finds ${name}`, async () => {
      const rows = await all()
      await replace(tamper(rows))
      try {
        expect(await run('verify', '--company', desk.companyId)).toBe(1)
        expect(said.join('\n')).toMatch(finding)
        expect(await run('backup', join(folder, 'tampered.db'))).toBe(1)
      } finally {
        await replace(rows)
      }
      expect(await run('verify'), said.join('\n')).toBe(0)
    })
  }

  test('verify finds a trail written anew that is not what the log has', async () => {
    const rows = await all()
    let hash = rows[0]!.hash
    const forged = rows.map((row, at) => {
      if (at === 0) return row
      const entry = row.entry.replace(`"by":"${desk.userId}"`, `"by":"${desk.companyId}"`)
      hash = chainHash(hash, entry)
      return { ...row, entry, hash }
    })
    const setHash = (to: string) =>
      store.write(sql =>
        sql.run('UPDATE company SET audit_hash = $2 WHERE company_id = $1', [desk.companyId, to]),
      )
    await replace(forged)
    await setHash(hash)
    try {
      expect(await run('verify', '--company', desk.companyId)).toBe(1)
      expect(said.join('\n')).toMatch(/the log has another command at revision/)
    } finally {
      await replace(rows)
      await setHash(rows.at(-1)!.hash)
    }
  })
})
