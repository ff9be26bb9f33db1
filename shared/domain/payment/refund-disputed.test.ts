import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { aSale, DISPUTED_ON, type Sale, toldDispute } from '../../testing/disputed-sale.ts'
import { verifyBalances } from '../verify-balances.ts'

const payment = (desk: Desk, { paymentId }: Sale) => desk.ledger.row('payments', paymentId)
const takenOf = (desk: Desk, { paymentId }: Sale) =>
  desk.ledger.all('payments').filter(entry => entry.reversesId === paymentId)
const openOf = (desk: Desk, { invoiceId }: Sale) => desk.ledger.row('invoices', invoiceId).openCents
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

test('cash given back of what a dispute took a part of: as much as is left is posted, a task tells of the rest', () => {
  const desk = aDesk()
  const sale = aSale(desk, 100_00)
  toldDispute(desk, sale, 'lost', { amountCents: 30_00 })
  const refund = {
    paymentId: sale.paymentId,
    number: desk.nextNumber(),
    refundedOn: DISPUTED_ON,
    amountCents: 80_00,
    by: 'registered',
    method: 'Cash',
    reference: '',
    note: '',
    releaseApplied: true,
  }
  expect(desk.enter('payment.refund', refund).refusal).toMatchObject({
    code: 'refund-above-left',
    params: { amountCents: 80_00, leftCents: 70_00 },
  })
  expect(desk.arrive('payment.refund', refund).refusal).toBeNull()
  expect(takenOf(desk, sale).map(({ kind, totalCents }) => [kind, totalCents])).toEqual([
    ['chargeback', -30_00],
    ['refund', -70_00],
  ])
  expect(payment(desk, sale)).toMatchObject({ returnedCents: 100_00, unappliedCents: 0 })
  expect(openOf(desk, sale)).toBe(100_00)
  expect(desk.ledger.all('tasks').find(({ kind }) => kind === 'not-posted-as-entered')?.params).toMatchObject(
    {
      reason: 'refund-above-left',
      amountCents: 80_00,
      missingCents: 10_00,
    },
  )
  proven(desk)
})

test.each(['source', 'registered'] as const)(
  'of what a lost dispute took a part of, the rest is refunded as far as it goes, by %s',
  by => {
    const desk = aDesk()
    const sale = aSale(desk, 100_00)
    toldDispute(desk, sale, 'open', { amountCents: 30_00 })
    const refund = (amountCents: number) =>
      desk.enter('payment.refund', {
        paymentId: sale.paymentId,
        number: desk.nextNumber(),
        refundedOn: DISPUTED_ON,
        amountCents,
        by,
        method: 'Cash',
        reference: '',
        note: '',
        releaseApplied: true,
      }).refusal
    expect(refund(50_00)).toMatchObject({ code: 'payment-disputed' })
    toldDispute(desk, sale, 'lost', { amountCents: 30_00 })
    expect(refund(70_01)).toMatchObject({ code: 'refund-above-left', params: { leftCents: 70_00 } })
    expect(refund(50_00)).toBeNull()
    expect(refund(20_00)).toBeNull()
    expect(refund(1)).toMatchObject({ code: 'payment-taken-back' })
    expect(payment(desk, sale)).toMatchObject({ returnedCents: 100_00, unappliedCents: 0 })
    proven(desk)
  },
)

test.each(['source', 'registered'] as const)(
  'while a dispute is open, or took all, no refund is entered, by %s; an inquiry and one that was won let it',
  by => {
    const desk = aDesk()
    const sale = aSale(desk)
    const refund = () =>
      desk.enter('payment.refund', {
        paymentId: sale.paymentId,
        number: desk.nextNumber(),
        refundedOn: DISPUTED_ON,
        amountCents: 10_00,
        by,
        method: 'Check',
        reference: '',
        note: '',
        releaseApplied: false,
      }).refusal
    toldDispute(desk, sale, 'inquiry')
    expect(refund()).toBeNull()
    toldDispute(desk, sale, 'open')
    expect(refund()).toMatchObject({ code: 'payment-disputed', params: { state: 'open' } })
    toldDispute(desk, sale, 'won')
    expect(refund()).toBeNull()
    const other = { ...aSale(desk), disputeId: desk.newId() }
    toldDispute(desk, other, 'open', { reference: 'dp_2' })
    toldDispute(desk, other, 'lost', { reference: 'dp_2' })
    const late = desk.enter('payment.refund', {
      paymentId: other.paymentId,
      number: desk.nextNumber(),
      refundedOn: DISPUTED_ON,
      amountCents: 10_00,
      by,
      method: 'Check',
      reference: '',
      note: '',
      releaseApplied: false,
    })
    expect(late.refusal?.code).toBe('payment-taken-back')
    proven(desk)
  },
)
