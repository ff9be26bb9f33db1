import { expect, test } from 'vitest'
import { aCustomer, aLink, anInvoice } from '../../testing/builders.ts'
import { accepted, aDesk, aUser, type Desk } from '../../testing/desk.ts'
import type { PayloadOf } from '../commands.ts'
import { suppressionOf } from './suppressed-addresses.ts'

const [FIRST, SECOND] = ['Ines@Petal.example', 'tom@petal.example']

/** An invoice mailed to two people with one link; both mails are sent. */
function mailed() {
  const desk = aDesk()
  const linkId = desk.newId()
  const recipients = [FIRST, SECOND].map(address => ({ mailId: desk.newId(), address: address! }))
  const invoiceId = anInvoice(desk).id
  desk.must('document.email', { invoiceId, recipients, subject: 'Invoice', message: '', linkId })
  const sent = { state: 'sent', attempts: 1, error: '', at: 1, tokenLast4: 'abcd' } as const
  const [first, second] = recipients.map(({ mailId }) => mailId) as [string, string]
  for (const mailId of [first, second]) accepted(desk.relay('mail.record', { mailId, ...sent }))
  return { desk, linkId, first, second, invoiceId }
}

function report(desk: Desk, mailId: string, fields: Partial<PayloadOf<'mail.report'>> = {}) {
  const payload = {
    report: 'bounced',
    isAddressDead: true,
    error: '550 5.1.1 no such user',
    at: 9,
    ...fields,
  }
  return accepted(desk.relay('mail.report', { mailId, ...payload }))
}

test('a bounce takes exactly its own mail, with a task, and ends mails to that address', () => {
  const { desk, linkId, first, second } = mailed()
  report(desk, first)
  expect(desk.ledger.row('mails', first)).toMatchObject({
    state: 'undelivered',
    bouncedAt: 9,
    sentAt: 1,
    lastError: '550 5.1.1 no such user',
  })
  expect(desk.ledger.row('mails', second)).toMatchObject({ state: 'sent', bouncedAt: null })
  expect(desk.ledger.row('payment_links', linkId).state).toBe('sent')
  expect(desk.ledger.all('tasks')).toMatchObject([
    { kind: 'mail-undelivered', subject: `mails:${first}`, params: { recipient: FIRST } },
  ])
  expect(desk.ledger.all('suppressed_addresses')).toMatchObject([
    { address: 'ines@petal.example', reason: 'bounced', scope: 'all', mailId: first, liftedAt: null },
  ])
})

test('a link is sent by the first mail that carries it, not by one that found nothing due', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk).id)
  const [mail] = desk.ledger.all('mails')
  const sent = { mailId: mail!.id, state: 'sent', attempts: 1, error: '', at: 5, tokenLast4: '' }
  accepted(desk.relay('mail.record', sent))
  expect(desk.ledger.row('mails', mail!.id)).toMatchObject({ state: 'sent', sentAt: 5 })
  expect(desk.ledger.row('payment_links', link.id)).toMatchObject({ state: 'queued', sentAt: null })
})

test('a link is undelivered once no recipient is left', () => {
  const { desk, linkId, first, second } = mailed()
  report(desk, first)
  report(desk, second, { isAddressDead: false })
  expect(desk.ledger.row('payment_links', linkId).state).toBe('undelivered')
  expect(desk.ledger.all('suppressed_addresses')).toHaveLength(1)
})

test('a bounce after someone opened the link does not close it', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk).id)
  desk.relay('link.record-open', { linkId: link.id, openedAt: 1 })
  report(desk, desk.ledger.all('mails')[0]!.id)
  expect(desk.ledger.row('payment_links', link.id).state).toBe('opened')
})

test('told twice, or by two ways, it is one bounce, one task and one suppression', () => {
  const { desk, first } = mailed()
  report(desk, first)
  expect(report(desk, first, { at: 10, error: 'again' }).writes).toEqual([])
})

test('a server that still tries changes nothing but why', () => {
  const { desk, first } = mailed()
  report(desk, first, { report: 'delayed', isAddressDead: false, error: '4.4.1 no answer' })
  expect(desk.ledger.row('mails', first)).toMatchObject({ state: 'sent', lastError: '4.4.1 no answer' })
  report(desk, first, { report: 'delivered', isAddressDead: false, error: '', at: 12 })
  expect(desk.ledger.row('mails', first)).toMatchObject({ state: 'sent', deliveredAt: 12, lastError: '' })
  expect(report(desk, first, { report: 'delayed', isAddressDead: false }).writes).toEqual([])
})

test('delivered is told once, to the mail and its link; what was only probably sent is sent', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk).id)
  const mailId = desk.ledger.all('mails')[0]!.id
  const unsure = { state: 'probably-sent', attempts: 1, error: 'line lost', at: 2, tokenLast4: '' }
  accepted(desk.relay('mail.record', { mailId, ...unsure }))
  report(desk, mailId, { report: 'delivered', isAddressDead: false, error: '', at: 5 })
  expect(desk.ledger.row('mails', mailId)).toMatchObject({ state: 'sent', sentAt: 2, deliveredAt: 5 })
  expect(desk.ledger.row('payment_links', link.id).deliveredAt).toBe(5)
  const again = { report: 'delivered', isAddressDead: false, at: 6 } as const
  expect(report(desk, mailId, again).writes).toEqual([])
})

test('a complaint leaves the mail as it is and ends mails to that address', () => {
  const { desk, first } = mailed()
  report(desk, first, { report: 'complained', isAddressDead: false, error: 'spam' })
  expect(desk.ledger.row('mails', first)).toMatchObject({ state: 'sent', bouncedAt: null })
  expect(desk.ledger.all('suppressed_addresses')).toMatchObject([{ reason: 'complained', detail: 'spam' }])
})

test('a bounce of a mail that was turned away at the door only adds when', () => {
  const { desk, first } = mailed()
  const lost = { state: 'undelivered', attempts: 1, error: '550', at: 3, tokenLast4: '' }
  accepted(desk.relay('mail.record', { mailId: first, ...lost }))
  report(desk, first)
  expect(desk.ledger.row('mails', first)).toMatchObject({ state: 'undelivered', bouncedAt: 9 })
  expect(desk.ledger.all('tasks')).toHaveLength(1)
})

test('reports about mails nobody knows are taken and change nothing', () => {
  const desk = aDesk()
  expect(report(desk, desk.newId()).writes).toEqual([])
})

test('staff allow an address again, once; a new bounce ends it anew', () => {
  const { desk, first, invoiceId } = mailed()
  report(desk, first)
  const suppressedId = desk.ledger.all('suppressed_addresses')[0]!.id
  const sales = aUser(desk, ['sales']).id
  desk.must('address.allow', { suppressedId }, sales)
  expect(desk.ledger.row('suppressed_addresses', suppressedId)).toMatchObject({ liftedBy: sales })
  expect(desk.must('address.allow', { suppressedId }).writes).toEqual([])
  const mailId = desk.newId()
  const recipients = [{ mailId, address: FIRST }]
  desk.must('document.email', { invoiceId, recipients, subject: 'Invoice', message: '', linkId: null })
  report(desk, mailId)
  expect(desk.ledger.all('suppressed_addresses').map(each => each.liftedAt === null)).toEqual([false, true])
})

test('who may not mail may not allow an address, and an unknown one is refused', () => {
  const { desk, first } = mailed()
  report(desk, first)
  const suppressedId = desk.ledger.all('suppressed_addresses')[0]!.id
  const refusalOf = (id: string, userId?: string) =>
    desk.enter('address.allow', { suppressedId: id }, userId).refusal?.code
  expect(refusalOf(suppressedId, aUser(desk, ['credit-manager']).id)).toBe('not-allowed')
  expect(refusalOf(desk.newId())).toBe('unknown-suppression')
})

test('with customers of their own staff allow the addresses of theirs, of what was merged into one, too', () => {
  const desk = aDesk()
  const own = aUser(desk, ['sales'], { manageOwnCustomers: true }).id
  const suppressedFor = (customerId: string, address: string) => {
    const mailId = desk.newId()
    const invoiceId = anInvoice(desk, { customerId }).id
    const recipients = [{ mailId, address }]
    desk.must('document.email', { invoiceId, recipients, subject: 'Invoice', message: '', linkId: null })
    report(desk, mailId)
    return desk.ledger.all('suppressed_addresses').find(each => each.mailId === mailId)!.id
  }
  const [theirs, others, twin] = [{ salespersonId: own }, {}, {}].map(fields => aCustomer(desk, fields).id)
  const allow = (suppressedId: string) => desk.enter('address.allow', { suppressedId }, own).refusal?.code
  const twins = suppressedFor(twin!, 'c@petal.example')
  expect(allow(suppressedFor(theirs!, 'a@petal.example'))).toBeUndefined()
  expect(allow(suppressedFor(others!, 'b@petal.example'))).toBe('not-your-customer')
  expect(allow(twins)).toBe('not-your-customer')
  desk.must('customer.merge', { fromId: twin!, intoId: theirs! })
  expect(allow(twins)).toBeUndefined()
})

test('a changed address is a new address; who unsubscribed gets everything but reminders', () => {
  const desk = aDesk()
  const customer = aCustomer(desk, { invoiceEmails: ['new@petal.example'] })
  const row = {
    id: desk.newId(),
    address: 'old@petal.example',
    reason: 'unsubscribed' as const,
    scope: 'reminders' as const,
    mailId: null,
    detail: '',
    sinceAt: 1,
    liftedAt: null,
    liftedBy: null,
  }
  const view = { list: (_: string, __: string, address: string) => (address === row.address ? [row] : []) }
  const why = (address: string, kind: 'invoice' | 'reminder') =>
    suppressionOf(address, kind, view as never)?.reason ?? null
  expect(why(' OLD@petal.example', 'reminder')).toBe('unsubscribed')
  expect(why('old@petal.example', 'invoice')).toBeNull()
  expect(why(customer.invoiceEmails[0]!, 'reminder')).toBeNull()
})
