import { expect, test } from 'vitest'
import { aCustomer, aLink, anInvoice, aPayment, capturePayload } from '../../testing/builders.ts'
import { accepted, aDesk } from '../../testing/desk.ts'

const ON = '2026-11-25'

test('a captured payment pays the invoice, closes the link and sends a receipt', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const link = aLink(desk, invoice.id)
  const capture = { ...capturePayload(desk, link.id, 228_00), receiptTo: 'pay@petal.example' }
  const { jobs } = accepted(desk.relay('payment.capture', capture))
  expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(0)
  expect(desk.ledger.row('payments', capture.paymentId)).toMatchObject({
    customerId: invoice.customerId,
    source: 'link',
    method: 'card',
    totalCents: 228_00,
    unappliedCents: 0,
    feeCents: 59,
    recordedBy: 'relay',
  })
  expect(desk.ledger.row('payment_links', link.id)).toMatchObject({ state: 'paid', tryOutcome: 'paid' })
  const receipt = desk.ledger.all('mails').find(mail => mail.kind === 'receipt')
  expect(receipt).toMatchObject({
    recipient: 'pay@petal.example',
    paymentId: capture.paymentId,
    linkId: null,
  })
  expect(jobs).toEqual([{ kind: 'mail.send', key: `mail:${receipt?.id}`, payload: { mailId: receipt?.id } }])
  expect(desk.ledger.all('tasks')).toEqual([])
})

test('a charge reported twice posts once', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk).id)
  const capture = capturePayload(desk, link.id, 228_00)
  desk.relay('payment.capture', capture)
  const again = { ...capture, paymentId: desk.newId(), number: desk.nextNumber() }
  expect(accepted(desk.relay('payment.capture', again)).writes).toEqual([])
  expect(desk.ledger.all('payments')).toHaveLength(1)
})

test('paid by check while the page was open: the second money is kept, unapplied, with a task', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const { customerId } = invoice
  const link = aLink(desk, invoice.id)
  const applications = [{ invoiceId: invoice.id, amountCents: 228_00 }]
  aPayment(desk, { customerId, totalCents: 228_00, applications })
  const capture = capturePayload(desk, link.id, 228_00)
  expect(desk.relay('payment.capture', capture).refusal).toBeNull()
  expect(desk.ledger.row('payments', capture.paymentId).unappliedCents).toBe(228_00)
  expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(0)
  expect(desk.ledger.all('tasks')).toMatchObject([
    { kind: 'overpayment', customerId, params: { amountCents: 228_00, payment: capture.number } },
  ])
})

test('captured on an invoice that was voided meanwhile: kept, unapplied, with a task', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const link = aLink(desk, invoice.id)
  desk.must('order.void', { orderId: invoice.orderId, voidedOn: ON })
  const capture = capturePayload(desk, link.id, 228_00)
  desk.relay('payment.capture', capture)
  expect(desk.ledger.row('payments', capture.paymentId).unappliedCents).toBe(228_00)
  expect(desk.ledger.row('invoices', invoice.id)).toMatchObject({ status: 'void', openCents: 0 })
  expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'overpayment' }])
})

test('less than is due leaves the rest open and the link payable', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const link = aLink(desk, invoice.id)
  desk.relay('payment.capture', capturePayload(desk, link.id, 100_00))
  expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(128_00)
  expect(desk.ledger.row('payment_links', link.id).state).not.toBe('paid')
})

test('money for a link nobody knows, with a number that is taken, is kept all the same', () => {
  const desk = aDesk()
  const { number } = aPayment(desk, { customerId: aCustomer(desk).id })
  const capture = { ...capturePayload(desk, desk.newId(), 50_00), number }
  expect(desk.relay('payment.capture', capture).refusal).toBeNull()
  const kept = desk.ledger.row('payments', capture.paymentId)
  expect(kept).toMatchObject({ totalCents: 50_00, unappliedCents: 50_00 })
  expect(kept.number).not.toBe(number)
  const kinds = desk.ledger.all('tasks').map(task => task.kind)
  expect(kinds.toSorted()).toEqual(['overpayment', 'payment-for-unknown-customer'])
})

test('of several invoices, only those the payer picked are paid, oldest due first; the link stays open for the rest', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const [one, two, three] = ['2026-11-23', '2026-11-24', '2026-11-25'].map(issuedOn =>
    anInvoice(desk, { customerId, issuedOn }),
  )
  const linkId = desk.newId()
  desk.must('statement.email', {
    customerId,
    statementKind: 'unpaid',
    statementOn: '2026-11-30',
    recipients: [{ mailId: desk.newId(), address: 'pay@petal.example' }],
    subject: 'Statement',
    message: '',
    linkId,
  })
  const open = () => [one, two, three].map(each => desk.ledger.row('invoices', each!.id).openCents)
  const [first] = open()
  const picked = { ...capturePayload(desk, linkId, first! + 100), invoiceIds: [three!.id, two!.id] }
  expect(desk.relay('payment.capture', picked).refusal).toBeNull()
  expect(open()).toEqual([first, 0, first! - 100])
  expect(desk.ledger.row('payment_links', linkId).state).not.toBe('paid')
  expect(desk.ledger.all('tasks')).toEqual([])
  // Paid elsewhere meanwhile: what was meant for a picked invoice does not move to one that was not picked.
  const again = { ...capturePayload(desk, linkId, 100), invoiceIds: [two!.id] }
  desk.relay('payment.capture', again)
  expect(open()).toEqual([first, 0, first! - 100])
  expect(desk.ledger.all('tasks')).toMatchObject([{ kind: 'overpayment', params: { amountCents: 100 } }])
  desk.relay('payment.capture', { ...capturePayload(desk, linkId, 2 * first! - 100), invoiceIds: null })
  expect(open()).toEqual([0, 0, 0])
  expect(desk.ledger.row('payment_links', linkId).state).toBe('paid')
})
