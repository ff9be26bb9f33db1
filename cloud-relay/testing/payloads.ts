import type { PayloadOf } from '../../shared/domain/commands.ts'
import type { TestDevice } from './test-device.ts'

/** What `product.add` takes: a rose by the stem. */
export function productPayload(device: TestDevice, code: string): PayloadOf<'product.add'> {
  return {
    productId: device.id(),
    code,
    description: 'Rose Freedom Red 60cm',
    category: 'Roses',
    color: 'Red',
    grade: '60cm',
    soldBy: 'box',
    unitType: 'stem',
    boxType: 'HB',
    bunchesPerBox: 12,
    stemsPerBunch: 25,
    priceAE4: 3800,
    priceBE4: 3600,
    priceCE4: 3400,
    costE4: 2100,
    taxClass: 'standard',
    active: true,
  }
}

/** What `customer.add` takes: a florist on Net 30 without limits. */
export function customerPayload(
  device: TestDevice,
  code: string,
  fields: Partial<PayloadOf<'customer.add'>> = {},
): PayloadOf<'customer.add'> {
  const address = {
    line1: '12 Canal St',
    line2: '',
    city: 'Brooklyn',
    region: 'NY',
    postalCode: '11201',
    country: 'US',
  }
  return {
    customerId: device.id(),
    code,
    name: 'Petal & Stem Atelier',
    type: 'Florist',
    active: true,
    phone: '',
    billingAddress: address,
    shipTos: [],
    contacts: [],
    termsCode: 'NET30',
    paymentMethod: 'Check',
    creditLimitCents: null,
    creditHold: false,
    salespersonId: null,
    priceLevel: 'A',
    carrier: 'Own truck',
    invoiceEmails: ['pay@petal.example'],
    statementEmails: [],
    taxBps: 0,
    currency: 'USD',
    language: 'en',
    notes: '',
    tags: [],
    paymentLinksEnabled: true,
    requirePaymentOnConfirm: false,
    automaticInvoices: 'off',
    poRequired: false,
    financeChargeException: false,
    invoiceFooter: '',
    ...fields,
  }
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
    lines: Array.from({ length: lines }, () => ({
      lineId: device.id(),
      productId: null,
      description: 'Rose Freedom Red 60cm',
      soldAs: 'box-stem' as const,
      boxType: 'HB',
      boxes: 2,
      bunchesPerBox: 12,
      stemsPerBunch: 25,
      quantity: 0,
      priceE4: 3800,
      taxable: false,
    })),
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
