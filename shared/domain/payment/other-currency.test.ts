import { beforeEach, expect, test } from 'vitest'
import { aCustomer, anInvoice, aPayment, paymentPayload } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'

let desk: Desk
let customerId: string
let invoiceId: string

// An invoice issued in dollars, to a customer who was switched to euros since: books from before that was refused have such.
beforeEach(() => {
  desk = aDesk()
  customerId = aCustomer(desk, { currency: 'USD' }).id
  invoiceId = anInvoice(desk, { customerId, totalCents: 100_00 }).id
  desk.ledger.plant('customers', { ...desk.ledger.row('customers', customerId), currency: 'EUR' })
})

const euros = () => paymentPayload(desk, { customerId, applications: [{ invoiceId, amountCents: 100_00 }] })

test('money in one currency is not entered on an invoice in another', () => {
  expect(desk.enter('payment.receive', euros())).toMatchObject({
    refusal: { code: 'other-currency', params: { currency: 'USD' }, field: 'applications.0.amountCents' },
  })
})

test('where it comes from elsewhere it is kept unapplied, with a task', () => {
  const payload = euros()
  desk.arrive('payment.receive', payload)
  expect(desk.ledger.row('payments', payload.paymentId)).toMatchObject({
    currency: 'EUR',
    unappliedCents: 100_00,
  })
  expect(desk.ledger.row('invoices', invoiceId).openCents).toBe(100_00)
  expect(desk.ledger.all('tasks').map(task => task.kind)).toContain('overpayment')
})

test('unapplied money is not applied across currencies either', () => {
  const payment = aPayment(desk, { customerId })
  const applications = [{ invoiceId, amountCents: 100_00 }]
  const apply = { paymentId: payment.id, appliedOn: '2026-11-25', applications }
  expect(desk.enter('payment.apply', apply)).toMatchObject({ refusal: { code: 'other-currency' } })
})
