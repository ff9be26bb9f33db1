import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { arrive, bothOrders } from '../../testing/both-orders.ts'
import {
  aCredit,
  aCustomer,
  anInvoice,
  anOrder,
  aPayment,
  approved,
  paymentPayload,
} from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-11-25'
const VOIDED_ON = '2026-11-27'

/**
 * A check of 50.00, 30.00 of an approved credit of 45.00 and 20.00 of an overpayment of 20.00, that paid an invoice of
 * 102.00 together, with a discount of 2.00; of a larger one the rest is open.
 */
function paidTogether(desk: Desk, totalCents = 102_00) {
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents })
  const creditId = approved(desk, aCredit(desk, { customerId, totalCents: 45_00 })).paymentId!
  const overId = aPayment(desk, { customerId, totalCents: 20_00 }).id
  const on = (amountCents: number) => [{ invoiceId: invoice.id, amountCents }]
  const applications = [{ invoiceId: invoice.id, amountCents: 50_00, discountCents: 2_00 }]
  const received = {
    ...paymentPayload(desk, { customerId, totalCents: 50_00, applications }),
    credits: [
      { paymentId: creditId, applications: on(30_00) },
      { paymentId: overId, applications: on(20_00) },
    ],
  }
  desk.must('payment.receive', received)
  desk.clock.advance(1000)
  const { paymentId } = received
  const figures = () => ({
    open: desk.ledger.row('invoices', invoice.id).openCents,
    left: [creditId, overId].map(id => desk.ledger.row('payments', id).unappliedCents),
  })
  expect(figures()).toEqual({ open: totalCents - 102_00, left: [15_00, 0] })
  return { customerId, invoice, creditId, overId, paymentId, figures }
}

const UNTOUCHED = { open: 0, left: [15_00, 0] }
const UNDONE = { open: 102_00, left: [45_00, 20_00] }

const byAmount = (at: number) => (a: unknown[], b: unknown[]) => Number(a[at]) - Number(b[at])
const voiding = (desk: Desk, paymentId: string, voidedOn = VOIDED_ON) =>
  desk.enter('payment.void', { paymentId, voidedOn }).refusal
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

test('what came in with a voided payment goes with it: a credit and an overpayment are open again, dated that day', () => {
  const desk = aDesk()
  const { customerId, creditId, overId, paymentId, figures } = paidTogether(desk)
  const before = new Set(desk.ledger.all('applications').map(({ id }) => id))
  expect(voiding(desk, paymentId)).toBeNull()
  expect(figures()).toEqual(UNDONE)
  const added = desk.ledger.all('applications').filter(({ id }) => !before.has(id))
  const rows = added.map(entry => [
    entry.paymentId,
    entry.amountCents,
    entry.discountCents,
    entry.appliedOn,
    entry.bookedWith,
  ])
  expect(rows.toSorted(byAmount(1))).toEqual([
    [paymentId, -50_00, -2_00, VOIDED_ON, paymentId],
    [creditId, -30_00, 0, VOIDED_ON, paymentId],
    [overId, -20_00, 0, VOIDED_ON, paymentId],
  ])
  expect(desk.ledger.row('payments', paymentId)).toMatchObject({ status: 'void', unappliedCents: 0 })
  expect(desk.ledger.row('customer_balances', customerId)).toMatchObject({
    openCents: 102_00,
    unappliedCents: 65_00,
  })
  proven(desk)
})

test('a void and an NSF of the same receipt leave the same open', () => {
  const [voided, bounced] = (['payment.void', 'payment.mark-chargeback'] as const).map(name => {
    const desk = aDesk()
    const { paymentId, figures } = paidTogether(desk)
    if (name === 'payment.void') desk.must(name, { paymentId, voidedOn: ON })
    else desk.must(name, { paymentId, number: desk.nextNumber(), markedOn: ON, note: '' })
    return figures()
  })
  expect(voided).toEqual(bounced)
})

test('what was taken off meanwhile is not given back twice, wherever it went since', () => {
  const desk = aDesk()
  const { customerId, invoice, creditId, overId, paymentId, figures } = paidTogether(desk)
  const elsewhere = anInvoice(desk, { customerId, totalCents: 25_00 })
  const apply = (id: string, invoiceId: string, amountCents: number) =>
    desk.must('payment.apply', {
      paymentId: id,
      appliedOn: ON,
      applications: [{ invoiceId, amountCents }],
    })
  for (const id of [creditId, overId])
    desk.must('payment.unapply', { paymentId: id, invoiceId: invoice.id, unappliedOn: ON })
  // One on another invoice, one on the same again, by hand: both stay.
  apply(creditId, elsewhere.id, 25_00)
  apply(overId, invoice.id, 20_00)
  expect(voiding(desk, paymentId)).toBeNull()
  expect(figures()).toEqual({ open: 82_00, left: [20_00, 0] })
  expect(desk.ledger.row('invoices', elsewhere.id).openCents).toBe(0)
  proven(desk)
})

test('of what is still there in part, that part comes back', () => {
  const desk = aDesk()
  const { overId, paymentId, figures } = paidTogether(desk)
  desk.must('payment.refund', {
    paymentId: overId,
    number: desk.nextNumber(),
    refundedOn: ON,
    amountCents: 12_00,
    by: 'registered',
    method: 'Cash',
    reference: '',
    note: '',
    releaseApplied: true,
  })
  expect(voiding(desk, paymentId)).toBeNull()
  expect(figures()).toEqual({ open: 102_00, left: [45_00, 8_00] })
  proven(desk)
})

test('of a used overpayment that was voided itself nothing comes back', () => {
  const desk = aDesk()
  const { overId, paymentId, figures } = paidTogether(desk)
  expect(voiding(desk, overId)).toBeNull()
  expect(figures()).toEqual({ open: 20_00, left: [15_00, 0] })
  expect(voiding(desk, paymentId)).toBeNull()
  expect(figures()).toEqual({ open: 102_00, left: [45_00, 0] })
  expect(desk.ledger.row('payments', overId).status).toBe('void')
  proven(desk)
})

test('voided after its bounce was withdrawn, it gives nothing back again', () => {
  const desk = aDesk()
  const { invoice, creditId, paymentId, figures } = paidTogether(desk)
  desk.must('payment.mark-chargeback', { paymentId, number: desk.nextNumber(), markedOn: ON, note: '' })
  const twin = desk.ledger.all('payments').find(({ reversesId }) => reversesId === paymentId)!
  expect(voiding(desk, twin.id)).toBeNull()
  const applications = [{ invoiceId: invoice.id, amountCents: 45_00 }]
  desk.must('payment.apply', { paymentId: creditId, appliedOn: ON, applications })
  expect(voiding(desk, paymentId)).toBeNull()
  expect(figures()).toEqual({ open: 57_00, left: [0, 20_00] })
  proven(desk)
})

test('corrected before, in date and total, it gives them back once, on a day no older than they were put on', () => {
  const desk = aDesk()
  const { paymentId, figures } = paidTogether(desk)
  const edit = (changes: object) => desk.must('payment.edit', { paymentId, changes })
  edit({ totalCents: { from: 50_00, to: 60_00 } })
  edit({ receivedOn: { from: ON, to: '2026-11-20' } })
  expect(figures()).toEqual(UNTOUCHED)
  expect(voiding(desk, paymentId, '2026-11-22')).toBeNull()
  expect(figures()).toEqual(UNDONE)
  const taken = desk.ledger.all('applications').filter(({ amountCents }) => amountCents < 0)
  const rows = taken.map(({ amountCents, appliedOn }) => [amountCents, appliedOn])
  // The check twice: by the edit, which put it on again on the 20th, and by the void.
  expect(rows.toSorted(byAmount(0))).toEqual([-50_00, -50_00, -30_00, -20_00].map(cents => [cents, ON]))
  proven(desk)
})

test('a credit approved for the invoice itself stays on it: it lowers that invoice whoever pays it', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 60_00 })
  const paid = aPayment(desk, {
    customerId,
    totalCents: 60_00,
    applications: [{ invoiceId: invoice.id, amountCents: 60_00 }],
  })
  // Approved on a paid invoice it is an open credit; it is used there once that is open again.
  const own = approved(desk, aCredit(desk, { customerId, invoiceId: invoice.id, totalCents: 10_00 }))
  expect(voiding(desk, paid.id, ON)).toBeNull()
  const received = {
    ...paymentPayload(desk, {
      customerId,
      totalCents: 50_00,
      applications: [{ invoiceId: invoice.id, amountCents: 50_00 }],
    }),
    credits: [{ paymentId: own.paymentId!, applications: [{ invoiceId: invoice.id, amountCents: 10_00 }] }],
  }
  desk.must('payment.receive', received)
  expect(voiding(desk, received.paymentId)).toBeNull()
  expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(50_00)
  expect(desk.ledger.row('payments', own.paymentId!).unappliedCents).toBe(0)
  proven(desk)
})

test('what is refused stays refused, and the credits where they are', () => {
  const desk = aDesk()
  const { paymentId, creditId, figures } = paidTogether(desk)
  expect(voiding(desk, paymentId, '2026-11-24')).toMatchObject({ code: 'before-payment', field: 'voidedOn' })
  expect(voiding(desk, creditId)?.code).toBe('entry-is-credit')
  desk.clock.advance(3 * 86_400_000)
  desk.must('period.close', { through: VOIDED_ON })
  expect(voiding(desk, paymentId)?.code).toBe('period-closed')
  expect(figures()).toEqual(UNTOUCHED)
  const later = '2026-11-28'
  const cash = { by: 'registered', method: 'Cash', reference: '', note: '', releaseApplied: true } as const
  const refund = { paymentId, number: desk.nextNumber(), refundedOn: later, amountCents: 1_00, ...cash }
  desk.must('payment.refund', refund)
  expect(voiding(desk, paymentId, later)?.code).toBe('payment-refunded')
  expect(figures().left).toEqual(UNTOUCHED.left)
  proven(desk)
})

test('voided on two desks, the second is refused, and nothing comes back twice', () => {
  bothOrders(desk => {
    const { paymentId, figures } = paidTogether(desk)
    const payload = { paymentId, voidedOn: VOIDED_ON }
    return {
      one: arrive('payment.void', payload),
      other: arrive('payment.void', payload),
      after({ first, one, other }) {
        expect((first === 'one' ? other : one)?.code).toBe('payment-void')
        expect(figures()).toEqual(UNDONE)
        proven(desk)
      },
    }
  })
})

test('voided here and the credit taken off there: it is open once, in either order', () => {
  bothOrders(desk => {
    const { invoice, creditId, paymentId, figures } = paidTogether(desk)
    return {
      one: arrive('payment.void', { paymentId, voidedOn: VOIDED_ON }),
      other: arrive('payment.unapply', {
        paymentId: creditId,
        invoiceId: invoice.id,
        unappliedOn: VOIDED_ON,
      }),
      after({ first, one, other }) {
        expect(one).toBeNull()
        expect(other?.code ?? null).toBe(first === 'one' ? 'payment-not-on-invoice' : null)
        expect(figures()).toEqual(UNDONE)
        proven(desk)
      },
    }
  })
})

test('before entries named what booked them: the same credits come back, and none that was put on by itself', () => {
  const desk = aDesk()
  const { customerId, invoice, paymentId, figures } = paidTogether(desk, 109_00)
  const other = aPayment(desk, { customerId, totalCents: 7_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 7_00 }]
  desk.must('payment.apply', { paymentId: other.id, appliedOn: ON, applications })
  for (const entry of desk.ledger.all('applications'))
    desk.ledger.plant('applications', { ...entry, bookedWith: null })
  expect(voiding(desk, paymentId)).toBeNull()
  expect(figures()).toEqual(UNDONE)
  expect(desk.ledger.row('payments', other.id).unappliedCents).toBe(0)
  proven(desk)
})

test('prepayments that one confirming applied were not used with each other, though all at one instant', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { requirePaymentOnConfirm: true }).id
  const order = anOrder(desk, { customerId })
  const first = aPayment(desk, { customerId, totalCents: 100_00 })
  const second = aPayment(desk, { customerId, totalCents: 128_00 })
  desk.must('order.confirm', { orderId: order.id, issuedOn: ON, expectedTotalCents: 228_00 })
  const invoiceId = desk.ledger.row('orders', order.id).invoiceId!
  expect(desk.ledger.row('invoices', invoiceId).openCents).toBe(0)
  expect(voiding(desk, second.id)).toBeNull()
  expect(desk.ledger.row('invoices', invoiceId).openCents).toBe(128_00)
  expect(desk.ledger.row('payments', first.id).unappliedCents).toBe(0)
  proven(desk)
})
