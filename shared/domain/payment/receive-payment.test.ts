import { expect, test } from 'vitest'
import { aCustomer, anInvoice, aPayment, paymentPayload } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'

const ON = '2026-11-25'

function twoInvoices(desk: Desk) {
  const customerId = aCustomer(desk).id
  const older = anInvoice(desk, { customerId, totalCents: 500_00, issuedOn: '2026-10-01' })
  const newer = anInvoice(desk, { customerId, totalCents: 300_00, issuedOn: '2026-11-01' })
  return { customerId, older, newer }
}

test('a payment lowers what is open on each invoice by what is applied to it', () => {
  const desk = aDesk()
  const { customerId, older, newer } = twoInvoices(desk)
  const applications = [
    { invoiceId: older.id, amountCents: 500_00 },
    { invoiceId: newer.id, amountCents: 100_00 },
  ]
  const payment = aPayment(desk, { customerId, totalCents: 650_00, applications, reference: '1042' })
  expect(payment).toMatchObject({ status: 'posted', source: 'desk', currency: 'USD', unappliedCents: 50_00 })
  expect(desk.ledger.row('invoices', older.id).openCents).toBe(0)
  expect(desk.ledger.row('invoices', newer.id).openCents).toBe(200_00)
  expect(desk.ledger.all('applications')).toMatchObject([
    { paymentId: payment.id, invoiceId: older.id, customerId, amountCents: 500_00, appliedOn: ON },
    { paymentId: payment.id, invoiceId: newer.id, customerId, amountCents: 100_00, appliedOn: ON },
  ])
  expect(desk.ledger.all('tasks')).toEqual([])
})

test('typing mistakes are refused where they are typed', () => {
  const desk = aDesk()
  const { customerId, older } = twoInvoices(desk)
  const stranger = anInvoice(desk)
  const voided = anInvoice(desk, { customerId })
  desk.must('order.void', { orderId: voided.orderId, voidedOn: ON })
  const used = aPayment(desk, { customerId })
  const refusalOf = (fields: object) =>
    desk.enter('payment.receive', { ...paymentPayload(desk, { customerId }), ...fields }).refusal
  const on = (invoiceId: string, amountCents: number) => ({ applications: [{ invoiceId, amountCents }] })
  expect(refusalOf({ customerId: desk.newId() })?.code).toBe('unknown-customer')
  expect(refusalOf({ paymentId: used.id })?.code).toBe('already-exists')
  expect(refusalOf({ number: used.number })).toMatchObject({ code: 'number-used', field: 'number' })
  expect(refusalOf({ method: 'Credit memo' })).toMatchObject({
    code: 'credit-not-received',
    field: 'method',
  })
  expect(refusalOf(on(older.id, 100_01))).toMatchObject({
    code: 'applied-more-than-received',
    params: { appliedCents: 100_01, totalCents: 100_00 },
  })
  expect(refusalOf({ totalCents: 900_00, ...on(older.id, 500_01) })).toMatchObject({
    code: 'applied-more-than-open',
    params: { number: older.number, amountCents: 500_01, openCents: 500_00 },
    field: 'applications.0.amountCents',
  })
  expect(refusalOf(on(stranger.id, 1))?.code).toBe('other-customer')
  expect(refusalOf(on(voided.id, 1))?.code).toBe('invoice-void')
  expect(refusalOf(on(desk.newId(), 1))?.code).toBe('unknown-invoice')
  expect(desk.ledger.all('payments')).toHaveLength(1)
})

test('several applications to one invoice count together', () => {
  const desk = aDesk()
  const { customerId, newer } = twoInvoices(desk)
  const applications = [200_00, 200_00].map(amountCents => ({ invoiceId: newer.id, amountCents }))
  const payload = paymentPayload(desk, { customerId, totalCents: 400_00, applications })
  expect(desk.enter('payment.receive', payload).refusal).toMatchObject({
    code: 'applied-more-than-open',
    field: 'applications.1.amountCents',
  })
})

test('cash recorded on an invoice voided elsewhere is kept, unapplied, with a task', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  desk.must('order.void', { orderId: invoice.orderId, voidedOn: ON })
  const { customerId } = invoice
  const applications = [{ invoiceId: invoice.id, amountCents: 228_00 }]
  const payload = paymentPayload(desk, { customerId, totalCents: 228_00, applications })
  expect(desk.arrive('payment.receive', payload).refusal).toBeNull()
  expect(desk.ledger.row('payments', payload.paymentId).unappliedCents).toBe(228_00)
  expect(desk.ledger.all('tasks')).toMatchObject([
    { kind: 'payment-on-void-invoice', customerId, params: { number: invoice.number, amountCents: 228_00 } },
  ])
})

test('an invoice paid elsewhere meanwhile: the surplus is unapplied, with a task', () => {
  const desk = aDesk()
  const { customerId, newer } = twoInvoices(desk)
  const applications = [{ invoiceId: newer.id, amountCents: 300_00 }]
  aPayment(desk, {
    customerId,
    totalCents: 250_00,
    applications: [{ invoiceId: newer.id, amountCents: 250_00 }],
  })
  const payload = paymentPayload(desk, { customerId, totalCents: 300_00, applications })
  desk.arrive('payment.receive', payload)
  expect(desk.ledger.row('invoices', newer.id).openCents).toBe(0)
  expect(desk.ledger.row('payments', payload.paymentId).unappliedCents).toBe(250_00)
  expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'overpayment', params: { amountCents: 250_00 } }])
})

test('the same check typed twice is kept twice, with a task that names both', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const first = aPayment(desk, { customerId, reference: '1042' })
  const second = aPayment(desk, { customerId, reference: '1042' })
  expect(desk.ledger.all('tasks')).toMatchObject([
    {
      kind: 'possible-duplicate-payment',
      params: { payment: second.number, twin: first.number, reference: '1042' },
    },
  ])
  aPayment(desk, { customerId, reference: '1042', totalCents: 1_00 })
  aPayment(desk, { customerId: aCustomer(desk, { name: 'Bloom & Co' }).id, reference: '1042' })
  aPayment(desk, { customerId, reference: '' })
  expect(desk.ledger.all('tasks')).toHaveLength(1)
})

test('a check that bounced or was refunded as a whole may come again: no task', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const bounced = aPayment(desk, { customerId, reference: '4501' })
  const nsf = { paymentId: bounced.id, number: '7001', markedOn: ON, note: '', feeCents: 0, feeNumber: null }
  desk.must('payment.mark-nsf', nsf)
  const again = aPayment(desk, { customerId, reference: '4501' })
  expect(desk.ledger.all('tasks')).toEqual([])
  const twice = aPayment(desk, { customerId, reference: '4501' })
  expect(desk.ledger.all('tasks')).toMatchObject([
    { kind: 'possible-duplicate-payment', params: { payment: twice.number, twin: again.number } },
  ])
})

test('a number that was used is kept with a suffix and a task', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const { number } = aPayment(desk, { customerId })
  const payload = paymentPayload(desk, { customerId, number })
  desk.arrive('payment.receive', payload)
  const suffixed = `${number}-${payload.paymentId.slice(-4)}`
  expect(desk.ledger.row('payments', payload.paymentId).number).toBe(suffixed)
  expect(desk.ledger.all('tasks')).toMatchObject([
    { kind: 'number-collision', params: { printed: number, number: suffixed } },
  ])
})

test('a payment is never written over: one more under its id is kept beside it', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const first = aPayment(desk, { customerId, totalCents: 10_00 })
  const again = paymentPayload(desk, {
    customerId,
    paymentId: first.id,
    number: first.number,
    totalCents: 20_00,
  })
  desk.arrive('payment.receive', again)
  desk.arrive('payment.receive', again)
  expect(desk.ledger.row('payments', first.id)).toEqual(first)
  expect(desk.ledger.all('payments').map(payment => payment.totalCents)).toEqual([10_00, 20_00, 20_00])
  expect(new Set(desk.ledger.all('payments').map(payment => payment.number)).size).toBe(3)
})

test('money of a customer nobody knows is kept, with a task', () => {
  const desk = aDesk()
  const payload = paymentPayload(desk, { customerId: desk.newId() })
  expect(desk.arrive('payment.receive', payload).refusal).toBeNull()
  expect(desk.ledger.row('payments', payload.paymentId)).toMatchObject({
    currency: 'USD',
    unappliedCents: 100_00,
  })
  expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'payment-for-unknown-customer' }])
})
