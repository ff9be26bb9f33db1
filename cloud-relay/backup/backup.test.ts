import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../ports.ts'
import { createTestClock, describeEachEngine, testRandom } from '../testing/each-engine.ts'
import { customerPayload, orderPayload, paymentPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'
import { runCommand } from './run-command.ts'

const SERVER = fileURLToPath(new URL('../server.ts', import.meta.url))

describeEachEngine('backup and restore', database => {
  const clock = createTestClock()
  let folder = ''
  let store: Store
  let relay: RelayUnderTest
  let desk: TestDevice
  let customerId = ''
  const said: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'florin-backups-'))
    await serve()
    desk = await createTestCompany(relay)
    const customer = customerPayload(desk, 'PETAL')
    customerId = customer.customerId
    await desk.outcomes(desk.command('customer.add', customer))
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

  /** The same as a process of its own, as beside a running relay. */
  async function runProcess(...args: string[]): Promise<void> {
    const place = database.place()
    const env = 'folder' in place ? { FLORIN_DATA: place.folder } : { DATABASE_URL: place.url }
    await promisify(execFile)(process.execPath, [SERVER, ...args], {
      env: { PATH: process.env.PATH, ...env },
    })
  }

  /** The path that the last line of a backup names. */
  async function backUp(): Promise<string> {
    expect(await run('backup', folder), said.join('\n')).toBe(0)
    return said.at(-1)!.replace('backup of 1 company: ', '')
  }

  async function restore(...args: string[]): Promise<void> {
    await store.close()
    const force = 'url' in database.place() ? ['--force'] : []
    expect(await run('restore', ...args, ...force), said.join('\n')).toBe(0)
    await serve()
  }

  const order = async () =>
    desk.outcomes(desk.command('order.create', orderPayload(desk, customerId, desk.id().slice(-12))))
  const company = () =>
    store.read(sql =>
      sql.one<{ head: number; tag: string; epoch: number; durable_rev: number }>(
        'SELECT head, tag, epoch, durable_rev FROM company',
      ),
    )
  const nextNumbers = () =>
    store.read(sql => sql.all('SELECT series, next_number FROM number_series ORDER BY series'))

  test('a backup is one proved file of this user alone, and desktops are told what it holds', async () => {
    await order()
    await desk.pulled([], { order: 0, payment: 0 })
    const file = await backUp()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual([file.slice(folder.length + 1)])
    const { head } = (await company())!
    expect(await company()).toMatchObject({ durable_rev: head })
    expect((await desk.pulled()).durableRev).toBe(head)
    expect(said[0]).toContain(`up to revision ${head}; 0 invoices and 0 payments proved`)
    await order()
    expect((await desk.pulled()).durableRev).toBe(head)
  })

  test('pushes that run meanwhile are whole in it, or not at all', async () => {
    let isOver = false
    const pushing = (async () => {
      while (!isOver) {
        await order()
        // On SQLite nothing else waits for the event loop.
        await setImmediate()
      }
    })()
    const files = [join(folder, 'meanwhile-1.db'), join(folder, 'meanwhile-2.db')]
    try {
      for (const file of files) await runProcess('backup', file)
    } finally {
      isOver = true
      await pushing
    }
    for (const file of files) {
      const db = new Database(file, { readonly: true })
      const head = db.prepare('SELECT head FROM company').pluck().get()
      expect(db.prepare('SELECT COUNT(*) FROM command_log').pluck().get()).toBe(head)
      db.close()
    }
    expect((await company())!.durable_rev).toBeLessThanOrEqual((await company())!.head)
  })

  test('a file that is there is not written over', async () => {
    const file = join(folder, 'mine.db')
    writeFileSync(file, 'mine')
    expect(await run('backup', file)).toBe(1)
    expect(said).toEqual([`${file} is there already. Name a new file.`])
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  test('a damaged backup is refused, and what is served stays', async () => {
    const file = await backUp()
    const before = await company()
    const broken = (name: string, damage: (db: Database.Database) => void) => {
      const path = join(folder, name)
      writeFileSync(path, readFileSync(file))
      const db = new Database(path)
      damage(db)
      db.close()
      return path
    }
    const stories: Record<string, string> = {
      [broken('balance.db', db =>
        db.exec(`UPDATE entity SET doc = json_set(doc, '$.totalCents', 1) WHERE tbl = 'orders'`),
      )]: 'totalCents is 1',
      [broken('rev.db', db => db.exec('UPDATE entity SET rev = 9999 WHERE rev = 2'))]: 'do not exist',
      [broken('tag.db', db => db.exec("UPDATE company SET tag = 'other'"))]: 'another tag',
      [broken('claim.db', db => db.exec('DELETE FROM uniq'))]: 'does not hold',
      [broken('ref.db', db => db.exec("UPDATE entity_ref SET value = 'x'"))]: 'is not found by',
      [broken('log.db', db => {
        db.exec('DROP TRIGGER command_log_no_delete')
        db.exec('DELETE FROM command_log WHERE rev = 2')
      })]: 'the log holds',
      [broken('series.db', db => db.exec('UPDATE number_series SET next_number = 1'))]: 'is leased',
      [broken('seq.db', db => db.exec('UPDATE incarnation SET last_seq = 0'))]: 'than their sequence says',
      [broken('newer.db', db => db.exec("INSERT INTO migration VALUES (999, 'x', 0)"))]: 'a newer Florin',
    }
    const torn = join(folder, 'torn.db')
    const bytes = readFileSync(file)
    writeFileSync(torn, bytes.fill(0, bytes.length / 2))
    stories[torn] = ''
    await store.close()
    for (const [path, story] of Object.entries(stories)) {
      expect(await run('restore', path, '--force', '--older'), path).toBe(1)
      expect(said.join('\n')).toContain(story)
    }
    await serve()
    expect(await company()).toEqual(before)
  })

  test('a restore brings the backup back under a new epoch, and no number comes twice', async () => {
    await desk.pulled([], { order: 0, payment: 0 })
    await order()
    const file = await backUp()
    const kept = (await company())!
    await order()
    const lost = await desk.pulled([], { order: 0, payment: 0 })
    const numbers = await nextNumbers()
    await restore(file)
    expect(await company()).toEqual({ ...kept, epoch: kept.epoch + 1, durable_rev: kept.head })
    expect(await nextNumbers()).toEqual(numbers)
    const answer = await desk.pull()
    expect(await answer.json()).toMatchObject({ code: 'rewound' })
    expect(lost.to.rev).toBeGreaterThan(kept.head)
    desk.cursor = { rev: kept.head, tag: kept.tag }
    expect(await desk.pulled()).toMatchObject({ epoch: kept.epoch + 1, durableRev: kept.head })
  })

  test('the same backup restored again raises the epoch again', async () => {
    const file = await backUp()
    const { epoch } = (await company())!
    await restore(file)
    const gone = await nextNumbers()
    await restore(file)
    expect(await company()).toMatchObject({ epoch: epoch + 2 })
    expect(await nextNumbers()).toEqual(gone)
  })

  test('the numbers that a restore skipped are explained', async () => {
    desk.incarnation = desk.id()
    desk.seq = 0
    desk.cursor = { rev: 0, tag: '' }
    const file = await backUp()
    const before = await nextNumbers()
    await desk.pulled([], { order: 0, payment: 0 })
    const after = await nextNumbers()
    await restore(file)
    const gaps = await store.read(sql =>
      sql.all<{ series: string; first_number: number; last_number: number; reason: string }>(
        'SELECT series, first_number, last_number, reason FROM number_gap ORDER BY at DESC, series',
      ),
    )
    const numberOf = (rows: object[], at: number) => (rows[at] as { next_number: number }).next_number
    for (const at of [0, 1]) {
      expect(gaps[at]).toMatchObject({
        first_number: numberOf(before, at),
        last_number: numberOf(after, at) - 1,
        reason: 'restore',
      })
    }
    expect(await nextNumbers()).toEqual(after)
  })

  test('a backup from before what desktops were told is durable needs a word more', async () => {
    const file = await backUp()
    await order()
    await backUp()
    await store.close()
    expect(await run('restore', file, '--force')).toBe(1)
    expect(said.join('\n')).toContain('they may have dropped what it lacks')
    await serve()
    await restore(file, '--older')
  })

  test('a device that joined after the backup is known, and one that was revoked stays so', async () => {
    const revoked = await joinTestCompany(desk, 'Old laptop')
    const file = await backUp()
    const joined = await joinTestCompany(desk, 'New laptop')
    const answer = await desk.request('POST', `/v1/devices/${revoked.deviceId}/revoke`, undefined, true)
    const isRevoked = () =>
      store.read(sql =>
        sql.one<{ revoked_at: number | null }>('SELECT revoked_at FROM device WHERE device_id = $1', [
          revoked.deviceId,
        ]),
      )
    expect(answer.status).toBe(204)
    const before = await isRevoked()
    await restore(file)
    Object.assign(joined, { test: relay })
    expect((await joined.pull()).status).toBe(200)
    expect(await isRevoked()).toEqual(before)
    expect(before?.revoked_at).not.toBeNull()
  })

  test('a company made after the backup is kept as it is', async () => {
    const file = await backUp()
    const other = await createTestCompany(relay)
    await restore(file)
    Object.assign(other, { test: relay })
    expect(await other.pulled()).toMatchObject({ to: { rev: 2 } })
    expect(said).toContainEqual(`${other.companyId}: not in the backup, kept as it was`)
  })

  test('a payment in the outbox of a desktop arrives once more and is there once', async () => {
    desk.incarnation = desk.id()
    desk.seq = 0
    const bought = desk.command('payment.receive', paymentPayload(desk, customerId, '900001'))
    expect(await run('backup', join(folder, 'payment.db'))).toBe(0)
    await desk.outcomes(bought)
    await restore(join(folder, 'payment.db'))
    const [outcome] = await desk.outcomes(bought)
    expect(outcome).toMatchObject({ outcome: 'accepted' })
    expect(await desk.outcomes(bought)).toEqual([outcome])
  })
})
