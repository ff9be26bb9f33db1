import { describe, expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import {
  aCustomer,
  anOrder,
  anOrderLink,
  aPayment,
  aPendingOrder,
  capturePayload,
} from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { linkDocuments } from '../payment-link/link-reads.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-11-25'
const TOTAL = 228_00

const confirm = (desk: Desk, orderId: string, expectedTotalCents = TOTAL) =>
  desk.must('order.confirm', { orderId, issuedOn: ON, expectedTotalCents })

function paid(desk: Desk, linkId: string, totalCents: number) {
  const payload = capturePayload(desk, linkId, totalCents)
  desk.relay('payment.capture', payload)
  return desk.ledger.row('payments', payload.paymentId)
}

/** What a link asks for, as its page would find it. */
function asked(desk: Desk, linkId: string) {
  const { ledger } = desk
  const view = {
    get: (table: never, id: string) => ledger.all(table).find((row: { id: string }) => row.id === id) ?? null,
    list: (table: never, ref: string, value: string) =>
      ledger.all(table).filter((row: Record<string, unknown>) => row[ref] === value),
  }
  return linkDocuments(linkId, view as never)
}

function proved(desk: Desk) {
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
}

describe('a link for a pending order', () => {
  test('asks for its total; what is paid is held for it, and nothing is applied yet', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const link = anOrderLink(desk, order.id)
    expect(link).toMatchObject({ kind: 'order', orderId: order.id, invoiceCount: 0, askedCents: TOTAL })
    expect(asked(desk, link.id)).toMatchObject([
      { number: order.number, openCents: TOTAL, revision: 0, dueOn: '' },
    ])
    const payment = paid(desk, link.id, TOTAL)
    expect(payment).toMatchObject({ unappliedCents: TOTAL, heldForOrderId: order.id })
    expect(desk.ledger.row('payment_links', link.id).state).toBe('paid')
    expect(desk.ledger.all('tasks')).toEqual([])
    expect(asked(desk, link.id)).toMatchObject([{ openCents: 0 }])
    proved(desk)
  })

  test('on confirming, what is held is applied to the invoice, and the link is one for it', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const link = anOrderLink(desk, order.id)
    const payment = paid(desk, link.id, 100_00)
    expect(desk.ledger.row('payment_links', link.id).state).toBe('queued')
    confirm(desk, order.id)
    const invoiceId = desk.ledger.row('orders', order.id).invoiceId!
    expect(desk.ledger.row('invoices', invoiceId)).toMatchObject({
      openCents: 128_00,
      lastLinkId: link.id,
    })
    expect(desk.ledger.row('payments', payment.id)).toMatchObject({
      unappliedCents: 0,
      heldForOrderId: null,
    })
    expect(asked(desk, link.id)).toMatchObject([{ id: invoiceId, openCents: 128_00, revision: 1 }])
    expect(desk.ledger.row('payment_links', link.id).invoiceCount).toBe(1)
    const rest = paid(desk, link.id, 128_00)
    expect(rest).toMatchObject({ unappliedCents: 0, heldForOrderId: null })
    expect(desk.ledger.row('invoices', invoiceId).openCents).toBe(0)
    expect(desk.ledger.row('payment_links', link.id).state).toBe('paid')
    proved(desk)
  })

  test('confirmed as of a day before it was paid, the entry is no older than its money', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const payment = paid(desk, anOrderLink(desk, order.id).id, TOTAL)
    desk.must('order.confirm', { orderId: order.id, issuedOn: '2026-11-20', expectedTotalCents: TOTAL })
    expect(desk.ledger.all('applications')).toMatchObject([
      { paymentId: payment.id, amountCents: TOTAL, appliedOn: payment.receivedOn },
    ])
    proved(desk)
  })

  test('a changed order is asked for as it is now, less what is held', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const link = anOrderLink(desk, order.id)
    paid(desk, link.id, 100_00)
    const line = desk.ledger.all('order_lines').find(each => each.orderId === order.id)!
    desk.must('order.change-line', {
      orderId: order.id,
      lineId: line.id,
      changes: { boxes: { from: 2, to: 4 } },
      seen: null,
    })
    expect(asked(desk, link.id)).toMatchObject([{ totalCents: 456_00, openCents: 356_00 }])
  })

  test('more than is asked, paid at the same moment by two: the surplus is a task, and all of it is held', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const link = anOrderLink(desk, order.id)
    paid(desk, link.id, TOTAL)
    const second = paid(desk, link.id, TOTAL)
    expect(desk.ledger.all('tasks')).toMatchObject([
      { kind: 'overpayment', subject: `payments:${second.id}`, params: { amountCents: TOTAL } },
    ])
    confirm(desk, order.id)
    const kept = desk.ledger.all('payments')
    expect(kept.map(each => each.unappliedCents).toSorted()).toEqual([0, TOTAL])
    expect(kept.map(each => each.heldForOrderId)).toEqual([null, null])
    proved(desk)
  })

  test('a smaller order leaves a surplus when it is confirmed, with a task', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const link = anOrderLink(desk, order.id)
    const payment = paid(desk, link.id, TOTAL)
    const line = desk.ledger.all('order_lines').find(each => each.orderId === order.id)!
    desk.must('order.change-line', {
      orderId: order.id,
      lineId: line.id,
      changes: { boxes: { from: 2, to: 1 } },
      seen: null,
    })
    confirm(desk, order.id, 114_00)
    expect(desk.ledger.row('payments', payment.id).unappliedCents).toBe(114_00)
    expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'overpayment', params: { amountCents: 114_00 } }])
    proved(desk)
  })

  test('what is refunded of the money held is held no longer, and the link asks for it again', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const link = anOrderLink(desk, order.id)
    const payment = paid(desk, link.id, TOTAL)
    const refund = {
      paymentId: payment.id,
      number: desk.nextNumber(),
      refundedOn: ON,
      amountCents: 28_00,
      by: 'registered',
      method: 'Check',
      reference: '',
      note: '',
      releaseApplied: false,
    } as const
    desk.must('payment.refund', refund)
    expect(desk.ledger.row('payments', payment.id)).toMatchObject({
      unappliedCents: 200_00,
      heldForOrderId: order.id,
    })
    expect(asked(desk, link.id)).toMatchObject([{ openCents: 28_00 }])
    // What comes back is held again.
    const back = desk.ledger.all('payments').find(({ reversesId }) => reversesId === payment.id)!
    desk.must('payment.void', { paymentId: back.id, voidedOn: ON })
    expect(asked(desk, link.id)).toMatchObject([{ openCents: 0 }])
    confirm(desk, order.id)
    const invoiceId = desk.ledger.row('orders', order.id).invoiceId!
    expect(desk.ledger.row('invoices', invoiceId).openCents).toBe(0)
    proved(desk)
  })

  test('held money that was refunded in whole leaves nothing when its order is withdrawn', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const link = anOrderLink(desk, order.id)
    const payment = paid(desk, link.id, 100_00)
    desk.must('payment.refund', {
      paymentId: payment.id,
      number: desk.nextNumber(),
      refundedOn: ON,
      amountCents: 100_00,
      by: 'registered',
      method: 'Cash',
      reference: '',
      note: '',
      releaseApplied: false,
    })
    desk.must('order.void', { orderId: order.id, voidedOn: ON, releasePayments: false })
    expect(desk.ledger.row('payments', payment.id)).toMatchObject({ unappliedCents: 0, heldForOrderId: null })
    // Nothing is left of it, so nobody is told to look at it.
    expect(desk.ledger.all('tasks').filter(({ state }) => state === 'open')).toEqual([])
    proved(desk)
  })

  test('a withdrawn order asks for nothing, and what was held is an open credit with a task', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const link = anOrderLink(desk, order.id)
    const payment = paid(desk, link.id, 100_00)
    desk.must('order.void', { orderId: order.id, voidedOn: ON, releasePayments: false })
    expect(asked(desk, link.id)).toMatchObject([{ status: 'void', openCents: 0 }])
    expect(desk.ledger.row('payments', payment.id).heldForOrderId).toBeNull()
    expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'overpayment', params: { amountCents: 100_00 } }])
    const late = paid(desk, link.id, 128_00)
    expect(late).toMatchObject({ unappliedCents: 128_00, heldForOrderId: null })
    expect(desk.ledger.all('tasks')).toHaveLength(2)
    proved(desk)
  })

  test('who must pay before confirming may be confirmed once the link is paid, and not from another order’s money', () => {
    const desk = aDesk()
    const customerId = aCustomer(desk, { requirePaymentOnConfirm: true }).id
    const [first, second] = [aPendingOrder(desk, { customerId }), aPendingOrder(desk, { customerId })]
    paid(desk, anOrderLink(desk, first.id).id, TOTAL)
    const confirmation = { orderId: second.id, issuedOn: ON, expectedTotalCents: TOTAL }
    expect(desk.enter('order.confirm', confirmation).refusal).toMatchObject({
      code: 'payment-required',
      params: { prepaidCents: 0 },
    })
    confirm(desk, first.id)
    const invoiceId = desk.ledger.row('orders', first.id).invoiceId!
    expect(desk.ledger.row('invoices', invoiceId).openCents).toBe(0)
    proved(desk)
  })

  test('what others paid ahead stays where it is when an order is confirmed', () => {
    const desk = aDesk()
    const customerId = aCustomer(desk).id
    const check = aPayment(desk, { customerId, totalCents: 300_00 })
    const order = aPendingOrder(desk, { customerId })
    const held = paid(desk, anOrderLink(desk, order.id).id, 50_00)
    confirm(desk, order.id)
    expect(desk.ledger.row('payments', check.id).unappliedCents).toBe(300_00)
    expect(desk.ledger.row('payments', held.id).unappliedCents).toBe(0)
  })

  test('the newest link is the one to use, and all of them are for the invoice once there is one', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const [old, newest] = [anOrderLink(desk, order.id), anOrderLink(desk, order.id)]
    expect(asked(desk, old.id)).toMatchObject([{ lastLinkId: newest.id }])
    confirm(desk, order.id)
    const { invoiceId } = desk.ledger.row('orders', order.id)
    for (const link of [old, newest]) {
      expect(asked(desk, link.id)).toMatchObject([{ id: invoiceId, lastLinkId: newest.id }])
    }
  })

  test('a renewed one asks for the same order', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    const old = anOrderLink(desk, order.id)
    const linkId = desk.newId()
    desk.relay('link.renew', { oldLinkId: old.id, linkId })
    expect(desk.ledger.row('payment_links', linkId)).toMatchObject({
      kind: 'order',
      orderId: order.id,
      askedCents: TOTAL,
    })
    expect(desk.ledger.row('orders', order.id).lastLinkId).toBe(linkId)
    expect(desk.ledger.all('mails').at(-1)).toMatchObject({ kind: 'renewal', orderId: order.id, linkId })
  })
})

describe('mailing an order', () => {
  const letter = (desk: Desk, orderId: string) => ({
    orderId,
    recipients: [{ mailId: desk.newId(), address: 'pay@petal.example' }],
    subject: 'Order',
    message: '',
    linkId: desk.newId() as string | null,
  })

  test('a draft and a withdrawn order are not mailed', () => {
    const desk = aDesk()
    const draft = anOrder(desk)
    expect(desk.enter('order.email', letter(desk, draft.id)).refusal).toMatchObject({
      code: 'order-not-placed',
      params: { number: draft.number },
    })
    desk.must('order.void', { orderId: draft.id, voidedOn: ON, releasePayments: false })
    expect(desk.enter('order.email', letter(desk, draft.id)).refusal).toMatchObject({
      code: 'order-voided',
    })
  })

  test('a link is refused where none is offered; from elsewhere the mail goes without one', () => {
    const desk = aDesk()
    const customerId = aCustomer(desk, { paymentLinksEnabled: false }).id
    const order = aPendingOrder(desk, { customerId })
    expect(desk.enter('order.email', letter(desk, order.id)).refusal).toMatchObject({
      code: 'link-not-offered',
      params: { reason: 'customer-links-off' },
    })
    expect(desk.arrive('order.email', letter(desk, order.id)).refusal).toBeNull()
    expect(desk.ledger.all('payment_links')).toEqual([])
    expect(desk.ledger.all('mails')).toMatchObject([{ kind: 'order', orderId: order.id, linkId: null }])
  })

  test('a fully prepaid order carries no link', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    paid(desk, anOrderLink(desk, order.id).id, TOTAL)
    expect(desk.enter('order.email', letter(desk, order.id)).refusal).toMatchObject({
      code: 'link-not-offered',
      params: { reason: 'nothing-due' },
    })
  })

  test('confirmed before the relay got to it, its invoice goes out with the link', () => {
    const desk = aDesk()
    const order = aPendingOrder(desk)
    confirm(desk, order.id)
    const payload = letter(desk, order.id)
    desk.arrive('order.email', payload)
    const { invoiceId } = desk.ledger.row('orders', order.id)
    expect(desk.ledger.all('mails')).toMatchObject([{ kind: 'invoice', orderId: null, invoiceId }])
    expect(desk.ledger.row('payment_links', payload.linkId!)).toMatchObject({
      orderId: null,
      invoiceCount: 1,
    })
  })
})
