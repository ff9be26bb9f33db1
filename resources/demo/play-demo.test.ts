import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../cloud-relay/app.ts'
import { createRelay } from '../../cloud-relay/ledger/create-relay.ts'
import type { Store } from '../../cloud-relay/ports.ts'
import { realTimers } from '../../cloud-relay/real-timers.ts'
import { migrate } from '../../cloud-relay/store/migrate.ts'
import { openSqlite } from '../../cloud-relay/store/sqlite.ts'
import { enrolAnswer, pullAnswer, tokenAnswer } from '../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../shared/protocol/version.ts'
import users from './demo-users.json' with { type: 'json' }
import { playDemo } from './play-demo.ts'

const SETUP_TOKEN = 'only-for-this-test'
const clock = { now: Date.now }
const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) }
let folder = ''
let store: Store
let app: ReturnType<typeof createApp>
let played: { companyId: string; enrolmentCode: string }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'florin-demo-'))
  store = openSqlite(join(folder, 'relay.db'))
  await migrate(store, clock)
  const relay = createRelay({ store, clock, random, timers: realTimers, log: pino({ level: 'silent' }) })
  app = createApp(relay, {
    setupToken: SETUP_TOKEN,
    secret: random.bytes(32),
    addressOf: () => '127.0.0.1',
    pages: null,
    isReady: async () => true,
    stopping: new AbortController().signal,
  })
  played = await playDemo({
    relayUrl: 'http://127.0.0.1',
    setupToken: SETUP_TOKEN,
    log: () => {},
    send: async (url, init) => app.request(url, init),
  })
}, 120_000)

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function post(path: string, body: unknown, token = ''): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
  return answer.json()
}

test('a desktop enrols with the code, everyone can log in, and it gets the whole company', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const device = { name: 'Front desk', publicKey: key }
  const enrolled = enrolAnswer.parse(await post('/v1/enrol', { code: played.enrolmentCode, device }))
  expect(enrolled.companyId).toBe(played.companyId)
  const { companyId, deviceId, refreshToken } = enrolled
  const signature = sign(null, Buffer.from(`florin-token:${deviceId}:${refreshToken}`), privateKey)
  const asked = { companyId, deviceId, refreshToken, signature: signature.toString('base64') }
  const { accessToken } = tokenAnswer.parse(await post('/v1/token', asked))
  for (const { login, password } of users) {
    expect(await post('/v1/login', { login, password }, accessToken)).toHaveProperty('userToken')
  }
  const pull = {
    protocol: PROTOCOL,
    incarnation: deviceId,
    cursor: { rev: 0, tag: '' },
    queued: [],
    numbersLeft: { order: 0, payment: 0 },
  }
  const page = pullAnswer.parse(await post('/v1/pull', pull, accessToken))
  const tables = new Set(page.rows.map(row => row.table))
  for (const table of ['companies', 'users', 'customers', 'products', 'orders'])
    expect(tables).toContain(table)
})

test('nothing was refused, and nothing of the play is left that could act', async () => {
  const counted = await store.read(sql =>
    sql.all<{ outcome: string; n: number }>(
      'SELECT outcome AS "outcome", COUNT(*) AS "n" FROM command_log WHERE company_id = $1 GROUP BY outcome',
      [played.companyId],
    ),
  )
  expect(counted).toHaveLength(1)
  expect(counted[0]).toMatchObject({ outcome: 'accepted' })
  const active = await store.read(sql =>
    sql.all<{ name: string }>('SELECT name FROM device WHERE company_id = $1 AND revoked_at IS NULL', [
      played.companyId,
    ]),
  )
  expect(active.map(device => device.name)).not.toContain('Demo')
})

test('a wrong setup token plays nothing', async () => {
  const play = playDemo({
    relayUrl: 'http://127.0.0.1',
    setupToken: 'a-wrong-one',
    log: () => {},
    send: async (url, init) => app.request(url, init),
  })
  await expect(play).rejects.toThrow('wrong-setup-token')
})
