import { expect, test } from 'vitest'
import { aCustomer, anOrder, customerFields, orderPayload, paymentPayload } from './builders.ts'
import { aDesk, aUser } from './desk.ts'
import { MemoryLedger } from './memory-ledger.ts'

test('a command sent twice is decided once', () => {
  const desk = aDesk()
  const customer = aCustomer(desk)
  const given = {
    id: desk.newId(),
    name: 'payment.receive',
    payload: paymentPayload(desk, { customerId: customer.id }),
    actor: { kind: 'user' as const, userId: desk.userId, deviceId: desk.deviceId },
    at: 0,
  }
  const first = desk.ledger.enter(given)
  expect(desk.ledger.arrive(given)).toBe(first)
  expect(desk.ledger.all('payments')).toHaveLength(1)
})

test('a name nobody knows and a payload that does not fit are refused before anyone is asked', () => {
  const desk = aDesk()
  const nobody = desk.newId()
  expect(desk.enter('order.paint', {}, nobody).refusal).toMatchObject({ code: 'unknown-command' })
  expect(desk.enter('order.place', { orderId: 'x' }, nobody).refusal).toMatchObject({
    code: 'invalid',
    field: 'orderId',
  })
})

test('a refused command writes nothing', () => {
  const desk = aDesk()
  const before = JSON.stringify(desk.ledger.all('customers'))
  desk.enter('customer.add', {
    customerId: desk.newId(),
    ...customerFields(desk),
    termsCode: 'NET999',
  })
  expect(JSON.stringify(desk.ledger.all('customers'))).toBe(before)
})

test('commands of the relay are refused from a desktop', () => {
  const desk = aDesk()
  const open = { linkId: desk.newId(), openedAt: 0 }
  expect(desk.enter('link.record-open', open).refusal).toMatchObject({ code: 'not-allowed' })
})

test('a fact from someone who lost the right is taken for review, a request is refused', () => {
  const desk = aDesk()
  const customer = aCustomer(desk)
  const stranger = aUser(desk, ['sales-allocations'])
  const payment = paymentPayload(desk, { customerId: customer.id })
  expect(desk.enter('payment.receive', payment, stranger.id).refusal).toMatchObject({
    code: 'not-your-customer',
  })
  expect(desk.arrive('payment.receive', payment, stranger.id).refusal).toBeNull()
  expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'fact-needs-review' }])
  const order = orderPayload(desk, { customerId: customer.id })
  const collector = aUser(desk, ['receivables'])
  expect(desk.arrive('order.create', order, collector.id).refusal).toMatchObject({ code: 'not-allowed' })
})

test('the same commands make the same rows, whatever order a store lists rows in', () => {
  const desk = aDesk()
  anOrder(desk)
  const other = new MemoryLedger({ listsBackwards: true })
  for (const command of desk.given) other.enter(command)
  expect(other.all('order_lines')).toEqual(desk.ledger.all('order_lines'))
})
