import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aCustomer, anInvoice, aPayment, capturePayload, paymentPayload } from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'
import { MemoryLedger } from '../../testing/memory-ledger.ts'
import { verifyBalances } from '../verify-balances.ts'
import type { Read } from '../view.ts'

const ON = '2026-11-25'

/** The entries as every profile and relay has them from before: none says what booked it. */
function asBefore(desk: Desk) {
  for (const entry of desk.ledger.all('applications'))
    desk.ledger.plant('applications', { ...entry, bookedWith: null })
}

/** A check of 60.00 and an open credit of 40.00, or of more, that paid an invoice of 100.00 together. */
function paidWithCredit(desk: Desk, creditCents = 40_00) {
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 110_00 })
  const credit = aPayment(desk, { customerId, totalCents: creditCents })
  const own = { customerId, totalCents: 60_00, applications: [{ invoiceId: invoice.id, amountCents: 60_00 }] }
  const credits = [{ paymentId: credit.id, applications: [{ invoiceId: invoice.id, amountCents: 40_00 }] }]
  const payload = { ...paymentPayload(desk, own), credits }
  desk.must('payment.receive', payload)
  desk.clock.advance(1000)
  const openCents = () => desk.ledger.row('invoices', invoice.id).openCents
  const creditLeft = () => desk.ledger.row('payments', credit.id).unappliedCents
  return { customerId, invoice, credit, paymentId: payload.paymentId, openCents, creditLeft }
}

const bounce = (desk: Desk, paymentId: string) =>
  desk.must('payment.mark-chargeback', { paymentId, number: desk.nextNumber(), markedOn: ON, note: '' })
const edit = (desk: Desk, paymentId: string, changes: object) =>
  desk.enter('payment.edit', { paymentId, changes }).refusal
const apply = (desk: Desk, paymentId: string, invoiceId: string, amountCents: number) =>
  desk.must('payment.apply', { paymentId, appliedOn: ON, applications: [{ invoiceId, amountCents }] })
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

test('before: date and total of a payment on an invoice are corrected, again and again', () => {
  const desk = aDesk()
  const { paymentId } = paidWithCredit(desk)
  asBefore(desk)
  expect(edit(desk, paymentId, { totalCents: { from: 60_00, to: 65_00 } })).toBeNull()
  expect(edit(desk, paymentId, { receivedOn: { from: ON, to: '2026-11-24' } })).toBeNull()
  desk.clock.advance(1000)
  expect(edit(desk, paymentId, { receivedOn: { from: '2026-11-24', to: ON } })).toBeNull()
  proven(desk)
})

test('before: what was put on an invoice later holds date and total, until it is taken off', () => {
  const desk = aDesk()
  const { customerId, paymentId } = paidWithCredit(desk)
  expect(edit(desk, paymentId, { totalCents: { from: 60_00, to: 90_00 } })).toBeNull()
  const other = anInvoice(desk, { customerId, totalCents: 30_00 })
  apply(desk, paymentId, other.id, 30_00)
  asBefore(desk)
  const raised = { totalCents: { from: 90_00, to: 95_00 } }
  expect(edit(desk, paymentId, raised)).toMatchObject({
    code: 'overpayment-used',
    params: { where: other.number },
  })
  desk.must('payment.unapply', { paymentId, invoiceId: other.id, unappliedOn: ON })
  expect(edit(desk, paymentId, raised)).toBeNull()
  proven(desk)
})

test('before: a payment that is taken back gives back the credits used with it, and nothing more', () => {
  const desk = aDesk()
  const { invoice, credit, paymentId, openCents, creditLeft } = paidWithCredit(desk, 50_00)
  apply(desk, credit.id, invoice.id, 10_00)
  asBefore(desk)
  expect(openCents()).toBe(0)
  bounce(desk, paymentId)
  expect(creditLeft()).toBe(40_00)
  expect(openCents()).toBe(100_00)
  proven(desk)
})

test('before: a credit that was applied by a command of its own stays where it is', () => {
  const desk = aDesk()
  const { customerId, invoice, paymentId, openCents } = paidWithCredit(desk)
  // Right after it, by the same person.
  const other = aPayment(desk, { customerId, totalCents: 10_00 })
  apply(desk, other.id, invoice.id, 10_00)
  asBefore(desk)
  bounce(desk, paymentId)
  expect(desk.ledger.row('payments', other.id).unappliedCents).toBe(0)
  expect(openCents()).toBe(100_00)
  proven(desk)
})

/** A statement of 300.00 in two invoices: 250.00 through its link, and a credit that settled the one of 50.00 alone. */
function paidByLink(desk: Desk) {
  const customerId = aCustomer(desk).id
  const invoices = [50_00, 250_00].map((totalCents, at) =>
    anInvoice(desk, { customerId, totalCents, issuedOn: `2026-11-${20 + at}` }),
  )
  const credit = aPayment(desk, { customerId, totalCents: 50_00 })
  const linkId = desk.newId()
  desk.must('statement.email', {
    customerId,
    statementKind: 'unpaid',
    statementOn: ON,
    recipients: [{ mailId: desk.newId(), address: 'pay@petal.example' }],
    subject: 'Statement',
    message: '',
    linkId,
  })
  const { paymentId, ...capture } = capturePayload(desk, linkId, 250_00)
  accepted(desk.relay('payment.capture', { paymentId, ...capture }))
  desk.clock.advance(1000)
  const opens = () => invoices.map(({ id }) => desk.ledger.row('invoices', id).openCents)
  const creditLeft = () => desk.ledger.row('payments', credit.id).unappliedCents
  const told = (disputeId: string, state: string) => {
    const of = { paymentId, disputeId, gateway: 'stripe:test:acct_1', reference: disputeId, state }
    const amounts = { amountCents: 250_00, feeCents: 0, reason: 'fraudulent' }
    const dates = { openedAt: desk.clock.now(), dueAt: null, on: ON }
    accepted(desk.relay('payment.record-dispute', { ...of, ...amounts, ...dates, number: desk.nextNumber() }))
    desk.clock.advance(1000)
  }
  return { opens, creditLeft, told }
}

test.each([
  ['the capture', 0],
  ['the dispute that was lost', 1],
  ['the one that was won', 2],
])('before, up to %s: a dispute lost gives the credits back, one won uses them again', (_, until) => {
  const desk = aDesk()
  const { opens, creditLeft, told } = paidByLink(desk)
  for (const turn of [0, 1]) {
    const disputeId = desk.newId()
    if (turn === 0 && until === 0) asBefore(desk)
    told(disputeId, 'lost')
    expect([opens(), creditLeft()]).toEqual([[50_00, 250_00], 50_00])
    if (turn === 0 && until === 1) asBefore(desk)
    told(disputeId, 'won')
    expect([opens(), creditLeft()]).toEqual([[0, 0], 0])
    if (turn === 0 && until === 2) asBefore(desk)
    proven(desk)
  }
})

class AskedLedger extends MemoryLedger {
  readonly asked: Read[] = []

  protected override answer(read: Read) {
    this.asked.push(read)
    return super.answer(read)
  }
}

test('entries of whole invoices are read only for a payment with entries that name nothing', () => {
  const byInvoice = [false, true].map(isBefore => {
    const ledger = new AskedLedger()
    const desk = aDesk({}, ledger)
    const { paymentId } = paidWithCredit(desk)
    if (isBefore) asBefore(desk)
    ledger.asked.length = 0
    bounce(desk, paymentId)
    return ledger.asked.filter(read => read.kind === 'rows' && read.ref === 'invoiceId').length
  })
  expect(byInvoice).toEqual([0, 1])
})
