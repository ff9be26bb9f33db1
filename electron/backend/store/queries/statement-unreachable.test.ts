import { afterEach, beforeEach, expect, test } from 'vitest'
import { aCustomer, anInvoice } from '../../../../shared/testing/builders.ts'
import { accepted, aDesk, aUser, type Desk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { statementCache } from './query-context.ts'
import { statementUnreachable } from './statement-unreachable.ts'

let desk: Desk
let here: ReturnType<typeof desktopUnderTest>

beforeEach(() => {
  desk = aDesk()
})
afterEach(() => here.remove())

/** A mail to this address came back for good, or was called spam. */
function block(address: string, report: 'bounced' | 'complained'): void {
  const invoiceId = anInvoice(desk, { customerId: aCustomer(desk).id }).id
  const mailId = desk.newId()
  const recipients = [{ mailId, address }]
  desk.must('document.email', { invoiceId, recipients, subject: 'Invoice', message: '', linkId: null })
  accepted(
    desk.relay('mail.report', { mailId, report, isAddressDead: report === 'bounced', error: '', at: 9 }),
  )
}

async function asked(customerIds: readonly string[], ownerId: string | null = null) {
  const relay = memoryRelay(desk)
  relay.adopt(['mails', 'suppressed_addresses'])
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const found = statementUnreachable({ sql: statementCache(here.profile.reader), ownerId }, customerIds)
  return found.map(({ name, why }) => `${name}: ${why}`)
}

test('customers without an address, or with blocked ones only, are named before a run', async () => {
  const salesId = aUser(desk, ['sales']).id
  block('ap@willow.example', 'bounced')
  block('gone@aster.example', 'complained')
  const of = (name: string, statementEmails: string[], invoiceEmails: string[], salespersonId?: string) =>
    aCustomer(desk, { name, statementEmails, invoiceEmails, ...(salespersonId && { salespersonId }) }).id
  const ids = [
    of('Willow', ['AP@Willow.example'], ['works@willow.example']),
    of('Petal', [], []),
    of('Ángel', [], [], salesId),
    of('Bloom', [], ['pay@bloom.example']),
    of('Aster', ['gone@aster.example', 'here@aster.example'], []),
  ]
  of('Not asked for', [], [])
  expect(await asked(ids)).toEqual(['Ángel: no-address', 'Petal: no-address', 'Willow: blocked'])
})

test('who has customers of their own hears of theirs, and an address allowed again takes mails', async () => {
  const salesId = aUser(desk, ['sales']).id
  block('ap@willow.example', 'bounced')
  const willow = aCustomer(desk, { name: 'Willow', statementEmails: ['ap@willow.example'] }).id
  const own = aCustomer(desk, {
    name: 'Own',
    statementEmails: [],
    invoiceEmails: [],
    salespersonId: salesId,
  }).id
  const other = aCustomer(desk, { name: 'Other', statementEmails: [], invoiceEmails: [] }).id
  desk.must('address.allow', { suppressedId: desk.ledger.all('suppressed_addresses')[0]!.id })
  expect(await asked([willow, own, other])).toEqual(['Other: no-address', 'Own: no-address'])
  here.remove()
  expect(await asked([willow, own, other], salesId)).toEqual(['Own: no-address'])
})
