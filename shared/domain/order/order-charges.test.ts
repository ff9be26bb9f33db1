import { expect, test } from 'vitest'
import { aCustomer, aLine, aLineOf, anInvoice, anOrder } from '../../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../testing/desk.ts'
import type { ChargeType } from '../company/company-row.ts'
import { printedCharges } from './order-charges.ts'
import type { OrderCharge } from './order-row.ts'

const BOX_TYPES = [
  { code: 'HB', name: 'Half box', fuelCents: 200 },
  { code: 'QB', name: 'Quarter box', fuelCents: 150 },
]
const FUEL: ChargeType = {
  id: 'fuel',
  label: 'Fuel surcharge',
  kind: 'fuel',
  rateBps: 0,
  amountCents: 0,
  onNewOrders: true,
}
const HANDLING: ChargeType = { ...FUEL, id: 'handling', label: 'Handling', kind: 'percent', rateBps: 200 }
const DELIVERY: ChargeType = { ...FUEL, id: 'delivery', label: 'Delivery', kind: 'fixed', amountCents: 25_00 }

const chargesOf = (desk: Desk, orderId: string) =>
  desk.ledger
    .row('orders', orderId)
    .charges.map(({ label, kind, amountCents, frozen }) => [label, kind, amountCents, frozen])

const charge = (desk: Desk, fields: object = {}) => ({
  chargeId: desk.newId(),
  label: 'Rush',
  kind: 'fixed',
  rateBps: 0,
  amountCents: 10_00,
  frozen: false,
  ...fields,
})

test('fuel is boxes times the rate of their type: 2 HB at 2, 10 QB at 1.50 and 7 HB at 2 are 33.00', () => {
  const desk = aDesk({ boxTypes: BOX_TYPES, charges: [FUEL] })
  const boxes = (boxType: string, count: number) => aLine(desk, { boxType, boxes: count })
  const order = anOrder(desk, { lines: [boxes('HB', 2), boxes('QB', 10), boxes('HB', 7)] })
  expect(order.chargesCents).toBe(33_00)
  expect(order.totalCents).toBe(order.linesCents + 33_00)
})

test('a new order starts with the charges the company marked, and with fuel only where boxes have rates', () => {
  const charges = [FUEL, HANDLING, { ...DELIVERY, onNewOrders: false }]
  const rated = aDesk({ boxTypes: BOX_TYPES, charges })
  expect(chargesOf(rated, anOrder(rated).id)).toEqual([
    ['', 'fuel', 4_00, false],
    ['Handling', 'percent', 4_56, false],
  ])
  const unrated = aDesk({ charges })
  expect(chargesOf(unrated, anOrder(unrated).id)).toEqual([['Handling', 'percent', 4_56, false]])
  const off = aDesk({ boxTypes: BOX_TYPES, charges: [{ ...FUEL, onNewOrders: false }] })
  expect(chargesOf(off, anOrder(off).id)).toEqual([])
  const older = aDesk({ boxTypes: BOX_TYPES, charges: [] })
  expect(chargesOf(older, anOrder(older).id)).toEqual([['', 'fuel', 4_00, false]])
})

test('a hand edit freezes a percent charge, and it can follow the lines again', () => {
  const desk = aDesk({ charges: [HANDLING] })
  const order = anOrder(desk, { lines: [aLineOf(desk, 100_00)] })
  const chargeId = order.charges[0]!.id
  const change = (changes: object) =>
    desk.must('order.change-charge', { orderId: order.id, chargeId, changes })
  const grow = () =>
    desk.must('order.add-line', { orderId: order.id, position: 9, line: aLineOf(desk, 100_00) })
  grow()
  expect(desk.ledger.row('orders', order.id).chargesCents).toBe(4_00)
  // What the person saw was 2.00: the amount moved by itself, which is nobody's edit.
  change({ amountCents: { from: 2_00, to: 3_50 } })
  expect(chargesOf(desk, order.id)).toEqual([['Handling', 'percent', 3_50, true]])
  grow()
  expect(desk.ledger.row('orders', order.id).totalCents).toBe(303_50)
  change({ frozen: { from: true, to: false } })
  expect(chargesOf(desk, order.id)).toEqual([['Handling', 'percent', 6_00, false]])
  change({ amountCents: { from: 6_00, to: 1_00 } })
  change({ rateBps: { from: 200, to: 300 } })
  expect(chargesOf(desk, order.id)).toEqual([['Handling', 'percent', 9_00, false]])
})

test('two hand edits of one charge conflict with both amounts', () => {
  const desk = aDesk({ charges: [HANDLING] })
  const order = anOrder(desk)
  const edit = (to: number) => ({
    orderId: order.id,
    chargeId: order.charges[0]!.id,
    changes: { amountCents: { from: 4_56, to } },
  })
  desk.must('order.change-charge', edit(3_00))
  expect(desk.arrive('order.change-charge', edit(5_00)).refusal).toMatchObject({
    code: 'changed-meanwhile',
    params: { field: 'amountCents', yours: 5_00, theirs: 3_00 },
  })
})

test('a free charge is added and taken off, and the balance of what is pending follows', () => {
  const desk = aDesk()
  const order = anOrder(desk)
  const added = charge(desk)
  desk.must('order.add-charge', { orderId: order.id, charge: added })
  const pending = () => desk.ledger.row('customer_balances', order.customerId).pendingCents
  expect(desk.ledger.row('orders', order.id).totalCents).toBe(238_00)
  expect(pending()).toBe(238_00)
  expect(desk.enter('order.add-charge', { orderId: order.id, charge: added }).refusal?.code).toBe(
    'already-exists',
  )
  const { chargeId } = added
  desk.must('order.remove-charge', { orderId: order.id, chargeId })
  expect(pending()).toBe(228_00)
  expect(desk.enter('order.remove-charge', { orderId: order.id, chargeId }).refusal?.code).toBe(
    'unknown-charge',
  )
})

test('charges never go below zero in total: not by hand, and not on the invoice when lines go', () => {
  const desk = aDesk({ charges: [HANDLING] })
  const order = anOrder(desk, { lines: [aLineOf(desk, 100_00), aLineOf(desk, 900_00)] })
  const off = (amountCents: number) =>
    desk.enter('order.add-charge', { orderId: order.id, charge: charge(desk, { label: 'Off', amountCents }) })
  expect(off(-20_01).refusal).toEqual({
    code: 'charges-below-zero',
    params: { belowCents: 1 },
    field: 'charge.amountCents',
  })
  expect(off(-15_00).refusal).toBeNull()
  const lineId = desk.ledger.all('order_lines').find(line => line.totalCents === 900_00)!.id
  desk.must('order.remove-line', { orderId: order.id, lineId })
  expect(desk.ledger.row('orders', order.id)).toMatchObject({ chargesCents: 0, totalCents: 100_00 })
  desk.must('order.confirm', { orderId: order.id, issuedOn: '2026-11-25', expectedTotalCents: 100_00 })
  const [revision] = desk.ledger.all('invoice_revisions')
  expect(revision?.content.charges).toEqual([
    { label: 'Handling', amountCents: 2_00, kind: 'percent' },
    { label: 'Off', amountCents: -2_00, kind: 'fixed' },
  ])
})

test('printed charges always come to what is charged', () => {
  const of = (...amounts: number[]) =>
    printedCharges(amounts.map(amountCents => ({ amountCents }) as OrderCharge)).map(one => one.amountCents)
  expect(of(5, -3)).toEqual([5, -3])
  expect(of(-3, 2, -4)).toEqual([-2, 2, 0])
  expect(of(-3)).toEqual([0])
})

test('a charge needs a name, and an order holds fifty', () => {
  const desk = aDesk()
  const order = anOrder(desk)
  const add = (fields: object) =>
    desk.enter('order.add-charge', { orderId: order.id, charge: charge(desk, fields) }).refusal
  expect(add({ label: '' })).toMatchObject({ code: 'invalid' })
  for (let n = 0; n < 50; n++) expect(add({})).toBeNull()
  expect(add({})).toMatchObject({ code: 'too-many-charges', params: { most: 50 } })
})

test('a copied order brings its own charges, frozen ones as they are', () => {
  const desk = aDesk({ charges: [DELIVERY] })
  const first = anOrder(desk)
  const orderId = desk.newId()
  const { customerId } = first
  const charges = [charge(desk, { kind: 'percent', rateBps: 1000, amountCents: 7_00, frozen: true })]
  desk.must('order.create', {
    orderId,
    number: desk.nextNumber(),
    customerId,
    orderedOn: '2026-11-25',
    shipOn: '2026-11-27',
    carrier: '',
    shipToId: null,
    poNumber: '',
    reference: '',
    salespersonId: null,
    buyerContactId: null,
    warehouseNote: '',
    invoiceNote: '',
    lines: [aLine(desk)],
    charges,
  })
  expect(chargesOf(desk, first.id)).toEqual([['Delivery', 'fixed', 25_00, false]])
  expect(chargesOf(desk, orderId)).toEqual([['Rush', 'percent', 7_00, true]])
})

test('a confirmed order’s charges stand, and who edits no orders edits no charges', () => {
  const desk = aDesk({ charges: [DELIVERY] })
  const { orderId } = anInvoice(desk, { customerId: aCustomer(desk).id })
  const chargeId = desk.ledger.row('orders', orderId).charges[0]!.id
  const given = { orderId, chargeId, changes: { amountCents: { from: 25_00, to: 0 } } }
  expect(desk.enter('order.change-charge', given).refusal?.code).toBe('order-confirmed')
  for (const role of ['receivables', 'credit-manager'] as const)
    expect(desk.enter('order.change-charge', given, aUser(desk, [role]).id).refusal?.code).toBe('not-allowed')
})
