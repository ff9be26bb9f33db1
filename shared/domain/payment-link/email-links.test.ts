import { expect, test } from 'vitest'
import { aCustomer, anInvoice, aPayment } from '../../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../testing/desk.ts'

function linksPayload(desk: Desk, customerId: string, invoiceIds: readonly string[]) {
  return {
    customerId,
    invoiceIds,
    recipients: [{ mailId: desk.newId(), address: 'pay@petal.example' }],
    subject: 'Open invoices',
    message: 'Thank you.',
    linkId: desk.newId(),
  }
}

function owing(desk: Desk, fields: object = {}) {
  const customerId = aCustomer(desk, fields).id
  const first = anInvoice(desk, { customerId, totalCents: 100_00 })
  const second = anInvoice(desk, { customerId, totalCents: 50_00 })
  return { customerId, first, second, ids: [first.id, second.id] }
}

test('one mail per recipient lists the invoices, all with one link over their sum', () => {
  const desk = aDesk()
  const { customerId, ids } = owing(desk)
  const payload = linksPayload(desk, customerId, ids)
  payload.recipients.push({ mailId: desk.newId(), address: 'ines@petal.example' })
  const { jobs } = desk.must('links.email', payload)
  expect(jobs.map(({ key }) => key)).toEqual(payload.recipients.map(({ mailId }) => `mail:${mailId}`))
  for (const { mailId, address } of payload.recipients) {
    expect(desk.ledger.row('mails', mailId)).toMatchObject({
      kind: 'links',
      recipient: address,
      invoiceId: null,
      invoiceIds: ids,
      linkId: payload.linkId,
      state: 'queued',
    })
  }
  expect(desk.ledger.row('payment_links', payload.linkId)).toMatchObject({
    kind: 'links',
    invoiceCount: 2,
    askedCents: 150_00,
    sentTo: ['pay@petal.example', 'ines@petal.example'],
  })
  for (const id of ids) {
    expect(desk.ledger.row('invoices', id)).toMatchObject({
      lastLinkId: payload.linkId,
      lastMailId: payload.recipients[0]!.mailId,
    })
  }
})

test('what was paid meanwhile is left out and the rest goes', () => {
  const desk = aDesk()
  const { customerId, first, second, ids } = owing(desk)
  const payload = linksPayload(desk, customerId, ids)
  const applications = [{ invoiceId: first.id, amountCents: 100_00 }]
  aPayment(desk, { customerId, totalCents: 100_00, applications })
  desk.must('links.email', payload)
  expect(desk.ledger.row('mails', payload.recipients[0]!.mailId)?.invoiceIds).toEqual([second.id])
  expect(desk.ledger.row('payment_links', payload.linkId)).toMatchObject({
    invoiceCount: 1,
    askedCents: 50_00,
  })
})

test('nothing left to ask for is refused with the reason', () => {
  const desk = aDesk()
  const { customerId, first } = owing(desk)
  const applications = [{ invoiceId: first.id, amountCents: 100_00 }]
  aPayment(desk, { customerId, totalCents: 100_00, applications })
  expect(desk.enter('links.email', linksPayload(desk, customerId, [first.id])).refusal).toMatchObject({
    code: 'links-not-offered',
    params: { reason: 'nothing-due' },
  })
})

test.each([
  ['the company', 'links-off', { linksEnabled: { from: true, to: false } }],
  [
    'the company, in mails people send',
    'manual-links-off',
    { manualLinksEnabled: { from: true, to: false } },
  ],
])('where %s has them off nothing goes', (_who, reason, changes) => {
  const desk = aDesk()
  const { customerId, ids } = owing(desk)
  desk.must('company.change', { changes })
  expect(desk.enter('links.email', linksPayload(desk, customerId, ids)).refusal).toMatchObject({
    code: 'links-not-offered',
    params: { reason },
  })
})

test('invoices of someone else are refused, and so is a link that is there', () => {
  const desk = aDesk()
  const { customerId, ids } = owing(desk)
  const other = anInvoice(desk, { customerId: aCustomer(desk).id })
  const payload = linksPayload(desk, customerId, ids)
  expect(desk.enter('links.email', { ...payload, invoiceIds: [other.id] }).refusal).toMatchObject({
    code: 'other-customer',
    params: { number: other.number },
  })
  desk.must('links.email', payload)
  const again = { ...linksPayload(desk, customerId, ids), linkId: payload.linkId }
  expect(desk.enter('links.email', again).refusal?.code).toBe('already-exists')
})

test('who only views receivables sends no links, and Sales to own customers only', () => {
  const desk = aDesk()
  const jorge = aUser(desk, ['sales'])
  const own = owing(desk, { salespersonId: jorge.id })
  const other = owing(desk)
  const by = (userId: string, { customerId, ids }: typeof own) =>
    desk.enter('links.email', linksPayload(desk, customerId, ids), userId).refusal?.code
  expect(by(aUser(desk, ['sales-manager']).id, other)).toBe('not-allowed')
  expect(by(aUser(desk, ['credit-manager']).id, other)).toBe('not-allowed')
  expect(by(jorge.id, other)).toBe('not-your-customer')
  expect(by(jorge.id, own)).toBeUndefined()
  expect(by(aUser(desk, ['cashier']).id, other)).toBeUndefined()
})

test('a link over 2,000 invoices is one command', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const ids = Array.from({ length: 2000 }, () => anInvoice(desk, { customerId, totalCents: 1_00 }).id)
  const payload = linksPayload(desk, customerId, ids)
  desk.must('links.email', payload)
  expect(desk.ledger.row('payment_links', payload.linkId)).toMatchObject({
    invoiceCount: 2000,
    askedCents: 2000_00,
  })
})

const BACK = {
  attempts: 1,
  state: 'undelivered' as const,
  error: '550 no such user',
  at: 1_000,
  tokenLast4: '',
}

test('links sent again close the task of the mail that came back, but not of one that asked for more', () => {
  const desk = aDesk()
  const { customerId, first, ids } = owing(desk)
  const openTasks = () =>
    desk.ledger.all('tasks').filter(task => task.kind === 'mail-undelivered' && task.state === 'open')
  const payload = linksPayload(desk, customerId, ids)
  desk.must('links.email', payload)
  desk.relay('mail.record', { ...BACK, mailId: payload.recipients[0]!.mailId })
  desk.must('links.email', linksPayload(desk, customerId, [first.id]))
  expect(openTasks()).toHaveLength(1)
  const both = linksPayload(desk, customerId, ids)
  desk.must('links.email', both)
  expect(openTasks()).toEqual([])
})

test('an invoice or a statement sent again closes the task of its mail that came back', () => {
  const desk = aDesk()
  const { customerId, first } = owing(desk)
  const openTasks = () =>
    desk.ledger.all('tasks').filter(task => task.kind === 'mail-undelivered' && task.state === 'open')
  const letter = () => ({
    recipients: [{ mailId: desk.newId(), address: 'pay@petal.example' }],
    subject: 'Once more',
    message: '',
    linkId: desk.newId(),
  })
  const one = { invoiceId: first.id, ...letter() }
  desk.must('document.email', one)
  desk.relay('mail.record', { ...BACK, mailId: one.recipients[0]!.mailId })
  expect(openTasks()).toHaveLength(1)
  desk.must('document.email', { invoiceId: first.id, ...letter() })
  expect(openTasks()).toEqual([])

  const statement = () => ({
    customerId,
    statementKind: 'unpaid' as const,
    statementOn: '2026-11-30',
    ...letter(),
  })
  const sent = statement()
  desk.must('statement.email', sent)
  desk.relay('mail.record', { ...BACK, mailId: sent.recipients[0]!.mailId })
  expect(openTasks()).toHaveLength(1)
  desk.must('statement.email', statement())
  expect(openTasks()).toEqual([])
})

test('a statement without a link that came back is closed by the next one, with or without a link', () => {
  const desk = aDesk()
  const { customerId, first } = owing(desk)
  const other = owing(desk)
  const openTasks = () =>
    desk.ledger.all('tasks').filter(task => task.kind === 'mail-undelivered' && task.state === 'open')
  const send = (to: string, linkId: string | null) => {
    const mailId = desk.newId()
    desk.must('statement.email', {
      customerId: to,
      statementKind: 'unpaid' as const,
      statementOn: '2026-11-30',
      recipients: [{ mailId, address: 'pay@petal.example' }],
      subject: 'Statement',
      message: '',
      linkId,
    })
    return mailId
  }
  const comesBack = (mailId: string) => desk.relay('mail.record', { ...BACK, mailId })
  for (const [before, after] of [
    [null, null],
    [null, desk.newId()],
    [desk.newId(), null],
  ] as const) {
    comesBack(send(customerId, before))
    send(other.customerId, null)
    expect(openTasks()).toHaveLength(1)
    send(customerId, after)
    expect(openTasks()).toEqual([])
  }
  // A mail about an invoice says something else.
  const invoiceMail = desk.newId()
  const recipients = [{ mailId: invoiceMail, address: 'pay@petal.example' }]
  desk.must('document.email', { invoiceId: first.id, recipients, subject: 'One', message: '', linkId: null })
  comesBack(invoiceMail)
  send(customerId, null)
  expect(openTasks()).toHaveLength(1)
})
