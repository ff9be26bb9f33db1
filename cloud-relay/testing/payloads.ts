import type { PayloadOf } from '../../shared/domain/commands.ts'
import { aLine, customerFields, type Names, productFields } from '../../shared/testing/builders.ts'
import type { TestDevice } from './test-device.ts'

/** What `product.add` takes: a rose by the stem. */
export function productPayload(device: TestDevice, code: string): PayloadOf<'product.add'> {
  return { productId: device.id(), ...productFields(namesOf(device), { code }) }
}

/** What `customer.add` takes: a florist on Net 30 without limits. */
export function customerPayload(
  device: TestDevice,
  code: string,
  fields: Partial<PayloadOf<'customer.add'>> = {},
): PayloadOf<'customer.add'> {
  return { customerId: device.id(), ...customerFields(namesOf(device), { code, ...fields }) }
}

/** What `order.create` takes: an order of `lines` lines of 228.00 each. */
export function orderPayload(
  device: TestDevice,
  customerId: string,
  number: string,
  lines = 1,
): PayloadOf<'order.create'> {
  return {
    orderId: device.id(),
    number,
    customerId,
    orderedOn: '2026-11-23',
    shipOn: '2026-11-25',
    carrier: 'Own truck',
    shipToId: null,
    poNumber: '',
    reference: '',
    salespersonId: null,
    buyerContactId: null,
    warehouseNote: '',
    invoiceNote: '',
    lines: Array.from({ length: lines }, () => aLine(namesOf(device))),
    charges: null,
  }
}

/** What `payment.receive` takes: a check, on nothing. */
export function paymentPayload(
  device: TestDevice,
  customerId: string,
  number: string,
  fields: Partial<PayloadOf<'payment.receive'>> = {},
): PayloadOf<'payment.receive'> {
  return {
    paymentId: device.id(),
    number,
    customerId,
    receivedOn: '2026-11-23',
    method: 'Check',
    reference: '',
    totalCents: 100_00,
    note: '',
    applications: [],
    ...fields,
  }
}

/** What `user.add` takes. */
export function userPayload(
  device: TestDevice,
  login: string,
  roles: PayloadOf<'user.add'>['roles'],
): PayloadOf<'user.add'> {
  return { userId: device.id(), name: login, login, roles, manageOwnCustomers: false, language: 'en' }
}

/** The device names its records; their codes are the test's. */
function namesOf(device: TestDevice): Names {
  return { newId: () => device.id(), nextNumber: () => device.id().slice(-12) }
}
