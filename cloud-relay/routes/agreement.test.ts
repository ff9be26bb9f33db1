import { createHash } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { openRowSum } from '../../shared/protocol/row-sum.ts'
import {
  agreementAnswer,
  type Bucket,
  bucketAnswer,
  type Cursor,
  type Problem,
  type WireRow,
} from '../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../shared/protocol/version.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { productPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'

const MANY = 5_001

describeEachEngine('agreement', database => {
  let relay: RelayUnderTest
  let desk: TestDevice
  let rows: WireRow[]
  let at: Cursor

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
    const codes = Array.from({ length: 9 }, (_, at) => `A${at}`)
    await desk.outcomes(...codes.map(code => desk.command('product.add', productPayload(desk, code))))
  })

  beforeEach(async () => {
    const laptop = await joinTestCompany(desk)
    rows = (await laptop.pulled()).rows.filter(({ table }) => table === 'products')
    rows.sort((a, b) => (a.id < b.id ? -1 : 1))
    at = laptop.cursor
  })

  const ask = (path: string, body: object) => desk.request('POST', path, { protocol: PROTOCOL, at, ...body })

  async function sums(...buckets: Bucket[]) {
    return agreementAnswer.parse(await (await ask('/v1/agreement', { buckets })).json()).sums
  }

  function sumOf(some: readonly WireRow[]) {
    const sum = openRowSum(text => createHash('sha256').update(text).digest())
    for (const { table, id, rev, doc } of some) sum.add(table, id, rev, doc ?? {})
    return sum.total()
  }

  test('sums of slices are those of the rows that were pulled', async () => {
    const [third, sixth] = [rows[2]!.id, rows[5]!.id]
    const slices: Bucket[] = [
      { table: 'products', after: null, upTo: third },
      { table: 'products', after: third, upTo: sixth },
      { table: 'products', after: sixth, upTo: null },
      { table: 'payments', after: null, upTo: null },
      { table: 'of a newer program', after: null, upTo: null },
    ]
    expect(await sums(...slices)).toEqual([
      sumOf(rows.slice(0, 3)),
      sumOf(rows.slice(3, 6)),
      sumOf(rows.slice(6)),
      sumOf([]),
      sumOf([]),
    ])
  })

  test('a desktop behind the head is told to pull first, one with another history that it is lost', async () => {
    await desk.outcomes(desk.command('product.add', productPayload(desk, `B${at.rev}`)))
    const buckets = [{ table: 'products', after: null, upTo: null }]
    const code = async (path: string, body: object) =>
      ((await (await ask(path, body)).json()) as Problem).code
    expect(await code('/v1/agreement', { buckets })).toBe('busy')
    expect(await code('/v1/bucket', { bucket: buckets[0] })).toBe('busy')
    expect(await code('/v1/agreement', { buckets, at: { ...at, tag: 'other' } })).toBe('rewound')
  })

  test('the rows of a bucket come whole, with their checksum', async () => {
    const bucket = { table: 'products', after: rows[1]!.id, upTo: rows[4]!.id }
    const answer = bucketAnswer.parse(await (await ask('/v1/bucket', { bucket })).json())
    expect(answer).toMatchObject({ rows: rows.slice(2, 5), upTo: rows[4]!.id })
    expect(createHash('sha256').update(JSON.stringify(answer.rows)).digest('hex')).toBe(answer.checksum)
    const open = { table: 'products', after: rows[1]!.id, upTo: null }
    expect(bucketAnswer.parse(await (await ask('/v1/bucket', { bucket: open })).json()).upTo).toBeNull()
  })

  test('a bucket of too many rows has no sum, and its rows come in parts', async () => {
    const names = ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc']
    const many = Array.from({ length: MANY }, () => [desk.companyId, 'tasks', desk.id(), 1, '', 0, '{}'])
    await relay.store.write(sql => sql.insert('entity', names, many))
    const bucket = { table: 'tasks', after: null, upTo: null }
    // The second bucket is left to another question: the first took its time.
    expect(await sums(bucket, bucket)).toEqual([{ rows: MANY, sum: '' }])
    const first = bucketAnswer.parse(await (await ask('/v1/bucket', { bucket })).json())
    expect(first.rows).toHaveLength(MANY - 1)
    expect(first.upTo).toBe(first.rows.at(-1)?.id)
    const rest = { ...bucket, after: first.upTo }
    expect(bucketAnswer.parse(await (await ask('/v1/bucket', { bucket: rest })).json())).toMatchObject({
      rows: [{ table: 'tasks', rev: 1 }],
      upTo: null,
    })
  })
})
