import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aLine, customerFields } from '../../shared/testing/builders.ts'
import { type Desktop, type Office, openOffice } from './office.ts'

let office: Office
let front: Desktop
let back: Desktop
let lastCode = 0

beforeEach(async () => {
  office = await openOffice()
  front = await office.found('front')
  back = await office.join(front, 'back')
})

afterEach(async () => {
  await front.stop()
  await back.stop()
  await office.close()
})

function addCustomer(desktop: Desktop): string {
  const customerId = desktop.id()
  const names = { newId: desktop.id, nextNumber: () => String(++lastCode) }
  desktop.give('customer.add', { customerId, ...customerFields(names) })
  return customerId
}

function receive(desktop: Desktop, customerId: string, totalCents = 100_00): string {
  const paymentId = desktop.id()
  const figures = { receivedOn: '2026-11-25', method: 'Check', reference: '', totalCents, note: '' }
  desktop.give('payment.receive', { paymentId, customerId, ...figures, applications: [] })
  return paymentId
}

function order(desktop: Desktop, customerId: string): { orderId: string; number: string | null } {
  const orderId = desktop.id()
  const header = { carrier: 'Own truck', shipToId: null, poNumber: '', reference: '', salespersonId: null }
  const notes = { buyerContactId: null, warehouseNote: '', invoiceNote: '' }
  const names = { newId: desktop.id, nextNumber: () => '' }
  const dates = { orderedOn: '2026-11-25', shipOn: '2026-11-27' }
  const payload = { orderId, customerId, ...dates, ...header, ...notes, lines: [aLine(names)] }
  return { orderId, number: desktop.give('order.create', payload).number }
}

async function expectAllEqual(...desktops: Desktop[]): Promise<void> {
  // What one of them sends again, the others have to hear of.
  for (let round = 0; round < 2; round++) for (const desktop of desktops) await desktop.settled()
  const rows = await office.relayRows()
  for (const desktop of desktops) expect(desktop.rows()).toEqual(rows)
}

const recoveryOf = (desktop: Desktop) => desktop.backend.status().recovery

test('a relay put back to an old image gets back all that every desktop has sent since', async () => {
  const customerId = addCustomer(front)
  await expectAllEqual(front, back)
  office.keepRelay('night')
  const payments = [receive(front, customerId), receive(back, customerId)]
  const orders = [order(front, customerId), order(back, customerId)]
  await expectAllEqual(front, back)
  await office.putRelayBack('night')
  await front.settled()
  payments.push(receive(front, customerId))
  await expectAllEqual(front, back)
  const rows = await office.relayRows()
  for (const paymentId of payments) expect(rows[`payments ${paymentId}`]).toBeDefined()
  expect(Object.keys(rows).filter(key => key.startsWith('payments '))).toHaveLength(3)
  for (const { orderId, number } of orders)
    expect(rows[`orders ${orderId}`]).toMatchObject({ doc: { number } })
  expect(recoveryOf(front)).toMatchObject({ reason: 'relay-put-back', resentCount: 2 })
  expect(existsSync(join(front.directory, recoveryOf(front)!.salvageFile))).toBe(true)
})

test('what the relay had acknowledged and no pull had brought is sent again', async () => {
  const customerId = addCustomer(front)
  await expectAllEqual(front, back)
  office.keepRelay('night')
  office.faults.answersLost = 1
  const paymentId = receive(front, customerId)
  front.backend.kick()
  await expect.poll(() => front.backend.status().phase).toBe('offline')
  expect(front.backend.status().queuedCount).toBe(1)
  await office.putRelayBack('night')
  await expectAllEqual(front, back)
  expect((await office.relayRows())[`payments ${paymentId}`]).toBeDefined()
})

test('the series of a relay put back goes on past the numbers that desktops hold', async () => {
  office.keepRelay('morning')
  const customerId = addCustomer(front)
  await front.settled()
  const laptop = await office.join(front, 'laptop')
  const first = order(laptop, customerId)
  await laptop.settled()
  await office.putRelayBack('morning')
  await front.settled()
  await laptop.stop()
  const desk = await office.join(front, 'desk')
  const second = order(desk, customerId)
  await desk.settled()
  // The laptop has not come back yet, but the front desk knows how far the series was when it was joined.
  expect(Number(second.number)).not.toBe(Number(first.number))
  await desk.stop()
})

test('a desktop put back to an older copy keeps what the copy holds, and numbers are not used twice', async () => {
  const customerId = addCustomer(front)
  await expectAllEqual(front, back)
  const unsent = receive(back, customerId)
  await back.stop()
  office.copy('back', 'image')
  back = office.open('back')
  await back.handlers['session.login']({ login: 'ana@aalsmeer.example', password: 'tulips and roses' })
  const taken = order(back, customerId)
  await expectAllEqual(front, back)
  await back.stop()
  office.copy('image', 'back')
  back = office.open('back')
  await back.handlers['session.login']({ login: 'ana@aalsmeer.example', password: 'tulips and roses' })
  await expectAllEqual(front, back)
  expect(recoveryOf(back)).toMatchObject({ reason: 'desktop-put-back', resentCount: 0 })
  const again = order(back, customerId)
  expect(again.number).not.toBe(taken.number)
  await expectAllEqual(front, back)
  const rows = await office.relayRows()
  expect(rows[`payments ${unsent}`]).toBeDefined()
  expect(rows[`orders ${taken.orderId}`]).toBeDefined()
})

test('a copied desktop and the original both go on, each under an incarnation of its own', async () => {
  const customerId = addCustomer(front)
  await expectAllEqual(front, back)
  await back.stop()
  office.copy('back', 'twin')
  back = office.open('back')
  const twin = office.open('twin')
  for (const desktop of [back, twin]) {
    await desktop.handlers['session.login']({ login: 'ana@aalsmeer.example', password: 'tulips and roses' })
  }
  const payments = [back, twin, twin, back].map(desktop => receive(desktop, customerId))
  const numbers = [order(back, customerId), order(twin, customerId)]
  await expectAllEqual(front, back, twin)
  expect(back.backend.sync.state('incarnation')).not.toBe(twin.backend.sync.state('incarnation'))
  payments.push(receive(twin, customerId), receive(back, customerId))
  await expectAllEqual(front, back, twin)
  const rows = await office.relayRows()
  for (const paymentId of payments) expect(rows[`payments ${paymentId}`]).toBeDefined()
  expect(Object.keys(rows).filter(key => key.startsWith('payments '))).toHaveLength(payments.length)
  const printed = numbers.map(
    ({ orderId }) => (rows[`orders ${orderId}`] as { doc: { number: string } }).doc.number,
  )
  expect(new Set(printed).size).toBe(2)
  await twin.stop()
})

test('a gap in the sequence loses nothing and doubles nothing', async () => {
  const customerId = addCustomer(front)
  await expectAllEqual(front, back)
  await office
    .relay()
    .store.write(sql => sql.run('UPDATE incarnation SET last_seq = last_seq - 1 WHERE last_seq > 0'))
  const paymentId = receive(front, customerId)
  await expectAllEqual(front, back)
  expect(recoveryOf(front)).toMatchObject({ reason: 'gap', resentCount: 1 })
  expect((await office.relayRows())[`payments ${paymentId}`]).toBeDefined()
})

test('a desktop the relay has forgotten joins again with a code and sends what it kept', async () => {
  office.keepRelay('before')
  const laptop = await office.join(front, 'laptop')
  const customerId = addCustomer(laptop)
  await laptop.settled()
  const paymentId = receive(laptop, customerId)
  await office.putRelayBack('before')
  await front.settled()
  await laptop.stop()
  const again = office.open('laptop')
  again.backend.kick()
  await expect.poll(() => again.backend.status().problem).toBe('device-unknown')
  const { code } = await front.handlers['devices.invite']({})
  await again.handlers['company.rejoin']({ code })
  await expect.poll(() => again.backend.status().problem).toBe(null)
  await again.settled()
  await expectAllEqual(front, back, again)
  expect(recoveryOf(again)).toMatchObject({ reason: 'joined-again', resentCount: 2 })
  const rows = await office.relayRows()
  expect(rows[`payments ${paymentId}`]).toMatchObject({ doc: { customerId } })
  expect(Object.keys(rows).filter(key => key.startsWith('sync_issues '))).toEqual([])
  await again.stop()
})

test('commands are kept until a verified backup holds them', async () => {
  const customerId = addCustomer(front)
  receive(front, customerId)
  await front.settled()
  expect(front.outbox().map(({ status }) => status)).toEqual(['settled', 'settled'])
  const head = await office.relay().store.read(sql => sql.one<{ head: number }>('SELECT head FROM company'))
  await office.relay().store.write(sql => sql.run('UPDATE company SET durable_rev = $1', [head!.head - 1]))
  await front.settled()
  expect(front.outbox()).toHaveLength(1)
  await office.relay().store.write(sql => sql.run('UPDATE company SET durable_rev = $1', [head!.head]))
  await front.settled()
  expect(front.outbox()).toEqual([])
})

test('a refusal that still waits for someone is asked again; one that was dealt with is not', async () => {
  const customerId = addCustomer(front)
  await expectAllEqual(front, back)
  office.keepRelay('night')
  const edit = (desktop: Desktop, field: string, to: string) =>
    desktop.give('customer.change', { customerId, changes: { [field]: { from: '', to } } })
  edit(front, 'notes', 'rings at 9')
  edit(front, 'phone', '1')
  const open = edit(back, 'notes', 'rings at 10')
  const phone = edit(back, 'phone', '2')
  await expectAllEqual(front, back)
  const issues = async () =>
    Object.values(await office.relayRows()).filter(row => 'commandId' in (row as { doc: object }).doc) as {
      doc: { id: string; commandId: string; state: string }
    }[]
  const closed = (await issues()).find(({ doc }) => doc.commandId === phone.commandId)!
  back.give('sync-issue.close', { issueId: closed.doc.id })
  await expectAllEqual(front, back)
  await office.putRelayBack('night')
  await front.settled()
  await expectAllEqual(front, back)
  expect((await issues()).map(({ doc }) => [doc.commandId, doc.state])).toEqual([[open.commandId, 'open']])
})
