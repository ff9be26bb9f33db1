import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aCustomer, aLink, anInvoice, aPayment, capturePayload } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-11-25'

const refund = (desk: Desk, paymentId: string, amountCents: number, fields: object = {}) =>
  desk.enter('payment.refund', {
    paymentId,
    number: desk.nextNumber(),
    refundedOn: ON,
    amountCents,
    by: 'registered',
    method: 'Check',
    reference: '8001',
    note: '',
    releaseApplied: false,
    ...fields,
  })

/** A payment of 300.00: 100.00 on one invoice, 150.00 on another, 50.00 over. */
function paid(desk: Desk) {
  const customerId = aCustomer(desk).id
  const first = anInvoice(desk, { customerId, totalCents: 100_00 })
  const second = anInvoice(desk, { customerId, totalCents: 200_00 })
  const applications = [{ invoiceId: first.id, amountCents: 100_00 }]
  const payment = aPayment(desk, { customerId, totalCents: 300_00, applications })
  desk.clock.advance(60_000)
  desk.must('payment.apply', {
    paymentId: payment.id,
    appliedOn: ON,
    applications: [{ invoiceId: second.id, amountCents: 150_00 }],
  })
  return { customerId, first, second, payment }
}

function captured(desk: Desk, receivedOn = ON) {
  const link = aLink(desk, anInvoice(desk).id)
  const capture = { ...capturePayload(desk, link.id, 300_00), receivedOn }
  desk.relay('payment.capture', capture)
  return desk.ledger.row('payments', capture.paymentId)
}

const refundsOf = (desk: Desk, paymentId: string) =>
  desk.ledger.all('payments').filter(entry => entry.reversesId === paymentId)
const openCents = (desk: Desk, id: string) => desk.ledger.row('invoices', id).openCents
const row = (desk: Desk, id: string) => desk.ledger.row('payments', id)
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

test('an overpayment is refunded in part, then whole, never more than is left', () => {
  const desk = aDesk()
  const { payment } = paid(desk)
  expect(refund(desk, payment.id, 20_00).refusal).toBeNull()
  expect(row(desk, payment.id)).toMatchObject({ unappliedCents: 30_00, returnedCents: 20_00 })
  expect(refundsOf(desk, payment.id)).toMatchObject([
    { kind: 'refund', totalCents: -20_00, unappliedCents: 0, refundState: 'succeeded', method: 'Check' },
  ])
  expect(refund(desk, payment.id, 30_01).refusal).toMatchObject({
    code: 'refund-above-left',
    field: 'amountCents',
    params: { amountCents: 30_01, leftCents: 30_00 },
  })
  expect(refund(desk, payment.id, 30_00).refusal).toBeNull()
  expect(row(desk, payment.id)).toMatchObject({ unappliedCents: 0, returnedCents: 50_00 })
  proven(desk)
})

test('a whole payment is taken off its invoices first', () => {
  const desk = aDesk()
  const { first, second, payment } = paid(desk)
  expect(refund(desk, payment.id, 300_00).refusal?.code).toBe('refund-above-left')
  expect(refund(desk, payment.id, 300_00, { releaseApplied: true }).refusal).toBeNull()
  expect([openCents(desk, first.id), openCents(desk, second.id)]).toEqual([100_00, 200_00])
  expect(row(desk, payment.id)).toMatchObject({ unappliedCents: 0, returnedCents: 300_00 })
  expect(refund(desk, payment.id, 1, { releaseApplied: true }).refusal?.code).toBe('refund-above-left')
  proven(desk)
})

test('a part takes off only as much as it needs, what was applied last first', () => {
  const desk = aDesk()
  const { first, second, payment } = paid(desk)
  expect(refund(desk, payment.id, 120_00, { releaseApplied: true }).refusal).toBeNull()
  expect([openCents(desk, first.id), openCents(desk, second.id)]).toEqual([0, 120_00])
  expect(refund(desk, payment.id, 100_00, { releaseApplied: true }).refusal).toBeNull()
  expect([openCents(desk, first.id), openCents(desk, second.id)]).toEqual([20_00, 200_00])
  proven(desk)
})

test('one to the source is pending, and canceling it gives the amount back', () => {
  const desk = aDesk()
  const payment = captured(desk)
  const toSource = { by: 'source', method: '', reference: '' }
  expect(refund(desk, payment.id, 72_00, toSource).refusal).toBeNull()
  const [pending] = refundsOf(desk, payment.id)
  expect(pending).toMatchObject({ method: 'card', refundState: 'pending', totalCents: -72_00 })
  expect(row(desk, payment.id).unappliedCents).toBe(0)
  expect(desk.enter('payment.void', { paymentId: pending!.id, voidedOn: ON }).refusal?.code).toBe(
    'payment-from-gateway',
  )
  const cancel = { refundId: pending!.id, canceledOn: ON }
  expect(desk.enter('payment.cancel-refund', { ...cancel, canceledOn: '2026-11-24' }).refusal?.code).toBe(
    'before-payment',
  )
  desk.must('payment.cancel-refund', cancel)
  expect(row(desk, pending!.id)).toMatchObject({ refundState: 'canceled', voidedOn: ON })
  expect(row(desk, payment.id)).toMatchObject({ unappliedCents: 72_00, returnedCents: 0 })
  expect(desk.enter('payment.cancel-refund', cancel).refusal?.code).toBe('refund-not-open')
  proven(desk)
})

test('a failed one gave its amount back when it failed: canceling it only says so', () => {
  const desk = aDesk()
  const payment = captured(desk)
  refund(desk, payment.id, 72_00, { by: 'source', method: '' })
  const [pending] = refundsOf(desk, payment.id)
  desk.ledger.plant('payments', { ...pending!, refundState: 'failed' })
  desk.ledger.plant('payments', payment)
  const balance = desk.ledger.row('customer_balances', payment.customerId)
  desk.ledger.plant('customer_balances', { ...balance, unappliedCents: 72_00 })
  desk.must('payment.cancel-refund', { refundId: pending!.id, canceledOn: ON })
  expect(row(desk, pending!.id).refundState).toBe('canceled')
  expect(row(desk, payment.id)).toEqual(payment)
  proven(desk)
})

test('the gateway sends back to a card for 90 days, and never what came by check', () => {
  const desk = aDesk()
  const card = captured(desk, '2026-08-27')
  const toSource = { by: 'source', method: '' }
  const late = refund(desk, card.id, 1_00, { ...toSource, refundedOn: '2026-11-26' }).refusal
  expect(late).toMatchObject({ code: 'refund-too-late-for-source', field: 'by', params: { days: 90 } })
  expect(refund(desk, card.id, 1_00, { ...toSource, refundedOn: ON }).refusal).toBeNull()
  const { payment } = paid(desk)
  expect(refund(desk, payment.id, 1_00, toSource).refusal?.code).toBe('refund-without-source')
  expect(refund(desk, payment.id, 1_00, { method: '' }).refusal?.code).toBe('refund-method-required')
})

test('a registered one recorded by mistake is voided, and a succeeded one is not canceled', () => {
  const desk = aDesk()
  const { payment } = paid(desk)
  refund(desk, payment.id, 50_00)
  const [registered] = refundsOf(desk, payment.id)
  const canceled = desk.enter('payment.cancel-refund', { refundId: registered!.id, canceledOn: ON })
  expect(canceled.refusal).toMatchObject({ code: 'refund-not-open', params: { state: 'succeeded' } })
  expect(desk.enter('payment.void', { paymentId: payment.id, voidedOn: ON }).refusal).toMatchObject({
    code: 'payment-refunded',
    params: { amountCents: 50_00 },
  })
  desk.must('payment.void', { paymentId: registered!.id, voidedOn: ON })
  expect(row(desk, payment.id)).toMatchObject({ unappliedCents: 50_00, returnedCents: 0 })
  desk.must('payment.void', { paymentId: payment.id, voidedOn: ON })
  proven(desk)
})

test('what is older than its payment, void, bounced, or itself a refund is not refunded', () => {
  const desk = aDesk()
  const { customerId, payment } = paid(desk)
  expect(refund(desk, payment.id, 1_00, { refundedOn: '2026-11-24' }).refusal?.code).toBe('before-payment')
  refund(desk, payment.id, 10_00)
  expect(refund(desk, refundsOf(desk, payment.id)[0]!.id, 1).refusal?.code).toBe('not-a-payment')
  const bounced = aPayment(desk, { customerId })
  const mark = { number: desk.nextNumber(), markedOn: ON, note: '', feeCents: 0, feeNumber: null }
  desk.must('payment.mark-nsf', { paymentId: bounced.id, ...mark })
  expect(refund(desk, bounced.id, 1).refusal?.code).toBe('payment-taken-back')
  const voided = aPayment(desk, { customerId })
  desk.must('payment.void', { paymentId: voided.id, voidedOn: ON })
  expect(refund(desk, voided.id, 1).refusal?.code).toBe('payment-void')
  const notOne = desk.enter('payment.cancel-refund', { refundId: payment.id, canceledOn: ON })
  expect(notOne.refusal?.code).toBe('not-a-refund')
})

test('a number that another desktop printed meanwhile gets a suffix', () => {
  const desk = aDesk()
  const { payment } = paid(desk)
  expect(refund(desk, payment.id, 1_00, { number: payment.number }).refusal).toBeNull()
  expect(refundsOf(desk, payment.id)[0]?.number).toBe(`${payment.number}-${payment.id.slice(-4)}`)
})
