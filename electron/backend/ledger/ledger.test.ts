import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { COMMANDS } from '../../../shared/domain/commands.ts'
import { UPCASTS } from '../../../shared/domain/upcast.ts'
import { aCustomer, aLine, aLineOf, anOrder, productFields } from '../../../shared/testing/builders.ts'
import { aDesk, type Desk } from '../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { type MemoryRelay, memoryRelay } from '../testing/memory-relay.ts'

let desk: Desk
let relay: MemoryRelay
let here: ReturnType<typeof desktopUnderTest>
let there: ReturnType<typeof desktopUnderTest>
let customerId: string

beforeEach(async () => {
  desk = aDesk()
  customerId = aCustomer(desk).id
  relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay, 7)
  there = desktopUnderTest(desk, relay, 8)
  await here.exchange()
  await there.exchange()
})

afterEach(() => {
  here.remove()
  there.remove()
})

function orderPayload(lines = [aLine(desk)]) {
  const header = { carrier: 'Own truck', shipToId: null, poNumber: '', reference: '', salespersonId: null }
  const notes = { buyerContactId: null, warehouseNote: '', invoiceNote: '' }
  return {
    orderId: here.newId(),
    customerId,
    orderedOn: '2026-11-25',
    shipOn: '2026-11-27',
    ...header,
    ...notes,
    lines,
  }
}

const bases = () => here.profile.writer.prepare('SELECT count(*) FROM base_image').pluck().get()

test('a command is right on the desktop at once and the same after the relay confirmed it', async () => {
  const payload = orderPayload()
  here.must('order.create', payload)
  const predicted = here.row('orders', payload.orderId)
  expect(predicted).toMatchObject({ number: '10001', status: 'draft', totalCents: 228_00 })
  expect(here.sync.queuedCount()).toBe(1)
  await here.exchange()
  expect(here.row('orders', payload.orderId)).toEqual(predicted)
  expect(here.sync.queuedCount()).toBe(0)
  expect(bases()).toBe(0)
})

test('a refused command writes nothing, takes no number and is not queued', () => {
  const refused = here.give('order.create', { ...orderPayload(), customerId: here.newId() })
  expect(refused).toEqual({ refusal: { code: 'unknown-customer', params: {}, field: '' } })
  const malformed = here.give('order.create', { ...orderPayload(), shipOn: '2026-02-30' })
  expect(malformed).toMatchObject({ refusal: { code: 'invalid', field: 'shipOn' } })
  expect(here.sync.queuedCount()).toBe(0)
  expect(bases()).toBe(0)
  const payload = orderPayload()
  here.must('order.create', payload)
  expect(here.row('orders', payload.orderId)?.number).toBe('10001')
})

test('a command given twice under one id is given once', () => {
  const commandId = here.newId()
  const payload = orderPayload()
  const ask = () => here.ledger.give({ commandId, name: 'order.create', payload, userId: desk.userId })
  const first = ask()
  expect(ask()).toEqual(first)
  expect(here.sync.queuedCount()).toBe(1)
})

test('when the leased numbers are used up the next order is refused, not misnumbered', () => {
  here.profile.writer.exec("UPDATE number_lease SET nextNumber = lastNumber WHERE series = 'order'")
  here.must('order.create', orderPayload())
  expect(here.give('order.create', orderPayload())).toMatchObject({ refusal: { code: 'no-numbers-left' } })
})

test("two desktops' edits of different fields merge, whoever comes first", async () => {
  const order = anOrder(desk, { customerId })
  relay.adopt()
  await here.exchange()
  await there.exchange()
  here.must('order.change', { orderId: order.id, changes: { poNumber: { from: '', to: 'PS-1' } } })
  there.must('order.change', { orderId: order.id, changes: { reference: { from: '', to: 'AWB-2' } } })
  await there.exchange()
  await here.exchange()
  await there.exchange()
  for (const desktop of [here, there]) {
    expect(desktop.row('orders', order.id)).toMatchObject({ poNumber: 'PS-1', reference: 'AWB-2' })
  }
  expect(here.everything()).toEqual(there.everything())
})

test('an edit that lost the race is taken back on its own desktop, and the outcome says why', async () => {
  const order = anOrder(desk, { customerId })
  const line = desk.ledger.all('order_lines')[0]!
  relay.adopt()
  await here.exchange()
  await there.exchange()
  const edit = (to: number) => ({ orderId: order.id, lineId: line.id, changes: { boxes: { from: 2, to } } })
  const mine = here.must('order.change-line', edit(8))
  there.must('order.change-line', edit(6))
  await there.exchange()
  await here.pull()
  expect(here.row('order_lines', line.id)?.boxes, 'before the relay decided it').toBe(6)
  await here.exchange()
  expect(relay.outcomeOf(mine)?.refusal).toMatchObject({
    code: 'changed-meanwhile',
    params: { field: 'boxes', yours: 8, theirs: 6 },
  })
  expect(here.everything()).toEqual(there.everything())
  expect(here.sync.queuedCount()).toBe(0)
})

test('queued commands are decided again on top of what others did, and base images come back exactly', async () => {
  const payload = orderPayload([aLineOf(desk, 100_00)])
  here.must('order.create', payload)
  await here.exchange()
  await there.exchange()
  here.must('order.add-line', { orderId: payload.orderId, position: 2, line: aLineOf(desk, 25_00) })
  there.must('order.add-line', { orderId: payload.orderId, position: 2, line: aLineOf(desk, 30_00) })
  await there.exchange()
  await here.pull()
  expect(here.row('orders', payload.orderId)?.totalCents, 'both lines, mine still queued').toBe(155_00)
  await here.exchange()
  await there.exchange()
  expect(there.row('orders', payload.orderId)?.totalCents).toBe(155_00)
  expect(here.everything()).toEqual(there.everything())
})

test('a removed row that the relay still has comes back when the removal is refused', async () => {
  const payload = orderPayload([aLineOf(desk, 100_00), aLineOf(desk, 50_00)])
  here.must('order.create', payload)
  await here.exchange()
  const lineId = payload.lines[1]!.lineId
  here.must('order.remove-line', { orderId: payload.orderId, lineId })
  expect(here.row('order_lines', lineId)).toBeNull()
  relay.elsewhere('order.confirm', {
    orderId: payload.orderId,
    issuedOn: '2026-11-25',
    expectedTotalCents: 150_00,
  })
  await here.exchange()
  expect(here.row('order_lines', lineId)?.totalCents).toBe(50_00)
  expect(here.row('orders', payload.orderId)?.status).toBe('confirmed')
})

test('a queued command whose code crashes holds up nothing, and leaves nothing half written', async () => {
  here.must('customer.change', { customerId, changes: { notes: { from: '', to: 'mine' } } })
  const kept = orderPayload()
  here.must('order.create', kept)
  vi.spyOn(COMMANDS['customer.change'], 'decide').mockImplementation(() => {
    throw new TypeError('a bug')
  })
  relay.elsewhere('product.add', { productId: here.newId(), ...productFields(desk) })
  await here.pull()
  expect(here.row('customers', customerId)?.notes).toBe('')
  expect(here.row('orders', kept.orderId)?.status).toBe('draft')
  expect(here.profile.writer.prepare('SELECT count(*) FROM products').pluck().get()).toBe(1)
  expect(here.sync.queuedCount()).toBe(2)
  vi.restoreAllMocks()
  await here.exchange()
  expect(here.row('customers', customerId)?.notes).toBe('mine')
})

test('fields of a newer relay are kept through an edit here', async () => {
  const changes = { notes: { from: '', to: 'Closes at 4' } }
  const customer = desk.ledger.row('customers', customerId)
  here.ledger.takeIn({
    rows: [
      {
        table: 'customers',
        id: customerId,
        rev: relay.head() + 1,
        doc: { ...customer, loyaltyTier: 'gold' },
      },
    ],
    to: { rev: relay.head() + 1, tag: 'x' },
    epoch: 1,
    durableRev: 0,
    outcomes: [],
    leases: [],
  })
  here.must('customer.change', { customerId, changes })
  const extra = here.profile.writer
    .prepare('SELECT extra FROM customers WHERE id = ?')
    .pluck()
    .get(customerId)
  expect(JSON.parse(extra as string)).toEqual({ loyaltyTier: 'gold' })
})

test('after every commit the screens are told which tables changed', () => {
  here.changes.length = 0
  here.must('order.create', orderPayload())
  expect(here.changes).toEqual([['orders', 'order_lines', 'customer_balances']])
})

test('a command queued before an update is decided as its newest version, and sent as it was given', async () => {
  const payload = { productId: here.newId(), ...productFields(desk, { code: 'ROSE' }) }
  here.must('product.add', payload)
  const addProduct = COMMANDS['product.add']
  const lift = (was: unknown) => ({ ...(was as typeof payload), description: 'as version 2 has it' })
  Object.assign(addProduct, { version: 2 })
  Object.assign(UPCASTS, { 'product.add': { 1: lift } })
  try {
    relay.elsewhere('product.add', { productId: here.newId(), ...productFields(desk, { code: 'TULIP' }) })
    await here.pull()
    expect(here.row('products', payload.productId)?.description).toBe('as version 2 has it')
    expect(here.sync.queued()).toMatchObject([{ name: 'product.add', version: 1, payload }])
  } finally {
    Object.assign(addProduct, { version: 1 })
    Reflect.deleteProperty(UPCASTS, 'product.add')
  }
})
