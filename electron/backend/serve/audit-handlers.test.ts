import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testRandom } from '../../../cloud-relay/testing/each-engine.ts'
import { ADMIN } from '../../../cloud-relay/testing/test-device.ts'
import { newId } from '../../../shared/lib/ids.ts'
import { customerFields } from '../../../shared/testing/builders.ts'
import { RelayUnreachable } from '../ports.ts'
import { deskAtRelay } from '../testing/desk-at-relay.ts'

let desk: Awaited<ReturnType<typeof deskAtRelay>>
let ask: typeof desk.ask
let isGone: boolean

const clock = { now: () => Date.now() }
const id = () => newId(clock, testRandom)
let number = 0
const names = { newId: id, nextNumber: () => String(++number) }

beforeEach(async () => {
  isGone = false
  desk = await deskAtRelay(() => {
    if (isGone) throw new RelayUnreachable('cut')
  }, clock)
  ask = desk.ask
})

afterEach(() => desk.remove())

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
  desk.backend.kick()
  while (desk.backend.status().queuedCount > 0) await sleep(10)
}

test('the relay tells what happened, and names are told with it', async () => {
  const customerId = await addCustomer()
  const salespersonId = desk.backend.user().id
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
  desk.backend.kick()
  while (desk.backend.status().phase !== 'offline') await sleep(10)
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
  desk.backend.kick()
  while (desk.backend.status().phase !== 'up-to-date') await sleep(10)
  await expect(ask('devices.all', {})).rejects.toMatchObject({ fault: 'log-in-again' })
  expect((await history(customerId)).fault).toBe('log-in-again')
  await ask('session.logout', {})
  await ask('session.login', { login: ADMIN.login, password: ADMIN.password })
  expect(await ask('devices.all', {})).toMatchObject([{ name: 'Front desk', here: true }])
})

test('a login that the relay takes no more is to be made again, not an unknown fault', async () => {
  desk.relay.clock.pass(13 * 3_600_000)
  await expect(ask('devices.all', {})).rejects.toMatchObject({ fault: 'log-in-again' })
})
