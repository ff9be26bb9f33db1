import { createHash } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import {
  type ChunkAnswer,
  chunkAnswer,
  type Problem,
  type SnapshotAnswer,
  snapshotAnswer,
  type WireRow,
} from '../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../shared/protocol/version.ts'
import { readChunk } from '../ledger/snapshot-chunk.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { customerPayload, orderPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { ADMIN, createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'

const DAY = 24 * 60 * 60_000

describeEachEngine('a snapshot', database => {
  let relay: RelayUnderTest
  let desk: TestDevice
  let number = 700

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
    await grow()
  })

  async function grow(): Promise<void> {
    const customer = customerPayload(desk, `SNAP-${number}`)
    const order = orderPayload(desk, customer.customerId, String(number++), 6)
    await desk.outcomes(desk.command('customer.add', customer), desk.command('order.create', order))
  }

  async function open(device = desk): Promise<SnapshotAnswer> {
    const { incarnation } = device
    const answer = await device.request('POST', '/v1/snapshot', { protocol: PROTOCOL, incarnation })
    return snapshotAnswer.parse(await answer.json())
  }

  async function later(ms: number): Promise<void> {
    relay.clock.pass(ms)
    await desk.renew()
    await desk.logIn(ADMIN.login, ADMIN.password)
  }

  const chunkOf = (snapshotId: string, chunk: number) =>
    desk.request('POST', '/v1/snapshot/chunk', { protocol: PROTOCOL, snapshotId, chunk })

  function unpack({ rows, bytes, checksum, body }: ChunkAnswer): WireRow[] {
    const packed = Buffer.from(body, 'base64')
    expect(createHash('sha256').update(packed).digest('hex')).toBe(checksum)
    const json = zstdDecompressSync(packed)
    expect(json.length).toBe(bytes)
    const unpacked = JSON.parse(json.toString()) as WireRow[]
    expect(unpacked).toHaveLength(rows)
    return unpacked
  }

  /** All rows of a snapshot in chunks of three. */
  async function inThrees(snapshotId: string, between: (chunk: number) => Promise<void> = async () => {}) {
    const rows: WireRow[] = []
    for (let chunk = 0; ; chunk++) {
      const answer = await readChunk(relay.relay, desk.companyId, snapshotId, chunk, 3)
      rows.push(...unpack(answer))
      if (answer.last) return rows
      await between(chunk)
    }
  }

  const byKey = (rows: WireRow[]) =>
    Object.fromEntries(rows.filter(({ doc }) => doc).map(row => [`${row.table} ${row.id}`, row]))

  test('chunks together are everything that a pull from the beginning brings', async () => {
    const laptop = await joinTestCompany(desk)
    const everything = (await laptop.pulled()).rows
    const snapshot = await open()
    expect(snapshot).toMatchObject({ at: laptop.cursor, rows: everything.length })
    const answer = await chunkOf(snapshot.snapshotId, 0)
    expect(answer.headers.get('cache-control')).toBe('no-store, no-transform')
    const whole = chunkAnswer.parse(await answer.json())
    expect(whole.last).toBe(true)
    expect(byKey(unpack(whole))).toEqual(byKey(everything))
  })

  test('one snapshot serves every desktop for a day, and a chunk is the same bytes for all', async () => {
    const first = await open()
    await later(DAY - 60_000)
    await grow()
    expect(await open()).toEqual(first)
    const answers = await Promise.all([chunkOf(first.snapshotId, 0), chunkOf(first.snapshotId, 0)])
    const [one, other] = await Promise.all(answers.map(answer => answer.json()))
    expect(one).toEqual(other)
    await later(120_000)
    const next = await open()
    expect(next.snapshotId).not.toBe(first.snapshotId)
    expect(next.at.rev).toBeGreaterThan(first.at.rev)
    expect((await chunkOf(first.snapshotId, 0)).status, 'the one before stays').toBe(200)
    await later(DAY + 1)
    await open()
    const gone = await chunkOf(first.snapshotId, 0)
    expect((await gone.json()) as Problem).toMatchObject({ status: 404, code: 'not-found' })
  })

  test('what changes while chunks are read is brought by the pull from the cursor', async () => {
    await later(DAY + 1)
    const snapshot = await open()
    const rows = await inThrees(snapshot.snapshotId, chunk => (chunk % 2 === 0 ? grow() : Promise.resolve()))
    const late = await joinTestCompany(desk)
    const everything = (await late.pulled()).rows
    const reader = await joinTestCompany(desk)
    reader.cursor = snapshot.at
    const since = (await reader.pulled()).rows
    expect(byKey([...rows, ...since])).toEqual(byKey(everything))
  })

  test('a chunk whose predecessor was never built, and one after the last, are not found', async () => {
    await later(DAY + 1)
    const { snapshotId } = await open()
    expect((await chunkOf(snapshotId, 1)).status).toBe(404)
    expect((await chunkOf(snapshotId, 0)).status).toBe(200)
    expect((await chunkOf(snapshotId, 1)).status).toBe(404)
    expect((await chunkOf(desk.id(), 0)).status).toBe(404)
  })

  test('nobody gets at the snapshot of another company', async () => {
    const { snapshotId } = await open()
    const stranger = await createTestCompany(relay)
    const body = { protocol: PROTOCOL, snapshotId, chunk: 0 }
    expect((await stranger.request('POST', '/v1/snapshot/chunk', body)).status).toBe(404)
  })
})
