import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aCustomer, aLink, anInvoice, aPayment, capturePayload } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-11-25'

function paid(desk: Desk) {
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 100_00 }]
  const payment = aPayment(desk, { customerId, totalCents: 150_00, applications })
  return { customerId, invoice, payment }
}

const edit = (desk: Desk, paymentId: string, changes: object) =>
  desk.enter('payment.edit', { paymentId, changes }).refusal
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

test('method, reference, note and total are corrected; the total moves what is unapplied', () => {
  const desk = aDesk()
  const { payment } = paid(desk)
  const changes = {
    method: { from: 'Check', to: 'Wire' },
    reference: { from: '', to: 'W-77' },
    note: { from: '', to: 'Typed wrong' },
    totalCents: { from: 150_00, to: 120_00 },
  }
  expect(edit(desk, payment.id, changes)).toBeNull()
  expect(desk.ledger.row('payments', payment.id)).toMatchObject({
    method: 'Wire',
    reference: 'W-77',
    note: 'Typed wrong',
    totalCents: 120_00,
    unappliedCents: 20_00,
  })
  proven(desk)
})

test('the total never goes below what is applied: that is taken off first', () => {
  const desk = aDesk()
  const { invoice, payment } = paid(desk)
  const lower = { totalCents: { from: 150_00, to: 99_99 } }
  expect(edit(desk, payment.id, lower)).toMatchObject({
    code: 'applied-more-than-received',
    field: 'totalCents',
    params: { appliedCents: 100_00, totalCents: 99_99 },
  })
  desk.must('payment.unapply', { paymentId: payment.id, invoiceId: invoice.id, unappliedOn: ON })
  expect(edit(desk, payment.id, lower)).toBeNull()
  proven(desk)
})

test('while its overpayment is used elsewhere, date and total stay, and it says where', () => {
  const desk = aDesk()
  const { customerId, payment } = paid(desk)
  const other = anInvoice(desk, { customerId, totalCents: 40_00 })
  // In the very millisecond of the receipt, and yet not with it.
  desk.must('payment.apply', {
    paymentId: payment.id,
    appliedOn: ON,
    applications: [{ invoiceId: other.id, amountCents: 30_00 }],
  })
  const number = desk.nextNumber()
  desk.must('payment.refund', {
    paymentId: payment.id,
    number,
    refundedOn: ON,
    amountCents: 5_00,
    by: 'registered',
    method: 'Cash',
    reference: '',
    note: '',
    releaseApplied: false,
  })
  const where = `${other.number}, ${number}`
  for (const changes of [
    { totalCents: { from: 150_00, to: 200_00 } },
    { receivedOn: { from: ON, to: '2026-11-24' } },
  ]) {
    expect(edit(desk, payment.id, changes)).toMatchObject({ code: 'overpayment-used', params: { where } })
  }
  expect(edit(desk, payment.id, { note: { from: '', to: 'Only a note' } })).toBeNull()
})

test('a new date moves the entries made with it, by entries of their own', () => {
  const desk = aDesk()
  const { invoice, payment } = paid(desk)
  expect(edit(desk, payment.id, { receivedOn: { from: ON, to: '2026-11-20' } })).toBeNull()
  const entries = desk.ledger.all('applications').map(entry => [entry.amountCents, entry.appliedOn])
  expect(entries).toEqual([
    [100_00, ON],
    [-100_00, ON],
    [100_00, '2026-11-20'],
  ])
  expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(0)
  proven(desk)
})

test('a date that was corrected is corrected again; money put elsewhere since still holds it', () => {
  const desk = aDesk()
  const { customerId, invoice, payment } = paid(desk)
  const redate = (from: string, to: string) => {
    desk.clock.advance(60_000)
    return edit(desk, payment.id, { receivedOn: { from, to } })
  }
  expect(redate(ON, '2026-11-20')).toBeNull()
  expect(redate('2026-11-20', '2026-11-23')).toBeNull()
  expect(edit(desk, payment.id, { totalCents: { from: 150_00, to: 140_00 } })).toBeNull()
  expect(redate('2026-11-23', '2026-11-21')).toBeNull()
  const sums = new Map<string, number>()
  for (const { appliedOn, amountCents } of desk.ledger.all('applications'))
    sums.set(appliedOn, (sums.get(appliedOn) ?? 0) + amountCents)
  expect(Object.fromEntries(sums)).toEqual({
    [ON]: 0,
    '2026-11-20': 0,
    '2026-11-23': 0,
    '2026-11-21': 100_00,
  })
  proven(desk)
  const other = anInvoice(desk, { customerId, totalCents: 40_00 })
  desk.clock.advance(1_000)
  const applications = [{ invoiceId: other.id, amountCents: 30_00 }]
  desk.must('payment.apply', { paymentId: payment.id, appliedOn: ON, applications })
  expect(redate('2026-11-21', ON)).toMatchObject({
    code: 'overpayment-used',
    params: { where: other.number },
  })
  expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(0)
})

test('no date is taken to behind the day on which its money was taken off an invoice', () => {
  const desk = aDesk()
  const { invoice, payment } = paid(desk)
  const take = { paymentId: payment.id, invoiceId: invoice.id, unappliedOn: '2026-11-27' }
  desk.clock.advance(60_000)
  desk.must('payment.unapply', take)
  const redate = (to: string) => edit(desk, payment.id, { receivedOn: { from: ON, to } })
  expect(redate('2026-11-28')).toMatchObject({ params: { where: invoice.number } })
  expect(redate('2026-11-27')).toBeNull()
  proven(desk)
})

test('what someone else changed meanwhile is not written over', () => {
  const desk = aDesk()
  const { payment } = paid(desk)
  edit(desk, payment.id, { note: { from: '', to: 'Mine' } })
  expect(edit(desk, payment.id, { note: { from: '', to: 'Theirs' } })?.code).toBe('changed-meanwhile')
})

test('of a gateway payment only the note is changed; void and reversed entries are not', () => {
  const desk = aDesk()
  const capture = capturePayload(desk, aLink(desk, anInvoice(desk).id).id, 228_00)
  desk.relay('payment.capture', capture)
  expect(edit(desk, capture.paymentId, { totalCents: { from: 228_00, to: 1 } })?.code).toBe(
    'gateway-payment-fixed',
  )
  expect(edit(desk, capture.paymentId, { note: { from: '', to: 'Called' } })).toBeNull()
  const { payment } = paid(desk)
  desk.must('payment.void', { paymentId: payment.id, voidedOn: ON })
  expect(edit(desk, payment.id, { note: { from: '', to: 'x' } })?.code).toBe('payment-void')
  const mark = { number: desk.nextNumber(), markedOn: ON, note: '' }
  desk.must('payment.mark-chargeback', { paymentId: capture.paymentId, ...mark })
  const twin = desk.ledger.all('payments').find(({ kind }) => kind === 'chargeback')!
  expect(edit(desk, twin.id, { note: { from: '', to: 'x' } })?.code).toBe('not-a-payment')
})
