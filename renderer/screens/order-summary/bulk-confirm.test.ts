import { expect, test } from 'vitest'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { aCustomer, anOrder } from '../../../shared/testing/builders.ts'
import { aDesk, type Desk } from '../../../shared/testing/desk.ts'
import { AskRefused } from '../../app/ask-client.ts'
import { confirmAll, confirmable, type RowOutcome } from './bulk-confirm.ts'

const rowOf = ({ id, status, totalCents }: OrderRow) => ({ orderId: id, status, totalCents })

function run(desk: Desk, orders: OrderRow[], stopAfter = Number.POSITIVE_INFINITY) {
  const outcomes = new Map<string, RowOutcome>()
  let confirmed = 0
  const ports = {
    credit: async (orderId: string) => {
      const { customerId } = desk.ledger.row('orders', orderId)
      return { paymentRequired: desk.ledger.row('customers', customerId).requirePaymentOnConfirm }
    },
    async confirm(payload: object) {
      const { refusal } = desk.enter('order.confirm', payload)
      if (refusal) throw new AskRefused(refusal)
      confirmed++
    },
    tell: (orderId: string, outcome: RowOutcome) => void outcomes.set(orderId, outcome),
    isStopped: () => confirmed >= stopAfter,
  }
  return confirmAll(orders.map(rowOf), '2026-11-25', ports).then(() =>
    orders.map(({ id }) => outcomes.get(id)),
  )
}

test('each row ends for itself: confirmed, left out because the customer pays first, or refused with its reason', async () => {
  const desk = aDesk()
  const plain = anOrder(desk)
  const first = anOrder(desk, { customerId: aCustomer(desk, { requirePaymentOnConfirm: true }).id })
  const beyond = anOrder(desk, { customerId: aCustomer(desk, { creditLimitCents: 0 }).id })
  const last = anOrder(desk)
  expect(await run(desk, [plain, first, beyond, last])).toMatchObject([
    { state: 'confirmed' },
    { state: 'pays-first' },
    { state: 'refused', error: { refusal: { code: 'over-credit-limit' } } },
    { state: 'confirmed' },
  ])
  expect(desk.ledger.row('orders', first.id).status).toBe('draft')
})

test('stopped in between, the rest stays as it is', async () => {
  const desk = aDesk()
  const orders = [anOrder(desk), anOrder(desk), anOrder(desk)]
  const outcomes = await run(desk, orders, 1)
  expect(outcomes.map(outcome => outcome?.state)).toEqual(['confirmed', 'not-begun', 'not-begun'])
  expect(orders.map(({ id }) => desk.ledger.row('orders', id).status)).toEqual([
    'confirmed',
    'draft',
    'draft',
  ])
})

test('an order that someone changed since it was listed is not confirmed at another total', async () => {
  const desk = aDesk()
  const order = anOrder(desk)
  expect(await run(desk, [{ ...order, totalCents: 1 }])).toMatchObject([
    { state: 'refused', error: { refusal: { code: 'order-changed' } } },
  ])
})

test('what is confirmed or voided already is not confirmed again', () => {
  const statuses = ['draft', 'pending', 'confirmed', 'voided'] as const
  const rows = statuses.map(status => ({ orderId: status, status, totalCents: 0 }))
  expect(confirmable(rows).map(row => row.status)).toEqual(['draft', 'pending'])
})
