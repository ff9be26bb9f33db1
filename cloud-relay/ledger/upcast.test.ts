import { expect, test } from 'vitest'
import { upcast } from './upcast.ts'

const upcasts = {
  'order.create': {
    1: (payload: unknown) => ({ ...(payload as object), two: true }),
    2: (payload: unknown) => ({ ...(payload as object), three: true }),
  },
}

test('a payload is lifted step by step', () => {
  expect(upcast('order.create', 1, 3, { one: true }, upcasts)).toEqual({ one: true, two: true, three: true })
  expect(upcast('order.create', 2, 3, {}, upcasts)).toEqual({ three: true })
  expect(upcast('order.create', 3, 3, { as: 'it is' }, upcasts)).toEqual({ as: 'it is' })
})

test('a step that is missing is a fault', () => {
  expect(() => upcast('order.create', 1, 4, {}, upcasts)).toThrow(
    'order.create has no way from version 3 to 4',
  )
})
