import { expect, test } from 'vitest'
import { aCustomer, aPayment } from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'

const email = (
  desk: Desk,
  paymentId: string,
  addresses = ['a@b.example'],
  language: 'en' | 'es' | null = null,
) =>
  desk.enter('payment.email-receipt', {
    paymentId,
    recipients: addresses.map(address => ({ mailId: desk.newId(), address })),
    subject: 'Receipt',
    message: 'Thank you.',
    language,
  })

test('a receipt goes to each address once, in the customer’s language', () => {
  const desk = aDesk()
  const payment = aPayment(desk, { customerId: aCustomer(desk, { language: 'es' }).id })
  const { jobs } = accepted(email(desk, payment.id, ['a@b.example', 'c@d.example']))
  const mails = desk.ledger.all('mails')
  expect(mails).toMatchObject([
    { kind: 'receipt', paymentId: payment.id, recipient: 'a@b.example', language: 'es', state: 'queued' },
    { kind: 'receipt', paymentId: payment.id, recipient: 'c@d.example', message: 'Thank you.' },
  ])
  expect(jobs.map(({ key }) => key)).toEqual(mails.map(({ id }) => `mail:${id}`))
})

test('or in the language that was asked for', () => {
  const desk = aDesk()
  const payment = aPayment(desk, { customerId: aCustomer(desk, { language: 'es' }).id })
  accepted(email(desk, payment.id, ['a@b.example'], 'en'))
  expect(desk.ledger.all('mails')).toMatchObject([{ kind: 'receipt', language: 'en' }])
})

test('a void payment, a chargeback and an unknown one have no receipt', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const payment = aPayment(desk, { customerId })
  const mark = { paymentId: payment.id, number: desk.nextNumber(), markedOn: '2026-11-25', note: '' }
  desk.must('payment.mark-chargeback', mark)
  const twin = desk.ledger.all('payments').find(({ kind }) => kind === 'chargeback')!
  expect(email(desk, twin.id).refusal?.code).toBe('not-a-payment')
  const voided = aPayment(desk, { customerId })
  desk.must('payment.void', { paymentId: voided.id, voidedOn: '2026-11-25' })
  expect(email(desk, voided.id).refusal?.code).toBe('payment-void')
  expect(email(desk, desk.newId()).refusal?.code).toBe('unknown-payment')
})

test('of a refund the mail says what was returned', () => {
  const desk = aDesk()
  const payment = aPayment(desk, { customerId: aCustomer(desk).id })
  desk.must('payment.refund', {
    paymentId: payment.id,
    number: desk.nextNumber(),
    refundedOn: '2026-11-25',
    by: 'registered',
    method: 'Check',
    reference: '2001',
    amountCents: 40_00,
    note: '',
    releaseApplied: false,
  })
  const refund = desk.ledger.all('payments').find(({ kind }) => kind === 'refund')!
  accepted(email(desk, refund.id))
  expect(desk.ledger.all('mails')).toMatchObject([{ kind: 'refund', paymentId: refund.id }])
})
