import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../cloud-relay/app.ts'
import { createRelay } from '../cloud-relay/ledger/create-relay.ts'
import type { Timers } from '../cloud-relay/ports.ts'
import { migrate } from '../cloud-relay/store/migrate.ts'
import { openSqlite } from '../cloud-relay/store/sqlite.ts'
import { type Backend, startBackend } from '../electron/backend/backend.ts'
import type { BackendPorts, RelayHttp } from '../electron/backend/ports.ts'
import { createHandlers } from '../electron/backend/serve/handlers.ts'
import type { CommandName } from '../shared/domain/commands.ts'
import type { Role } from '../shared/domain/user/user-row.ts'
import { assert } from '../shared/lib/assert.ts'
import { newId } from '../shared/lib/ids.ts'
import { seededRandom } from '../shared/lib/seeded-random.ts'
import { customerFields, productFields } from '../shared/testing/builders.ts'
import { SECRET, SETUP_TOKEN } from './parts/relay-secrets.ts'

/** A company with its desktops as every run starts from: files, and who is who. */
export interface Template {
  companyId: string
  relay: Buffer
  /** The first one's user is the admin. */
  desktops: { name: string; userId: string; profile: Buffer }[]
  customerIds: string[]
  productIds: string[]
}

/** 2026-11-23, 04:00 in New York: a working day begins in an hour or four. */
export const TEMPLATE_AT = Date.UTC(2026, 10, 23, 9)

const STAFF: { name: string; roles: Role[] }[] = [
  { name: 'Ana', roles: ['admin'] },
  { name: 'Maria', roles: ['cashier'] },
  { name: 'Tom', roles: ['sales-manager'] },
  { name: 'Ines', roles: ['receivables', 'sales'] },
  { name: 'Luis', roles: ['sales'] },
  { name: 'Eva', roles: ['cashier', 'credit-manager'] },
]
const PASSWORD = 'tulips and roses'

/** Files live in memory where the system has such a place. */
export function runFolder(): string {
  for (const place of ['/dev/shm', tmpdir()]) {
    try {
      return mkdtempSync(join(place, 'florin-sim-'))
    } catch {
      // No such place here: the next one.
    }
  }
  throw new Error('no folder for the simulator')
}

/**
 * Makes the company through the front door, the same in every process: nothing of it hangs on how long anything takes.
 */
export async function buildTemplate(): Promise<Template> {
  const folder = runFolder()
  let now = TEMPLATE_AT
  const clock = { now: () => now }
  const never: Timers = { after: () => () => undefined }
  const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} } as never
  const store = openSqlite(join(folder, 'relay.db'))
  await migrate(store, clock)
  const relay = createRelay({ store, clock, random: seededRandom(1), timers: never, log: silent })
  const app = createApp(relay, {
    setupToken: SETUP_TOKEN,
    secret: SECRET,
    addressOf: () => '203.0.113.7',
    pages: null,
    isReady: async () => true,
    stopping: new AbortController().signal,
  })
  const http: RelayHttp = {
    async request({ method, path, body, accessToken, userToken }) {
      const headers = {
        'content-type': 'application/json',
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
        ...(userToken ? { 'x-florin-user': userToken } : {}),
      }
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const answer = await app.request(path, { method, headers, ...sent })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
    },
    async *heads({ signal }) {
      if (!signal.aborted)
        await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
    },
  }
  const names = { random: seededRandom(2), last: 100 }
  const id = () => newId(clock, names.random)

  function open(at: number): { backend: Backend; directory: string } {
    const directory = join(folder, `d${at}`)
    mkdirSync(directory)
    const ports: BackendPorts = {
      clock,
      random: seededRandom(10 + at),
      timers: {
        // Only the wait for the first rows passes; everything else is told.
        sleep: (ms, signal) =>
          new Promise(resolve => {
            if (ms === 50) setTimeout(resolve, 1)
            if (signal?.aborted) resolve()
            signal?.addEventListener('abort', () => resolve(), { once: true })
          }),
      },
      secrets: { seal: async plain => plain, open: async kept => kept },
      relayAt: () => http,
      log: () => undefined,
    }
    return { backend: startBackend(ports, directory, 'http://relay'), directory }
  }

  async function settled(backend: Backend): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      backend.kick()
      for (let turn = 0; turn < 50; turn++) await new Promise(resolve => setImmediate(resolve))
    }
    assert(backend.status().queuedCount === 0, 'the template settles')
  }

  const first = open(1)
  const admin = createHandlers(first.backend)
  const setup = { setupToken: SETUP_TOKEN, relayUrl: 'http://relay', deviceName: 'd1' }
  const company = { name: 'Aalsmeer', timeZone: 'America/New_York', currency: 'USD', language: 'en' as const }
  const login = (name: string) => `${name.toLowerCase()}@aalsmeer.example`
  await admin['company.create']({
    ...setup,
    company: { ...company, email: 'office@aalsmeer.example' },
    admin: { name: 'Ana', login: login('Ana'), password: PASSWORD },
  })
  const give = (name: CommandName, payload: Record<string, unknown>) => {
    now += 1000
    admin.command({ commandId: id(), name, payload })
  }
  const account = { gateway: 'sandbox', status: 'active' }
  give('company.change', { changes: { paymentsAccount: { from: null, to: account } } })
  const fields = { newId: id, nextNumber: () => String(++names.last) }
  const userIds = [first.backend.user().id]
  for (const { name, roles } of STAFF.slice(1)) {
    const userId = id()
    userIds.push(userId)
    give('user.add', { userId, name, login: login(name), roles, manageOwnCustomers: false, language: 'en' })
  }
  const customerIds = Array.from({ length: 4 }, () => id())
  for (const [at, customerId] of customerIds.entries()) {
    const salespersonId = at % 2 === 0 ? userIds[4]! : null
    give('customer.add', { customerId, ...customerFields(fields, { salespersonId }) })
  }
  const productIds = Array.from({ length: 3 }, () => id())
  for (const productId of productIds) give('product.add', { productId, ...productFields(fields) })
  await settled(first.backend)

  const opened = [first]
  for (const [at, { name }] of STAFF.entries()) {
    if (at === 0) continue
    now += 60_000
    await admin['users.set-password']({ userId: userIds[at]!, password: PASSWORD })
    const { code } = await admin['devices.invite']({})
    const desktop = open(at + 1)
    const own = createHandlers(desktop.backend)
    await own['company.join']({ relayUrl: 'http://relay', code, deviceName: `d${at + 1}` })
    await own['session.login']({ login: login(name), password: PASSWORD })
    opened.push(desktop)
  }
  for (const { backend } of opened) await settled(backend)
  const companyId = first.backend.sync.state('companyId')!
  for (const { backend } of opened) await backend.stop()
  await store.close()
  const desktops = opened.map(({ directory }, at) => ({
    name: `d${at + 1}`,
    userId: userIds[at]!,
    profile: readFileSync(join(directory, 'florin.db')),
  }))
  const template = {
    companyId,
    relay: readFileSync(join(folder, 'relay.db')),
    desktops,
    customerIds,
    productIds,
  }
  rmSync(folder, { recursive: true, force: true })
  return template
}
