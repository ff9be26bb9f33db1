import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import {
  aCustomer,
  aLink,
  anInvoice,
  aPayment,
  capturePayload,
  paymentPayload,
} from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { verifyBalances } from '../verify-balances.ts'
import { NOT_REVERSED, type PaymentRow } from './payment-row.ts'

const ON = '2026-11-25'

function aCheck(desk: Desk, customerId = aCustomer(desk).id) {
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 90_00, discountCents: 2_00 }]
  const payment = aPayment(desk, { customerId, totalCents: 110_00, reference: '1042', applications })
  return { customerId, invoice, payment }
}

const nsf = (desk: Desk, paymentId: string, fields: object = {}) =>
  desk.enter('payment.mark-nsf', {
    paymentId,
    number: desk.nextNumber(),
    markedOn: ON,
    note: '',
    feeCents: 0,
    feeNumber: null,
    ...fields,
  })
const chargeback = (desk: Desk, paymentId: string, fields: object = {}) =>
  desk.enter('payment.mark-chargeback', {
    paymentId,
    number: desk.nextNumber(),
    markedOn: ON,
    note: '',
    ...fields,
  })
const twinOf = (desk: Desk, paymentId: string) =>
  desk.ledger.all('payments').find(entry => entry.reversesId === paymentId)
const openCents = (desk: Desk, id: string) => desk.ledger.row('invoices', id).openCents
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

/** An entry of a credit, as approving one makes it. */
function aCredit(desk: Desk, customerId: string, totalCents: number, invoiceId: string | null = null) {
  const credit: PaymentRow = {
    ...aPayment(desk, { customerId, totalCents }),
    ...NOT_REVERSED,
    kind: 'credit',
    creditId: desk.newId(),
  }
  desk.ledger.plant('payments', credit)
  desk.ledger.plant('credits', {
    id: credit.creditId!,
    number: credit.number,
    customerId,
    invoiceId,
    status: 'approved',
    reason: 'Damaged',
    creditedOn: ON,
    currency: 'USD',
    lines: [],
    totalCents,
    note: '',
    steps: [],
    paymentId: credit.id,
    createdBy: desk.userId,
    createdAt: 0,
  })
  return credit
}

test('a bounced check has a negative twin, and its invoices are open again, the discount too', () => {
  const desk = aDesk()
  const { invoice, payment } = aCheck(desk)
  expect(openCents(desk, invoice.id)).toBe(8_00)
  expect(nsf(desk, payment.id).refusal).toBeNull()
  expect(openCents(desk, invoice.id)).toBe(100_00)
  expect(desk.ledger.row('payments', payment.id)).toMatchObject({
    status: 'posted',
    totalCents: 110_00,
    returnedCents: 110_00,
    unappliedCents: 0,
  })
  expect(twinOf(desk, payment.id)).toMatchObject({
    kind: 'nsf',
    totalCents: -110_00,
    unappliedCents: 0,
    receivedOn: ON,
    reference: '1042',
    refundState: '',
  })
  proven(desk)
})

test('it does not bounce twice, is not charged back besides, and cannot be voided or refunded', () => {
  const desk = aDesk()
  const { payment } = aCheck(desk)
  nsf(desk, payment.id)
  const { number } = twinOf(desk, payment.id)!
  const taken = { code: 'payment-taken-back', params: { number: payment.number, kind: 'nsf', by: number } }
  expect(nsf(desk, payment.id).refusal).toMatchObject(taken)
  expect(chargeback(desk, payment.id).refusal).toMatchObject(taken)
  expect(desk.enter('payment.void', { paymentId: payment.id, voidedOn: ON }).refusal).toMatchObject(taken)
})

test('the fee is an invoice of its own with one line, once per payment', () => {
  const desk = aDesk()
  const { customerId, payment } = aCheck(desk)
  expect(nsf(desk, payment.id, { feeCents: 35_00 }).refusal?.code).toBe('invalid')
  expect(nsf(desk, payment.id, { feeCents: 35_00, feeNumber: '10900' }).refusal).toBeNull()
  const fee = desk.ledger.all('invoices').find(invoice => invoice.kind === 'nsf-fee')
  expect(fee).toMatchObject({
    customerId,
    number: '10900',
    orderId: '',
    totalCents: 35_00,
    openCents: 35_00,
    issuedOn: ON,
    dueOn: '2026-12-25',
    cause: `nsf:${payment.id}`,
  })
  const revision = desk.ledger.all('invoice_revisions').find(entry => entry.invoiceId === fee?.id)
  expect(revision?.content.lines).toMatchObject([
    { description: 'Returned payment fee 1042', quantity: 1, priceE4: 35_0000, totalCents: 35_00 },
  ])
  // Recorded by mistake and again: the fee stands from the first time.
  desk.must('payment.void', { paymentId: twinOf(desk, payment.id)!.id, voidedOn: ON })
  expect(nsf(desk, payment.id, { feeCents: 35_00, feeNumber: '10901' }).refusal).toBeNull()
  expect(desk.ledger.all('invoices').filter(invoice => invoice.kind === 'nsf-fee')).toHaveLength(1)
  proven(desk)
})

test('neither may be older than the payment', () => {
  const desk = aDesk()
  const { payment } = aCheck(desk)
  const early = { markedOn: '2026-11-24' }
  const wrong = { code: 'before-payment', field: 'markedOn', params: { receivedOn: ON } }
  expect(nsf(desk, payment.id, early).refusal).toMatchObject(wrong)
  expect(chargeback(desk, payment.id, early).refusal).toMatchObject(wrong)
})

test('a card payment through a link is charged back, and does not bounce', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const capture = capturePayload(desk, aLink(desk, invoice.id).id, 228_00)
  desk.relay('payment.capture', capture)
  expect(openCents(desk, invoice.id)).toBe(0)
  expect(nsf(desk, capture.paymentId).refusal?.code).toBe('card-not-nsf')
  expect(chargeback(desk, capture.paymentId).refusal).toBeNull()
  expect(openCents(desk, invoice.id)).toBe(228_00)
  expect(desk.ledger.all('invoices')).toHaveLength(1)
  proven(desk)
})

test('what was refunded before is not taken back a second time', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const payment = aPayment(desk, { customerId, totalCents: 100_00 })
  const refund = (amountCents: number) =>
    desk.must('payment.refund', {
      paymentId: payment.id,
      number: desk.nextNumber(),
      refundedOn: ON,
      amountCents,
      by: 'registered',
      method: 'Cash',
      reference: '',
      note: '',
      releaseApplied: false,
    })
  refund(30_00)
  nsf(desk, payment.id)
  const twins = desk.ledger.all('payments').filter(entry => entry.reversesId === payment.id)
  expect(twins.map(({ totalCents }) => totalCents)).toEqual([-30_00, -70_00])
  const whole = aPayment(desk, { customerId, totalCents: 10_00 })
  desk.must('payment.refund', {
    paymentId: whole.id,
    number: desk.nextNumber(),
    refundedOn: ON,
    amountCents: 10_00,
    by: 'registered',
    method: 'Cash',
    reference: '',
    note: '',
    releaseApplied: false,
  })
  expect(nsf(desk, whole.id).refusal?.code).toBe('payment-returned')
  proven(desk)
})

test('a refund of a check that bounced since is not withdrawn before the bounce is', () => {
  const desk = aDesk()
  const payment = aPayment(desk, { customerId: aCustomer(desk).id, totalCents: 100_00 })
  desk.must('payment.refund', {
    paymentId: payment.id,
    number: desk.nextNumber(),
    refundedOn: ON,
    amountCents: 40_00,
    by: 'registered',
    method: 'Cash',
    reference: '',
    note: '',
    releaseApplied: false,
  })
  const refund = twinOf(desk, payment.id)!
  nsf(desk, payment.id)
  const voidIt = (paymentId: string) => desk.enter('payment.void', { paymentId, voidedOn: ON }).refusal
  expect(voidIt(refund.id)).toMatchObject({ code: 'payment-taken-back', params: { number: payment.number } })
  const bounce = desk.ledger.all('payments').find(entry => entry.kind === 'nsf')!
  expect(voidIt(bounce.id)).toBeNull()
  expect(voidIt(refund.id)).toBeNull()
  expect(desk.ledger.row('payments', payment.id).unappliedCents).toBe(100_00)
  proven(desk)
})

type OnInvoices = { invoiceId: string; amountCents: number }[]

/** A check, with open credits used beside it. */
function receivedWith(
  desk: Desk,
  customerId: string,
  applications: OnInvoices,
  credits: { paymentId: string; applications: OnInvoices }[],
): PaymentRow {
  const totalCents = applications.reduce((sum, { amountCents }) => sum + amountCents, 0)
  const payload = { ...paymentPayload(desk, { customerId, totalCents, applications }), credits }
  desk.must('payment.receive', payload)
  return desk.ledger.row('payments', payload.paymentId)
}

test('a credit used with it on an invoice of its own is open again, too, as far as it is still there', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const [paid, settled, other] = [60_00, 40_00, 30_00].map(totalCents =>
    anInvoice(desk, { customerId, totalCents }),
  ) as [InvoiceRow, InvoiceRow, InvoiceRow]
  const on = ({ id: invoiceId }: InvoiceRow, amountCents: number) => [{ invoiceId, amountCents }]
  const [alone, freed] = [aCredit(desk, customerId, 50_00), aCredit(desk, customerId, 30_00)]
  const payment = receivedWith(desk, customerId, on(paid, 60_00), [
    { paymentId: alone.id, applications: on(settled, 40_00) },
    { paymentId: freed.id, applications: on(other, 30_00) },
  ])
  // Taken off at the desk and put on again, it is no longer of that payment.
  desk.must('payment.unapply', { paymentId: freed.id, invoiceId: other.id, unappliedOn: ON })
  desk.must('payment.apply', { paymentId: freed.id, appliedOn: ON, applications: on(other, 30_00) })
  // Nor is what the rest of a credit was used for later.
  const later = anInvoice(desk, { customerId, totalCents: 10_00 })
  desk.must('payment.apply', { paymentId: alone.id, appliedOn: ON, applications: on(later, 10_00) })
  expect(nsf(desk, payment.id).refusal).toBeNull()
  expect([paid, settled, other].map(({ id }) => openCents(desk, id))).toEqual([60_00, 40_00, 0])
  const unapplied = [alone, freed].map(({ id }) => desk.ledger.row('payments', id).unappliedCents)
  expect(unapplied).toEqual([40_00, 0])
  proven(desk)
})

test('what is taken off an invoice in part leaves the rest of a used credit to come back', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const on = (amountCents: number) => [{ invoiceId: invoice.id, amountCents }]
  const used = aPayment(desk, { customerId, totalCents: 70_00 })
  const payment = receivedWith(desk, customerId, on(30_00), [{ paymentId: used.id, applications: on(50_00) }])
  desk.clock.advance(1000)
  desk.must('payment.apply', { paymentId: used.id, appliedOn: ON, applications: on(20_00) })
  const refund = { paymentId: used.id, number: desk.nextNumber(), refundedOn: ON, amountCents: 45_00 }
  desk.must('payment.refund', {
    ...refund,
    by: 'registered',
    method: 'Cash',
    reference: '',
    note: '',
    releaseApplied: true,
  })
  expect(nsf(desk, payment.id).refusal).toBeNull()
  expect(openCents(desk, invoice.id)).toBe(100_00)
  expect(desk.ledger.row('payments', used.id)).toMatchObject({ unappliedCents: 25_00, returnedCents: 45_00 })
  proven(desk)
})

test('credits used with it are open credits again; those of the invoice itself stay on it', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const own = aCredit(desk, customerId, 10_00, invoice.id)
  const used = aCredit(desk, customerId, 50_00)
  const on = (amountCents: number) => [{ invoiceId: invoice.id, amountCents }]
  const payment = receivedWith(desk, customerId, on(50_00), [
    { paymentId: own.id, applications: on(10_00) },
    { paymentId: used.id, applications: on(40_00) },
  ])
  expect(openCents(desk, invoice.id)).toBe(0)
  expect(nsf(desk, payment.id).refusal).toBeNull()
  expect(openCents(desk, invoice.id)).toBe(90_00)
  expect(desk.ledger.row('payments', used.id).unappliedCents).toBe(50_00)
  expect(desk.ledger.row('payments', own.id).unappliedCents).toBe(0)
  proven(desk)
})

test('exactly the credits of one receipt come back with it, whatever else is used on that day or its date becomes', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const [used, another] = [aCredit(desk, customerId, 50_00), aCredit(desk, customerId, 20_00)]
  const on = (amountCents: number) => [{ invoiceId: invoice.id, amountCents }]
  // By the same person at the same instant, and yet not with it.
  desk.must('payment.apply', { paymentId: another.id, appliedOn: ON, applications: on(10_00) })
  const earlier = aPayment(desk, { customerId, totalCents: 8_00 })
  const received = {
    ...paymentPayload(desk, { customerId, totalCents: 60_00, applications: on(42_00) }),
    credits: [
      { paymentId: used.id, applications: on(40_00) },
      { paymentId: earlier.id, applications: on(8_00) },
    ],
  }
  desk.must('payment.receive', received)
  expect(openCents(desk, invoice.id)).toBe(0)
  const unapplied = (paymentId: string) => desk.ledger.row('payments', paymentId).unappliedCents
  expect([used.id, another.id, earlier.id].map(unapplied)).toEqual([10_00, 10_00, 0])
  desk.clock.advance(60_000)
  const changes = { receivedOn: { from: ON, to: '2026-11-20' } }
  desk.must('payment.edit', { paymentId: received.paymentId, changes })
  expect(chargeback(desk, received.paymentId).refusal).toBeNull()
  expect([used.id, another.id, earlier.id].map(unapplied)).toEqual([50_00, 10_00, 8_00])
  expect(openCents(desk, invoice.id)).toBe(90_00)
  proven(desk)
})

test('credits that cannot be used are refused where they are typed, and with them the receipt', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const credit = aCredit(desk, customerId, 30_00)
  const receive = (creditCents: number, ownCents: number, creditId = credit.id) =>
    desk.enter('payment.receive', {
      ...paymentPayload(desk, {
        customerId,
        totalCents: 90_00,
        applications: [{ invoiceId: invoice.id, amountCents: ownCents }],
      }),
      credits: [{ paymentId: creditId, applications: [{ invoiceId: invoice.id, amountCents: creditCents }] }],
    }).refusal
  expect(receive(31_00, 60_00)).toMatchObject({
    code: 'applied-more-than-unapplied',
    field: 'credits.0',
    params: { amountCents: 31_00, unappliedCents: 30_00 },
  })
  expect(receive(30_00, 71_00)?.code).toBe('applied-more-than-open')
  expect(receive(30_00, 70_00, aCredit(desk, aCustomer(desk).id, 30_00).id)).toMatchObject({
    code: 'unknown-payment',
    field: 'credits.0',
  })
  expect(receive(30_00, 70_00)).toBeNull()
  proven(desk)
})

test('one recorded by mistake is voided: the payment has its money again, unapplied', () => {
  const desk = aDesk()
  const { invoice, payment } = aCheck(desk)
  nsf(desk, payment.id)
  desk.must('payment.void', { paymentId: twinOf(desk, payment.id)!.id, voidedOn: ON })
  expect(desk.ledger.row('payments', payment.id)).toMatchObject({
    returnedCents: 0,
    unappliedCents: 110_00,
  })
  expect(openCents(desk, invoice.id)).toBe(100_00)
  proven(desk)
})

test('void and reversed entries are not marked', () => {
  const desk = aDesk()
  const { customerId, payment } = aCheck(desk)
  nsf(desk, payment.id)
  expect(nsf(desk, twinOf(desk, payment.id)!.id).refusal?.code).toBe('not-a-payment')
  const other = aPayment(desk, { customerId })
  desk.must('payment.void', { paymentId: other.id, voidedOn: ON })
  expect(chargeback(desk, other.id).refusal?.code).toBe('payment-void')
  expect(chargeback(desk, desk.newId()).refusal?.code).toBe('unknown-payment')
})

test('bounced on a day before its money was put on an invoice, it comes off on that later day', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const { id: invoiceId } = anInvoice(desk, { customerId, totalCents: 100_00 })
  const { id: paymentId } = aPayment(desk, { customerId, totalCents: 100_00, receivedOn: '2026-11-18' })
  const applications = [{ invoiceId, amountCents: 100_00 }]
  desk.must('payment.apply', { paymentId, appliedOn: '2026-11-25', applications })
  const number = desk.nextNumber()
  desk.must('payment.mark-chargeback', { paymentId, number, markedOn: '2026-11-20', note: '' })
  expect(desk.ledger.all('applications').map(each => [each.appliedOn, each.amountCents])).toEqual([
    ['2026-11-25', 100_00],
    ['2026-11-25', -100_00],
  ])
  expect(desk.ledger.row('invoices', invoiceId).openCents).toBe(100_00)
})
