import { expect, test } from 'vitest'
import { refuse } from '../../../shared/domain/rejections.ts'
import { AskFault, AskRefused } from '../../app/ask-client.ts'
import { isNoOrder } from './is-no-order.ts'

test('an id that is none, and one that is of no order here, are of no order; a fault on the way says nothing of that', () => {
  expect(isNoOrder(new AskRefused(refuse('invalid', { field: 'orderId' }, 'orderId')))).toBe(true)
  expect(isNoOrder(new AskFault('not-found'))).toBe(true)
  expect(isNoOrder(new AskFault('internal'))).toBe(false)
  expect(isNoOrder(new AskRefused(refuse('invalid', { field: 'limit' }, 'limit')))).toBe(false)
})
