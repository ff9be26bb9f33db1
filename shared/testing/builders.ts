import type { PayloadOf } from '../domain/commands.ts'
import type { CreditRow } from '../domain/credit/credit-row.ts'
import type { CustomerKept, CustomerRow } from '../domain/customer/customer-row.ts'
import type { InvoiceRow } from '../domain/invoice/invoice-row.ts'
import type { OrderLineInput } from '../domain/order/order-fields.ts'
import type { OrderRow } from '../domain/order/order-row.ts'
import type { PaymentRow } from '../domain/payment/payment-row.ts'
import type { PaymentLinkRow } from '../domain/payment-link/payment-link-row.ts'
import type { ProductRow } from '../domain/product/product-row.ts'
import { assert } from '../lib/assert.ts'
import type { Desk } from './desk.ts'

type CustomerFields = Omit<CustomerRow, CustomerKept>
type ProductFields = Omit<ProductRow, 'id'>

/** Where payloads take ids and codes from: a desk, or anything that makes them. */
export type Names = Pick<Desk, 'newId' | 'nextNumber'>

/** What every builder makes goes through the same commands as a person's clicks; a refusal throws. */

/** The fields of a customer on Net 30 without limits, for `customer.add`. */
export function customerFields(names: Names, fields: Partial<CustomerFields> = {}): CustomerFields {
  const address = {
    line1: '12 Canal St',
    line2: '',
    city: 'Brooklyn',
    region: 'NY',
    postalCode: '11201',
    country: 'US',
  }
  return {
    code: `C${names.nextNumber()}`,
    name: 'Petal & Stem Atelier',
    type: 'Florist',
    active: true,
    phone: '',
    billingAddress: address,
    shipTos: [{ id: 'workshop', name: 'Brooklyn workshop', address }],
    contacts: [{ id: 'buyer', name: 'Inès Moreau', email: 'ines@petal.example', kind: 'buyer' }],
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
    remindersEnabled: true,
    invoiceFooter: '',
    ...fields,
  }
}

/** Adds a customer. */
export function aCustomer(desk: Desk, fields: Partial<CustomerFields> = {}): CustomerRow {
  const customerId = desk.newId()
  desk.must('customer.add', { customerId, ...customerFields(desk, fields) })
  return desk.ledger.row('customers', customerId)
}

/** The fields of a rose sold by the stem in half boxes, for `product.add`. */
export function productFields(names: Names, fields: Partial<ProductFields> = {}): ProductFields {
  return {
    code: `P${names.nextNumber()}`,
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
    ...fields,
  }
}

/** Adds a product. */
export function aProduct(desk: Desk, fields: Partial<ProductFields> = {}): ProductRow {
  const productId = desk.newId()
  desk.must('product.add', { productId, ...productFields(desk, fields) })
  return desk.ledger.row('products', productId)
}

/** A line of 2 half boxes of roses, 228.00. */
export function aLine(names: Names, fields: Partial<OrderLineInput> = {}): OrderLineInput {
  return {
    lineId: names.newId(),
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
    ...fields,
  }
}

/** A line that comes to exactly this amount: one hard good. */
export function aLineOf(desk: Desk, totalCents: number): OrderLineInput {
  const piece = { soldAs: 'hard-good', boxType: '', boxes: 0, bunchesPerBox: 0, stemsPerBunch: 0 } as const
  return aLine(desk, { ...piece, description: 'Vase', quantity: 1, priceE4: totalCents * 100 })
}

/** What `order.create` takes, for a customer made here when none is given. */
export function orderPayload(desk: Desk, fields: OrderOptions = {}) {
  const customerId = fields.customerId ?? aCustomer(desk).id
  return {
    orderId: desk.newId(),
    number: desk.nextNumber(),
    orderedOn: '2026-11-25',
    shipOn: '2026-11-27',
    carrier: 'Own truck',
    shipToId: null,
    poNumber: '',
    reference: '',
    salespersonId: null,
    buyerContactId: null,
    warehouseNote: '',
    invoiceNote: '',
    ...fields,
    customerId,
    lines: fields.lines ?? [aLine(desk)],
  }
}

export type OrderOptions = Partial<
  Pick<OrderRow, 'number' | 'customerId' | 'orderedOn' | 'shipOn' | 'poNumber' | 'salespersonId' | 'shipToId'>
> & { lines?: OrderLineInput[] }

/** Enters a draft order. */
export function anOrder(desk: Desk, fields: OrderOptions = {}): OrderRow {
  const payload = orderPayload(desk, fields)
  desk.must('order.create', payload)
  return desk.ledger.row('orders', payload.orderId)
}

/** Enters an order and places it: agreed, not invoiced yet; `totalCents` gives it one line of that amount. */
export function aPendingOrder(desk: Desk, fields: OrderOptions & { totalCents?: number } = {}): OrderRow {
  const { totalCents, ...options } = fields
  const lines = totalCents === undefined ? options.lines : [aLineOf(desk, totalCents)]
  const order = anOrder(desk, { ...options, ...(lines && { lines }) })
  desk.must('order.place', { orderId: order.id })
  return desk.ledger.row('orders', order.id)
}

/** Mails a pending order with a link to pay it in advance. */
export function anOrderLink(desk: Desk, orderId: string): PaymentLinkRow {
  const linkId = desk.newId()
  const recipients = [{ mailId: desk.newId(), address: 'pay@petal.example' }]
  desk.must('order.email', { orderId, recipients, subject: 'Order', message: '', linkId })
  return desk.ledger.row('payment_links', linkId)
}

/** Enters and confirms an order; `totalCents` gives it one line of that amount. */
export function anInvoice(
  desk: Desk,
  fields: OrderOptions & { issuedOn?: string; totalCents?: number } = {},
): InvoiceRow {
  const { issuedOn = '2026-11-25', totalCents, ...options } = fields
  const lines = totalCents === undefined ? options.lines : [aLineOf(desk, totalCents)]
  const order = anOrder(desk, { ...options, ...(lines && { lines }) })
  desk.must('order.confirm', { orderId: order.id, issuedOn, expectedTotalCents: order.totalCents })
  const { invoiceId } = desk.ledger.row('orders', order.id)
  assert(invoiceId, 'a confirmed order has an invoice')
  return desk.ledger.row('invoices', invoiceId)
}

/** What `payment.receive` takes: a check of 100.00, on nothing. */
export function paymentPayload(desk: Desk, fields: PaymentOptions & { customerId: string }) {
  return {
    paymentId: desk.newId(),
    number: desk.nextNumber(),
    receivedOn: '2026-11-25',
    method: 'Check',
    reference: '',
    totalCents: 100_00,
    note: '',
    applications: [],
    ...fields,
  }
}

export type PaymentOptions = Partial<
  Pick<PaymentRow, 'number' | 'customerId' | 'receivedOn' | 'method' | 'reference' | 'totalCents'>
> & {
  paymentId?: string
  applications?: { invoiceId: string; amountCents: number; discountCents?: number }[]
}

/** Records money that came in. */
export function aPayment(desk: Desk, fields: PaymentOptions & { customerId: string }): PaymentRow {
  const payload = paymentPayload(desk, fields)
  desk.must('payment.receive', payload)
  return desk.ledger.row('payments', payload.paymentId)
}

/** What `credit.create` takes: a request for 50.00 with a reason, stand-alone and sent for review. */
export function creditPayload(
  desk: Desk,
  fields: CreditOptions & { customerId: string },
): PayloadOf<'credit.create'> {
  const { totalCents = 50_00, ...options } = fields
  return {
    creditId: desk.newId(),
    number: desk.nextNumber(),
    invoiceId: null,
    reason: 'Damaged',
    creditedOn: '2026-11-25',
    lines: [{ lineId: null, description: 'Botrytis in two boxes', amountCents: totalCents }],
    note: '',
    submit: true,
    ...options,
  }
}

export type CreditOptions = Partial<PayloadOf<'credit.create'>> & { totalCents?: number }

/** Asks for a credit. */
export function aCredit(desk: Desk, fields: CreditOptions & { customerId: string }): CreditRow {
  const payload = creditPayload(desk, fields)
  desk.must('credit.create', payload)
  return desk.ledger.row('credits', payload.creditId)
}

/** The credit once it is approved as it stands. */
export function approved(desk: Desk, credit: CreditRow, approvedOn = '2026-11-25'): CreditRow {
  const { id: creditId, totalCents } = credit
  desk.must('credit.approve', { creditId, approvedOn, expectedTotalCents: totalCents })
  return desk.ledger.row('credits', creditId)
}

/** What `attachment.add` takes: a picture of these bytes that begins as a JPEG does, on a credit. */
export function picturePayload(desk: Desk, creditId: string, bytes = 600): PayloadOf<'attachment.add'> {
  const rest = ['', 'AA==', 'AAA='][bytes % 3]
  const content = `/9j/${'AAAA'.repeat(Math.floor(bytes / 3) - 1)}${rest}`
  const subject = `credits:${creditId}`
  return { attachmentId: desk.newId(), subject, name: 'boxes.jpg', mime: 'image/jpeg', content }
}

/** Mails an invoice with a payment link. */
export function aLink(desk: Desk, invoiceId: string): PaymentLinkRow {
  const linkId = desk.newId()
  const recipients = [{ mailId: desk.newId(), address: 'pay@petal.example' }]
  desk.must('document.email', { invoiceId, recipients, subject: 'Invoice', message: '', linkId })
  return desk.ledger.row('payment_links', linkId)
}

/** What `payment.capture` takes: a card payment on a link. */
export function capturePayload(desk: Desk, linkId: string, totalCents: number) {
  return {
    paymentId: desk.newId(),
    number: desk.nextNumber(),
    linkId,
    attemptId: `ch_${desk.nextNumber()}`,
    method: 'card' as const,
    reference: 'Visa 4242',
    receivedOn: '2026-11-25',
    capturedAt: desk.clock.now(),
    totalCents,
    feeCents: 59,
    currency: 'USD',
    receiptTo: null,
    language: null,
    invoiceIds: null as string[] | null,
    credits: null as { creditId: string; amountCents: number }[] | null,
  }
}
