import { expect, test } from 'vitest'
import { aCredit, aCustomer, anOrder, aPayment, customerFields } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'

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

test.each([
  ['order', (desk: Desk, customerId: string) => anOrder(desk, { customerId })],
  ['payment', (desk: Desk, customerId: string) => aPayment(desk, { customerId })],
  ['credit', (desk: Desk, customerId: string) => aCredit(desk, { customerId })],
] as const)('the currency is corrected until there is the first %s in it', (_, begin) => {
  const desk = aDesk()
  const { id: customerId, name: customer } = aCustomer(desk, { currency: 'EUR' })
  const change = (from: string, to: string) =>
    desk.enter('customer.change', {
      customerId,
      changes: { currency: { from, to }, phone: { from: '', to: '' } },
    }).refusal
  expect(change('EUR', 'USD')).toBeNull()
  begin(desk, customerId)
  expect(change('USD', 'EUR')).toMatchObject({
    code: 'currency-in-use',
    params: { customer, currency: 'USD' },
    field: 'changes.currency',
  })
  expect(change('USD', 'USD')).toBeNull()
})
