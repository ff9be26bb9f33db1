import { expect, test } from 'vitest'
import { customerFields } from '../../testing/builders.ts'
import { aDesk, aUser } from '../../testing/desk.ts'
import { ROLES, type Role } from '../user/user-row.ts'
import { CUSTOMER_ADVANCED_DEFAULTS } from './customer-fields.ts'

const ADDS: readonly Role[] = ['admin', 'receivables', 'credit-manager', 'sales-manager']

const ADVANCED: [field: string, value: unknown][] = [
  ['paymentLinksEnabled', false],
  ['requirePaymentOnConfirm', true],
  ['automaticInvoices', 'daily'],
  ['poRequired', true],
  ['financeChargeException', true],
  ['remindersEnabled', false],
  ['invoiceFooter', 'Thank you.'],
]

test.each(ROLES)('%s adds customers, or not, and only an admin with Advanced fields of their own', role => {
  const desk = aDesk()
  const user = aUser(desk, [role])
  const add = (fields: object) => {
    const payload = { customerId: desk.newId(), ...customerFields(desk), ...fields }
    return desk.enter('customer.add', payload, user.id).refusal?.params.right ?? null
  }
  expect(add(CUSTOMER_ADVANCED_DEFAULTS)).toBe(ADDS.includes(role) ? null : 'customers.edit')
  const refused = ADDS.includes(role) ? 'customers.edit-advanced' : 'customers.edit'
  for (const [field, value] of ADVANCED)
    expect(add({ [field]: value }), field).toBe(role === 'admin' ? null : refused)
})

test('every Advanced field is tried', () => {
  expect(ADVANCED.map(([field]) => field)).toEqual(Object.keys(CUSTOMER_ADVANCED_DEFAULTS))
})
