import { expect, test } from 'vitest'
import { addDays } from '../../lib/dates.ts'
import { aCredit, aCustomer, anInvoice, aPayment, approved } from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'
import { reachesStep } from './reminder-due.ts'

/** Net 30: issued then, due on this day. */
const ISSUED = '2026-10-26'
const DUE = '2026-11-25'

const aRemindingDesk = (settings: Parameters<typeof aDesk>[0] = {}) =>
  aDesk({ remindersEnabled: true, ...settings })

function remind(desk: Desk, customerId: string, remindedOn = DUE, since = addDays(remindedOn, -1)) {
  return accepted(desk.relay('reminder.send', { customerId, remindedOn, since }))
}

const invoiceOf = (desk: Desk, customerId: string, totalCents: number, issuedOn = ISSUED) =>
  anInvoice(desk, { customerId, totalCents, issuedOn })

test.each([
  ['2026-11-22', true],
  ['2026-11-23', false],
  ['2026-11-25', true],
  ['2026-11-26', false],
  ['2026-12-02', true],
  ['2026-12-09', true],
  ['2026-12-10', false],
])('on %s the reminder day is reached: %s', (on, isReached) => {
  expect(reachesStep(DUE, [-3, 0, 7, 14], addDays(on, -1), on)).toBe(isReached)
})

test('days that were missed are reached afterwards', () => {
  expect(reachesStep(DUE, [-3, 0], '2026-11-20', '2026-11-28')).toBe(true)
  expect(reachesStep(DUE, [-3, 0], '2026-11-25', '2026-11-28')).toBe(false)
  expect(reachesStep('2028-02-29', [1], '2028-02-29', '2028-03-01')).toBe(true)
})

test('one mail and one link, with what came to its day and what is past due', () => {
  const desk = aRemindingDesk()
  const customerId = aCustomer(desk, { statementEmails: ['ap@petal.example'] }).id
  const today = invoiceOf(desk, customerId, 100_00)
  const old = invoiceOf(desk, customerId, 40_00, '2026-09-01')
  const soon = invoiceOf(desk, customerId, 30_00, addDays(ISSUED, 3))
  const later = invoiceOf(desk, customerId, 20_00, '2026-11-20')
  const { jobs } = remind(desk, customerId)
  const [link] = desk.ledger.all('payment_links')
  expect(desk.ledger.all('mails')).toMatchObject([
    {
      kind: 'reminder',
      recipient: 'ap@petal.example',
      invoiceIds: [old.id, today.id, soon.id],
      linkId: link!.id,
      cause: 'reminder:2026-11-25',
    },
  ])
  expect(link).toMatchObject({ kind: 'reminder', askedCents: 170_00, invoiceCount: 3 })
  expect(desk.ledger.row('invoices', soon.id).lastLinkId).toBe(link!.id)
  expect(desk.ledger.row('invoices', later.id).lastLinkId).toBeNull()
  expect(jobs).toHaveLength(1)
})

test('what is only past due, and came to no day, is no reason for a mail', () => {
  const desk = aRemindingDesk()
  const customerId = aCustomer(desk).id
  invoiceOf(desk, customerId, 40_00, '2026-09-01')
  expect(remind(desk, customerId).writes).toEqual([])
})

test('paid or voided: no reminder', () => {
  const desk = aRemindingDesk()
  const customerId = aCustomer(desk).id
  const paid = invoiceOf(desk, customerId, 100_00)
  const applications = [{ invoiceId: paid.id, amountCents: 100_00 }]
  aPayment(desk, { customerId, totalCents: 100_00, applications })
  const { orderId } = invoiceOf(desk, customerId, 50_00)
  desk.must('order.void', { orderId, voidedOn: '2026-11-25' })
  expect(remind(desk, customerId).writes).toEqual([])
})

test('open credits come off; where they cover everything nobody is reminded', () => {
  const desk = aRemindingDesk()
  const customerId = aCustomer(desk).id
  invoiceOf(desk, customerId, 100_00)
  approved(desk, aCredit(desk, { customerId, totalCents: 60_00 }))
  aPayment(desk, { customerId, totalCents: 40_00 })
  expect(remind(desk, customerId).writes).toEqual([])
  invoiceOf(desk, customerId, 1)
  remind(desk, customerId)
  expect(desk.ledger.all('mails')).toHaveLength(1)
})

test('off for the company or the customer: none', () => {
  const off = aDesk({ remindersEnabled: false })
  const customerId = aCustomer(off).id
  invoiceOf(off, customerId, 100_00)
  expect(remind(off, customerId).writes).toEqual([])
  const desk = aRemindingDesk()
  const quiet = aCustomer(desk, { remindersEnabled: false }).id
  invoiceOf(desk, quiet, 100_00)
  expect(remind(desk, quiet).writes).toEqual([])
  expect(remind(desk, desk.newId()).writes).toEqual([])
})

test('who unsubscribed gets none; others of the customer do', () => {
  const desk = aRemindingDesk()
  const customerId = aCustomer(desk, { invoiceEmails: ['Joe@petal.example', 'pay@petal.example'] }).id
  invoiceOf(desk, customerId, 100_00)
  remind(desk, customerId)
  const mailId = desk.ledger.all('mails').find(mail => mail.recipient === 'Joe@petal.example')!.id
  const unsubscribe = () => accepted(desk.relay('address.unsubscribe', { mailId, at: desk.clock.now() }))
  unsubscribe()
  expect(unsubscribe().writes).toEqual([])
  expect(desk.ledger.all('suppressed_addresses')).toMatchObject([
    { address: 'joe@petal.example', reason: 'unsubscribed', scope: 'reminders', mailId, liftedAt: null },
  ])
  remind(desk, customerId, '2026-12-02')
  const later = desk.ledger.all('mails').filter(mail => mail.cause === 'reminder:2026-12-02')
  expect(later.map(mail => mail.recipient)).toEqual(['pay@petal.example'])
})

test('an unsubscribing address of a mail nobody knows changes nothing', () => {
  const desk = aRemindingDesk()
  expect(accepted(desk.relay('address.unsubscribe', { mailId: desk.newId(), at: 0 })).writes).toEqual([])
})

test('a payment on its way is not asked for', () => {
  const desk = aRemindingDesk()
  const customerId = aCustomer(desk).id
  invoiceOf(desk, customerId, 100_00)
  remind(desk, customerId)
  const linkId = desk.ledger.all('payment_links')[0]!.id
  desk.relay('link.record-try', { linkId, triedAt: 1, outcome: 'processing' })
  expect(remind(desk, customerId, '2026-12-02').writes).toEqual([])
})

test('without links a reminder goes out without one; without an address there is a task, once', () => {
  const desk = aRemindingDesk()
  const customerId = aCustomer(desk, { paymentLinksEnabled: false }).id
  invoiceOf(desk, customerId, 100_00)
  remind(desk, customerId)
  expect(desk.ledger.all('mails')).toMatchObject([{ linkId: null }])
  const mute = aCustomer(desk, { invoiceEmails: [] }).id
  invoiceOf(desk, mute, 100_00)
  remind(desk, mute)
  remind(desk, mute, '2026-12-02')
  const tasks = desk.ledger.all('tasks').filter(task => task.kind === 'customer-without-address')
  expect(tasks).toMatchObject([{ kind: 'customer-without-address', customerId: mute }])
})
