import { expect, test } from 'vitest'
import { aCustomer, customerFields } from '../../testing/builders.ts'
import { aDesk } from '../../testing/desk.ts'

test('a code that got a suffix when it collided can be changed, though nobody could type it', () => {
  const desk = aDesk()
  aCustomer(desk, { code: 'PETAL-AND-STEM-NYC' })
  const customerId = desk.newId()
  const payload = { customerId, ...customerFields(desk), code: 'PETAL-AND-STEM-NYC' }
  expect(desk.arrive('customer.add', payload).refusal).toBeNull()
  const { code } = desk.ledger.row('customers', customerId)
  expect(code).toHaveLength(23)
  expect(
    desk.enter('customer.change', { customerId, changes: { code: { from: 'X', to: code } } }).refusal,
  ).toMatchObject({ code: 'invalid' })
  desk.must('customer.change', { customerId, changes: { code: { from: code, to: 'PETAL-NYC' } } })
  expect(desk.ledger.row('customers', customerId).code).toBe('PETAL-NYC')
})
