import { afterEach, beforeEach, expect, test } from 'vitest'
import { PLAIN_MAIL } from '../../../../shared/domain/mail/mail-row.ts'
import type { UserRow } from '../../../../shared/domain/user/user-row.ts'
import { aCustomer, paymentPayload } from '../../../../shared/testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { attentionOpen } from './attention-open.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let desk: Desk
let here: ReturnType<typeof desktopUnderTest>
let people: { admin: UserRow; cashier: UserRow; sales: UserRow }
let customers: { own: string; other: string }

beforeEach(async () => {
  desk = aDesk()
  const [cashier, sales] = [aUser(desk, ['cashier'], { name: 'Maria Ospina' }), aUser(desk, ['sales'])]
  people = { admin: desk.ledger.row('users', desk.userId), cashier, sales }
  const own = aCustomer(desk, { name: 'Bloom & Co', salespersonId: sales.id }).id
  customers = { own, other: aCustomer(desk).id }
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
})

afterEach(() => here.remove())

function open(user: UserRow, ownerId: string | null = null) {
  const context = { sql: statementCache(here.profile.reader), user, ownerId } as QueryContext
  return attentionOpen(context, here.sync.state('deviceId'))
}

test('what was refused to someone whose right ended is their own card, and the admin’s', () => {
  here.rows.predict('sync_issues', {
    id: here.newId(),
    commandId: here.newId(),
    name: 'order.place',
    payload: { orderId: here.newId() },
    code: 'not-allowed',
    params: { right: 'orders.edit' },
    field: '',
    userId: people.cashier.id,
    deviceId: here.newId(),
    state: 'open',
    refusedAt: desk.clock.now(),
    closedBy: null,
  })
  const card = { name: 'order.place', userName: 'Maria Ospina', here: false }
  expect(open(people.admin).issues).toMatchObject([card])
  expect(open(people.cashier).issues).toMatchObject([card])
  expect(open(people.sales).issues).toEqual([])
})

test('a task says whose command met it and where, and those with customers of their own see theirs', () => {
  for (const customerId of Object.values(customers)) {
    for (const _ of [1, 2]) {
      const { number: _number, ...check } = paymentPayload(desk, { customerId, reference: '1042' })
      expect(here.give('payment.receive', check, people.cashier.id)).toHaveProperty('commandId')
    }
  }
  const { tasks } = open(people.admin)
  const task = { kind: 'possible-duplicate-payment', causedByName: 'Maria Ospina', here: true }
  expect(tasks).toMatchObject([task, task])
  expect(open(people.sales, people.sales.id).tasks).toMatchObject([{ ...task, customerName: 'Bloom & Co' }])
})

test('an undelivered mail names the invoice to send again', () => {
  const invoiceId = here.newId()
  const mailId = here.newId()
  here.rows.predict('mails', {
    id: mailId,
    kind: 'invoice',
    customerId: customers.own,
    invoiceId,
    revision: 1,
    paymentId: null,
    linkId: null,
    recipient: 'pay@petal.example',
    subject: '',
    message: '',
    language: 'en',
    state: 'undelivered',
    attempts: 1,
    lastError: '',
    queuedAt: 0,
    queuedBy: people.admin.id,
    sentAt: null,
    ...PLAIN_MAIL,
  })
  here.rows.predict('tasks', {
    id: here.newId(),
    kind: 'mail-undelivered',
    state: 'open',
    customerId: customers.own,
    subject: `mails:${mailId}`,
    params: { recipient: 'pay@petal.example' },
    createdAt: desk.clock.now(),
    closedBy: null,
    closedAt: null,
    causedBy: 'relay',
    deviceId: '',
  })
  expect(open(people.admin).tasks).toMatchObject([{ invoiceId, causedByName: '', here: null }])
})
