import { expect, test } from 'vitest'
import type { Permission } from '../../../shared/domain/permissions.ts'
import { repairWays } from './repair-ways.ts'

const by = (rights: Permission[] = [], isAdmin = false) => ({
  rights,
  isAdmin,
  today: '2026-11-25',
  newId: () => 'new',
})
const ways = (name: string, code: string, payload: object, params = {}, who = by()) =>
  repairWays({ id: 'i', name, code, payload, params }, who)

const SEEN = { description: 'Rose', boxes: 2, position: 3 }
const CHANGES = { boxes: { from: 2, to: 8 } }

test('a field someone else changed: mine goes on top of theirs, with the rest of the edit', () => {
  const changes = { ...CHANGES, priceE4: { from: 1, to: 2 } }
  const payload = { orderId: 'o', lineId: 'l', changes, seen: SEEN }
  const [way] = ways('order.change-line', 'changed-meanwhile', payload, {
    field: 'boxes',
    theirs: 6,
    yours: 8,
  })
  const give = {
    name: 'order.change-line',
    payload: { ...payload, changes: { ...changes, boxes: { from: 6, to: 8 } } },
  }
  expect(way).toEqual({ label: 'mine', field: 'boxes', value: 8, give })
})

test('values of several parts, and values of another kind, are merged in the form', () => {
  const list = { changes: { tags: { from: [], to: ['a'] } } }
  expect(ways('customer.change', 'changed-meanwhile', list, { field: 'tags', theirs: '["b"]' })).toEqual([])
  const emptied = { changes: { shipToId: { from: 'a', to: 'b' } } }
  expect(ways('order.change', 'changed-meanwhile', emptied, { field: 'shipToId', theirs: 0 })).toEqual([])
})

test('a line that is gone is added again as it was seen, with what was typed', () => {
  const payload = { orderId: 'o', lineId: 'l', changes: CHANGES, seen: SEEN }
  const line = { lineId: 'new', description: 'Rose', boxes: 8 }
  expect(ways('order.change-line', 'unknown-line', payload)).toEqual([
    { label: 'addAgain', give: { name: 'order.add-line', payload: { orderId: 'o', position: 3, line } } },
  ])
  expect(ways('order.change-line', 'unknown-line', { ...payload, seen: null })).toEqual([])
})

test.each(['order-confirmed', 'order-voided'])('a line refused for %s goes into a new order', code => {
  expect(ways('order.add-line', code, { orderId: 'o', line: {} })).toEqual([
    { label: 'newOrder', path: '/orders/new?issue=i' },
  ])
  expect(ways('order.remove-line', code, { orderId: 'o', lineId: 'l' })).toEqual([])
})

test('an order whose total moved is confirmed at the new one', () => {
  const payload = { orderId: 'o', issuedOn: '2026-11-20', expectedTotalCents: 1 }
  const give = {
    name: 'order.confirm',
    payload: { orderId: 'o', issuedOn: '2026-11-25', expectedTotalCents: 7 },
  }
  expect(ways('order.confirm', 'order-changed', payload, { totalCents: 7 })).toEqual([
    { label: 'confirmNow', give },
  ])
})

test('voiding with money on the invoice is offered to those who may reverse payments only', () => {
  const refused = [
    'order.void',
    'invoice-has-payments',
    { orderId: 'o', voidedOn: '2026-11-20' },
    {},
  ] as const
  expect(ways(...refused)).toEqual([])
  const payload = { orderId: 'o', voidedOn: '2026-11-25', releasePayments: true }
  expect(ways(...refused, by(['payments.reverse']))).toEqual([
    { label: 'voidAnyway', give: { name: 'order.void', payload } },
  ])
})

test('an admin carries out what its author might not', () => {
  const payload = { orderId: 'o' }
  expect(ways('order.place', 'not-allowed', payload)).toEqual([])
  expect(ways('order.place', 'not-allowed', payload, {}, by([], true))).toEqual([
    { label: 'giveAgain', give: { name: 'order.place', payload } },
  ])
})
