import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqlite } from '../../../cloud-relay/store/sqlite.ts'
import { testRandom } from '../../../cloud-relay/testing/each-engine.ts'
import {
  type RelayUnderTest,
  SETUP_TOKEN,
  startRelayUnderTest,
} from '../../../cloud-relay/testing/relay-under-test.ts'
import { ADMIN } from '../../../cloud-relay/testing/test-device.ts'
import { newId } from '../../../shared/lib/ids.ts'
import type { Answers, AskName, ParsedInput } from '../../../shared/protocol/desk.ts'
import { customerFields } from '../../../shared/testing/builders.ts'
import { type Backend, startBackend } from '../backend.ts'
import { RelayUnreachable } from '../ports.ts'
import { temporaryFolder } from '../testing/desktop-under-test.ts'
import { relayInProcess } from '../testing/joined-desktop.ts'
import type { Handlers } from './answer-question.ts'
import { createHandlers } from './handlers.ts'

let folder: ReturnType<typeof temporaryFolder>
let relay: RelayUnderTest
let backend: Backend
let handlers: Handlers
let isGone: boolean

const clock = { now: () => Date.now() }
const id = () => newId(clock, testRandom)
let number = 0
const names = { newId: id, nextNumber: () => String(++number) }

beforeEach(async () => {
  folder = temporaryFolder()
  isGone = false
  relay = await startRelayUnderTest(openSqlite(join(folder.path, 'relay.db')))
  const profile = join(folder.path, 'profile')
  mkdirSync(profile)
  const http = relayInProcess(relay, () => {
    if (isGone) throw new RelayUnreachable('cut')
  })
  const ports = {
    clock,
    random: testRandom,
    timers: {
      sleep: async (ms: number, signal?: AbortSignal) =>
        void (await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined)),
    },
    secrets: { seal: async (plain: string) => plain, open: async (sealed: string) => sealed },
    relayAt: () => ({
      ...http,
      async *heads({ signal }: { signal: AbortSignal }) {
        await sleep(600_000, undefined, { signal }).catch(() => undefined)
      },
    }),
    log: () => undefined,
  }
  backend = startBackend(ports, profile, 'http://127.0.0.1:1')
  handlers = createHandlers(backend)
  await ask('company.create', {
    relayUrl: 'http://127.0.0.1:1',
    setupToken: SETUP_TOKEN,
    company: {
      name: 'Aalsmeer Floral Co.',
      timeZone: 'America/New_York',
      currency: 'USD',
      language: 'en',
      email: 'office@aalsmeer.example',
    },
    admin: ADMIN,
    deviceName: 'Front desk',
  })
})

afterEach(async () => {
  await backend.stop()
  await relay.store.close()
  folder.remove()
})

async function ask<N extends AskName>(name: N, input: ParsedInput<N>): Promise<Answers[N]> {
  return (handlers[name] as (input: ParsedInput<N>) => Answers[N] | Promise<Answers[N]>)(input)
}

async function addCustomer(): Promise<string> {
  const customerId = id()
  const payload = { customerId, ...customerFields(names) }
  await ask('command', { name: 'customer.add', payload })
  return customerId
}

const phone = (customerId: string, from: string, to: string) =>
  ask('command', { name: 'customer.change', payload: { customerId, changes: { phone: { from, to } } } })
const history = (customerId: string) => ask('audit.of', { table: 'customers', id: customerId, before: null })

/** Everything given so far is decided, and this desktop knows. */
async function settled(): Promise<void> {
  backend.kick()
  while (backend.status().queuedCount > 0) await sleep(10)
}

test('the relay tells what happened, and names are told with it', async () => {
  const customerId = await addCustomer()
  const salespersonId = backend.user().id
  const changes = { salespersonId: { from: null, to: salespersonId } }
  await ask('command', { name: 'customer.change', payload: { customerId, changes } })
  await settled()
  const { entries, unsent, fault, names } = await history(customerId)
  expect(entries.map(entry => [entry.command, entry.byName, entry.deviceName])).toEqual([
    ['customer.change', ADMIN.name, 'Front desk'],
    ['customer.add', ADMIN.name, 'Front desk'],
  ])
  expect({ unsent, fault }).toEqual({ unsent: [], fault: null })
  expect(names[salespersonId]).toBe(ADMIN.name)
})

test('without the relay what waits here is told, of this document alone, newest first', async () => {
  const customerId = await addCustomer()
  const other = await addCustomer()
  await settled()
  isGone = true
  await phone(customerId, '', '212')
  await phone(other, '', '305')
  await phone(customerId, '212', '718')
  const { entries, unsent, fault } = await history(customerId)
  expect({ entries, fault }).toEqual({ entries: [], fault: 'unreachable' })
  expect(unsent.map(({ command, byName, changes }) => [command, byName, changes])).toMatchObject([
    ['customer.change', ADMIN.name, [{ field: 'phone', from: '212', to: '718' }]],
    ['customer.change', ADMIN.name, [{ field: 'phone', from: '', to: '212' }]],
  ])
  isGone = false
  await settled()
  const after = await history(customerId)
  expect(after.unsent).toEqual([])
  expect(after.entries).toHaveLength(3)
})

test('a page after the first has nothing to tell without the relay', async () => {
  const customerId = await addCustomer()
  await settled()
  isGone = true
  await expect(ask('audit.of', { table: 'customers', id: customerId, before: 9 })).rejects.toMatchObject({
    fault: 'unreachable',
  })
})

const offline = async () => {
  backend.kick()
  while (backend.status().phase !== 'offline') await sleep(10)
}

test('who logged in without the relay is asked to log in again once it is back, and not before', async () => {
  const customerId = await addCustomer()
  await settled()
  isGone = true
  await offline()
  await ask('session.logout', {})
  await ask('session.login', { login: ADMIN.login, password: ADMIN.password })
  await expect(ask('devices.all', {})).rejects.toMatchObject({ fault: 'unreachable' })
  expect((await history(customerId)).fault).toBe('unreachable')
  isGone = false
  backend.kick()
  while (backend.status().phase !== 'up-to-date') await sleep(10)
  await expect(ask('devices.all', {})).rejects.toMatchObject({ fault: 'log-in-again' })
  expect((await history(customerId)).fault).toBe('log-in-again')
  await ask('session.logout', {})
  await ask('session.login', { login: ADMIN.login, password: ADMIN.password })
  expect(await ask('devices.all', {})).toMatchObject([{ name: 'Front desk', here: true }])
})

test('a login that the relay takes no more is to be made again, not an unknown fault', async () => {
  relay.clock.pass(13 * 3_600_000)
  await expect(ask('devices.all', {})).rejects.toMatchObject({ fault: 'log-in-again' })
})
