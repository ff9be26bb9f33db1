import { afterEach, beforeEach, expect, test } from 'vitest'
import { suppressedAsks } from '../../../../shared/protocol/suppressed-asks.ts'
import { aCustomer, aLink, anInvoice } from '../../../../shared/testing/builders.ts'
import { accepted, aDesk, aUser, type Desk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { mailSuppressed } from './mail-suppressed.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let desk: Desk
let here: ReturnType<typeof desktopUnderTest>
let salesId: string

beforeEach(async () => {
  desk = aDesk()
  salesId = aUser(desk, ['sales']).id
  const own = aCustomer(desk, { name: 'Bloom & Co', salespersonId: salesId }).id
  const other = aCustomer(desk, { name: 'Petal & Stem' }).id
  for (const [customerId, address] of [
    [own, 'ap@bloom.example'],
    [other, 'pay@petal.example'],
  ] as const) {
    const invoiceId = anInvoice(desk, { customerId }).id
    const mailId = desk.newId()
    const recipients = [{ mailId, address }]
    desk.must('document.email', { invoiceId, recipients, subject: 'Invoice', message: '', linkId: null })
    const report = { report: 'bounced', isAddressDead: true, error: '550 5.1.1', at: 9 }
    accepted(desk.relay('mail.report', { mailId, ...report }))
  }
  aLink(desk, anInvoice(desk, { customerId: own }).id)
  const relay = memoryRelay(desk)
  relay.adopt(['mails', 'suppressed_addresses'])
  here = desktopUnderTest(desk, relay)
  await here.exchange()
})

afterEach(() => here.remove())

function asked(input: object = {}, ownerId: string | null = null) {
  const context = { sql: statementCache(here.profile.reader), ownerId } as QueryContext
  const answer = mailSuppressed(context, suppressedAsks['mail.suppressed'].parse(input))
  expect(answer.count).toBe(answer.rows.length)
  return answer.rows.map(row => `${row.address} ${row.customerName} ${row.liftedByName}`.trim())
}

test('suppressed addresses with their customers, found by address or name', () => {
  expect(asked().toSorted()).toEqual(['ap@bloom.example Bloom & Co', 'pay@petal.example Petal & Stem'])
  expect(asked({ search: 'petal' })).toEqual(['pay@petal.example Petal & Stem'])
  expect(asked({ search: '%' })).toEqual([])
})

test('a dialog asks for its recipients, whatever their case', () => {
  expect(asked({ addresses: ['AP@bloom.example', 'new@bloom.example'] })).toEqual([
    'ap@bloom.example Bloom & Co',
  ])
  expect(asked({ addresses: [] })).toEqual([])
})

test('salespeople with customers of their own see those of theirs', () => {
  expect(asked({}, salesId)).toEqual(['ap@bloom.example Bloom & Co'])
})

test('an address of a customer who was merged into another is that one’s', async () => {
  const [into, from] = ['Bloom & Co', 'Petal & Stem'].map(
    name => desk.ledger.all('customers').find(each => each.name === name)!.id,
  )
  here.give('customer.merge', { fromId: from, intoId: into })
  await here.exchange()
  const both = ['ap@bloom.example Bloom & Co', 'pay@petal.example Bloom & Co']
  expect(asked().toSorted()).toEqual(both)
  expect(asked({}, salesId).toSorted()).toEqual(both)
  expect(asked({ search: 'petal & stem' })).toEqual([])
})

test('what was allowed again is shown as such, with who did it', () => {
  const suppressedId = desk.ledger.all('suppressed_addresses').find(each => each.address.startsWith('ap'))!.id
  expect(here.give('address.allow', { suppressedId }, salesId)).toHaveProperty('commandId')
  expect(asked()).toEqual(['pay@petal.example Petal & Stem'])
  const name = desk.ledger.row('users', salesId).name
  expect(asked({ state: 'lifted' })).toEqual([`ap@bloom.example Bloom & Co ${name}`])
  expect(asked({ state: 'all' })).toHaveLength(2)
})
