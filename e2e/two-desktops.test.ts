import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { TABLE_NAMES } from '../shared/domain/tables.ts'
import {
  ADMIN,
  type DeskClient,
  furnish,
  give,
  type House,
  newId,
  orderPayload,
  startHouse,
  until,
} from './support/company.ts'

let house: House
test.beforeEach(async () => {
  house = await startHouse()
})
test.afterEach(() => house.stop())

const settled = (desk: DeskClient) =>
  until(
    () => desk.ask('sync.status', {}),
    status => status.phase === 'up-to-date' && status.queuedCount === 0,
  )

/** Every business row of a profile, as its database has it. */
function everything(name: string): Record<string, unknown[]> {
  const db = new Sqlite(join(house.folder, name, 'florin.db'), { readonly: true })
  const rows = TABLE_NAMES.map(
    table => [table, db.prepare(`SELECT * FROM ${table} ORDER BY id`).all()] as const,
  )
  db.close()
  return Object.fromEntries(rows)
}

async function secondDesktop(first: DeskClient): Promise<DeskClient> {
  const { code } = await first.ask('devices.invite', {})
  const desktop = await house.desktop('second', code)
  const desk = await connectDesk(desktop.ready)
  await desk.ask('session.login', { login: ADMIN.login, password: ADMIN.password })
  return desk
}

test('two desktops edit one order at once, one of them off line, and end equal', async () => {
  const one = await connectDesk((await house.desktop('first')).ready)
  const { customerId } = await furnish(one, house)
  const order = orderPayload(customerId)
  await give(one, 'order.create', order)
  await settled(one)
  const two = await secondDesktop(one)
  await until(
    () => two.answer('orders.one', { orderId: order.orderId }),
    answer => answer.ok,
  )

  await house.stopRelay()
  const lineId = order.lines[0]!.lineId
  const edit = (to: number) => ({ orderId: order.orderId, lineId, changes: { boxes: { from: 2, to } } })
  await give(one, 'order.change-line', edit(8))
  await give(two, 'order.change-line', edit(6))
  await give(one, 'order.change', { orderId: order.orderId, changes: { poNumber: { from: '', to: 'PS-1' } } })
  await give(two, 'order.change', {
    orderId: order.orderId,
    changes: { reference: { from: '', to: 'AWB-2' } },
  })
  expect((await one.ask('orders.one', { orderId: order.orderId })).lines[0]?.boxes).toBe(8)
  expect((await two.ask('orders.one', { orderId: order.orderId })).lines[0]?.boxes).toBe(6)
  await until(
    () => one.ask('sync.status', {}),
    status => status.phase === 'offline' && status.queuedCount === 2,
  )

  await house.startRelay()
  await settled(one)
  await settled(two)
  const view = await until(
    () => one.ask('orders.one', { orderId: order.orderId }),
    found => found.order.reference === 'AWB-2',
  )
  expect(view.order.poNumber).toBe('PS-1')
  const { issues } = await until(
    () => two.ask('attention.open', {}),
    attention => attention.issues.length === 1,
  )
  expect(issues[0]).toMatchObject({ code: 'changed-meanwhile', name: 'order.change-line', state: 'open' })
  expect([6, 8]).toContain(view.lines[0]?.boxes)
  await until(
    () => Promise.resolve([everything('first'), everything('second')]),
    ([a, b]) => JSON.stringify(a) === JSON.stringify(b),
  )
})

test('checks recorded on both for one invoice are both kept, and the books are proved', async () => {
  const one = await connectDesk((await house.desktop('first')).ready)
  const { customerId } = await furnish(one, house)
  const order = orderPayload(customerId)
  await give(one, 'order.create', order)
  await give(one, 'order.confirm', {
    orderId: order.orderId,
    issuedOn: '2026-11-20',
    expectedTotalCents: 22_800,
  })
  await settled(one)
  const two = await secondDesktop(one)
  await until(
    () => two.answer('orders.one', { orderId: order.orderId }),
    answer => answer.ok,
  )
  const { invoice } = await until(
    () => two.ask('orders.one', { orderId: order.orderId }),
    view => view.invoice !== null,
  )
  await house.stopRelay()
  const check = (reference: string) => ({
    paymentId: newId(),
    customerId,
    receivedOn: '2026-11-21',
    method: 'Check',
    reference,
    totalCents: 22_800,
    note: '',
    applications: [{ invoiceId: invoice!.id, amountCents: 22_800 }],
  })
  await give(one, 'payment.receive', check('4711'))
  await give(two, 'payment.receive', check('0815'))
  await house.startRelay()
  await settled(one)
  await settled(two)
  const history = await until(
    () => one.ask('payments.history', {}),
    found => found.count === 2,
  )
  expect(history).toMatchObject({ totalCents: 45_600, appliedCents: 22_800, unappliedCents: 22_800 })
  const { tasks } = await one.ask('attention.open', {})
  expect(tasks.map(task => [task.kind, task.params.amountCents])).toEqual([['overpayment', 22_800]])
  await until(
    () => Promise.resolve([everything('first'), everything('second')]),
    ([a, b]) => JSON.stringify(a) === JSON.stringify(b),
  )
  const cli = fileURLToPath(new URL('../electron/backend/verify-cli.ts', import.meta.url))
  const verify = spawnSync(process.execPath, [cli, '--profile', join(house.folder, 'second')], {
    encoding: 'utf8',
  })
  expect(verify.stdout).toContain('every balance is proved')
})

test('a desktop killed in the middle of entering has everything it acknowledged', async () => {
  const first = await house.desktop('first')
  const one = await connectDesk(first.ready)
  const { customerId } = await furnish(one, house)
  await house.stopRelay()
  const numbers: string[] = []
  for (let at = 0; at < 25; at++)
    numbers.push((await give(one, 'order.create', orderPayload(customerId))).number!)
  await first.kill()
  const again = await connectDesk((await house.desktop('first')).ready)
  await again.ask('session.login', { login: ADMIN.login, password: ADMIN.password })
  const { rows } = await again.ask('orders.summary', { limit: 100 })
  expect(rows.map(row => row.number).toSorted()).toEqual(numbers.toSorted())
  await house.startRelay()
  await settled(again)
  expect((await again.ask('orders.summary', {})).count).toBe(25)
})

test('a wrong password, a used code and someone unknown off line are each told apart', async () => {
  const one = await connectDesk((await house.desktop('first')).ready)
  await furnish(one, house)
  const { code } = await one.ask('devices.invite', {})
  const two = await connectDesk((await house.desktop('second')).ready)
  const join = { relayUrl: house.relayUrl, code, deviceName: 'Second' }
  await two.ask('company.join', join)
  expect(await two.answer('company.join', join)).toMatchObject({ fault: 'already-set-up' })
  const three = await connectDesk((await house.desktop('third')).ready)
  expect(await three.answer('company.join', join)).toMatchObject({ fault: 'wrong-code' })
  const login = { login: ADMIN.login, password: 'not the password' }
  expect(await two.answer('session.login', login)).toMatchObject({ fault: 'wrong-login' })
  await house.stopRelay()
  const right = { login: ADMIN.login, password: ADMIN.password }
  expect(await two.answer('session.login', right), 'never logged in here before').toMatchObject({
    fault: 'unreachable',
  })
  expect(await one.answer('session.login', login)).toMatchObject({ fault: 'wrong-login' })
  expect(await one.ask('session.login', right)).toMatchObject({ phase: 'ready' })
})
