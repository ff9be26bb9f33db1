import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASKS, type AskName } from '../../../shared/protocol/desk.ts'
import { EXPORTED_LISTS } from '../../../shared/protocol/export-asks.ts'
import { aCredit, aCustomer, aLink, anInvoice, anOrder, aPayment } from '../../../shared/testing/builders.ts'
import { accepted, aDesk, aUser } from '../../../shared/testing/desk.ts'
import { startBackend } from '../backend.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { memoryRelay } from '../testing/memory-relay.ts'
import { createHandlers } from './handlers.ts'

type Handler = (input: unknown) => unknown

const OWN = 'Bloom & Co'
const OTHER = 'Wedding Works'

let stop: () => Promise<void>
let handlers: Record<AskName, Handler>
let logIn: (userId: string) => void
let people: { own: string; sales: string; admin: string }
type Trade = ReturnType<typeof tradeWith>
let trades: { own: Trade; other: Trade }

/** A customer with one of everything that a question may answer. */
function tradeWith(desk: ReturnType<typeof aDesk>, name: string, salespersonId: string) {
  const customer = aCustomer(desk, { name, salespersonId, tags: [`tag of ${name}`] })
  const customerId = customer.id
  const order = anOrder(desk, { customerId })
  const invoice = anInvoice(desk, { customerId, issuedOn: '2026-08-01', totalCents: 500_00 })
  // Twice the same reference: a task about this customer.
  const payment = aPayment(desk, { customerId, reference: customer.code })
  aPayment(desk, { customerId, reference: customer.code })
  aCredit(desk, { customerId, totalCents: 7_00 })
  const link = aLink(desk, invoice.id)
  const sent = { state: 'sent', attempts: 1, at: desk.clock.now(), error: '', tokenLast4: 'abcd' }
  for (const { id } of desk.ledger.all('mails')) accepted(desk.relay('mail.record', { mailId: id, ...sent }))
  const tried = { linkId: link.id, triedAt: desk.clock.now(), outcome: 'processing' }
  accepted(desk.relay('link.record-try', tried))
  return {
    customerId,
    orderId: order.id,
    confirmedId: invoice.orderId,
    invoiceId: invoice.id,
    paymentId: payment.id,
    linkId: link.id,
  }
}

beforeAll(async () => {
  const desk = aDesk()
  const own = aUser(desk, ['sales-manager'], { manageOwnCustomers: true }).id
  const sales = aUser(desk, ['sales']).id
  people = { own, sales, admin: desk.userId }
  trades = { own: tradeWith(desk, OWN, own), other: tradeWith(desk, OTHER, sales) }
  const relay = memoryRelay(desk)
  relay.adopt(['mails', 'tasks', 'credits'])
  const here = desktopUnderTest(desk, relay)
  await here.exchange()
  here.close()
  const backend = startBackend(here.ports, here.directory.path, 'http://127.0.0.1:1')
  handlers = createHandlers(backend) as unknown as Record<AskName, Handler>
  logIn = userId => backend.logIn({ userId, userToken: null })
  stop = async () => {
    await backend.stop()
    here.directory.remove()
  }
})

afterAll(() => stop())

async function ask(name: AskName, input: object): Promise<unknown> {
  return handlers[name](ASKS[name].parse(input))
}

/** Questions for lists and figures: asked of all, they hold what is one's own, and of one customer nothing of another's. */
const LISTS: Partial<Record<AskName, object>> = {
  'customers.list': {},
  'customers.tags': {},
  'customers.search': { text: '' },
  'orders.summary': {},
  'invoices.open': {},
  'payments.history': {},
  'credits.list': {},
  'attention.open': {},
  'home.figures': {},
  'links.list': {},
  'link-payments.list': {},
  'aging.customers': { asOf: '2026-11-25' },
  'documents.find': { number: '1' },
}

/** Questions for one record, by what is asked of a customer's trade. */
const RECORDS: Partial<Record<AskName, (trade: Trade) => object>> = {
  'customers.one': ({ customerId }) => ({ customerId }),
  'orders.one': ({ orderId }) => ({ orderId }),
  'orders.credit': ({ orderId }) => ({ orderId }),
  'orders.pay-state': ({ orderId, paymentId }) => ({ orderId, paymentId }),
  'orders.print': ({ confirmedId }) => ({ orderId: confirmedId }),
  'orders.mail-draft': ({ orderId }) => ({ orderId }),
  'orders.confirmation-pdf': ({ orderId }) => ({ orderId }),
  'invoices.one': ({ invoiceId }) => ({ invoiceId }),
  'invoices.revisions': ({ invoiceId }) => ({ invoiceId }),
  'invoices.pdf': ({ invoiceId }) => ({ invoiceId }),
  'invoices.mail-draft': ({ invoiceId }) => ({ invoiceId }),
  'payments.one': ({ paymentId }) => ({ paymentId }),
  'payments.related': ({ paymentId }) => ({ paymentId }),
  'payments.receipt-pdf': ({ paymentId }) => ({ paymentId }),
  'payments.receipt-draft': ({ paymentId }) => ({ paymentId }),
  'links.one': ({ linkId }) => ({ linkId }),
  'statement.of': ({ customerId }) => ({ customerId, asOf: '2026-11-25', kind: 'unpaid' }),
  'statement.pdf': ({ customerId }) => ({ customerId, asOf: '2026-11-25', kind: 'unpaid' }),
}

/** Questions for files: asked for each list below. */
const FILES: readonly AskName[] = ['exports.start', 'exports.next', 'exports.end']

/** Narrowed by the same context, and tried where their rows are made: the trades of this test have none of them. */
const OF_OTHER_ROWS: readonly AskName[] = [
  'link-payments.one',
  'link-payments.since',
  'payouts.list',
  'payouts.one',
  'payments.twin',
  'aging.chosen',
  'explain.number',
  'statement.save',
  'statement.send',
  'credits.one',
  'credits.start',
  'credits.waiting',
  'credits.open',
  'attachments.one',
  'finance-charges.preview',
  'orders.last',
  'audit.of',
  'customers.kept-methods',
  'cards.phone-page',
  'customers.remove-kept-method',
  'mail.suppressed',
  'journals.totals',
  'journals.start',
  'links.plan',
  'links.chosen',
  'links.listed',
  'links.send',
  'documents.plan',
  'documents.send',
  'orders.send',
  'statement.mail-draft',
  'statement.unreachable',
]

/** Questions that answer nothing of a customer, or answer administrators only. */
const OF_NOBODY: readonly AskName[] = [
  'statement.texts',
  'session.state',
  'session.login',
  'session.logout',
  'company.create',
  'company.join',
  'company.rejoin',
  'command',
  'sync.status',
  'sync.now',
  'sync.recovery-seen',
  'sync.check',
  'sync.mending-seen',
  'company.settings',
  'users.all',
  'users.list',
  'products.list',
  'products.search',
  'numbers.documents',
  'numbers.report',
  'payments-account.connect',
  'payments-account.enter',
  'payments-account.instructions',
  'devices.all',
  'devices.invite',
  'devices.revoke',
  'users.set-password',
  'session.change-password',
  'statement.folder',
  'imports.list',
  'imports.upload',
  'imports.open',
  'imports.check',
  'imports.commit',
  'imports.progress',
  'imports.cancel',
  'imports.undo',
]

test('every question stands in one of these tables: a new one says whose customers it answers', () => {
  const named = [...Object.keys(LISTS), ...Object.keys(RECORDS), ...FILES, ...OF_OTHER_ROWS, ...OF_NOBODY]
  expect(named.toSorted()).toEqual(Object.keys(ASKS).toSorted())
})

for (const [name, input] of Object.entries(LISTS) as [AskName, object][]) {
  test(`${name} answers someone with own customers these only, and an admin all`, async () => {
    logIn(people.own)
    const narrowed = JSON.stringify(await ask(name, input))
    expect(narrowed).toContain(OWN)
    expect(narrowed).not.toContain(OTHER)
    for (const id of Object.values(trades.other)) expect(narrowed).not.toContain(id)
    logIn(people.admin)
    const all = JSON.stringify(await ask(name, input))
    expect(all).toContain(OWN)
    expect(all).toContain(OTHER)
  })
}

for (const [name, inputOf] of Object.entries(RECORDS) as [AskName, (trade: Trade) => object][]) {
  test(`${name} answers someone with own customers for these only`, async () => {
    logIn(people.own)
    expect(await ask(name, inputOf(trades.own))).toBeTruthy()
    await expect(ask(name, inputOf(trades.other))).rejects.toMatchObject({ fault: 'not-found' })
    logIn(people.admin)
    expect(await ask(name, inputOf(trades.other))).toBeTruthy()
  })
}

test.each([['orders.summary'], ['invoices.open'], ['payments.history']] as const)(
  '%s of another’s customer is empty',
  async name => {
    logIn(people.own)
    const { customerId } = trades.other
    expect(await ask(name, { customerId })).toMatchObject({ count: 0, rows: [], totalCents: 0 })
    expect(await ask(name, { search: OTHER })).toMatchObject({ count: 0, rows: [] })
  },
)

/** Lists of nobody's customers. */
const OF_ALL = ['products.list', 'payouts.list', 'users.list']

test.each(EXPORTED_LISTS.filter(list => !OF_ALL.includes(list)))(
  'a file of %s holds own customers only',
  async list => {
    const id = list === 'customers.list' || list === 'aging.customers' ? 'name' : 'customerName'
    const input = list === 'aging.customers' ? { asOf: '2026-11-25' } : {}
    const write = async () => {
      const columns = [{ id, header: 'Customer' }]
      const start = { list, input, format: 'csv', columns, title: 'List', language: 'en' }
      const { exportId } = (await ask('exports.start', start)) as { exportId: string }
      let text = ''
      for (;;) {
        const { base64, done } = (await ask('exports.next', { exportId })) as {
          base64: string
          done: boolean
        }
        text += Buffer.from(base64, 'base64').toString()
        if (done) break
      }
      await ask('exports.end', { exportId })
      return text
    }
    logIn(people.own)
    const narrowed = await write()
    expect(narrowed).toContain(OWN)
    expect(narrowed).not.toContain(OTHER)
    logIn(people.admin)
    expect(await write()).toContain(OTHER)
  },
)

test('sums narrow with their rows', async () => {
  const figures = async (userId: string) => {
    logIn(userId)
    const home = (await ask('home.figures', {})) as { aging: { openCents: number; creditsCents: number } }
    const open = (await ask('invoices.open', {})) as { openCents: number }
    const customers = (await ask('customers.list', {})) as { openCents: number; count: number }
    return [
      home.aging.openCents,
      home.aging.creditsCents,
      open.openCents,
      customers.openCents,
      customers.count,
    ]
  }
  expect(await figures(people.own)).toEqual([500_00, 200_00, 500_00, 500_00, 1])
  expect(await figures(people.admin)).toEqual([1000_00, 400_00, 1000_00, 1000_00, 2])
})

test('Sales without that mark sees all customers and orders, and of Accounts receivable its own', async () => {
  logIn(people.sales)
  expect(await ask('customers.list', {})).toMatchObject({ count: 2 })
  expect(await ask('orders.summary', {})).toMatchObject({ count: 4 })
  expect(await ask('invoices.open', {})).toMatchObject({ count: 1, rows: [{ customerName: OTHER }] })
  await expect(ask('invoices.one', { invoiceId: trades.own.invoiceId })).rejects.toMatchObject({
    fault: 'not-found',
  })
})

test('what the backend keeps of an answer is kept for who asked: whoever asks in between is answered for themselves', async () => {
  const period = { journal: 'sales', from: '2026-01-01', to: '2026-12-31' }
  const asked: [AskName, object][] = [
    ...(Object.entries(LISTS) as [AskName, object][]),
    ['journals.totals', period],
  ]
  for (const [name, input] of asked) {
    const of = async (userId: string) => {
      logIn(userId)
      return JSON.stringify(await ask(name, input))
    }
    const all = await of(people.admin)
    const own = await of(people.own)
    expect(own, name).not.toBe(all)
    expect([await of(people.admin), await of(people.own)], name).toEqual([all, own])
  }
})
