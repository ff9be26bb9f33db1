import { afterEach, beforeEach, expect, test } from 'vitest'
import { aCustomer } from '../../../shared/testing/builders.ts'
import { aDesk, type Desk } from '../../../shared/testing/desk.ts'
import { RelayUnreachable } from '../ports.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { type MemoryRelay, memoryRelay } from '../testing/memory-relay.ts'

let desk: Desk
let relay: MemoryRelay
let here: ReturnType<typeof desktopUnderTest>
let customerId: string

beforeEach(async () => {
  desk = aDesk()
  customerId = aCustomer(desk).id
  relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
})

afterEach(() => here.remove())

const receive = (reference: string) =>
  here.must('payment.receive', {
    paymentId: here.newId(),
    customerId,
    receivedOn: '2026-11-25',
    method: 'Check',
    reference,
    totalCents: 100_00,
    note: '',
    applications: [],
  })

test('a push whose answer got lost is sent again and counts once', async () => {
  receive('8001')
  relay.faults.answersLost = 1
  await expect(here.exchange()).rejects.toThrow(RelayUnreachable)
  expect(here.sync.queuedCount()).toBe(1)
  await here.exchange()
  expect(here.sync.queuedCount()).toBe(0)
  expect(desk.ledger.all('payments')).toHaveLength(1)
})

test('an acknowledged command stays queued until a pull contains it', async () => {
  receive('8001')
  await here.push()
  expect(here.sync.queuedCount()).toBe(1)
  expect(here.sync.unsent(50)).toHaveLength(0)
  await here.pull()
  expect(here.sync.queuedCount()).toBe(0)
})

test('a command the relay had and whose number is another’s now is not waited for', async () => {
  // As after the relay was put back, and a copy of this profile sent its own command under the number.
  const commandId = receive('8001')
  await here.push()
  relay.forget(commandId)
  await expect(here.pull()).rejects.toThrow('relay-put-back')
  expect(here.sync.queuedCount()).toBe(1)
})

test('commands given while the relay is gone go out in their order, in batches of 50', async () => {
  relay.faults.gone = true
  const given = Array.from({ length: 120 }, (_, at) => receive(`90${at}`))
  await expect(here.exchange()).rejects.toThrow(RelayUnreachable)
  relay.faults.gone = false
  relay.asked.length = 0
  await here.exchange()
  expect(relay.asked.filter(path => path === '/v1/push')).toHaveLength(3)
  expect(given.map(id => relay.outcomeOf(id)?.rev)).toEqual(
    given.map((_, at) => relay.outcomeOf(given[0]!)!.rev + at),
  )
})

test('a page that arrives damaged is thrown away whole', async () => {
  relay.elsewhere('customer.change', { customerId, changes: { notes: { from: '', to: 'new' } } })
  const before = here.everything()
  relay.faults.pagesDamaged = 1
  await expect(here.pull()).rejects.toThrow('damaged')
  expect(here.everything()).toEqual(before)
  await here.pull()
  expect(here.row('customers', customerId)?.notes).toBe('new')
})

test('many pages are applied together, and a second desktop that pulls at once ends equal', async () => {
  for (let at = 0; at < 40; at++) aCustomer(desk)
  relay.adopt()
  for (let at = 0; at < 5; at++) {
    relay.elsewhere('customer.change', {
      customerId,
      changes: { notes: { from: at === 0 ? '' : `note ${at - 1}`, to: `note ${at}` } },
    })
  }
  relay.pageSize(2)
  await here.pull()
  relay.pageSize(5000)
  const other = desktopUnderTest(desk, relay, 9)
  await other.pull()
  expect(here.everything()).toEqual(other.everything())
  expect(here.row('customers', customerId)?.notes).toBe('note 4')
  other.remove()
})

test('what was given before the program died is there when it starts again', async () => {
  const commandId = receive('8001')
  here.close()
  const again = desktopUnderTest(desk, relay, 10, here.directory)
  expect(again.sync.queued().map(command => command.id)).toEqual([commandId])
  await again.exchange()
  expect(again.sync.queuedCount()).toBe(0)
  expect(desk.ledger.all('payments')).toHaveLength(1)
  here = again
})

test('commands too large for one push go out in several, and one larger than that goes alone', async () => {
  const note = 'x'.repeat(4000)
  const payment = () => ({
    paymentId: here.newId(),
    customerId,
    receivedOn: '2026-11-25',
    method: 'Check',
    reference: '',
    totalCents: 100_00,
    note,
    applications: Array.from({ length: 2000 }, () => ({ invoiceId: here.newId(), amountCents: 1 })),
  })
  // Straight into the outbox: invoices nobody has would be refused at entry.
  for (let at = 0; at < 50; at++) {
    const seq = at + 1
    const queued = {
      id: here.newId(),
      seq,
      name: 'payment.receive',
      version: 1,
      userId: desk.userId,
      givenAt: 0,
    }
    here.sync.append({ ...queued, payload: { ...payment(), number: String(6000 + at) } })
  }
  here.sync.setState('nextSeq', '51')
  relay.asked.length = 0
  await here.exchange()
  expect(relay.asked.filter(path => path === '/v1/push').length).toBeGreaterThan(1)
  expect(here.sync.queuedCount()).toBe(0)
  expect(desk.ledger.all('payments')).toHaveLength(50)
})

test('a relay whose pages lead no further is not asked without end', async () => {
  const ask = relay.http.request
  relay.http.request = async input => {
    const answer = await ask(input)
    if (input.path === '/v1/pull') Object.assign(answer.body as object, { complete: false })
    return answer
  }
  await expect(here.pull()).rejects.toThrow('leads no further')
})

test('a relay that acknowledges other commands than were sent is not sent them without end', async () => {
  receive('8001')
  const other = { id: desk.newId(), outcome: 'accepted', rev: 1, refusal: null }
  relay.http.request = async () => ({ status: 200, body: { head: 1, outcomes: [other] } })
  await expect(here.push()).rejects.toThrow(RelayUnreachable)
  expect(here.sync.unsent(50)).toHaveLength(1)
})
