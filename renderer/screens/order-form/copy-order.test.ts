import { expect, test } from 'vitest'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { aCustomer, aLineOf, anOrder } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import { copyOfOrder } from './copy-order.ts'

test('a copy has the lines and charges under ids of their own, and nothing of the one occasion', () => {
  const desk = aDesk()
  const charges = [
    { id: 'd', label: 'Delivery', kind: 'fixed', rateBps: 0, amountCents: 25_00, onNewOrders: true },
  ]
  desk.must('company.change', {
    changes: { charges: { from: desk.ledger.row('companies', 'company').charges, to: charges } },
  })
  const customer = aCustomer(desk)
  const order = anOrder(desk, {
    customerId: customer.id,
    poNumber: 'PS-1',
    shipToId: 'workshop',
    lines: [aLineOf(desk, 10_00), aLineOf(desk, 20_00)],
  })
  const view = { order, lines: desk.ledger.all('order_lines'), customer } as unknown as OrderView
  const orderId = desk.newId()
  const copy = copyOfOrder(view, orderId, '2026-12-01', () => desk.newId())
  desk.must('order.create', { ...copy, number: desk.nextNumber() })
  expect(desk.ledger.row('orders', orderId)).toMatchObject({
    status: 'draft',
    totalCents: 55_00,
    poNumber: '',
    shipToId: 'workshop',
    orderedOn: '2026-12-01',
    shipOn: '2026-12-02',
  })
  const gone = { ...view, order: { ...order, shipToId: 'torn-down' } }
  expect(copyOfOrder(gone, orderId, '2026-12-01', () => desk.newId()).shipToId).toBe('workshop')
})
