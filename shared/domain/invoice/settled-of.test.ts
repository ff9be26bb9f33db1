import { expect, test } from 'vitest'
import { aCredit, aCustomer, anInvoice, aPayment, approved } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { gatherReads } from '../gather.ts'
import { settledOf, settledReads } from './settled-of.ts'

const ON = '2026-11-25'

function settled(desk: Desk, invoiceId: string) {
  const view = gatherReads(
    soFar => settledReads(invoiceId, soFar),
    read => {
      if (read.kind === 'row') return desk.ledger.find(read.table, read.id)
      if (read.kind === 'claim') return null
      const isNamed = (each: object) => (each as Record<string, unknown>)[read.ref] === read.value
      return desk.ledger.all(read.table).filter(isNamed)
    },
  )
  return settledOf(desk.ledger.row('invoices', invoiceId), view)
}

function refund(desk: Desk, paymentId: string, amountCents: number) {
  desk.clock.advance(60_000)
  desk.must('payment.refund', {
    paymentId,
    number: desk.nextNumber(),
    refundedOn: ON,
    amountCents,
    by: 'registered',
    method: 'Check',
    reference: '',
    note: '',
    releaseApplied: true,
  })
}

test('a payment, a credit, a discount and a refund are told apart, and come to what is open', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 2000_00 })
  approved(desk, aCredit(desk, { customerId, invoiceId: invoice.id, totalCents: 45_00 }))
  const payment = aPayment(desk, {
    customerId,
    totalCents: 1429_50,
    applications: [{ invoiceId: invoice.id, amountCents: 1429_50, discountCents: 10_00 }],
  })
  refund(desk, payment.id, 100_00)
  expect(settled(desk, invoice.id)).toEqual({
    paidCents: 1429_50,
    creditsCents: 45_00,
    discountCents: 10_00,
    refundedCents: 100_00,
  })
  expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(2000_00 - 1429_50 - 45_00 - 10_00 + 100_00)
})

test('what was taken off to be used elsewhere, or bounced, was never on it', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 500_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 200_00 }]
  const first = aPayment(desk, { customerId, totalCents: 200_00, applications })
  const second = aPayment(desk, { customerId, totalCents: 200_00, applications })
  desk.clock.advance(60_000)
  desk.must('payment.unapply', { paymentId: first.id, invoiceId: invoice.id, unappliedOn: ON })
  refund(desk, first.id, 200_00)
  const nsf = { markedOn: ON, note: '', feeCents: 0, feeNumber: desk.nextNumber() }
  desk.must('payment.mark-nsf', { paymentId: second.id, number: desk.nextNumber(), ...nsf })
  expect(settled(desk, invoice.id)).toEqual({
    paidCents: 0,
    creditsCents: 0,
    discountCents: 0,
    refundedCents: 0,
  })
})
