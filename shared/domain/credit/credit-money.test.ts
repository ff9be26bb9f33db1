import { afterEach, beforeEach, expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import {
  aCredit,
  aCustomer,
  aLineOf,
  anInvoice,
  aPayment,
  approved,
  creditPayload,
} from '../../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../testing/desk.ts'
import { lineUnits } from '../order/order-totals.ts'
import { verifyBalances } from '../verify-balances.ts'
import type { CreditRow } from './credit-row.ts'

const ON = '2026-11-25'

let desk: Desk
let customerId: string

beforeEach(() => {
  desk = aDesk()
  customerId = aCustomer(desk).id
})

// Whatever a test did, the books prove themselves.
afterEach(() => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([]))

const invoiceOf = (totalCents: number) => anInvoice(desk, { customerId, totalCents })
const openCents = (invoiceId: string) => desk.ledger.row('invoices', invoiceId).openCents
const entryOf = ({ id }: CreditRow) =>
  desk.ledger.row('payments', desk.ledger.row('credits', id).paymentId ?? '')
const balance = () => desk.ledger.row('customer_balances', customerId)
const pay = (invoiceId: string, amountCents: number) =>
  aPayment(desk, { customerId, totalCents: amountCents, applications: [{ invoiceId, amountCents }] })
const approvalOf = (credit: CreditRow) =>
  desk.enter('credit.approve', {
    creditId: credit.id,
    approvedOn: ON,
    expectedTotalCents: credit.totalCents,
  }).refusal
const reopen = ({ id }: CreditRow) =>
  desk.enter('credit.reopen', { creditId: id, reopenedOn: ON, note: '' }).refusal

test('approved before payment, a credit lowers what is open and never the total', () => {
  const invoice = invoiceOf(100_00)
  const credit = approved(desk, aCredit(desk, { customerId, invoiceId: invoice.id, totalCents: 30_00 }))
  expect(desk.ledger.row('invoices', invoice.id)).toMatchObject({ totalCents: 100_00, openCents: 70_00 })
  expect(entryOf(credit)).toMatchObject({
    kind: 'credit',
    status: 'posted',
    number: credit.number,
    creditId: credit.id,
    receivedOn: credit.creditedOn,
    method: 'Credit memo',
    currency: 'USD',
    totalCents: 30_00,
    unappliedCents: 0,
  })
  expect(desk.ledger.all('applications')).toMatchObject([
    { paymentId: credit.paymentId, invoiceId: invoice.id, amountCents: 30_00, appliedOn: ON },
  ])
  expect(balance()).toMatchObject({ openCents: 70_00, unappliedCents: 0 })
})

test('larger than what is open: the invoice is at 0 and the rest is open credit, without a task', () => {
  const invoice = invoiceOf(100_00)
  pay(invoice.id, 80_00)
  const credit = approved(desk, aCredit(desk, { customerId, invoiceId: invoice.id, totalCents: 50_00 }))
  expect(openCents(invoice.id)).toBe(0)
  expect(entryOf(credit).unappliedCents).toBe(30_00)
  expect(balance()).toMatchObject({ openCents: 0, unappliedCents: 30_00 })
  expect(desk.ledger.all('tasks')).toEqual([])
})

test('approved after the payment, all of it becomes open credit, and pays a later invoice', () => {
  const invoice = invoiceOf(100_00)
  pay(invoice.id, 100_00)
  const credit = approved(desk, aCredit(desk, { customerId, invoiceId: invoice.id, totalCents: 40_00 }))
  expect(entryOf(credit).unappliedCents).toBe(40_00)
  expect(desk.ledger.all('applications')).toHaveLength(1)
  const later = invoiceOf(25_00)
  const paymentId = entryOf(credit).id
  const applications = [{ invoiceId: later.id, amountCents: 25_00 }]
  desk.must('payment.apply', { paymentId, appliedOn: ON, applications })
  expect([openCents(later.id), entryOf(credit).unappliedCents]).toEqual([0, 15_00])
  desk.must('payment.unapply', { paymentId, invoiceId: later.id, unappliedOn: ON })
  expect([openCents(later.id), entryOf(credit).unappliedCents]).toEqual([25_00, 40_00])
})

test('a stand-alone credit is open credit as a whole', () => {
  const invoice = invoiceOf(100_00)
  const credit = approved(desk, aCredit(desk, { customerId, totalCents: 40_00 }))
  expect(entryOf(credit).unappliedCents).toBe(40_00)
  expect(openCents(invoice.id)).toBe(100_00)
  expect(balance()).toMatchObject({ openCents: 100_00, unappliedCents: 40_00 })
})

test('a credit dated earlier lowers its invoice from the day it was approved on', () => {
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00, issuedOn: '2026-11-01' })
  const asked = aCredit(desk, {
    customerId,
    invoiceId: invoice.id,
    totalCents: 10_00,
    creditedOn: '2026-11-10',
  })
  const credit = approved(desk, asked, '2026-11-20')
  expect(entryOf(credit).receivedOn).toBe('2026-11-10')
  expect(desk.ledger.all('applications')).toMatchObject([{ appliedOn: '2026-11-20' }])
})

test('the credits of one invoice never come to more than its total', () => {
  const invoice = invoiceOf(100_00)
  const on = { customerId, invoiceId: invoice.id }
  const refusalOf = (totalCents: number) =>
    desk.enter('credit.create', creditPayload(desk, { ...on, totalCents })).refusal
  expect(refusalOf(100_01)).toMatchObject({
    code: 'credited-more-than-invoice',
    params: { number: invoice.number, amountCents: 100_01, creditedCents: 0, totalCents: 100_00 },
  })
  const first = aCredit(desk, { ...on, totalCents: 70_00 })
  expect(refusalOf(30_01)).toMatchObject({
    code: 'credited-more-than-invoice',
    params: { creditedCents: 70_00 },
  })
  desk.must('credit.reject', { creditId: first.id, note: 'No' })
  const second = aCredit(desk, { ...on, totalCents: 100_00 })
  const { id: creditId, reason, creditedOn, lines, note } = first
  const again = { creditId, reason, creditedOn, lines, note, answer: '' }
  expect(desk.enter('credit.resubmit', again).refusal?.code).toBe('credited-more-than-invoice')
  expect(approvalOf(second)).toBeNull()
})

test('two desks that ask for the same: the second is refused when it arrives', () => {
  const invoice = invoiceOf(100_00)
  const ask = () =>
    desk.arrive(
      'credit.create',
      creditPayload(desk, { customerId, invoiceId: invoice.id, totalCents: 60_00 }),
    )
  expect(ask().refusal).toBeNull()
  expect(ask().refusal?.code).toBe('credited-more-than-invoice')
})

test('nobody is credited more than a line came to, all credits on it together', () => {
  const roses = aLineOf(desk, 60_00)
  const lilies = aLineOf(desk, 40_00)
  const invoice = anInvoice(desk, { customerId, lines: [roses, lilies] })
  const lineOf = (amountCents: number) => ({ lineId: roses.lineId, description: 'Roses', amountCents })
  const ask = (...amounts: number[]) =>
    creditPayload(desk, { customerId, invoiceId: invoice.id, lines: amounts.map(lineOf) })
  expect(desk.enter('credit.create', ask(60_01)).refusal).toMatchObject({
    code: 'credited-more-than-line',
    params: { line: 'Vase', amountCents: 60_01, creditedCents: 0, lineCents: 60_00 },
    field: 'lines.0.amountCents',
  })
  expect(desk.enter('credit.create', ask(40_00, 20_01)).refusal?.field).toBe('lines.1.amountCents')
  const payload = ask(50_00)
  desk.must('credit.create', payload)
  expect(desk.enter('credit.create', ask(10_01)).refusal).toMatchObject({
    code: 'credited-more-than-line',
    params: { creditedCents: 50_00 },
  })
  desk.must('credit.create', ask(10_00))
  expect(approvalOf(desk.ledger.row('credits', payload.creditId))).toBeNull()
})

test('no more units are credited than a line was invoiced for, all credits on it together', () => {
  const vases = { ...aLineOf(desk, 60_00) }
  const invoice = anInvoice(desk, { customerId, lines: [vases] })
  const sold = lineUnits(desk.ledger.row('order_lines', vases.lineId))
  const ask = (quantity?: number) =>
    creditPayload(desk, {
      customerId,
      invoiceId: invoice.id,
      lines: [
        { lineId: vases.lineId, description: 'Vase', amountCents: 1_00, ...(quantity && { quantity }) },
      ],
    })
  expect(desk.enter('credit.create', ask(sold + 1)).refusal).toMatchObject({
    code: 'credited-more-units-than-line',
    params: { line: 'Vase', quantity: sold + 1, creditedQuantity: 0, lineQuantity: sold },
    field: 'lines.0.quantity',
  })
  const first = ask(sold)
  desk.must('credit.create', first)
  expect(desk.enter('credit.create', ask(1)).refusal).toMatchObject({ params: { creditedQuantity: sold } })
  expect(desk.enter('credit.create', ask()).refusal).toBeNull()
  desk.must('credit.reject', { creditId: first.creditId, note: 'None were broken' })
  expect(desk.enter('credit.create', ask(1)).refusal).toBeNull()
  const { reason, creditedOn, lines, note } = first
  const again = { creditId: first.creditId, reason, creditedOn, lines, note, answer: '' }
  expect(desk.enter('credit.resubmit', again).refusal?.code).toBe('credited-more-units-than-line')
})

test('reopened, a credit gives its invoice back and may be approved anew', () => {
  const invoice = invoiceOf(100_00)
  const credit = approved(desk, aCredit(desk, { customerId, invoiceId: invoice.id, totalCents: 30_00 }))
  const first = entryOf(credit)
  expect(reopen(credit)).toBeNull()
  expect(desk.ledger.row('credits', credit.id)).toMatchObject({ status: 'pending-review', paymentId: null })
  expect(desk.ledger.row('payments', first.id)).toMatchObject({
    status: 'void',
    voidedOn: ON,
    unappliedCents: 0,
    totalCents: 30_00,
  })
  expect(desk.ledger.all('applications').map(entry => entry.amountCents)).toEqual([30_00, -30_00])
  expect(openCents(invoice.id)).toBe(100_00)
  const again = approved(desk, desk.ledger.row('credits', credit.id))
  expect(again.paymentId).not.toBe(first.id)
  expect(openCents(invoice.id)).toBe(70_00)
})

test('a credit that is used elsewhere is not reopened, and the refusal names where', () => {
  const invoice = invoiceOf(100_00)
  pay(invoice.id, 100_00)
  const credit = approved(desk, aCredit(desk, { customerId, invoiceId: invoice.id, totalCents: 40_00 }))
  const others = [invoiceOf(10_00), invoiceOf(15_00)]
  const paymentId = credit.paymentId ?? ''
  const applications = others.map(({ id, openCents }) => ({ invoiceId: id, amountCents: openCents }))
  desk.must('payment.apply', { paymentId, appliedOn: ON, applications })
  expect(reopen(credit)).toMatchObject({
    code: 'credit-in-use',
    params: { number: credit.number, amountCents: 25_00 },
  })
  for (const { number } of others) expect(String(reopen(credit)?.params.invoices)).toContain(number)
  for (const { id } of others) desk.must('payment.unapply', { paymentId, invoiceId: id, unappliedOn: ON })
  expect(reopen(credit)).toBeNull()
})

test('a credit’s entry is no payment to be voided', () => {
  const credit = approved(desk, aCredit(desk, { customerId }))
  const voiding = { paymentId: credit.paymentId, voidedOn: ON }
  expect(desk.enter('payment.void', voiding).refusal?.code).toBe('entry-is-credit')
})

test('a cashier approves nothing, a sales manager does not reopen, a credit manager does both', () => {
  const credit = aCredit(desk, { customerId })
  const approve = { creditId: credit.id, approvedOn: ON, expectedTotalCents: credit.totalCents }
  const back = { creditId: credit.id, reopenedOn: ON, note: '' }
  const by = (role: 'cashier' | 'sales-manager' | 'credit-manager') => aUser(desk, [role]).id
  expect(desk.enter('credit.approve', approve, by('cashier')).refusal?.code).toBe('not-allowed')
  expect(desk.enter('credit.approve', approve, by('sales-manager')).refusal).toBeNull()
  expect(desk.enter('credit.reopen', back, by('sales-manager')).refusal?.code).toBe('not-allowed')
  expect(desk.enter('credit.reopen', back, by('credit-manager')).refusal).toBeNull()
})
