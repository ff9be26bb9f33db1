import { expect, test } from 'vitest'
import { aCustomer, aLineOf, anInvoice, anOrder, aPayment } from '../../testing/builders.ts'
import { aDesk } from '../../testing/desk.ts'

const ON = '2026-11-25'

test('where it is entered an order beyond the limit is refused with the figures, and nothing is written', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { creditLimitCents: 500_00 }).id
  anInvoice(desk, { customerId, totalCents: 300_00 })
  aPayment(desk, { customerId, totalCents: 50_00 })
  anOrder(desk, { customerId, lines: [aLineOf(desk, 100_00)] })
  const order = anOrder(desk, { customerId, lines: [aLineOf(desk, 200_00)] })
  const confirm = { orderId: order.id, issuedOn: ON, expectedTotalCents: 200_00 }
  const { refusal } = desk.enter('order.confirm', confirm)
  expect(refusal).toMatchObject({
    code: 'over-credit-limit',
    params: {
      limitCents: 500_00,
      openCents: 300_00,
      creditsCents: 50_00,
      pendingCents: 300_00,
      shortCents: 50_00,
    },
  })
  expect(desk.ledger.row('orders', order.id).status).toBe('draft')
  aPayment(desk, { customerId, totalCents: 50_00 })
  desk.must('order.confirm', confirm)
  expect(desk.ledger.row('orders', order.id)).toMatchObject({ status: 'confirmed', onHold: false })
})

test('a limit of zero is a limit, no limit is none, and a credit hold holds both', () => {
  const desk = aDesk()
  const confirm = (fields: object) => {
    const order = anOrder(desk, { customerId: aCustomer(desk, fields).id })
    const payload = { orderId: order.id, issuedOn: ON, expectedTotalCents: order.totalCents }
    return desk.enter('order.confirm', payload).refusal?.code ?? null
  }
  expect(confirm({ name: 'A', creditLimitCents: 0 })).toBe('over-credit-limit')
  expect(confirm({ name: 'B', creditLimitCents: null })).toBeNull()
  expect(confirm({ name: 'C', creditLimitCents: null, creditHold: true })).toBe('credit-hold')
})

test('a voided order is held no longer', () => {
  const desk = aDesk()
  const order = anOrder(desk, { customerId: aCustomer(desk, { creditHold: true }).id })
  desk.arrive('order.confirm', { orderId: order.id, issuedOn: ON, expectedTotalCents: 228_00 })
  expect(desk.ledger.row('orders', order.id).onHold).toBe(true)
  desk.must('order.void', { orderId: order.id, voidedOn: ON })
  expect(desk.ledger.row('orders', order.id)).toMatchObject({ status: 'voided', onHold: false })
  expect(desk.enter('order.release-hold', { orderId: order.id }).refusal?.code).toBe('order-voided')
  expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'credit-limit-exceeded', state: 'done' }])
})
