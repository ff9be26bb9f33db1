import { afterEach, beforeEach, expect, test } from 'vitest'
import { COMPANY_ROW } from '../../../../shared/domain/company/company-of.ts'
import type { CompanyRow } from '../../../../shared/domain/company/company-row.ts'
import { businessDateAt } from '../../../../shared/lib/dates.ts'
import { linkTag } from '../../../../shared/protocol/link-summary.ts'
import {
  aCredit,
  aCustomer,
  aLink,
  anInvoice,
  anOrder,
  aPayment,
  capturePayload,
} from '../../../../shared/testing/builders.ts'
import { accepted, aDesk, aUser, type Desk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { attentionOpen } from './attention-open.ts'
import { creditsWaiting } from './credits-waiting.ts'
import { customersList } from './customers-list.ts'
import { homeAging } from './home-aging.ts'
import { creditsToReview, homeAttention } from './home-attention.ts'
import { homeCollected } from './home-collected.ts'
import { homeLinks } from './home-links.ts'
import { homePastDue } from './home-past-due.ts'
import { homeStart } from './home-start.ts'
import { invoicesOne } from './invoices-one.ts'
import { invoicesOpen } from './invoices-open.ts'
import { linksList } from './links-list.ts'
import { linksOne } from './links-one.ts'
import { type QueryContext, statementCache } from './query-context.ts'

const TODAY = '2026-11-25'
const PAGE = { search: '', sort: '', descending: false, offset: 0, limit: 100 }
const DAY_MS = 86_400_000

let desk: Desk
let here: ReturnType<typeof desktopUnderTest>

beforeEach(() => {
  desk = aDesk()
})

afterEach(() => here.remove())

/** All that happened on the desk, on a desktop, as an admin asks for it. */
async function asked(changes: Partial<QueryContext> = {}): Promise<QueryContext> {
  const relay = memoryRelay(desk)
  relay.adopt(['mails', 'tasks', 'credits'])
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const company = here.row('companies', COMPANY_ROW) as CompanyRow
  return {
    sql: statementCache(here.profile.reader),
    rows: here.rows,
    company,
    user: desk.ledger.row('users', desk.userId),
    ownerId: null,
    today: businessDateAt(desk.clock.now(), company.timeZone),
    now: desk.clock.now(),
    ...changes,
  }
}

test('open balances stand in the bucket of their age, and each bucket leads to its invoices', async () => {
  for (const [issuedOn, totalCents] of [
    ['2026-11-25', 100_00],
    ['2026-10-26', 200_00],
    ['2026-10-25', 300_00],
    ['2026-09-26', 400_00],
    ['2026-08-27', 500_00],
    ['2026-08-26', 600_00],
  ] as const)
    anInvoice(desk, { issuedOn, totalCents })
  const paid = anInvoice(desk, { totalCents: 700_00 })
  const { customerId } = paid
  aPayment(desk, {
    customerId,
    totalCents: 710_00,
    applications: [{ invoiceId: paid.id, amountCents: 700_00 }],
  })
  const q = await asked()
  const aging = homeAging(q)
  expect(aging.buckets).toEqual([
    { label: '0–30', openCents: 300_00, count: 2 },
    { label: '31–60', openCents: 700_00, count: 2 },
    { label: '61–90', openCents: 500_00, count: 1 },
    { label: '90+', openCents: 600_00, count: 1 },
  ])
  expect(aging).toMatchObject({ openCents: 2100_00, creditsCents: 10_00, basis: 'invoice-date' })
  const due = { ...q, company: { ...q.company, ageBasis: 'due-date' as const } }
  expect(homeAging(due).buckets.map(({ openCents }) => openCents)).toEqual([
    300_00, 700_00, 500_00, 600_00, 0,
  ])
  for (const context of [q, due]) {
    homeAging(context).buckets.forEach(({ openCents, count }, bucket) => {
      const list = invoicesOpen(context, { ...PAGE, chip: 'all', customerId: null, bucket })
      expect(list).toMatchObject({ openCents, count })
    })
  }
})

test('what is open is read from indexes alone, however much was ever invoiced', async () => {
  const q = await asked()
  const statements: string[] = []
  const watched = (changes: Partial<QueryContext>) => ({
    ...q,
    ...changes,
    sql(text: string) {
      statements.push(text)
      return q.sql(text)
    },
  })
  for (const ownerId of [null, here.newId()]) {
    for (const ageBasis of ['invoice-date', 'due-date'] as const)
      homeAging(watched({ ownerId, company: { ...q.company, ageBasis } }))
    homePastDue(watched({ ownerId }))
  }
  for (const text of statements) {
    const plan = here.profile.reader
      .prepare(`EXPLAIN QUERY PLAN ${text}`)
      .all({ ownerId: null, today: TODAY })
    const details = (plan as { detail: string }[]).map(({ detail }) => detail)
    const read = details.filter(detail => /^(SCAN|SEARCH) (invoices|payments)/.test(detail))
    expect(read.join(), text).toMatch(/USING COVERING INDEX/)
  }
  expect(statements).toHaveLength(10)
})

test('weeks begin on Sunday, and what went back counts against them; credits are no money', async () => {
  const customerId = aCustomer(desk).id
  const receive = (receivedOn: string, totalCents: number) =>
    aPayment(desk, { customerId, receivedOn, totalCents })
  receive('2026-11-25', 100_00)
  receive('2026-11-22', 50_00)
  receive('2026-11-21', 30_00)
  receive('2026-09-06', 20_00)
  receive('2026-09-05', 10_00)
  const voided = receive('2026-11-24', 999_00)
  desk.must('payment.void', { paymentId: voided.id, voidedOn: TODAY })
  const q = await asked()
  const kept = here.profile.writer
  const twin = (id: string, fields: string) =>
    kept.exec(
      `INSERT INTO payments SELECT * FROM payments WHERE 0;
       CREATE TEMP TABLE twin AS SELECT * FROM payments WHERE receivedOn = '2026-11-25' AND status = 'posted' LIMIT 1;
       UPDATE twin SET id = '${id}', ${fields};
       INSERT INTO payments SELECT * FROM twin; DROP TABLE twin;`,
    )
  twin('r', "kind = 'refund', totalCents = -4000, refundState = 'succeeded'")
  twin('f', "kind = 'refund', totalCents = -4000, refundState = 'failed'")
  twin('c', "kind = 'credit', totalCents = 77700")
  const weeks = homeCollected(q)
  expect(weeks).toHaveLength(12)
  expect(weeks[11]).toEqual({ fromOn: '2026-11-22', toOn: '2026-11-28', totalCents: 110_00, count: 2 })
  expect(weeks[10]).toEqual({ fromOn: '2026-11-15', toOn: '2026-11-21', totalCents: 30_00, count: 1 })
  expect(weeks[0]).toEqual({ fromOn: '2026-09-06', toOn: '2026-09-12', totalCents: 20_00, count: 1 })
  expect(weeks.reduce((sum, week) => sum + week.count, 0)).toBe(4)
})

test('a link counts among those sent from its mail on, and further with what its customer does', async () => {
  const links = [1, 2, 3].map(() => aLink(desk, anInvoice(desk).id))
  const waiting = aLink(desk, anInvoice(desk).id)
  const sent = { state: 'sent', attempts: 1, at: desk.clock.now(), error: '', tokenLast4: 'abcd' }
  for (const { id, linkId } of desk.ledger.all('mails'))
    if (linkId !== waiting.id) accepted(desk.relay('mail.record', { mailId: id, ...sent }))
  accepted(desk.relay('link.record-open', { linkId: links[0]!.id, openedAt: desk.clock.now() }))
  const q = await asked()
  here.profile.writer.prepare('UPDATE payment_links SET paidAt = ? WHERE id = ?').run(q.now, links[1]!.id)
  // Whatever it was made for.
  for (const [at, kind] of ['statement', 'links', 'reminder'].entries())
    here.profile.writer.prepare('UPDATE payment_links SET kind = ? WHERE id = ?').run(kind, links[at]!.id)
  const figures = homeLinks(q)
  expect(figures).toEqual({
    sent: { count: 3, askedCents: 684_00, paidCents: 0 },
    opened: { count: 2, askedCents: 456_00, paidCents: 0 },
    paid: { count: 1, askedCents: 228_00, paidCents: 0 },
  })
  for (const step of ['sent', 'opened', 'paid'] as const)
    expect(linksList(q, { ...PAGE, step, days: 30 })).toMatchObject(figures[step])
  const [row] = linksList(q, { ...PAGE, step: 'paid', days: 30 }).rows
  const invoice = desk.ledger.all('invoices').find(({ lastLinkId }) => lastLinkId === links[1]!.id)!
  expect(row).toMatchObject({
    invoiceNumbers: [invoice.number],
    invoiceId: invoice.id,
    sentTo: ['pay@petal.example'],
  })
  // A check for the one that nobody has paid by its link.
  const checked = desk.ledger.all('invoices').find(({ lastLinkId }) => lastLinkId === links[2]!.id)!
  here.profile.writer.prepare('UPDATE invoices SET openCents = 0 WHERE id = ?').run(checked.id)
  expect(homeLinks(q).sent).toMatchObject({ count: 2, askedCents: 456_00 })
  expect(linksList(q, { ...PAGE, step: 'sent', days: 30 }).count).toBe(2)
  const settled = linksList(q, { ...PAGE, step: 'settled', days: 30 })
  expect(settled.rows.map(({ linkId, link }) => [linkId, link.state])).toEqual([[links[2]!.id, 'settled']])
  expect(linksOne(q, links[2]!.id)?.summary.state).toBe('settled')
  here.profile.writer.prepare('UPDATE invoices SET openCents = 1 WHERE id = ?').run(checked.id)
  expect(homeLinks(q).sent.count).toBe(3)
  const later = { ...q, now: q.now + 31 * DAY_MS }
  expect(homeLinks(later).sent.count).toBe(0)
  expect(linksList(later, { ...PAGE, step: 'sent', days: 90 }).count).toBe(3)
})

/** A link of a new invoice over 228.00 that was mailed and opened, and so much paid by it. */
function anOpenedLink(paidCents: number) {
  const invoice = anInvoice(desk)
  const link = aLink(desk, invoice.id)
  const at = desk.clock.now()
  const mail = desk.ledger.all('mails').find(({ linkId }) => linkId === link.id)!
  const sent = { mailId: mail.id, state: 'sent', attempts: 1, at, error: '', tokenLast4: 'abcd' }
  accepted(desk.relay('mail.record', sent))
  accepted(desk.relay('link.record-open', { linkId: link.id, openedAt: at }))
  const capture = capturePayload(desk, link.id, paidCents)
  accepted(desk.relay('payment.capture', capture))
  return { invoice, linkId: link.id, paymentId: capture.paymentId }
}

test('what came in by links is counted, not what their mails asked: in part, less what went back', async () => {
  const [whole, part, less] = [anOpenedLink(228_00), anOpenedLink(50_00), anOpenedLink(228_00)]
  desk.must('payment.refund', {
    paymentId: less.paymentId,
    number: desk.nextNumber(),
    refundedOn: TODAY,
    amountCents: 100_00,
    by: 'registered',
    method: 'Check',
    reference: '',
    note: '',
    releaseApplied: true,
  })
  const q = await asked()
  // The mail asked for less than the invoice came to in the end.
  here.profile.writer.prepare('UPDATE payment_links SET askedCents = 20000 WHERE id = ?').run(whole.linkId)
  const figures = homeLinks(q)
  expect(figures.paid).toEqual({ count: 3, askedCents: 656_00, paidCents: 406_00 })
  expect(figures.sent).toEqual(figures.paid)
  const list = linksList(q, { ...PAGE, step: 'paid', days: 30, sort: 'paidCents' })
  expect(list).toMatchObject(figures.paid)
  expect(list.rows.map(({ paidCents, link }) => [link.linkId, paidCents, linkTag(link)])).toEqual([
    [part.linkId, 50_00, 'part'],
    [less.linkId, 128_00, 'part-refunded'],
    [whole.linkId, 228_00, 'paid'],
  ])
  // The same wherever the link is shown.
  for (const [{ linkId, invoice }, tag] of [
    [part, 'part'],
    [less, 'part-refunded'],
  ] as const) {
    const open = invoicesOpen(q, { ...PAGE, chip: 'all', customerId: invoice.customerId, bucket: null })
    expect(linkTag(open.rows[0]!.link!)).toBe(tag)
    expect(linkTag(invoicesOne(q, invoice.id)!.links[0]!)).toBe(tag)
    expect(linkTag(linksOne(q, linkId)!.summary)).toBe(tag)
  }
  // The rest by check: what came in by the link still did.
  here.profile.writer.prepare('UPDATE invoices SET openCents = 0 WHERE id = ?').run(part.invoice.id)
  expect(homeLinks(q).paid).toEqual(figures.paid)
  expect(linksList(q, { ...PAGE, step: 'settled', days: 30 }).count).toBe(0)
  expect(linksOne(q, part.linkId)?.summary.state).toBe('paid')
})

test('ten customers are past due with the most, the largest first', async () => {
  for (let n = 1; n <= 12; n++) {
    const customerId = aCustomer(desk, { name: `Customer ${n}` }).id
    anInvoice(desk, { customerId, issuedOn: '2026-09-01', totalCents: n * 100_00 })
    anInvoice(desk, { customerId, issuedOn: '2026-10-25', totalCents: 50_00 })
    anInvoice(desk, { customerId, issuedOn: '2026-10-26', totalCents: 9000_00 })
  }
  const found = homePastDue(await asked())
  expect(found.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, at) => `Customer ${12 - at}`))
  // Net 30: due on October 1 and November 24; what is due today is not past due.
  expect(found[0]).toMatchObject({ pastDueCents: 1250_00, daysPastDue: 55, count: 2 })
})

test('tasks count by kind, most first, and what a new company has is seen', async () => {
  const customerId = aCustomer(desk).id
  for (const reference of ['1', '1', '1']) aPayment(desk, { customerId, reference })
  aCredit(desk, { customerId })
  const q = await asked()
  expect(homeAttention(q)).toEqual([{ kind: 'possible-duplicate-payment', count: 2 }])
  expect(homeAttention({ ...q, ownerId: here.newId() })).toEqual([])
  // As many as Needs attention lists: what waits in other lists is not among them.
  const { tasks, issues } = attentionOpen(q, null)
  expect(tasks.length + issues.length).toBe(homeAttention(q).reduce((sum, { count }) => sum + count, 0))
  expect(homeStart(q)).toEqual({
    customers: true,
    products: false,
    orders: false,
    invoices: false,
    paymentsAccount: true,
    colleagues: false,
  })
})

test('credits that wait for review are told to those who may approve them', async () => {
  aCredit(desk, { customerId: aCustomer(desk, { name: 'Petal' }).id })
  aCredit(desk, { customerId: aCustomer(desk, { name: 'Bloom', salespersonId: desk.userId }).id })
  aCredit(desk, { customerId: aCustomer(desk, { name: 'Stem' }).id, submit: false })
  const cashier = aUser(desk, ['cashier'])
  const q = await asked()
  expect([q, { ...q, user: cashier }].map(creditsToReview)).toEqual([2, 0])
  expect([q, { ...q, ownerId: desk.userId }].map(creditsWaiting)).toEqual([2, 1])
})

test('customers are found by salesperson, tag, hold and limit', async () => {
  const { userId } = desk
  const plain = aCustomer(desk, { name: 'Plain' }).id
  aCustomer(desk, { name: 'Elena’s', salespersonId: userId, tags: ['VIP', 'weekly'] })
  aCustomer(desk, { name: 'Held', creditHold: true })
  const over = aCustomer(desk, { name: 'Over', creditLimitCents: 300_00 }).id
  const within = aCustomer(desk, { name: 'Within', creditLimitCents: 456_00 }).id
  const zero = aCustomer(desk, { name: 'Zero', creditLimitCents: 0 }).id
  aCustomer(desk, { name: 'Gone', active: false })
  for (const customerId of [within, within]) anOrder(desk, { customerId })
  anInvoice(desk, { customerId: over })
  anOrder(desk, { customerId: over })
  anInvoice(desk, { customerId: plain })
  aPayment(desk, { customerId: zero, totalCents: 10_00 })
  const q = await asked()
  const filter = { ...PAGE, active: 'active', salespersonId: null, tag: '', only: 'all' } as const
  const names = (changes: object) => {
    const list = customersList(q, { ...filter, ...changes })
    expect(list.count).toBe(list.rows.length)
    return list.rows.map(({ name }) => name)
  }
  expect(names({})).toEqual(['Elena’s', 'Held', 'Over', 'Plain', 'Within', 'Zero'])
  expect(names({ active: 'inactive' })).toEqual(['Gone'])
  expect(names({ active: 'all' })).toHaveLength(7)
  expect(names({ salespersonId: userId })).toEqual(['Elena’s'])
  expect(names({ salespersonId: '' })).not.toContain('Elena’s')
  expect(names({ tag: 'VIP' })).toEqual(['Elena’s'])
  expect(names({ tag: 'VI' })).toEqual([])
  expect(names({ only: 'hold' })).toEqual(['Held'])
  expect(names({ only: 'over-limit' })).toEqual(['Over'])
  // Customers that have not moved since there are cached balances have none, and are summed.
  here.profile.writer.exec('DELETE FROM customer_balances')
  expect(names({ only: 'over-limit' })).toEqual(['Over'])
  expect(customersList(q, filter).openCents).toBe(456_00)
  expect(homeAging(q).creditsCents).toBe(10_00)
})
