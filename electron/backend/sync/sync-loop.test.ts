import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SyncStatus } from '../../../shared/protocol/desk.ts'
import { aCustomer, productFields } from '../../../shared/testing/builders.ts'
import { aDesk, DESK_AT, type Desk } from '../../../shared/testing/desk.ts'
import { fixedClock } from '../../../shared/testing/fixed-clock.ts'
import { type RelayHttp, RelayUnreachable } from '../ports.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { manualTimers, settled } from '../testing/manual-timers.ts'
import { type MemoryRelay, memoryRelay } from '../testing/memory-relay.ts'
import { createDeviceSession } from './device-session.ts'
import { createSyncLoop, type SyncLoop } from './sync-loop.ts'

let desk: Desk
let relay: MemoryRelay
let here: ReturnType<typeof desktopUnderTest>
let customerId: string
let loop: SyncLoop
let timers: ReturnType<typeof manualTimers>
let told: SyncStatus[]

function startLoop(http: RelayHttp = relay.http): void {
  const clock = fixedClock(DESK_AT)
  timers = manualTimers(clock)
  const ports = { ...here.ports, clock, timers }
  told = []
  loop = createSyncLoop({
    sync: here.sync,
    rows: here.rows,
    ledger: here.ledger,
    session: createDeviceSession(here.sync, ports, http),
    http,
    ports,
    salvage: () => 'salvage/test.db',
    counts: () => ({ refusedCount: 0, waitingMailCount: 0 }),
    statusChanged: status => void told.push(status()),
  })
  loop.start()
}

beforeEach(() => {
  desk = aDesk()
  customerId = aCustomer(desk).id
  relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
})

afterEach(async () => {
  await loop.stop()
  here.remove()
})

const changeNotes = (from: string, to: string) => ({ customerId, changes: { notes: { from, to } } })

test('the first exchange brings everything, and then it is up to date', async () => {
  startLoop()
  await settled()
  expect(loop.status()).toMatchObject({ phase: 'up-to-date', queuedCount: 0, problem: null })
  expect(here.row('customers', customerId)?.name).toBe('Petal & Stem Atelier')
})

test('what is given here goes out when the loop is kicked, without waiting for the poll', async () => {
  startLoop()
  await settled()
  here.must('customer.change', changeNotes('', 'called'))
  expect(loop.status().queuedCount).toBe(1)
  loop.kick()
  await settled()
  expect(loop.status().queuedCount).toBe(0)
  expect(desk.ledger.row('customers', customerId).notes).toBe('called')
})

test('without any nudge others’ changes arrive with the poll', async () => {
  startLoop()
  await settled()
  relay.elsewhere('customer.change', changeNotes('', 'from elsewhere'))
  await timers.pass(15_000)
  expect(here.row('customers', customerId)?.notes).toBe('from elsewhere')
})

test('while the relay is gone work is kept and said; when it returns everything goes out', async () => {
  startLoop()
  await settled()
  relay.faults.gone = true
  here.must('customer.change', changeNotes('', 'offline'))
  loop.kick()
  await settled()
  expect(loop.status()).toMatchObject({ phase: 'offline', queuedCount: 1, since: DESK_AT })
  for (let turn = 0; turn < 5; turn++) await timers.pass(30_000)
  expect(loop.status()).toMatchObject({ phase: 'offline', queuedCount: 1, since: DESK_AT })
  relay.faults.gone = false
  await timers.pass(60_000)
  expect(loop.status()).toMatchObject({ phase: 'up-to-date', queuedCount: 0 })
  expect(desk.ledger.row('customers', customerId).notes).toBe('offline')
})

async function goneFor(turns: number): Promise<void> {
  relay.faults.gone = true
  loop.kick()
  await settled()
  for (let turn = 0; turn < turns; turn++) await timers.pass(60_000)
  relay.faults.gone = false
}

test('while a window is in use a relay’s return is seen within five seconds, however long it was gone', async () => {
  startLoop()
  await settled()
  for (const turns of [1, 4]) {
    loop.used()
    await goneFor(turns)
    expect(loop.status().phase).toBe('offline')
    await timers.pass(5_000)
    expect(loop.status().phase).toBe('up-to-date')
  }
})

test('a desktop that nobody uses tries less and less often, and at once when someone comes back', async () => {
  startLoop()
  await settled()
  await goneFor(20)
  await timers.pass(5_000)
  expect(loop.status().phase).toBe('offline')
  loop.used()
  await settled()
  expect(loop.status().phase).toBe('up-to-date')
})

test('a busy relay is not asked more often because someone works here', async () => {
  await here.exchange()
  let asked = 0
  startLoop({
    ...relay.http,
    async request(input) {
      if (input.path === '/v1/token') return relay.http.request(input)
      asked++
      return { status: 503, body: { type: 'about:blank', title: 'busy', status: 503, code: 'busy' } }
    },
  })
  await settled()
  for (let turn = 0; turn < 8; turn++) {
    loop.used()
    await timers.pass(60_000)
  }
  const before = asked
  loop.used()
  await timers.pass(5_000)
  expect([loop.status().phase, asked]).toEqual(['offline', before])
})

test('a relay whose stream breaks off is asked at once, so that being offline is not learned of by the poll', async () => {
  let breakOff: () => void = () => undefined
  const streaming: RelayHttp = {
    ...relay.http,
    async *heads() {
      yield await new Promise<number>((_resolve, reject) => {
        breakOff = () => reject(new RelayUnreachable('ECONNRESET'))
      })
    },
  }
  startLoop(streaming)
  await settled()
  expect(loop.status().phase).toBe('up-to-date')
  relay.faults.gone = true
  breakOff()
  await settled()
  expect(loop.status().phase).toBe('offline')
})

test.each([
  ['device-revoked', 'device-revoked'],
  ['rewound', 'needs-recovery'],
  ['gap', 'needs-recovery'],
  ['forked', 'needs-recovery'],
  ['update-required', 'update-required'],
])('a relay that answers %s stops sync and says so; the outbox stays', async (code, problem) => {
  const refusing: RelayHttp = {
    ...relay.http,
    async request(input) {
      if (input.path === '/v1/token') return relay.http.request(input)
      return { status: 409, body: { type: 'about:blank', title: code, status: 409, code } }
    },
  }
  await here.exchange()
  here.must('customer.change', changeNotes('', 'kept'))
  startLoop(refusing)
  await settled()
  expect(loop.status()).toMatchObject({ phase: 'stopped', problem, queuedCount: 1 })
  const since = loop.status().since
  told.length = 0
  await timers.pass(60_000)
  expect(told.map(status => [status.phase, status.since])).toEqual([['stopped', since]])
})

test('what the relay would not take keeps nothing else from arriving, and is said', async () => {
  await here.exchange()
  here.must('customer.change', changeNotes('', 'kept'))
  const productId = here.newId()
  relay.elsewhere('product.add', { productId, ...productFields(desk) })
  startLoop({
    ...relay.http,
    async request(input) {
      if (input.path !== '/v1/push') return relay.http.request(input)
      return { status: 413, body: { type: 'about:blank', title: 'Too large', status: 413, code: 'invalid' } }
    },
  })
  await settled()
  expect(loop.status()).toMatchObject({ phase: 'stopped', problem: 'relay-error', queuedCount: 1 })
  expect(here.row('products', productId)?.active).toBe(true)
})
