import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { arrive, bothOrders, openTasks } from '../../testing/both-orders.ts'
import { aCredit, aCustomer, anInvoice, aPayment, approved, paymentPayload } from '../../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../testing/desk.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-11-25'
function check(desk: Desk, invoice: InvoiceRow, reference: string) {
  const { customerId, totalCents } = invoice
  const applications = [{ invoiceId: invoice.id, amountCents: totalCents }]
  return paymentPayload(desk, { customerId, reference, totalCents, applications })
}

const NOT_AS_ENTERED = 'not-posted-as-entered'

const back = (desk: Desk, paymentId: string) => ({
  paymentId,
  number: desk.nextNumber(),
  markedOn: ON,
  note: '',
})
const bounce = (desk: Desk, paymentId: string) => ({
  ...back(desk, paymentId),
  feeCents: 35_00,
  feeNumber: desk.nextNumber(),
})
const cashBack = (desk: Desk, paymentId: string, amountCents: number, releaseApplied = false) => ({
  paymentId,
  number: desk.nextNumber(),
  refundedOn: ON,
  amountCents,
  by: 'registered' as const,
  method: 'Cash',
  reference: '',
  note: '',
  releaseApplied,
})
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
const reversals = (desk: Desk) =>
  desk.ledger
    .all('payments')
    .filter(({ reversesId }) => reversesId !== null)
    .map(({ kind, totalCents, status }) => [kind, totalCents, status])

test.each([
  ['payment.mark-nsf', 'nsf', bounce],
  ['payment.mark-chargeback', 'chargeback', back],
] as const)(
  '%s of a payment that another desk voids: never refused, a task where the void came first',
  (name, kind, of) => {
    bothOrders(desk => {
      const invoice = anInvoice(desk)
      const payment = aPayment(desk, check(desk, invoice, '4711'))
      const payload = of(desk, payment.id)
      return {
        one: arrive(name, payload),
        other: arrive('payment.void', { paymentId: payment.id, voidedOn: ON }),
        after({ first, one, other }) {
          expect(one).toBeNull()
          expect(other?.code ?? null).toBe(first === 'one' ? 'payment-taken-back' : null)
          expect(reversals(desk)).toEqual(first === 'one' ? [[kind, -228_00, 'posted']] : [])
          const params = { what: kind, number: payload.number, reason: 'payment-void', missingCents: 228_00 }
          const told = first === 'one' ? [] : [{ subject: `payments:${payment.id}`, params }]
          expect(openTasks(desk, NOT_AS_ENTERED)).toMatchObject(told)
          const fees = desk.ledger.all('invoices').filter(each => each.kind === 'nsf-fee')
          expect(fees).toHaveLength(first === 'one' && kind === 'nsf' ? 1 : 0)
          proven(desk)
        },
      }
    })
  },
)

test('one bounce told by two desks is posted once, with one fee; the second is a task that names the first', () => {
  bothOrders(desk => {
    const payment = aPayment(desk, { customerId: aCustomer(desk).id, totalCents: 100_00 })
    const [one, other] = [bounce(desk, payment.id), bounce(desk, payment.id)]
    return {
      one: arrive('payment.mark-nsf', one),
      other: arrive('payment.mark-nsf', other),
      after({ first, ...refused }) {
        expect(refused).toEqual({ one: null, other: null })
        expect(reversals(desk)).toEqual([['nsf', -100_00, 'posted']])
        const [stands, told] = first === 'one' ? [one, other] : [other, one]
        expect(openTasks(desk, NOT_AS_ENTERED)).toMatchObject([
          { params: { reason: 'payment-taken-back', number: told.number, by: stands.number } },
        ])
        expect(desk.ledger.all('invoices')).toHaveLength(1)
        proven(desk)
      },
    }
  })
})

test('cash given back on two desks: both stand as far as there was money, the rest is a task', () => {
  bothOrders(desk => {
    const payment = aPayment(desk, { customerId: aCustomer(desk).id, totalCents: 100_00 })
    return {
      one: arrive('payment.refund', cashBack(desk, payment.id, 70_00)),
      other: arrive('payment.refund', cashBack(desk, payment.id, 60_00)),
      after({ first, ...refused }) {
        expect(refused).toEqual({ one: null, other: null })
        const sums = first === 'one' ? [-70_00, -30_00] : [-60_00, -40_00]
        expect(reversals(desk)).toEqual(sums.map(cents => ['refund', cents, 'posted']))
        expect(openTasks(desk, NOT_AS_ENTERED)).toMatchObject([
          { params: { what: 'refund', reason: 'refund-above-left', missingCents: 30_00 } },
        ])
        proven(desk)
      },
    }
  })
})

test('cash given back of what another desk applied: it comes off that invoice, or the applying is refused', () => {
  bothOrders(desk => {
    const invoice = anInvoice(desk)
    const { customerId } = invoice
    const payment = aPayment(desk, { customerId, totalCents: 228_00 })
    const applications = [{ invoiceId: invoice.id, amountCents: 228_00 }]
    return {
      one: arrive('payment.refund', cashBack(desk, payment.id, 100_00)),
      other: arrive('payment.apply', { paymentId: payment.id, appliedOn: ON, applications }),
      after({ first, one, other }) {
        expect(one).toBeNull()
        expect(other?.code ?? null).toBe(first === 'one' ? 'applied-more-than-unapplied' : null)
        expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(first === 'one' ? 228_00 : 100_00)
        const reasons = openTasks(desk, NOT_AS_ENTERED).map(({ params }) => params.reason)
        expect(reasons).toEqual(first === 'one' ? [] : ['refund-from-invoices'])
        proven(desk)
      },
    }
  })
})

test('cash given back of a check that bounces: what the bank took stands, the cash is a task, or the other way round', () => {
  bothOrders(desk => {
    const payment = aPayment(desk, { customerId: aCustomer(desk).id, totalCents: 100_00 })
    return {
      one: arrive('payment.refund', cashBack(desk, payment.id, 100_00)),
      other: arrive('payment.mark-chargeback', back(desk, payment.id)),
      after({ first, one, other }) {
        expect([one, other]).toEqual([null, null])
        const kind = first === 'one' ? 'refund' : 'chargeback'
        expect(reversals(desk)).toEqual([[kind, -100_00, 'posted']])
        const reason = first === 'one' ? 'payment-returned' : 'payment-taken-back'
        expect(openTasks(desk, NOT_AS_ENTERED)).toMatchObject([{ params: { reason } }])
        proven(desk)
      },
    }
  })
})

test('what went back of a payment nobody knows is a task; a refund to the source may be refused', () => {
  const desk = aDesk()
  const gone = desk.newId()
  expect(desk.arrive('payment.mark-nsf', bounce(desk, gone)).refusal).toBeNull()
  expect(desk.arrive('payment.refund', cashBack(desk, gone, 1_00)).refusal).toBeNull()
  const tasks = openTasks(desk, NOT_AS_ENTERED)
  expect(tasks.map(({ params }) => params.reason)).toEqual(['unknown-payment', 'unknown-payment'])
  const payment = aPayment(desk, { customerId: aCustomer(desk).id, totalCents: 1_00 })
  const toSource = { ...cashBack(desk, payment.id, 1_00), by: 'source', method: '' }
  expect(desk.arrive('payment.refund', toSource).refusal?.code).toBe('refund-without-source')
})

test('a right that ends while a chargeback is queued: it is posted, for review', () => {
  const desk = aDesk()
  const cashier = aUser(desk, ['cashier'])
  const payment = aPayment(desk, { customerId: aCustomer(desk).id })
  desk.must('user.change', { userId: cashier.id, changes: { active: { from: true, to: false } } })
  const payload = back(desk, payment.id)
  expect(desk.enter('payment.mark-chargeback', payload, cashier.id).refusal?.code).toBe('not-allowed')
  expect(desk.arrive('payment.mark-chargeback', payload, cashier.id).refusal).toBeNull()
  expect(reversals(desk)).toHaveLength(1)
  expect(openTasks(desk, 'fact-needs-review')).toHaveLength(1)
})

test('a credit used with a payment that another desk used: the money is posted, and what is missing told', () => {
  bothOrders(desk => {
    const invoice = anInvoice(desk)
    const { customerId } = invoice
    const elsewhere = anInvoice(desk, { customerId })
    const credit = approved(desk, aCredit(desk, { customerId, totalCents: 50_00 }))
    const creditId = credit.paymentId!
    const on = (invoiceId: string, amountCents: number) => [{ invoiceId, amountCents }]
    const received = {
      ...paymentPayload(desk, { customerId, totalCents: 178_00, applications: on(invoice.id, 178_00) }),
      credits: [{ paymentId: creditId, applications: on(invoice.id, 50_00) }],
    }
    const apply = { paymentId: creditId, appliedOn: ON, applications: on(elsewhere.id, 30_00) }
    return {
      one: arrive('payment.receive', received),
      other: arrive('payment.apply', apply),
      after({ first, one, other }) {
        expect(one).toBeNull()
        expect(other?.code ?? null).toBe(first === 'one' ? 'applied-more-than-unapplied' : null)
        const { openCents } = desk.ledger.row('invoices', invoice.id)
        expect(openCents).toBe(first === 'one' ? 0 : 30_00)
        expect(desk.ledger.row('payments', received.paymentId).unappliedCents).toBe(0)
        const params = { what: 'credit', number: credit.number, amountCents: 50_00, missingCents: 30_00 }
        const told = first === 'one' ? [] : [{ subject: `payments:${received.paymentId}`, params }]
        expect(openTasks(desk, NOT_AS_ENTERED)).toMatchObject(told)
        proven(desk)
      },
    }
  })
})
