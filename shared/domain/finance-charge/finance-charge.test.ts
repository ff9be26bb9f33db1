import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aCustomer, anInvoice, aPayment } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'
import { agedOpenCents, financeCharge } from './finance-charge.ts'

const ON = '2026-11-25'

const issue = (desk: Desk, customerId: string, expectedCents: number, fields: object = {}) =>
  desk.enter('finance-charge.issue', {
    customerId,
    number: desk.nextNumber(),
    issuedOn: ON,
    rateBps: 1000,
    fromDays: 31,
    expectedCents,
    ...fields,
  }).refusal

test('124.00 and 737.66 at 10 % are 86.17; with 900.00 of credits there is none', () => {
  const openCents = 124_00 + 737_66
  expect(financeCharge({ openCents, openCreditsCents: 0, rateBps: 1000 })).toBe(86_17)
  expect(financeCharge({ openCents, openCreditsCents: 900_00, rateBps: 1000 })).toBe(0)
  expect(financeCharge({ openCents: 5, openCreditsCents: 0, rateBps: 1000 })).toBe(1)
})

test('only what is that old counts, from the date the company ages by', () => {
  const invoices = [
    { issuedOn: '2026-10-25', dueOn: '2026-11-24', openCents: 1 },
    { issuedOn: '2026-10-26', dueOn: '2026-11-25', openCents: 10 },
    { issuedOn: '2026-01-01', dueOn: '2026-01-31', openCents: 100 },
  ]
  expect(agedOpenCents(invoices, 'invoice-date', ON, 31)).toBe(101)
  expect(agedOpenCents(invoices, 'due-date', ON, 1)).toBe(101)
  expect(agedOpenCents(invoices, 'due-date', ON, 0)).toBe(111)
})

test('a charge is an invoice of its own, one per customer and month', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  anInvoice(desk, { customerId, totalCents: 124_00, issuedOn: '2026-10-01' })
  anInvoice(desk, { customerId, totalCents: 737_66, issuedOn: '2026-08-01' })
  anInvoice(desk, { customerId, totalCents: 500_00, issuedOn: '2026-11-01' })
  expect(issue(desk, customerId, 86_17)).toBeNull()
  const charge = desk.ledger.all('invoices').find(({ kind }) => kind === 'finance-charge')
  expect(charge).toMatchObject({
    totalCents: 86_17,
    openCents: 86_17,
    orderId: '',
    cause: 'finance-charge:2026-11',
    termsCode: 'NET30',
    dueOn: '2026-12-25',
  })
  const revision = desk.ledger.all('invoice_revisions').find(entry => entry.invoiceId === charge?.id)
  expect(revision?.content.lines).toMatchObject([{ description: 'Finance charge 2026-11' }])
  expect(issue(desk, customerId, 86_17)).toMatchObject({
    code: 'finance-charge-issued',
    params: { period: '2026-11' },
  })
  expect(issue(desk, customerId, 94_78, { issuedOn: '2026-12-26' })?.code).toBe('finance-charge-changed')
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
})

test('what changed since it was shown is refused with both amounts, and credits count against it', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  anInvoice(desk, { customerId, totalCents: 861_66, issuedOn: '2026-08-01' })
  aPayment(desk, { customerId, totalCents: 61_66 })
  expect(issue(desk, customerId, 86_17)).toMatchObject({
    code: 'finance-charge-changed',
    params: { expectedCents: 86_17, amountCents: 80_00 },
  })
  aPayment(desk, { customerId, totalCents: 900_00 })
  expect(issue(desk, customerId, 80_00)).toMatchObject({ params: { amountCents: 0 } })
})

test('a customer with an exception is never charged', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { financeChargeException: true }).id
  anInvoice(desk, { customerId, totalCents: 100_00, issuedOn: '2026-08-01' })
  expect(issue(desk, customerId, 10_00)?.code).toBe('finance-charge-exempt')
})

test('two customers charged for the same month can still become one', () => {
  const desk = aDesk()
  const customers = [aCustomer(desk).id, aCustomer(desk).id] as const
  for (const customerId of customers) {
    anInvoice(desk, { customerId, totalCents: 100_00, issuedOn: '2026-08-01' })
    expect(issue(desk, customerId, 10_00)).toBeNull()
  }
  desk.must('customer.merge', { fromId: customers[0], intoId: customers[1] })
  expect(issue(desk, customers[1], 20_00)?.code).toBe('finance-charge-issued')
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
})
