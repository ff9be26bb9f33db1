import { expect, test } from 'vitest'
import type { OrderLineRow, OrderRow } from '../../../shared/domain/order/order-row.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { headerKey, lineKey } from './order-draft.ts'
import { newOrderOf, refillOf } from './refill.ts'

const LINE = {
  productId: null,
  description: 'Rose Freedom Red 60cm',
  soldAs: 'box-stem',
  boxType: 'HB',
  boxes: 2,
  bunchesPerBox: 12,
  stemsPerBunch: 25,
  quantity: 0,
  priceE4: 3800,
  taxable: false,
} as const

const view = {
  order: { id: 'o', poNumber: 'A', carrier: 'Own truck' } as OrderRow,
  lines: [{ id: 'l', ...LINE } as unknown as OrderLineRow],
} as OrderView

const issue = (name: string, payload: object) => ({
  name,
  payload,
  code: 'changed-meanwhile',
  params: {},
  field: '',
})

const refill = (name: string, payload: object) =>
  refillOf(issue(name, payload), view, 'o', '2026-11-25', () => 'new')

test('a refused header edit stands in its field again, on top of what is there now', () => {
  const changes = { poNumber: { from: '', to: 'B' }, carrier: { from: 'Pick up', to: 'Own truck' } }
  expect(refill('order.change', { orderId: 'o', changes }).edits).toEqual({
    [headerKey('poNumber')]: expect.objectContaining({ from: 'A', text: 'B' }),
  })
})

test('a refused line edit stands in its cell again, unless the line is gone', () => {
  const changes = { boxes: { from: 1, to: 8 }, priceE4: { from: 1, to: 4100 } }
  expect(refill('order.change-line', { orderId: 'o', lineId: 'l', changes }).edits).toEqual({
    [lineKey('l', 'boxes')]: expect.objectContaining({ from: 2, text: '8' }),
    [lineKey('l', 'priceE4')]: expect.objectContaining({ from: 3800, text: '0.41' }),
  })
  expect(refill('order.change-line', { orderId: 'o', lineId: 'gone', changes }).edits).toEqual({})
})

test('a refused line comes back as a line of its own', () => {
  const { pendingLines } = refill('order.add-line', {
    orderId: 'o',
    position: 3,
    line: { lineId: 'x', ...LINE },
  })
  expect(pendingLines[0]?.line).toMatchObject({ id: 'new', orderId: 'o', position: 3, totalCents: 22_800 })
})

test('a refused order comes back as a new one with its head and lines', () => {
  const payload = {
    orderId: 'old',
    number: '10418',
    customerId: 'c',
    orderedOn: '2026-11-20',
    shipOn: '2026-11-21',
    poNumber: 'P',
    lines: [{ lineId: 'x', ...LINE }],
  }
  const { start, pendingLines } = refill('order.create', payload)
  expect(start).toEqual({
    customerId: 'c',
    orderedOn: '2026-11-25',
    header: { shipOn: '2026-11-21', poNumber: 'P' },
  })
  expect(pendingLines).toHaveLength(1)
})

test('a request without values fills in nothing', () => {
  expect(refill('order.confirm', { orderId: 'o' })).toEqual({ edits: {}, pendingLines: [] })
})

const old = {
  ...view,
  order: { ...view.order, carrier: 'Own truck', poNumber: 'PS-1' },
  customer: { id: 'c', carrier: '', shipTos: [], salespersonId: null } as unknown as OrderView['customer'],
} as OrderView

const anew = (name: string, payload: object) =>
  newOrderOf(issue(name, payload), old, 'o2', '2026-11-25', () => 'new')

test('a line for an order that is confirmed by now starts a new order under the same head', () => {
  const added = anew('order.add-line', { orderId: 'o', position: 3, line: { lineId: 'x', ...LINE } })
  expect(added?.start).toMatchObject({
    customerId: 'c',
    orderedOn: '2026-11-25',
    header: { shipOn: '2026-11-26', carrier: 'Own truck', poNumber: 'PS-1' },
  })
  expect(added?.pendingLines[0]?.line).toMatchObject({ id: 'new', orderId: 'o2', boxes: 2 })
  const changes = { boxes: { from: 2, to: 8 } }
  const changed = anew('order.change-line', { lineId: 'l', changes, seen: { ...LINE, position: 1 } })
  expect(changed?.pendingLines[0]?.line).toMatchObject({ boxes: 8, description: 'Rose Freedom Red 60cm' })
  expect(anew('order.change-line', { lineId: 'l', changes, seen: null })).toBeNull()
  expect(anew('order.change', { changes: {} })).toBeNull()
})
