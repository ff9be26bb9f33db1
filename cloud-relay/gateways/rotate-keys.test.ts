import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKeyRing } from '../auth/key-ring.ts'
import { runCommand } from '../backup/run-command.ts'
import { migrate } from '../store/migrate.ts'
import { openSqlite } from '../store/sqlite.ts'
import { createTestClock, testRandom } from '../testing/each-engine.ts'
import { createPaymentsVault, type StripeKeys } from './payments-vault.ts'

const OLD = { id: 'old', key: new Uint8Array(32).fill(1) }
const NEW = { id: 'new', key: new Uint8Array(32).fill(2) }
const keys: StripeKeys = {
  secretKey: 'sk_live_rose',
  publishableKey: 'pk_live_rose',
  webhookSecrets: ['whsec_rose'],
  connectedAccount: null,
  way: 'embedded',
  methods: ['card'],
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'florin-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function rotate(env: Record<string, string>) {
  const said: string[] = []
  const ports = { clock: createTestClock(), random: testRandom, say: (line: string) => said.push(line) }
  const code = await runCommand(['rotate-keys'], { FLORIN_DATA: folder, ...env }, ports)
  return { code, said: said.join('\n') }
}

test('rotate-keys seals with the first key what others sealed, and says how much', async () => {
  const store = openSqlite(join(folder, 'relay.db'))
  await migrate(store, createTestClock())
  const entry = { companyId: 'c', gateway: 'stripe:live:acct_1', keys, enteredBy: 'u', enteredAt: 1 }
  await store.write(sql => createPaymentsVault(createKeyRing([OLD])).keep(sql, entry))
  const text = ({ id, key }: typeof OLD) => `${id}:${Buffer.from(key).toString('base64')}`
  const env = { FLORIN_ACCOUNT_KEYS: `${text(NEW)},${text(OLD)}` }
  expect(await rotate(env)).toMatchObject({
    code: 0,
    said: expect.stringContaining('1 accounts sealed anew with key new'),
  })
  expect(await rotate(env)).toMatchObject({ code: 0, said: expect.stringContaining('0 accounts') })
  const found = await store.read(sql => createPaymentsVault(createKeyRing([NEW])).keysOf(sql, 'c'))
  expect(found.get('stripe:live:acct_1')).toEqual(keys)
  await store.close()
})

test('without keys it is refused', async () => {
  expect(await rotate({})).toMatchObject({
    code: 2,
    said: expect.stringContaining('FLORIN_ACCOUNT_KEYS is not set'),
  })
})
