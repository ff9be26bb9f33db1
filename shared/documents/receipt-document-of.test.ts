import { expect, test } from 'vitest'
import { STARTER_SETTINGS } from '../domain/company/starter-settings.ts'
import { aCustomer, aPayment } from '../testing/builders.ts'
import { aDesk } from '../testing/desk.ts'
import { receiptDocument } from './receipt-document-of.ts'

/** What a receipt says a payment came by. */
function methodOn(method: string, language: 'en' | 'es'): string {
  const desk = aDesk()
  const customer = aCustomer(desk)
  const payment = aPayment(desk, { customerId: customer.id, totalCents: 10_00 })
  const company = desk.ledger.all('companies')[0]!
  return receiptDocument({
    language,
    company,
    customer: desk.ledger.row('customers', customer.id),
    payment: { ...desk.ledger.row('payments', payment.id), method },
    applications: [],
    invoiceOf: () => null,
  }).method
}

test('every method a company begins with is named in the language of the receipt', () => {
  expect(STARTER_SETTINGS.paymentMethods.map(method => methodOn(method, 'en'))).toEqual(
    STARTER_SETTINGS.paymentMethods,
  )
  expect(STARTER_SETTINGS.paymentMethods.map(method => methodOn(method, 'es'))).toEqual([
    'Cheque',
    'Efectivo',
    'Transferencia',
    'Nota de crédito',
    'Otro',
  ])
  expect(['card', 'ach'].map(method => methodOn(method, 'es'))).toEqual(['Tarjeta', 'Cuenta bancaria'])
})

test('a method the company typed itself is printed as typed', () => {
  expect(methodOn('Barter, tulips', 'es')).toBe('Barter, tulips')
  expect(methodOn('toString', 'es')).toBe('toString')
})
