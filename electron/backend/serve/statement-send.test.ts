import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { aCustomer, anInvoice } from '../../../shared/testing/builders.ts'
import { accepted, aDesk } from '../../../shared/testing/desk.ts'
import { type Backend, startBackend } from '../backend.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { memoryRelay } from '../testing/memory-relay.ts'
import { agingHandlers } from './aging-handlers.ts'
import { AskRefusal } from './answer-question.ts'

let stop: () => Promise<void>
let backend: Backend
let handlers: ReturnType<typeof agingHandlers>
let newId: () => string
let ids: { blocked: string; partly: string; silent: string }

beforeAll(async () => {
  const desk = aDesk()
  newId = () => desk.newId()
  const of = (name: string, statementEmails: string[]) =>
    aCustomer(desk, { name, statementEmails, invoiceEmails: [] }).id
  ids = {
    blocked: of('Willow', ['AP@Willow.example']),
    partly: of('Aster', ['ap@willow.example', 'here@aster.example']),
    silent: of('Petal', []),
  }
  for (const customerId of Object.values(ids)) anInvoice(desk, { customerId })
  const mailId = desk.newId()
  const recipients = [{ mailId, address: 'ap@willow.example' }]
  const invoiceId = anInvoice(desk, { customerId: aCustomer(desk).id }).id
  desk.must('document.email', { invoiceId, recipients, subject: 'Invoice', message: '', linkId: null })
  accepted(desk.relay('mail.report', { mailId, report: 'bounced', isAddressDead: true, error: '', at: 9 }))
  const relay = memoryRelay(desk)
  relay.adopt(['mails', 'suppressed_addresses'])
  const here = desktopUnderTest(desk, relay)
  await here.exchange()
  here.close()
  backend = startBackend(here.ports, here.directory.path, 'http://127.0.0.1:1')
  backend.logIn({ userId: desk.userId, userToken: null })
  handlers = agingHandlers(backend)
  stop = async () => {
    await backend.stop()
    here.directory.remove()
  }
})
afterAll(() => stop())

let commandId: string
beforeEach(() => {
  commandId = newId()
})

async function sent(customerId: string) {
  const one = { customerId, kind: 'unpaid' as const, asOf: '2026-11-25' }
  try {
    return await handlers['statement.send']({ ...one, commandId, withLink: false, texts: null })
  } catch (error) {
    if (error instanceof AskRefusal) return error.refusal
    throw error
  }
}

const unreachable = async () =>
  (await handlers['statement.unreachable']({ customerIds: Object.values(ids) })).map(each => each.name)

test('no statement goes to whom a run names as unreachable, and whoever has one good address gets theirs there', async () => {
  expect(await unreachable()).toEqual(['Petal', 'Willow'])
  expect(await sent(ids.silent)).toMatchObject({ code: 'no-address', params: { customer: 'Petal' } })
  expect(await sent(ids.blocked)).toMatchObject({
    code: 'addresses-blocked',
    params: { customer: 'Willow', addresses: 'AP@Willow.example', count: 1 },
  })
  expect(await sent(ids.partly)).toMatchObject({
    recipients: ['here@aster.example'],
    blocked: ['ap@willow.example'],
  })
  const mailed = backend
    .context('receivables.send')
    .sql('SELECT recipient FROM mails WHERE customerId = ?')
    .all(ids.partly)
  expect(mailed).toEqual([{ recipient: 'here@aster.example' }])
})

test('tried again after the address is allowed, the same statement goes', async () => {
  expect(await sent(ids.blocked)).toMatchObject({ code: 'addresses-blocked' })
  const [suppressed] = backend
    .context('receivables.send')
    .sql('SELECT id FROM suppressed_addresses')
    .all() as { id: string }[]
  const given = backend.ledger.give({
    commandId: newId(),
    name: 'address.allow',
    userId: backend.user().id,
    payload: { suppressedId: suppressed!.id },
  })
  expect(given).not.toHaveProperty('refusal')
  expect(await unreachable()).toEqual(['Petal'])
  expect(await sent(ids.blocked)).toMatchObject({ recipients: ['AP@Willow.example'] })
})
