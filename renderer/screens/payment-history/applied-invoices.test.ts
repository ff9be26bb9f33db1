import { expect, test } from 'vitest'
import { appliedInvoices } from './applied-invoices.ts'

const entry = (id: string, invoiceId: string, amountCents: number) => ({
  id,
  paymentId: 'p',
  invoiceId,
  customerId: 'c',
  amountCents,
  discountCents: 0,
  appliedOn: '2026-09-01',
  recordedBy: 'u',
  recordedAt: 1,
  bookedWith: null,
  invoiceNumber: `1${invoiceId}`,
})

test('an invoice shows what is left on it after entries were taken off again', () => {
  const invoices = appliedInvoices([entry('1', '01', 500), entry('2', '02', 300), entry('3', '01', -500)])
  expect(invoices.map(({ number, appliedCents }) => [number, appliedCents])).toEqual([
    ['101', 0],
    ['102', 300],
  ])
  expect(invoices[0]?.entries.map(({ id }) => id)).toEqual(['1', '3'])
})
