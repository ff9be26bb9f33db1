import { beforeAll, expect, test } from 'vitest'
import type { Problem } from '../../shared/protocol/sync.ts'
import { problem } from '../../shared/protocol/sync.ts'
import { createApp } from '../app.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { productPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { companyRequest, createTestCompany, newDeviceKey, type TestDevice } from '../testing/test-device.ts'

const TABLES = [
  'company',
  'company_directory',
  'member',
  'device',
  'device_user',
  'enrolment_code',
  'incarnation',
]
const LEDGER = [
  'command_log',
  'quarantine',
  'entity',
  'entity_ref',
  'uniq',
  'number_series',
  'number_lease',
  'job',
]

describeEachEngine('a malformed request', database => {
  let relay: RelayUnderTest
  let desk: TestDevice

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
  })

  /** Everything the relay has stored. */
  const stored = () =>
    relay.store.read(async sql => {
      const rows: string[] = []
      for (const table of [...TABLES, ...LEDGER]) {
        const found = await sql.all(`SELECT * FROM ${table}`)
        rows.push(...found.map(row => JSON.stringify(row)).toSorted())
      }
      return rows
    })

  async function send(path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Problem> {
    const before = await stored()
    const answer = await relay.app.request(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.accessToken}`, 'x-florin-user': desk.userToken },
      body,
    })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const said = problem.parse(await answer.json())
    expect(said.status).toBe(answer.status)
    expect(await stored()).toEqual(before)
    return said
  }

  const paths = () => [
    '/v1/companies',
    '/v1/enrol',
    '/v1/token',
    '/v1/login',
    '/v1/push',
    '/v1/pull',
    '/v1/snapshot',
    '/v1/snapshot/chunk',
    '/v1/agreement',
    '/v1/bucket',
    `/v1/users/${desk.userId}/password`,
  ]

  test('what is no JSON object is refused by every route', async () => {
    for (const path of paths()) {
      for (const body of ['', '{', 'null', '[]', '"text"', '7']) {
        expect(await send(path, body), `${path} ${body}`).toMatchObject({
          status: 400,
          code: 'invalid',
          field: '',
        })
      }
    }
  })

  test('bytes that are no UTF-8 are refused by every route', async () => {
    for (const path of paths()) {
      expect(await send(path, Uint8Array.of(0x7b, 0xff, 0x7d))).toMatchObject({
        status: 400,
        code: 'invalid',
      })
    }
  })

  test('a body nested past all sense is refused by every route', async () => {
    for (const path of paths()) {
      const deep = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
      expect((await send(path, deep)).code, path).toBe('invalid')
    }
  })

  test('a body that is too large is refused by every route', async () => {
    for (const path of paths()) {
      const large = path === '/v1/push' ? 25 * 1024 * 1024 : 600 * 1024
      const body = JSON.stringify({ a: 'x'.repeat(large) })
      expect(await send(path, body), path).toMatchObject({ status: 413, code: 'invalid' })
    }
  })

  test.each([
    [
      '/v1/companies',
      'company.currency',
      (body: Bodies) => ({ company: { ...body.company, currency: 'usd' } }),
    ],
    [
      '/v1/companies',
      'company.timeZone',
      (body: Bodies) => ({ company: { ...body.company, timeZone: 'Mars' } }),
    ],
    ['/v1/companies', 'admin.password', (body: Bodies) => ({ admin: { ...body.admin, password: 'short' } })],
    ['/v1/companies', 'extra', () => ({ extra: 1 })],
    ['/v1/enrol', 'code', () => ({ code: '' })],
    ['/v1/enrol', 'device.name', (body: Bodies) => ({ device: { ...body.device, name: 'two\nlines' } })],
    ['/v1/token', 'deviceId', () => ({ deviceId: 'device' })],
    ['/v1/token', 'signature', () => ({ signature: '!' })],
    ['/v1/login', 'password', () => ({ password: 7 })],
    ['/v1/push', 'commands', () => ({ commands: [] })],
    ['/v1/push', 'commands.0.seq', (body: Bodies) => ({ commands: [{ ...body.commands[0], seq: 0 }] })],
    ['/v1/push', 'commands.0.at', (body: Bodies) => ({ commands: [{ ...body.commands[0], at: -1 }] })],
    ['/v1/push', 'commands', (body: Bodies) => ({ commands: Array(51).fill(body.commands[0]) })],
    ['/v1/push', 'incarnation', () => ({ incarnation: 'x' })],
    ['/v1/pull', 'cursor.rev', () => ({ cursor: { rev: -1, tag: '' } })],
    ['/v1/pull', 'numbersLeft.order', () => ({ numbersLeft: { order: 1.5, payment: 1 } })],
    ['/v1/pull', 'queued.0', () => ({ queued: ['x'] })],
    ['/v1/snapshot', 'incarnation', () => ({ incarnation: 'x' })],
    ['/v1/snapshot/chunk', 'chunk', () => ({ chunk: -1 })],
    ['/v1/snapshot/chunk', 'snapshotId', () => ({ snapshotId: 'a\u0000' })],
    ['/v1/agreement', 'buckets', () => ({ buckets: [] })],
    [
      '/v1/agreement',
      'buckets.0.after',
      () => ({ buckets: [{ table: 'orders', after: 'a\u0000', upTo: null }] }),
    ],
    ['/v1/bucket', 'bucket.table', () => ({ bucket: { table: '', after: null, upTo: null } })],
  ] as const)('%s names the field that does not fit: %s', async (path, field, spoil) => {
    const bodies = goodBodies(desk)
    const body = JSON.stringify({
      ...bodies[path],
      ...spoil({ ...bodies['/v1/companies'], ...bodies['/v1/push'] }),
    })
    const said = await send(path, body)
    expect(said).toMatchObject({ status: 400, code: 'invalid', field })
    expect(said.title).toContain(field)
  })

  test('a short password is refused with its field', async () => {
    const said = await send(`/v1/users/${desk.userId}/password`, '{"password":"short"}')
    expect(said).toMatchObject({ code: 'invalid', field: 'password' })
  })

  test('what stands nowhere is not found, and says nothing of the inside', async () => {
    expect(await send('/v1/nothing', '{}')).toMatchObject({ status: 404, code: 'not-found' })
    expect(await send('/v1/devices/not-an-id/revoke', '{}')).toMatchObject({ status: 400, code: 'invalid' })
  })

  test('a fault inside is logged, and told as internal without a word more', async () => {
    const broken = createApp(
      {
        ...relay.relay,
        store: { ...relay.store, read: () => Promise.reject(new Error('disk at /var/florin')) },
      },
      {
        setupToken: 'setup-token-for-tests',
        secret: new Uint8Array(32).fill(7),
        addressOf: () => '127.0.0.1',
        pages: null,
        isReady: () => Promise.reject(new Error('disk')),
        stopping: new AbortController().signal,
      },
    )
    const headers = { authorization: `Bearer ${desk.accessToken}` }
    const answer = await broken.request('/v1/devices', { headers })
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'internal' })
    expect(text).not.toMatch(/disk|var|Error/)
    expect(JSON.stringify(relay.logged.at(-1))).toContain('disk at /var/florin')
    expect((await broken.request('/readyz')).status).toBe(503)
    expect((await broken.request('/healthz')).status).toBe(200)
  })
})

type Bodies = ReturnType<typeof goodBodies>['/v1/companies'] & ReturnType<typeof goodBodies>['/v1/push']

function goodBodies(desk: TestDevice) {
  const { publicKey } = newDeviceKey()
  const product = desk.command('product.add', productPayload(desk, 'GOOD'))
  desk.seq -= 1
  return {
    '/v1/companies': companyRequest(publicKey),
    '/v1/enrol': { code: 'AAAA', device: { name: 'Till', publicKey } },
    '/v1/token': {
      companyId: desk.companyId,
      deviceId: desk.deviceId,
      refreshToken: desk.refreshToken,
      signature: 'AAAA',
    },
    '/v1/login': { login: 'ana@aalsmeer.example', password: 'wrong' },
    '/v1/push': { protocol: 1, incarnation: desk.incarnation, commands: [product] },
    '/v1/pull': {
      protocol: 2,
      incarnation: desk.incarnation,
      cursor: { rev: 0, tag: '' },
      queued: [],
      numbersLeft: { order: 1000, payment: 1000 },
    },
    '/v1/snapshot': { protocol: 2, incarnation: desk.incarnation },
    '/v1/snapshot/chunk': { protocol: 2, snapshotId: desk.id(), chunk: 0 },
    '/v1/agreement': { protocol: 2, at: { rev: 0, tag: '' }, buckets: [EVERY_ORDER] },
    '/v1/bucket': { protocol: 2, at: { rev: 0, tag: '' }, bucket: EVERY_ORDER },
  }
}

const EVERY_ORDER = { table: 'orders', after: null, upTo: null }
