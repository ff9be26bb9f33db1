import { expect, test } from 'vitest'
import { matchRoute, pathTo, placeOf } from './router.ts'

test('a new order is not the order with the id "new"', () => {
  expect(matchRoute(placeOf('#/orders/new'))?.name).toBe('newOrder')
  expect(matchRoute(placeOf('#/orders/0198'))).toMatchObject({ name: 'order', params: { orderId: '0198' } })
  expect(matchRoute(placeOf('#/orders'))?.name).toBe('orders')
})

test('a query travels with the place', () => {
  const route = matchRoute(placeOf(`#${pathTo('newOrder', {}, { issue: 'i1' })}`))
  expect(route?.name).toBe('newOrder')
  expect(route?.query.get('issue')).toBe('i1')
})

test('an address without a screen is none', () => {
  expect(matchRoute(placeOf('#/'))).toBeNull()
  expect(matchRoute(placeOf('#/orders/'))).toBeNull()
  expect(matchRoute(placeOf('#/orders/a/b'))).toBeNull()
})

test('parameters are escaped on the way out and back', () => {
  const path = pathTo('customer', { customerId: 'a/b?c' })
  expect(matchRoute(placeOf(`#${path}`))?.params).toEqual({ customerId: 'a/b?c' })
})
