import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Store } from '../ports.ts'
import { MovedAwayError, startRelay } from '../start-relay.ts'
import { openSqlite } from '../store/sqlite.ts'
import { createTestClock, describePostgres, testRandom } from '../testing/each-engine.ts'
import { customerPayload, productPayload } from '../testing/payloads.ts'
import { SETUP_TOKEN, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, type TestDevice } from '../testing/test-device.ts'
import { runCommand } from './run-command.ts'

describePostgres('a move', database => {
  const clock = createTestClock()
  let folder = ''
  let from: Store
  let first: TestDevice
  let second: TestDevice
  const said: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'florin-move-'))
    from = openSqlite(join(folder, 'relay.db'))
    const relay = await startRelayUnderTest(from, clock)
    first = await createTestCompany(relay)
    await first.outcomes(first.command('customer.add', customerPayload(first, 'PETAL')))
    await first.pulled([], { order: 0, payment: 0 })
    second = await createTestCompany(relay)
    await from.close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function move(...args: string[]): Promise<number> {
    said.length = 0
    const place = database.place() as { url: string }
    const env = { FLORIN_DATA: folder, DATABASE_URL: place.url }
    return runCommand(['migrate', '--to', 'postgres', ...args], env, {
      clock,
      random: testRandom,
      say: line => said.push(line),
    })
  }

  /** Serves the SQLite database and answers what it says to a device's pull. */
  async function pullFromSqlite(device: TestDevice): Promise<number> {
    from = openSqlite(join(folder, 'relay.db'))
    Object.assign(device, { test: await startRelayUnderTest(from, clock) })
    const { status } = await device.pull()
    await from.close()
    return status
  }

  const numbersOf = (device: TestDevice) => ({ cursor: device.cursor, seq: device.seq })

  test('one company goes with its history, and its desktop goes on as if nothing had been', async () => {
    expect(await move('--company', first.companyId), said.join('\n')).toBe(0)
    const before = numbersOf(first)
    Object.assign(first, { test: await startRelayUnderTest(database.open(), clock) })
    const [outcome] = await first.outcomes(first.command('product.add', productPayload(first, 'ROSE')))
    expect(outcome).toMatchObject({ outcome: 'accepted', rev: before.cursor.rev + 1 })
    const page = await first.pulled(outcome ? [outcome.id] : [])
    expect(page).toMatchObject({ epoch: 1, outcomes: [outcome], lastSeq: before.seq + 1 })
    expect(page.rows.map(row => row.table)).toEqual(['products'])
    expect(page.leases).toHaveLength(2)
  })

  test('the database it left does not serve it any more, and serves the others', async () => {
    expect(await pullFromSqlite(first)).toBe(503)
    expect(await pullFromSqlite(second)).toBe(200)
  })

  test('a company that is there already does not go again', async () => {
    expect(await move('--company', first.companyId)).toBe(1)
    expect(said).toEqual(['There is no company here that could move.'])
    expect(await move()).toBe(1)
    expect(said.join()).toContain('holds companies already')
    expect(await pullFromSqlite(second)).toBe(200)
  })

  test('a move that was cut off after its copy is finished by another', async () => {
    expect(await move('--company', second.companyId), said.join('\n')).toBe(0)
    from = openSqlite(join(folder, 'relay.db'))
    await from.write(sql =>
      sql.run("UPDATE company SET moved_to = 'moving' WHERE company_id = $1", [second.companyId]),
    )
    await from.close()
    expect(await pullFromSqlite(second)).toBe(503)
    expect(await move('--company', second.companyId), said.join('\n')).toBe(0)
    Object.assign(second, { test: await startRelayUnderTest(database.open(), clock) })
    expect((await second.pull()).status).toBe(200)
  })

  test('a relay whose companies have all gone says so instead of serving', async () => {
    const config = readConfig({
      FLORIN_DATA: folder,
      FLORIN_RELAY_PORT: '0',
      FLORIN_SETUP_TOKEN: SETUP_TOKEN,
      FLORIN_SECRET: Buffer.alloc(32, 7).toString('base64'),
    })
    await expect(startRelay(config, pino({ level: 'silent' }))).rejects.toThrow(MovedAwayError)
  })
})
