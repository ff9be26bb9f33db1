import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CompanyRow } from '../../../../shared/domain/company/company-row.ts'
import { addDays } from '../../../../shared/lib/dates.ts'
import { aCustomer, anInvoice, aPayment } from '../../../../shared/testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../../../shared/testing/desk.ts'
import { createAgingBook } from '../../aging/aging-book.ts'
import type { ChangeListener } from '../../ledger/noting-changes.ts'
import { createCustomerRoll } from '../../memory/customer-roll.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { agingChosen, agingCustomers } from './aging-customers.ts'
import { explainNumber } from './explain-number.ts'
import { type QueryContext, statementCache } from './query-context.ts'
import { statementOf } from './statement-of.ts'

const TODAY = '2026-11-25'
let desk: Desk
let here: ReturnType<typeof desktopUnderTest>
let listeners: ChangeListener[]

beforeEach(() => {
  desk = aDesk()
  listeners = []
})
afterEach(() => here.remove())

/** Everything that happened on the desk, on a desktop, and what it asks with. */
async function open() {
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const book = createAgingBook(here.onChange, createCustomerRoll(here.onChange), async () => undefined)
  const q = (ownerId: string | null = null): QueryContext => ({
    sql: statementCache(here.profile.reader),
    rows: here.rows,
    company: here.row('companies', 'company') as CompanyRow,
    user: desk.ledger.row('users', desk.userId),
    ownerId,
    today: TODAY,
    now: desk.clock.now(),
  })
  const asked = { search: '', chip: 'all', sort: '', descending: false, offset: 0, limit: 100 } as const
  type Input = Parameters<typeof agingCustomers>[2]
  return {
    book,
    q,
    aging: (input: Partial<Input> = {}, ownerId: string | null = null) =>
      agingCustomers(q(ownerId), book, { ...asked, asOf: TODAY, ...input }),
  }
}

/** Four customers: two who owe, one whom we owe, one who is square. */
function aHouse() {
  const sales = aUser(desk, ['sales'], { name: 'Jorge Rivera' })
  const petal = aCustomer(desk, { name: 'Petal', salespersonId: sales.id }).id
  const bloom = aCustomer(desk, { name: 'Bloom' }).id
  const garden = aCustomer(desk, { name: 'Garden' }).id
  const square = aCustomer(desk, { name: 'Square' }).id
  for (const [customerId, issuedOn, totalCents] of [
    [petal, '2026-08-20', 700_00],
    [petal, '2026-10-20', 80_00],
    [petal, TODAY, 5_00],
    [bloom, '2026-09-26', 60_00],
  ] as const)
    anInvoice(desk, { customerId, issuedOn, totalCents })
  const paid = anInvoice(desk, { customerId: square, issuedOn: '2026-10-01', totalCents: 40_00 })
  const applications = [{ invoiceId: paid.id, amountCents: 40_00 }]
  aPayment(desk, { customerId: square, receivedOn: '2026-11-02', totalCents: 40_00, applications })
  aPayment(desk, { customerId: garden, receivedOn: '2026-11-10', totalCents: 30_00 })
  aPayment(desk, { customerId: petal, receivedOn: '2026-11-12', totalCents: 20_00 })
  const limit = { creditLimitCents: { from: null, to: 500_00 } }
  desk.must('customer.change', { customerId: petal, changes: limit })
  desk.must('customer.change', { customerId: bloom, changes: { creditHold: { from: false, to: true } } })
  return { sales, petal, bloom, garden, square }
}

test('who owes stands in the aging with buckets, credits, limit and last payment; who is square does not', async () => {
  const { petal } = aHouse()
  const { aging } = await open()
  const { rows, totals, chips, count } = await aging({ sort: 'netCents', descending: true })
  expect(rows.map(row => [row.name, row.bucketCents, row.openCreditsCents, row.netCents])).toEqual([
    ['Petal', [5_00, 80_00, 0, 700_00], 20_00, 765_00],
    ['Bloom', [0, 60_00, 0, 0], 0, 60_00],
    ['Garden', [0, 0, 0, 0], 30_00, -30_00],
  ])
  expect(rows[0]).toMatchObject({
    customerId: petal,
    terms: 'Net 30',
    salespersonName: 'Jorge Rivera',
    creditLimitCents: 500_00,
    isOverLimit: true,
    pastDueCents: 780_00,
    lastPaymentOn: '2026-11-12',
    statement: null,
  })
  expect(totals).toMatchObject({ openCents: 845_00, openCreditsCents: 50_00, netCents: 795_00 })
  expect(count).toBe(3)
  expect(chips).toEqual({
    all: 3,
    'past-due': 2,
    'over-limit': 1,
    'on-hold': 1,
    credits: 2,
    'no-statement': 3,
  })
})

test('the totals row is the control total, today from balances and on any day from entries', async () => {
  aHouse()
  const { aging } = await open()
  const { receivables } = here.profile.reader
    .prepare(
      `SELECT (SELECT sum(openCents) FROM invoices) - (SELECT sum(unappliedCents) FROM payments) AS receivables`,
    )
    .get() as { receivables: number }
  expect((await aging()).totals.netCents).toBe(receivables)
  // Tomorrow's aging is from balances, too; the day after everything is from entries as of then: they agree.
  const entries = await aging({ asOf: addDays(TODAY, -1) })
  expect(entries.totals.netCents).toBe(receivables - 5_00)
  const october = await aging({ asOf: '2026-10-31' })
  expect(october.rows.map(row => [row.name, row.netCents])).toEqual([
    ['Bloom', 60_00],
    ['Petal', 780_00],
    ['Square', 40_00],
  ])
})

test('what is dated after the day counts for nothing, though balances know it', async () => {
  const { petal } = aHouse()
  desk.must('customer.change', {
    customerId: petal,
    changes: { creditLimitCents: { from: 500_00, to: null } },
  })
  anInvoice(desk, { customerId: petal, issuedOn: addDays(TODAY, 3), totalCents: 9_00 })
  aPayment(desk, { customerId: petal, receivedOn: addDays(TODAY, 2), totalCents: 15_00 })
  const { aging } = await open()
  const [row] = (await aging({ search: 'petal' })).rows
  expect(row).toMatchObject({ openCents: 785_00, openCreditsCents: 20_00 })
  const [later] = (await aging({ search: 'petal', asOf: addDays(TODAY, 3) })).rows
  expect(later).toMatchObject({ openCents: 794_00, openCreditsCents: 35_00 })
})

test('search, chips, sort and page choose the rows, and the totals are over all that are found', async () => {
  aHouse()
  const { aging, q, book } = await open()
  const names = async (input: Parameters<typeof aging>[0]) => (await aging(input)).rows.map(row => row.name)
  expect(await names({ chip: 'credits' })).toEqual(['Garden', 'Petal'])
  expect(await names({ chip: 'on-hold' })).toEqual(['Bloom'])
  expect(await names({ sort: 'bucket1', descending: true })).toEqual(['Petal', 'Bloom', 'Garden'])
  expect(await names({ limit: 1, offset: 1 })).toEqual(['Garden'])
  const found = await aging({ search: 'BLO', limit: 1 })
  expect([found.count, found.totals.netCents]).toEqual([1, 60_00])
  const chosen = await agingChosen(q(), book, { search: '', chip: 'past-due', asOf: TODAY })
  expect(chosen.map(each => each.name)).toEqual(['Bloom', 'Petal'])
})

test('a salesperson sees own customers only, in every answer', async () => {
  const { sales, petal, bloom } = aHouse()
  const { aging, q, book } = await open()
  const own = await aging({}, sales.id)
  expect(own.rows.map(row => row.name)).toEqual(['Petal'])
  expect(own.totals.netCents).toBe(765_00)
  const explained = { figure: 'open', bucket: 0, invoiceId: null, asOf: TODAY } as const
  expect(await explainNumber(q(sales.id), book, { ...explained, customerId: bloom })).toBeNull()
  expect(await explainNumber(q(sales.id), book, { ...explained, customerId: petal })).not.toBeNull()
  const statement = { customerId: bloom, asOf: TODAY, kind: 'unpaid' } as const
  expect(statementOf(q(sales.id), statement)).toBeNull()
})

test('every figure is explained by entries that sum to it', async () => {
  const { petal } = aHouse()
  const { aging, q, book } = await open()
  const { rows, totals } = await aging({ search: 'petal' })
  const everyone = (await aging()).totals
  const explain = async (figure: string, customerId: string | null, bucket = 0) =>
    (await explainNumber(q(), book, { figure, bucket, customerId, invoiceId: null, asOf: TODAY } as never))!
  expect((await explain('open', petal)).totalCents).toBe(totals.openCents)
  expect((await explain('past-due', petal)).totalCents).toBe(totals.pastDueCents)
  expect((await explain('credits', petal)).totalCents).toBe(totals.openCreditsCents)
  expect((await explain('net', petal)).totalCents).toBe(totals.netCents)
  for (const [bucket, cents] of rows[0]!.bucketCents.entries())
    expect((await explain('bucket', petal, bucket)).totalCents).toBe(cents)
  for (const [figure, cents] of [
    ['open', everyone.openCents],
    ['credits', everyone.openCreditsCents],
    ['net', everyone.netCents],
    ['past-due', everyone.pastDueCents],
  ] as const)
    expect((await explain(figure, null)).totalCents).toBe(cents)
  expect((await explain('bucket', null, 1)).rows).toMatchObject([
    { kind: 'customer', name: 'Petal', amountCents: 80_00 },
    { kind: 'customer', name: 'Bloom', amountCents: 60_00 },
  ])
  expect((await explain('credit-left', petal)).totalCents).toBe(500_00 + 20_00 - 785_00)
})

test('a statement says what the aging says, and whom it would go to', async () => {
  const { petal, garden } = aHouse()
  const { q } = await open()
  const view = statementOf(q(), { customerId: petal, asOf: TODAY, kind: 'balance-forward' })!
  expect(view.statement.closingCents).toBe(765_00)
  expect(view).toMatchObject({
    recipients: ['pay@petal.example'],
    noLinkReason: null,
    // What the statement says is owed: open credits are taken off.
    askedCents: 765_00,
  })
  const credit = statementOf(q(), { customerId: garden, asOf: TODAY, kind: 'unpaid' })!
  expect(credit).toMatchObject({ noLinkReason: 'nothing-due', askedCents: 0 })
})

test('the aging is kept until something it is made of changes', async () => {
  const { petal } = aHouse()
  const { aging, book, q } = await open()
  const first = await book.aged(q(), TODAY)
  expect(await book.aged(q(), TODAY)).toBe(first)
  const invoice = here.profile.reader
    .prepare('SELECT id FROM invoices WHERE customerId = ? ORDER BY issuedOn LIMIT 1')
    .pluck()
    .get(petal) as string
  here.must('payment.receive', {
    paymentId: here.newId(),
    customerId: petal,
    receivedOn: TODAY,
    method: 'Check',
    reference: '',
    totalCents: 700_00,
    note: '',
    applications: [{ invoiceId: invoice, amountCents: 700_00 }],
  })
  expect((await aging({ search: 'petal' })).totals.openCents).toBe(85_00)
})

test('a past day that is being reckoned is reckoned once for all who ask, and once more when entries change', async () => {
  aHouse()
  const { q } = await open()
  const resume: (() => void)[] = []
  const slow = createAgingBook(
    listener => void listeners.push(listener),
    createCustomerRoll(here.onChange),
    () => new Promise<void>(resolve => void resume.push(resolve)),
  )
  const settled = () => new Promise(resolve => setImmediate(resolve))
  const [first, second] = [slow.aged(q(), '2026-10-31'), slow.aged(q(), '2026-10-31')]
  await settled()
  expect(resume, 'one run for both').toHaveLength(1)
  for (const listener of listeners) listener(new Set(['invoices']), null)
  const third = slow.aged(q(), '2026-10-31')
  resume.shift()!()
  await settled()
  for (const listener of listeners) listener(new Set(['invoices']), null)
  resume.shift()!()
  expect((await first).map(aged => aged.netCents)).toEqual([60_00, 780_00, 40_00])
  expect(await second).toEqual(await first)
  expect(await third).toEqual(await first)
  expect(resume, 'it ends, however much goes on').toEqual([])
})
