import { expect, test } from 'vitest'
import { brokenBooks } from '../../testing/broken-books.ts'
import { brokenLaws } from '../../testing/broken-laws.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'
import { aSale, type Sale, toldDispute } from '../../testing/disputed-sale.ts'

const FAILED_ON = '2026-12-05'

/** A sale of 120.00, 100.00 of it on its invoice, of which so much is on its way back, or given back in cash. */
function refunding(desk: Desk, amountCents: number, by: 'source' | 'registered' = 'source') {
  const sale = aSale(desk)
  desk.must('payment.refund', {
    paymentId: sale.paymentId,
    number: desk.nextNumber(),
    refundedOn: '2026-11-26',
    amountCents,
    by,
    method: by === 'source' ? '' : 'Cash',
    reference: '',
    note: '',
    releaseApplied: true,
  })
  const refundId = desk.ledger.all('payments').find(({ kind }) => kind === 'refund')!.id
  const failed = () =>
    accepted(
      desk.relay('payment.record-refund', {
        refundId,
        state: 'failed',
        reference: 're_1',
        reason: '',
        on: FAILED_ON,
      }),
    )
  return { sale, refundId, failed }
}

const standing = (desk: Desk, { paymentId }: Sale) => {
  const { unappliedCents, returnedCents, disputeState } = desk.ledger.row('payments', paymentId)
  const taken = desk.ledger
    .all('payments')
    .filter(
      ({ reversesId, status, kind }) => reversesId === paymentId && status === 'posted' && kind !== 'refund',
    )
    .reduce((sum, { totalCents }) => sum - totalCents, 0)
  return { unappliedCents, returnedCents, disputeState, taken, open: openOf(desk) }
}
const openOf = (desk: Desk) => desk.ledger.all('invoices').map(({ openCents }) => openCents)
const openTasks = (desk: Desk) =>
  desk.ledger
    .all('tasks')
    .filter(({ state }) => state === 'open')
    .map(({ kind, params }) => [kind, params.amountCents])
function proven(desk: Desk) {
  expect(brokenLaws(desk.ledger)).toEqual([])
  for (const on of ['2026-11-26', '2026-12-02', '2026-12-04', FAILED_ON, '2026-12-20'])
    expect(brokenBooks(desk.ledger, on)).toEqual([])
}

const byDispute = (fields: object) => (desk: Desk, sale: Sale) => toldDispute(desk, sale, 'lost', fields)
const byHand = (desk: Desk, { paymentId }: Sale) =>
  desk.must('payment.mark-chargeback', {
    paymentId,
    number: desk.nextNumber(),
    markedOn: '2026-12-02',
    note: '',
  })

test.each([
  ['all of it, all on its way back', 120_00, byDispute({}), [120_00, 0]],
  ['all of it, a part on its way back', 50_00, byDispute({}), [120_00, 0]],
  ['a bank debit that came back', 50_00, byDispute({ reason: 'ach-return' }), [120_00, 0]],
  ['a part, with room beside the refund', 50_00, byDispute({ amountCents: 60_00 }), [60_00, 60_00]],
  ['a part, without room beside the refund', 100_00, byDispute({ amountCents: 60_00 }), [60_00, 60_00]],
  ['all of it, registered by hand', 50_00, byHand, [120_00, 0]],
] as const)(
  'a refund that fails after the bank took the payment back leaves what it leaves before: %s',
  (_, refundCents, take, [taken, kept]) => {
    const [before, after] = [aDesk(), aDesk()]
    const [first, second] = [refunding(before, refundCents), refunding(after, refundCents)]
    first.failed()
    take(before, first.sale)
    take(after, second.sale)
    second.failed()
    const { open: openBefore, ...left } = standing(before, first.sale)
    const { open, ...found } = standing(after, second.sale)
    expect(found.taken).toBe(taken)
    expect(found).toMatchObject({ returnedCents: left.returnedCents, disputeState: left.disputeState })
    // What a payment paid comes off its invoice for either, so only their sum is the same.
    const owed = (cents: readonly number[], unappliedCents: number) => cents[0]! - unappliedCents
    expect(owed(open, found.unappliedCents)).toBe(owed(openBefore, left.unappliedCents))
    expect(100_00 - kept).toBe(owed(open, found.unappliedCents))
    proven(after)
  },
)

test('what the bank took is no open credit to be refunded again: a task tells of it, and of what is really back', () => {
  const desk = aDesk()
  const { sale, failed } = refunding(desk, 100_00)
  toldDispute(desk, sale, 'lost', { amountCents: 60_00 })
  failed()
  expect(openTasks(desk)).toEqual([
    ['payment-taken-back', 20_00],
    ['payment-taken-back', 40_00],
    ['refund-failed', 60_00],
  ])
  failed()
  expect(standing(desk, sale)).toMatchObject({ unappliedCents: 60_00, taken: 60_00 })
})

test.each([120_00, 50_00])('won after all, all of it is there again: %i on its way back', refundCents => {
  const desk = aDesk()
  const { sale, failed } = refunding(desk, refundCents)
  toldDispute(desk, sale, 'lost')
  failed()
  expect(standing(desk, sale)).toMatchObject({ unappliedCents: 0, taken: 120_00 })
  toldDispute(desk, sale, 'won', { number: null, on: '2026-12-10' })
  const { unappliedCents, returnedCents, taken, open } = standing(desk, sale)
  expect({ returnedCents, taken }).toEqual({ returnedCents: 0, taken: 0 })
  expect(100_00 - open[0]! + unappliedCents).toBe(120_00)
  proven(desk)
})

test.each(['source', 'registered'] as const)(
  'a refund by %s that is withdrawn after the bank took all of it gives nothing back either',
  by => {
    const desk = aDesk()
    const { sale, refundId } = refunding(desk, 120_00, by)
    toldDispute(desk, sale, 'lost')
    if (by === 'source') desk.must('payment.cancel-refund', { refundId, canceledOn: FAILED_ON })
    else desk.must('payment.void', { paymentId: refundId, voidedOn: FAILED_ON })
    expect(standing(desk, sale)).toMatchObject({ unappliedCents: 0, taken: 120_00 })
    proven(desk)
    toldDispute(desk, sale, 'won', { number: null, on: '2026-12-10' })
    expect(standing(desk, sale)).toMatchObject({ unappliedCents: 120_00, taken: 0 })
    proven(desk)
  },
)

test('what was posted by hand in two parts stands for the dispute that is told later, and goes with it', () => {
  const desk = aDesk()
  const { sale, failed } = refunding(desk, 50_00)
  byHand(desk, sale)
  failed()
  toldDispute(desk, sale, 'lost')
  expect(standing(desk, sale)).toMatchObject({ unappliedCents: 0, taken: 120_00 })
  toldDispute(desk, sale, 'won', { number: null, on: '2026-12-10' })
  expect(standing(desk, sale)).toMatchObject({ returnedCents: 0, taken: 0 })
  proven(desk)
})

test('a second dispute has an entry of its own, and does not take the rest of the first for it', () => {
  const desk = aDesk()
  const { sale, failed } = refunding(desk, 50_00)
  const second = { ...sale, disputeId: desk.newId() }
  toldDispute(desk, sale, 'lost', { amountCents: 90_00 })
  failed()
  toldDispute(desk, second, 'lost', { amountCents: 30_00, reference: 'dp_2' })
  expect(standing(desk, sale)).toMatchObject({ unappliedCents: 0, taken: 120_00 })
  toldDispute(desk, second, 'won', { amountCents: 30_00, reference: 'dp_2', number: null, on: '2026-12-10' })
  expect(standing(desk, sale).taken).toBe(90_00)
  proven(desk)
})
