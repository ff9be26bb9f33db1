import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import {
  anInvoice,
  anOrderLink,
  aPayment,
  aPendingOrder,
  capturePayload,
  paymentPayload,
} from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-11-25'
const TOTAL = 228_00

/** A pending order, money that came in for it, and an invoice of the same customer. */
function aheadOf(desk: Desk, ...captures: number[]) {
  const order = aPendingOrder(desk)
  const link = anOrderLink(desk, order.id)
  const held = captures.map(totalCents => {
    const payload = capturePayload(desk, link.id, totalCents)
    accepted(desk.relay('payment.capture', payload), 'payment.capture')
    desk.clock.advance(1000)
    return payload.paymentId
  })
  const invoice = anInvoice(desk, { customerId: order.customerId, totalCents: 300_00 })
  return { order, held, invoice }
}
type Ahead = ReturnType<typeof aheadOf>

const on = ({ invoice }: Ahead, amountCents: number) => [{ invoiceId: invoice.id, amountCents }]
const apply = (desk: Desk, ahead: Ahead, paymentId: string, amountCents: number, appliedOn = ON) =>
  desk.enter('payment.apply', { paymentId, appliedOn, applications: on(ahead, amountCents) }).refusal
const unapplied = (desk: Desk, id: string) => desk.ledger.row('payments', id).unappliedCents
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

test('what is held for a pending order is not applied to an invoice, before the order is voided', () => {
  const desk = aDesk()
  const ahead = aheadOf(desk, 80_00)
  const [paymentId] = ahead.held as [string]
  expect(apply(desk, ahead, paymentId, 1)).toMatchObject({
    code: 'payment-held',
    params: { order: ahead.order.number, heldCents: 80_00, freeCents: 0 },
  })
  desk.must('order.void', { orderId: ahead.order.id, voidedOn: ON, releasePayments: false })
  expect(apply(desk, ahead, paymentId, 80_00)).toBeNull()
  proven(desk)
})

test('what came in beyond the order is free: of the later payment first', () => {
  const desk = aDesk()
  const ahead = aheadOf(desk, TOTAL - 50_00, 70_00)
  const [first, second] = ahead.held as [string, string]
  expect(apply(desk, ahead, first, 1)?.code).toBe('payment-held')
  expect(apply(desk, ahead, second, 20_01)?.params).toMatchObject({ heldCents: 50_00, freeCents: 20_00 })
  expect(apply(desk, ahead, second, 20_00)).toBeNull()
  expect(apply(desk, ahead, second, 1)?.code).toBe('payment-held')
  expect(desk.ledger.row('payments', second)).toMatchObject({
    heldForOrderId: ahead.order.id,
    unappliedCents: 50_00,
  })
  const { id: orderId } = ahead.order
  desk.must('order.confirm', { orderId, issuedOn: ON, expectedTotalCents: TOTAL })
  expect(ahead.held.map(id => unapplied(desk, id))).toEqual([0, 0])
  proven(desk)
})

test('used beside a receipt it is refused where it is typed; of one that arrives late it is a task', () => {
  const desk = aDesk()
  const ahead = aheadOf(desk, 80_00)
  const [paymentId] = ahead.held as [string]
  const { customerId } = ahead.order
  const fields = { customerId, totalCents: 100_00, applications: on(ahead, 100_00) }
  const received = {
    ...paymentPayload(desk, fields),
    credits: [{ paymentId, applications: on(ahead, 30_00) }],
  }
  expect(desk.enter('payment.receive', received).refusal).toMatchObject({
    code: 'payment-held',
    field: 'credits.0',
  })
  expect(desk.arrive('payment.receive', received).refusal).toBeNull()
  expect(unapplied(desk, paymentId)).toBe(80_00)
  expect(unapplied(desk, received.paymentId)).toBe(0)
  expect(desk.ledger.row('invoices', ahead.invoice.id).openCents).toBe(200_00)
  expect(desk.ledger.all('tasks')).toMatchObject([
    {
      kind: 'not-posted-as-entered',
      subject: `payments:${received.paymentId}`,
      params: { what: 'credit', amountCents: 30_00, missingCents: 30_00, reason: 'payment-held' },
    },
  ])
  proven(desk)
})

test('no entry is older than its money: refused where it is typed, on the money’s day where it arrives', () => {
  const desk = aDesk()
  const ahead = aheadOf(desk)
  const { customerId } = ahead.order
  const payment = aPayment(desk, { customerId, totalCents: 40_00, receivedOn: '2026-11-24' })
  expect(apply(desk, ahead, payment.id, 40_00, '2026-11-23')).toMatchObject({
    code: 'before-payment',
    field: 'appliedOn',
    params: { number: payment.number, receivedOn: '2026-11-24' },
  })
  const early = { paymentId: payment.id, appliedOn: '2026-11-23', applications: on(ahead, 40_00) }
  expect(desk.arrive('payment.apply', early).refusal).toBeNull()
  expect(desk.ledger.all('applications')).toMatchObject([{ appliedOn: '2026-11-24' }])
  proven(desk)
})
