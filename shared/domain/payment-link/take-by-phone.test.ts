import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import {
  aCustomer,
  anInvoice,
  anOrder,
  anOrderLink,
  aPayment,
  aPendingOrder,
  capturePayload,
} from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'
import { COMPANY_ROW } from '../company/company-of.ts'
import type { OrderRow } from '../order/order-row.ts'
import { verifyBalances } from '../verify-balances.ts'
import { takeByPhone } from './take-by-phone.ts'

test('a card by telephone gets a link in nobody’s mail, and the newest mailed link stays', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { paymentLinksEnabled: false }).id
  const [one, two] = [
    anInvoice(desk, { customerId, totalCents: 100_00 }),
    anInvoice(desk, { customerId, totalCents: 50_00 }),
  ]
  const other = anInvoice(desk, { customerId: aCustomer(desk).id, totalCents: 70_00 })
  const before = desk.ledger.row('invoices', one.id)
  const [linkId, userId] = [desk.newId(), desk.userId]
  const payload = { linkId, customerId, invoiceIds: [one.id, two.id, other.id], orderId: null, userId }
  accepted(desk.relay('link.take-by-phone', payload))
  expect(desk.ledger.row('payment_links', linkId)).toMatchObject({
    invoiceCount: 2,
    askedCents: 150_00,
    sentTo: [],
    createdBy: userId,
    kind: 'links',
  })
  expect(desk.ledger.row('invoices', one.id)).toEqual(before)
  expect(desk.ledger.all('mails')).toEqual([])
})

test('without a payments account, or with nothing due, no link is made', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const { paymentsAccount } = desk.ledger.row('companies', COMPANY_ROW)!
  const to = { ...paymentsAccount!, status: 'paused' as const }
  desk.must('company.change', { changes: { paymentsAccount: { from: paymentsAccount, to } } })
  const linkId = desk.newId()
  const payload = { linkId, customerId, invoiceIds: [invoice.id], orderId: null, userId: desk.userId }
  accepted(desk.relay('link.take-by-phone', payload))
  expect(desk.ledger.all('payment_links').filter(each => each.id === linkId)).toEqual([])
})

const ON = '2026-11-25'

/** A card by telephone for an order; its link, where one was made. */
function byPhone(desk: Desk, { id: orderId, customerId }: Pick<OrderRow, 'id' | 'customerId'>) {
  const [linkId, userId] = [desk.newId(), desk.userId]
  accepted(desk.relay('link.take-by-phone', { linkId, customerId, invoiceIds: [], orderId, userId }))
  return desk.ledger.all('payment_links').find(each => each.id === linkId) ?? null
}

function paid(desk: Desk, linkId: string, totalCents: number) {
  const payload = capturePayload(desk, linkId, totalCents)
  accepted(desk.relay('payment.capture', payload))
  return payload.paymentId
}

test('for a pending order it asks for the total less what is held, and the newest mailed link stays', () => {
  const desk = aDesk()
  const { id } = aPendingOrder(desk, { customerId: aCustomer(desk, { paymentLinksEnabled: false }).id })
  const first = byPhone(desk, desk.ledger.row('orders', id))
  expect(first).toMatchObject({ kind: 'order', orderId: id, invoiceCount: 0, askedCents: 228_00, sentTo: [] })
  expect(first?.createdBy).toBe(desk.userId)
  paid(desk, first!.id, 100_00)
  const order = desk.ledger.row('orders', id)
  expect(order.lastLinkId).toBeNull()
  expect(byPhone(desk, order)).toMatchObject({ askedCents: 128_00 })
  expect(desk.ledger.row('orders', id)).toEqual(order)

  const mailed = aPendingOrder(desk)
  const link = anOrderLink(desk, mailed.id)
  byPhone(desk, mailed)
  expect(desk.ledger.row('orders', mailed.id).lastLinkId).toBe(link.id)
})

test('who must pay before confirming can be confirmed once the card was charged, and the invoice is paid', () => {
  const desk = aDesk()
  const order = aPendingOrder(desk, { customerId: aCustomer(desk, { requirePaymentOnConfirm: true }).id })
  const confirmation = { orderId: order.id, issuedOn: ON, expectedTotalCents: 228_00 }
  expect(desk.enter('order.confirm', confirmation).refusal).toMatchObject({ code: 'payment-required' })
  const link = byPhone(desk, order)!
  const paymentId = paid(desk, link.id, 228_00)
  expect(desk.ledger.row('payments', paymentId)).toMatchObject({
    heldForOrderId: order.id,
    unappliedCents: 228_00,
  })
  desk.must('order.confirm', confirmation)
  const { invoiceId, onHold } = desk.ledger.row('orders', order.id)
  expect(onHold).toBe(false)
  expect(desk.ledger.row('invoices', invoiceId!)).toMatchObject({ openCents: 0, lastLinkId: null })
  expect(desk.ledger.row('payments', paymentId)).toMatchObject({ heldForOrderId: null, unappliedCents: 0 })
  expect(desk.ledger.row('payment_links', link.id)).toMatchObject({ state: 'paid', invoiceCount: 1 })
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
})

test('paid too late, when the order was confirmed while the card was typed, the money goes to its invoice', () => {
  const desk = aDesk()
  const order = aPendingOrder(desk)
  const link = byPhone(desk, order)!
  desk.must('order.confirm', { orderId: order.id, issuedOn: ON, expectedTotalCents: 228_00 })
  paid(desk, link.id, 228_00)
  const { invoiceId } = desk.ledger.row('orders', order.id)
  expect(desk.ledger.row('invoices', invoiceId!).openCents).toBe(0)
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
})

test.each<[string, (desk: Desk) => Pick<OrderRow, 'id' | 'customerId'>]>([
  ['is a draft', desk => anOrder(desk)],
  [
    'is confirmed',
    desk => {
      const { orderId, customerId } = anInvoice(desk)
      return { id: orderId, customerId }
    },
  ],
  [
    'is void',
    desk => {
      const order = aPendingOrder(desk)
      desk.must('order.void', { orderId: order.id, voidedOn: ON, releasePayments: false })
      return order
    },
  ],
  [
    'is held money for already',
    desk => {
      const order = aPendingOrder(desk)
      paid(desk, anOrderLink(desk, order.id).id, 228_00)
      return order
    },
  ],
  ['is another customer’s', desk => ({ ...aPendingOrder(desk), customerId: aCustomer(desk).id })],
  [
    'is in another currency than the company’s',
    desk => aPendingOrder(desk, { customerId: aCustomer(desk, { currency: 'EUR' }).id }),
  ],
  ['is not known', desk => ({ id: desk.newId(), customerId: aCustomer(desk).id })],
  [
    'has no account to be paid to',
    desk => {
      const order = aPendingOrder(desk)
      const { paymentsAccount } = desk.ledger.row('companies', COMPANY_ROW)
      const to = { ...paymentsAccount!, status: 'paused' as const }
      desk.must('company.change', { changes: { paymentsAccount: { from: paymentsAccount, to } } })
      return order
    },
  ],
])('nothing happens for an order that %s', (_, make) => {
  const desk = aDesk()
  const order = make(desk)
  expect(byPhone(desk, order)).toBeNull()
})

test('what a customer paid without saying what for does not lower what is asked for the order', () => {
  const desk = aDesk()
  const order = aPendingOrder(desk)
  aPayment(desk, { customerId: order.customerId, totalCents: 50_00 })
  expect(byPhone(desk, order)).toMatchObject({ askedCents: 228_00 })
})

test('it is for invoices or for an order, never for both or neither', () => {
  const desk = aDesk()
  const [linkId, customerId, userId] = [desk.newId(), desk.newId(), desk.userId]
  const parses = (invoiceIds: string[], orderId: string | null) =>
    takeByPhone.payload.safeParse({ linkId, customerId, userId, invoiceIds, orderId }).success
  const id = desk.newId()
  expect([parses([id], null), parses([], id), parses([id], id), parses([], null)]).toEqual([
    true,
    true,
    false,
    false,
  ])
})
