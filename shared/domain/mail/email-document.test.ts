import { expect, test } from 'vitest'
import { aCustomer, aLink, anInvoice, aPayment } from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'

function emailPayload(desk: Desk, invoiceId: string, fields: object = {}) {
  const addresses = ['a@petal.example', 'b@petal.example']
  return {
    invoiceId,
    recipients: addresses.map(address => ({ mailId: desk.newId(), address })),
    subject: 'Invoice',
    message: 'Thank you',
    linkId: desk.newId() as string | null,
    ...fields,
  }
}

test('one mail per recipient, one link for all, one job each', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const payload = emailPayload(desk, invoice.id)
  const { jobs } = desk.must('document.email', payload)
  expect(desk.ledger.all('mails')).toMatchObject([
    { recipient: 'a@petal.example', state: 'queued', revision: 1, linkId: payload.linkId },
    { recipient: 'b@petal.example', state: 'queued', revision: 1, linkId: payload.linkId },
  ])
  expect(desk.ledger.row('payment_links', payload.linkId!)).toMatchObject({
    customerId: invoice.customerId,
    invoiceCount: 1,
    askedCents: 228_00,
    sentTo: ['a@petal.example', 'b@petal.example'],
  })
  expect(desk.ledger.all('payment_link_invoices')).toMatchObject([{ invoiceId: invoice.id, revision: 1 }])
  expect(desk.ledger.row('invoices', invoice.id)).toMatchObject({
    lastLinkId: payload.linkId,
    lastMailId: payload.recipients[0]!.mailId,
  })
  expect(jobs.map(job => job.key)).toEqual(payload.recipients.map(({ mailId }) => `mail:${mailId}`))
})

test('a mail without a link leaves the link of before where it was', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const link = aLink(desk, invoice.id)
  desk.must('document.email', emailPayload(desk, invoice.id, { linkId: null }))
  expect(desk.ledger.row('invoices', invoice.id).lastLinkId).toBe(link.id)
})

test('a link that can not be offered is refused at the desk', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { paymentLinksEnabled: false }).id
  const invoice = anInvoice(desk, { customerId })
  expect(desk.enter('document.email', emailPayload(desk, invoice.id)).refusal).toEqual({
    code: 'link-not-offered',
    params: { reason: 'customer-links-off' },
    field: 'linkId',
  })
})

test('an invoice paid before the mail got to the relay goes out without a link', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const applications = [{ invoiceId: invoice.id, amountCents: 228_00 }]
  aPayment(desk, { customerId: invoice.customerId, totalCents: 228_00, applications })
  const { jobs } = accepted(desk.arrive('document.email', emailPayload(desk, invoice.id)))
  expect(jobs).toHaveLength(2)
  expect(desk.ledger.all('payment_links')).toEqual([])
  for (const mail of desk.ledger.all('mails')) expect(mail.linkId).toBeNull()
})

test('ids of mails and links that exist are refused', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk).id)
  const mailId = desk.ledger.all('mails')[0]!.id
  const other = anInvoice(desk)
  const refusalOf = (fields: object) =>
    desk.enter('document.email', emailPayload(desk, other.id, fields)).refusal
  expect(refusalOf({ linkId: link.id })?.code).toBe('already-exists')
  expect(refusalOf({ recipients: [{ mailId, address: 'thief@b.example' }] })?.code).toBe('already-exists')
  const once = { mailId: desk.newId(), address: 'a@b.example' }
  expect(refusalOf({ recipients: [once, once] })?.code).toBe('already-exists')
  expect(desk.ledger.row('payment_links', link.id)).toEqual(link)
})

test.each(['a@b.example\nBcc: c@d.example', 'Inès <a@b.example>', 'a@b.example, c@d.example'])(
  'the recipient %j is refused',
  address => {
    const desk = aDesk()
    const payload = emailPayload(desk, anInvoice(desk).id, {
      recipients: [{ mailId: desk.newId(), address }],
    })
    expect(desk.enter('document.email', payload).refusal?.code).toBe('invalid')
  },
)

interface Report {
  state: string
  at?: number
  error?: string
}

function report(desk: Desk, mailId: string, { state, at = 1, error = '' }: Report) {
  return accepted(
    desk.relay('mail.record', {
      mailId,
      state,
      attempts: 1,
      error,
      at,
      tokenLast4: state === 'sent' ? 'x9_Z' : '',
    }),
  )
}

test('mails move forward only: late reports change nothing', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk).id)
  const mailId = desk.ledger.all('mails')[0]!.id
  report(desk, mailId, { state: 'waiting', error: '421 try later' })
  expect(desk.ledger.row('mails', mailId)).toMatchObject({ state: 'waiting', lastError: '421 try later' })
  report(desk, mailId, { state: 'sent', at: 5 })
  expect(desk.ledger.row('mails', mailId)).toMatchObject({ state: 'sent', sentAt: 5 })
  expect(desk.ledger.row('payment_links', link.id)).toMatchObject({
    state: 'sent',
    sentAt: 5,
    tokenLast4: 'x9_Z',
  })
  expect(report(desk, mailId, { state: 'waiting' }).writes).toEqual([])
  report(desk, mailId, { state: 'undelivered', error: '550 no such user' })
  expect(report(desk, mailId, { state: 'sent' }).writes).toEqual([])
  expect(desk.ledger.row('mails', mailId)).toMatchObject({ state: 'undelivered', sentAt: 5 })
})

test('a link is undelivered only when every mail with it came back, each with a task', () => {
  const desk = aDesk()
  const payload = emailPayload(desk, anInvoice(desk).id)
  desk.must('document.email', payload)
  const [first, second] = payload.recipients.map(({ mailId }) => mailId)
  report(desk, first!, { state: 'undelivered', error: '550' })
  expect(desk.ledger.row('payment_links', payload.linkId!).state).toBe('queued')
  report(desk, second!, { state: 'undelivered', error: '550' })
  expect(desk.ledger.row('payment_links', payload.linkId!).state).toBe('undelivered')
  expect(desk.ledger.all('tasks')).toMatchObject([
    { kind: 'mail-undelivered', params: { recipient: 'a@petal.example' } },
    { kind: 'mail-undelivered', params: { recipient: 'b@petal.example' } },
  ])
})

test('a bounce after someone opened the link does not close it', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk).id)
  desk.relay('link.record-open', { linkId: link.id, openedAt: 1 })
  report(desk, desk.ledger.all('mails')[0]!.id, { state: 'undelivered' })
  expect(desk.ledger.row('payment_links', link.id).state).toBe('opened')
})
