import { expect, test } from 'vitest'
import { aCustomer, anInvoice, aPayment } from '../../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../testing/desk.ts'

const ON = '2026-11-25'

function statementPayload(desk: Desk, customerId: string, fields: object = {}) {
  return {
    customerId,
    statementKind: 'unpaid' as const,
    statementOn: ON,
    recipients: [{ mailId: desk.newId(), address: 'payables@petal.example' }],
    subject: 'Statement',
    message: '',
    linkId: desk.newId() as string | null,
    ...fields,
  }
}

test('a statement goes out with one link over everything that is open', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const first = anInvoice(desk, { customerId, totalCents: 100_00 })
  const second = anInvoice(desk, { customerId, totalCents: 50_00 })
  const paid = anInvoice(desk, { customerId, totalCents: 10_00 })
  const applications = [{ invoiceId: paid.id, amountCents: 10_00 }]
  aPayment(desk, { customerId, totalCents: 10_00, applications })
  const payload = statementPayload(desk, customerId)
  const { jobs } = desk.must('statement.email', payload)
  const mailId = payload.recipients[0]!.mailId
  expect(desk.ledger.row('mails', mailId)).toMatchObject({
    kind: 'statement',
    statementKind: 'unpaid',
    statementOn: ON,
    invoiceId: null,
    linkId: payload.linkId,
  })
  expect(desk.ledger.row('payment_links', payload.linkId!)).toMatchObject({
    askedCents: 150_00,
    invoiceCount: 2,
    sentTo: ['payables@petal.example'],
  })
  const asked = desk.ledger.all('payment_link_invoices').map(entry => entry.invoiceId)
  expect(asked.toSorted()).toEqual([first.id, second.id].toSorted())
  expect(desk.ledger.row('invoices', second.id)).toMatchObject({
    lastLinkId: payload.linkId,
    lastMailId: null,
  })
  expect(jobs.map(job => job.key)).toEqual([`mail:${mailId}`])
})

test.each([
  ['nothing is owed now', { totalCents: 400_00, receivedOn: ON }, ON],
  ['nothing was owed on its day', { totalCents: 1_00, receivedOn: ON }, '2026-11-24'],
])('%s: the mail goes without a link', (_why, payment, statementOn) => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId })
  aPayment(desk, { customerId, ...payment })
  const payload = statementPayload(desk, customerId, { statementOn })
  desk.must('statement.email', payload)
  expect(desk.ledger.all('payment_links')).toEqual([])
  expect(desk.ledger.all('mails')).toMatchObject([{ kind: 'statement', linkId: null }])
  expect(desk.ledger.row('invoices', invoice.id).lastLinkId).toBeNull()
})

test('links are offered only where the customer takes them', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { paymentLinksEnabled: false }).id
  anInvoice(desk, { customerId })
  desk.must('statement.email', statementPayload(desk, customerId))
  expect(desk.ledger.all('payment_links')).toEqual([])
})

test('who may not mail, or not see the customer’s receivables, is refused, also by the relay', () => {
  const desk = aDesk()
  const sales = aUser(desk, ['sales'])
  const own = aCustomer(desk, { salespersonId: sales.id }).id
  const others = aCustomer(desk, { name: 'Bloom Street' }).id
  const give = (customerId: string, userId: string) =>
    desk.arrive('statement.email', statementPayload(desk, customerId), userId).refusal
  expect(give(own, sales.id)).toBeNull()
  expect(give(others, sales.id)).toMatchObject({
    code: 'not-your-customer',
    params: { customer: 'Bloom Street' },
  })
  expect(give(own, aUser(desk, ['credit-manager']).id)).toMatchObject({
    code: 'not-allowed',
    params: { right: 'documents.email' },
  })
  // Who may email documents and only views receivables sends no statements.
  expect(give(own, aUser(desk, ['sales-manager']).id)).toMatchObject({
    code: 'not-allowed',
    params: { right: 'receivables.send' },
  })
  expect(give(own, aUser(desk, ['receivables']).id)).toBeNull()
})

test('a mail is queued once, and not for a customer who was merged into another', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const payload = statementPayload(desk, customerId, { linkId: null })
  desk.must('statement.email', payload)
  expect(desk.enter('statement.email', payload).refusal).toMatchObject({ code: 'already-exists' })
  const intoId = aCustomer(desk).id
  desk.must('customer.merge', { fromId: customerId, intoId })
  const again = statementPayload(desk, customerId)
  expect(desk.enter('statement.email', again).refusal).toMatchObject({ code: 'customer-merged' })
})
