import { expect, test } from 'vitest'
import { aCustomer, aLineOf, anInvoice, anOrder, aPayment } from '../../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../testing/desk.ts'
import type { Role } from '../user/user-row.ts'

const ON = '2026-11-25'

/** An order of 200.00 for a customer whose credit is 150.00 short of it. */
function short(desk: Desk, fields: object = {}) {
  const customerId = aCustomer(desk, { creditLimitCents: 100_00, ...fields }).id
  anInvoice(desk, { customerId, totalCents: 50_00 })
  return anOrder(desk, { customerId, lines: [aLineOf(desk, 200_00)] })
}

const confirm = (desk: Desk, orderId: string, userId?: string, issuedOn = ON) =>
  desk.enter('order.confirm', { orderId, issuedOn, expectedTotalCents: 200_00 }, userId).refusal
const grant = (desk: Desk, orderId: string, amountCents: number, userId?: string, grantedOn = ON) =>
  desk.enter(
    'credit.override',
    { overrideId: desk.newId(), orderId, amountCents, grantedOn, note: '' },
    userId,
  ).refusal

test('an override of at least what is short lets the order be confirmed that day, and no other', () => {
  const desk = aDesk()
  const order = short(desk)
  expect(confirm(desk, order.id)).toMatchObject({ code: 'over-credit-limit', params: { shortCents: 150_00 } })
  expect(grant(desk, order.id, 149_99)).toEqual({
    code: 'override-too-small',
    params: { amountCents: 149_99, shortCents: 150_00 },
    field: 'amountCents',
  })
  expect(grant(desk, order.id, 150_00, undefined, '2026-11-24')).toBeNull()
  expect(confirm(desk, order.id)?.code).toBe('over-credit-limit')
  expect(grant(desk, order.id, 150_00)).toBeNull()
  expect(confirm(desk, order.id)).toBeNull()
  expect(desk.ledger.row('orders', order.id)).toMatchObject({ status: 'confirmed', onHold: false })
})

test('what is short beyond the override is refused, with the override among the figures', () => {
  const desk = aDesk()
  const order = short(desk)
  expect(grant(desk, order.id, 150_00)).toBeNull()
  anOrder(desk, { customerId: order.customerId, lines: [aLineOf(desk, 10_00)] })
  expect(confirm(desk, order.id)).toMatchObject({
    code: 'over-credit-limit',
    params: { overrideCents: 150_00, shortCents: 10_00 },
  })
})

test('an override lifts a credit hold for its order only', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { creditHold: true }).id
  const order = anOrder(desk, { customerId, lines: [aLineOf(desk, 200_00)] })
  const other = anOrder(desk, { customerId: order.customerId, lines: [aLineOf(desk, 200_00)] })
  expect(confirm(desk, order.id)?.code).toBe('credit-hold')
  expect(grant(desk, order.id, 0)).toBeNull()
  expect(confirm(desk, order.id)).toBeNull()
  expect(confirm(desk, other.id)?.code).toBe('credit-hold')
})

test.each<[Role, string | null]>([
  ['admin', null],
  ['credit-manager', null],
  ['sales-manager', null],
  ['receivables', 'not-allowed'],
  ['cashier', 'not-allowed'],
  ['sales', 'not-allowed'],
  ['sales-allocations', 'not-allowed'],
])('%s granting an override ends as the table says', (role, code) => {
  const desk = aDesk()
  const order = short(desk)
  expect(grant(desk, order.id, 150_00, aUser(desk, [role]).id)?.code ?? null).toBe(code)
  expect(desk.ledger.all('credit_overrides')).toHaveLength(code === null ? 1 : 0)
})

test('a Sales Manager’s override is for himself, and it is on record', () => {
  const desk = aDesk()
  const order = short(desk)
  const manager = aUser(desk, ['sales-manager'])
  const sales = aUser(desk, ['sales'])
  expect(grant(desk, order.id, 150_00, manager.id)).toBeNull()
  expect(confirm(desk, order.id, sales.id)?.code).toBe('over-credit-limit')
  expect(confirm(desk, order.id, manager.id)).toBeNull()
  expect(desk.ledger.all('credit_overrides')).toMatchObject([
    { orderId: order.id, amountCents: 150_00, grantedBy: manager.id, grantedOn: ON },
  ])
})

test('Sales asks, those who may grant see it, and granting settles it', () => {
  const desk = aDesk()
  const order = short(desk)
  const sales = aUser(desk, ['sales'])
  const ask = { orderId: order.id, shortCents: 150_00, note: 'They pay on Friday.' }
  desk.must('credit.ask-override', ask, sales.id)
  desk.must('credit.ask-override', ask, sales.id)
  const asked = () => desk.ledger.all('tasks').filter(task => task.kind === 'credit-override-asked')
  expect(asked()).toMatchObject([
    {
      state: 'open',
      causedBy: sales.id,
      params: { number: order.number, shortCents: 150_00, note: ask.note },
    },
  ])
  const controller = aUser(desk, ['credit-manager'])
  expect(grant(desk, order.id, 150_00, controller.id)).toBeNull()
  expect(asked()).toMatchObject([{ state: 'done', closedBy: controller.id }])
  expect(confirm(desk, order.id, sales.id)).toBeNull()
})

test('a Sales Manager’s own override answers nobody else’s question', () => {
  const desk = aDesk()
  const order = short(desk)
  const ask = { orderId: order.id, shortCents: 150_00, note: '' }
  desk.must('credit.ask-override', ask, aUser(desk, ['sales']).id)
  expect(grant(desk, order.id, 150_00, aUser(desk, ['sales-manager']).id)).toBeNull()
  expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'credit-override-asked', state: 'open' }])
})

test('a payment settles what was asked for, too: confirming closes it', () => {
  const desk = aDesk()
  const order = short(desk)
  desk.must('credit.ask-override', { orderId: order.id, shortCents: 150_00, note: '' })
  aPayment(desk, { customerId: order.customerId, totalCents: 150_00 })
  expect(confirm(desk, order.id)).toBeNull()
  expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'credit-override-asked', state: 'done' }])
})

test('an order that is not there or voided gets no override', () => {
  const desk = aDesk()
  const order = short(desk)
  expect(grant(desk, desk.newId(), 1)?.code).toBe('unknown-order')
  desk.must('order.void', { orderId: order.id, voidedOn: ON })
  expect(grant(desk, order.id, 1)?.code).toBe('order-voided')
})
