import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import {
  aCustomer,
  aLink,
  anInvoice,
  anOrder,
  aPayment,
  capturePayload,
  orderPayload,
  paymentPayload,
} from '../../testing/builders.ts'
import { aDesk, aUser } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'

test('the documents of both are one customer’s, with the balance; the task is settled', () => {
  const desk = aDesk()
  const into = aCustomer(desk)
  const from = aCustomer(desk, { shipTos: [{ ...into.shipTos[0]!, id: 'dock', name: 'Dock' }] })
  anInvoice(desk, { customerId: into.id })
  const invoice = anInvoice(desk, { customerId: from.id })
  const order = anOrder(desk, { customerId: from.id, shipToId: 'dock' })
  aPayment(desk, { customerId: from.id, totalCents: 10_00 })
  desk.must('customer.merge', { fromId: from.id, intoId: into.id })
  expect(desk.ledger.row('customers', from.id)).toMatchObject({ active: false, mergedIntoId: into.id })
  expect(desk.ledger.row('customers', into.id).shipTos.map(({ id }) => id)).toEqual(['workshop', 'dock'])
  const zero = { openCents: 0, unappliedCents: 0, pendingCents: 0 }
  expect(desk.ledger.row('customer_balances', from.id)).toMatchObject(zero)
  const sum = { openCents: 456_00, unappliedCents: 10_00, pendingCents: 228_00 }
  expect(desk.ledger.row('customer_balances', into.id)).toMatchObject(sum)
  expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'duplicate-customer', state: 'done' }])
  expect(desk.ledger.row('invoices', invoice.id).customerId).toBe(into.id)
  desk.must('order.confirm', { orderId: order.id, issuedOn: '2026-11-25', expectedTotalCents: 228_00 })
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
})

test('what names the merged one goes to the one kept: orders, payments, and payment links', () => {
  const desk = aDesk()
  const into = aCustomer(desk)
  const from = aCustomer(desk)
  const invoice = anInvoice(desk, { customerId: from.id })
  const link = aLink(desk, invoice.id)
  desk.must('customer.merge', { fromId: from.id, intoId: into.id })
  const order = orderPayload(desk, { customerId: from.id })
  const check = paymentPayload(desk, { customerId: from.id })
  const card = capturePayload(desk, link.id, 228_00)
  for (const ended of [
    desk.arrive('order.create', order),
    desk.arrive('payment.receive', check),
    desk.relay('payment.capture', card),
  ])
    expect(ended.refusal).toBeNull()
  expect(desk.ledger.row('orders', order.orderId).customerId).toBe(into.id)
  expect(desk.ledger.row('payments', check.paymentId).customerId).toBe(into.id)
  expect(desk.ledger.row('payments', card.paymentId)).toMatchObject({
    customerId: into.id,
    unappliedCents: 0,
  })
  expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(0)
})

test('merging on leads everything to the last one kept, and twice is no mistake', () => {
  const desk = aDesk()
  const [a, b, c] = [aCustomer(desk), aCustomer(desk), aCustomer(desk)]
  desk.must('customer.merge', { fromId: a.id, intoId: b.id })
  desk.must('customer.merge', { fromId: b.id, intoId: c.id })
  expect(desk.ledger.row('customers', a.id).mergedIntoId).toBe(c.id)
  expect(desk.must('customer.merge', { fromId: b.id, intoId: c.id }).writes).toEqual([])
  const merge = (fromId: string, intoId: string) =>
    desk.enter('customer.merge', { fromId, intoId }).refusal?.code
  expect(merge(c.id, a.id)).toBe('customer-merged')
  expect(merge(a.id, b.id)).toBe('customer-merged')
  const active = { active: { from: false, to: true } }
  expect(desk.enter('customer.change', { customerId: a.id, changes: active }).refusal?.code).toBe(
    'customer-merged',
  )
})

test('a merge is refused across currencies, for someone else’s customer, and past 2,000 documents', () => {
  const desk = aDesk()
  const jorge = aUser(desk, ['sales-manager'], { manageOwnCustomers: true })
  const into = aCustomer(desk)
  const euro = aCustomer(desk, { currency: 'EUR' })
  const own = aCustomer(desk, { salespersonId: jorge.id })
  const merge = (fromId: string, by?: string) =>
    desk.enter('customer.merge', { fromId, intoId: into.id }, by).refusal?.code
  expect(merge(euro.id)).toBe('customers-differ-in-currency')
  expect(merge(own.id, jorge.id)).toBe('not-your-customer')
  expect(merge(into.id)).toBe('invalid')
  expect(merge(desk.newId())).toBe('unknown-customer')
  const big = aCustomer(desk)
  for (let n = 0; n < 2001; n++) anOrder(desk, { customerId: big.id, lines: [] })
  expect(merge(big.id)).toBe('too-many-documents')
})
