import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aCustomer, aLink, anInvoice, capturePayload } from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-11-25'

/** A payment of 228.00 by card whose refund of 72.00 to the card is pending. */
function refunding(desk: Desk) {
  const { id: customerId } = aCustomer(desk, { invoiceEmails: ['pay@petal.example'] })
  const invoice = anInvoice(desk, { customerId, totalCents: 228_00 })
  const capture = capturePayload(desk, aLink(desk, invoice.id).id, 228_00)
  accepted(desk.relay('payment.capture', capture))
  const asked = desk.must('payment.refund', {
    paymentId: capture.paymentId,
    number: desk.nextNumber(),
    refundedOn: ON,
    amountCents: 72_00,
    by: 'source',
    method: '',
    reference: '',
    note: '',
    releaseApplied: true,
  })
  const refund = desk.ledger.all('payments').find(({ kind }) => kind === 'refund')!
  return { customerId, invoice, paymentId: capture.paymentId, refundId: refund.id, jobs: asked.jobs }
}

const record = (desk: Desk, refundId: string, state: string, more: object = {}) =>
  accepted(
    desk.relay('payment.record-refund', { refundId, state, reference: 're_1', reason: '', on: ON, ...more }),
  )
const row = (desk: Desk, id: string) => desk.ledger.row('payments', id)
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

test('a refund to the source asks the gateway, a registered one does not', () => {
  const desk = aDesk()
  const { jobs, refundId, paymentId } = refunding(desk)
  expect(jobs).toEqual([{ kind: 'gateway.refund', key: `refund:${refundId}`, payload: { refundId } }])
  const registered = desk.must('payment.refund', {
    paymentId,
    number: desk.nextNumber(),
    refundedOn: ON,
    amountCents: 1_00,
    by: 'registered',
    method: 'Check',
    reference: '',
    note: '',
    releaseApplied: true,
  })
  expect(registered.jobs).toEqual([])
})

test('once the gateway is asked a refund can’t be canceled; when it succeeds the customer is told once', () => {
  const desk = aDesk()
  const { refundId, paymentId } = refunding(desk)
  record(desk, refundId, 'asked', { reference: '' })
  const cancel = () => desk.enter('payment.cancel-refund', { refundId, canceledOn: ON }).refusal
  expect(cancel()).toMatchObject({ code: 'refund-not-open', params: { state: 'pending' } })
  record(desk, refundId, 'pending')
  expect(row(desk, refundId)).toMatchObject({ refundState: 'pending', reference: 're_1' })
  expect(record(desk, refundId, 'succeeded').jobs).toHaveLength(1)
  expect(record(desk, refundId, 'succeeded').jobs).toHaveLength(0)
  record(desk, refundId, 'pending')
  expect(row(desk, refundId)).toMatchObject({ refundState: 'succeeded', voidedOn: null })
  expect(desk.ledger.all('mails').filter(({ kind }) => kind === 'refund')).toMatchObject([
    { paymentId: refundId, recipient: 'pay@petal.example', state: 'queued' },
  ])
  expect(row(desk, paymentId)).toMatchObject({ returnedCents: 72_00, unappliedCents: 0 })
  proven(desk)
})

test('one that fails gives the amount back as open credit, from its day on, with a task', () => {
  const desk = aDesk()
  const { refundId, paymentId, customerId } = refunding(desk)
  record(desk, refundId, 'succeeded')
  record(desk, refundId, 'failed', { reason: 'account-closed', on: '2026-11-28' })
  expect(row(desk, refundId)).toMatchObject({ refundState: 'failed', voidedOn: '2026-11-28' })
  expect(row(desk, paymentId)).toMatchObject({ returnedCents: 0, unappliedCents: 72_00 })
  expect(desk.ledger.all('tasks').filter(({ kind }) => kind === 'refund-failed')).toMatchObject([
    {
      subject: `payments:${paymentId}`,
      customerId,
      params: { amountCents: 72_00, reason: 'account-closed' },
    },
  ])
  proven(desk)
  record(desk, refundId, 'succeeded')
  record(desk, refundId, 'failed')
  expect(row(desk, paymentId).unappliedCents).toBe(72_00)
  desk.must('payment.cancel-refund', { refundId, canceledOn: '2026-11-30' })
  expect(row(desk, refundId)).toMatchObject({ refundState: 'canceled', voidedOn: '2026-11-28' })
  expect(row(desk, paymentId).unappliedCents).toBe(72_00)
  const open = desk.ledger
    .all('tasks')
    .filter(({ kind, state }) => kind === 'refund-failed' && state === 'open')
  expect(open).toEqual([])
  proven(desk)
})

test('a failure in a closed period counts from the first open day', () => {
  const desk = aDesk()
  const { refundId } = refunding(desk)
  desk.clock.advance(10 * 86_400_000)
  desk.must('period.close', { through: '2026-11-30' })
  record(desk, refundId, 'failed')
  expect(row(desk, refundId).voidedOn).toBe('2026-12-01')
  proven(desk)
})

test('one that was canceled before the gateway was asked stays canceled', () => {
  const desk = aDesk()
  const { refundId, paymentId } = refunding(desk)
  desk.must('payment.cancel-refund', { refundId, canceledOn: ON })
  record(desk, refundId, 'asked')
  expect(row(desk, refundId)).toMatchObject({ refundState: 'canceled', attemptId: null })
  expect(row(desk, paymentId).unappliedCents).toBe(72_00)
  proven(desk)
})

test('a gateway says nothing of a registered refund; one that gave its amount back is not withdrawn besides', () => {
  const desk = aDesk()
  const { paymentId, refundId } = refunding(desk)
  const cash = { by: 'registered', method: 'Cash', reference: '', note: '', releaseApplied: true }
  const number = desk.nextNumber()
  desk.must('payment.refund', { paymentId, number, refundedOn: ON, amountCents: 10_00, ...cash })
  const registered = desk.ledger.all('payments').find(entry => entry.number === number)!
  expect(record(desk, registered.id, 'failed').writes).toEqual([])
  expect(row(desk, paymentId).returnedCents).toBe(82_00)
  record(desk, refundId, 'failed')
  // As an older version left it.
  desk.ledger.plant('payments', { ...row(desk, refundId), source: 'desk' })
  const voided = desk.enter('payment.void', { paymentId: refundId, voidedOn: ON })
  expect(voided.refusal).toMatchObject({ code: 'refund-not-open', params: { state: 'failed' } })
  expect(row(desk, paymentId).returnedCents).toBe(10_00)
  proven(desk)
})
