import { afterEach, beforeEach, expect, test } from 'vitest'
import { aCustomer, aLink, anInvoice, anOrder, aPayment } from '../../../../shared/testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { documentsPlan } from './documents-plan.ts'
import { invoicesChosen } from './invoices-open.ts'
import { linksOne } from './links-one.ts'
import { linksListed, linksPlan } from './links-plan.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let desk: Desk
let here: ReturnType<typeof desktopUnderTest> | null = null

beforeEach(() => {
  desk = aDesk()
})
afterEach(() => here?.remove())

/** What a desktop knows that fetched everything there is by now. */
async function asked(ownerId: string | null = null): Promise<QueryContext> {
  const relay = memoryRelay(desk)
  relay.adopt(['mails'])
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const company = desk.ledger.all('companies')[0]!
  const user = desk.ledger.row('users', desk.userId)!
  const sql = statementCache(here.profile.reader)
  return { sql, rows: here.rows, company, user, ownerId, today: '2026-11-25', now: desk.clock.now() }
}

test('a selection is planned by customer, what can’t go beside its reason', async () => {
  const petal = aCustomer(desk, { name: 'Petal', invoiceEmails: [], statementEmails: ['ap@petal.example'] })
  const bloom = aCustomer(desk, { name: 'Bloom', paymentLinksEnabled: false })
  const open = anInvoice(desk, { customerId: petal.id, totalCents: 100_00 })
  const paid = anInvoice(desk, { customerId: petal.id, totalCents: 10_00 })
  const applications = [{ invoiceId: paid.id, amountCents: 10_00 }]
  aPayment(desk, { customerId: petal.id, totalCents: 10_00, applications })
  const off = anInvoice(desk, { customerId: bloom.id, totalCents: 30_00 })
  const q = await asked()
  const { groups } = linksPlan(q, [off.id, open.id, paid.id, open.id])
  expect(groups).toMatchObject([
    {
      name: 'Bloom',
      invoiceIds: [],
      askedCents: 0,
      left: [{ number: off.number, reason: 'customer-links-off' }],
    },
    {
      name: 'Petal',
      recipients: ['ap@petal.example'],
      invoiceIds: [open.id],
      askedCents: 100_00,
      left: [{ number: paid.number, reason: 'nothing-due' }],
    },
  ])
  expect(linksListed(q, { customerId: petal.id, invoiceIds: [open.id, off.id] })).toMatchObject([
    { number: open.number, openCents: 100_00 },
  ])
})

test('a plan tells of a link that went out within a day, of what is not due and of credits that are not used', async () => {
  const petal = aCustomer(desk, { name: 'Petal' })
  const due = anInvoice(desk, { customerId: petal.id, totalCents: 100_00 })
  const held = anInvoice(desk, { customerId: petal.id, totalCents: 10_00 })
  aPayment(desk, { customerId: petal.id, totalCents: 30_00, applications: [] })
  const planned = (q: QueryContext, invoiceId: string) => linksPlan(q, [invoiceId]).groups[0]!
  const before = await asked()
  expect(planned(before, due.id)).toMatchObject({
    recentLinkAt: null,
    openCreditsCents: 30_00,
    askedCents: 100_00,
  })
  here?.remove()

  const link = aLink(desk, due.id)
  const taken = aLink(desk, held.id)
  desk.must('link.revoke', { linkId: taken.id })
  const q = await asked()
  const at = link.sentAt ?? link.createdAt
  expect(linksPlan(q, [due.id, held.id]).groups[0]).toMatchObject({ recentLinkAt: at, askedCents: 110_00 })
  expect(planned(q, held.id).recentLinkAt).toBeNull()
  expect(planned({ ...q, now: at + 86_400_000 }, due.id).recentLinkAt).toBeNull()
  expect(planned({ ...q, today: due.dueOn }, due.id).notDueCount).toBe(0)
  expect(planned({ ...q, today: '2000-01-01' }, due.id).notDueCount).toBe(1)
})

test('someone with own customers plans, lists and looks at these only', async () => {
  const jorge = aUser(desk, ['sales'])
  const own = anInvoice(desk, { customerId: aCustomer(desk, { salespersonId: jorge.id }).id })
  const other = anInvoice(desk, { customerId: aCustomer(desk).id })
  const link = aLink(desk, other.id)
  const q = await asked(jorge.id)
  expect(linksPlan(q, [own.id, other.id]).groups.map(({ customerId }) => customerId)).toEqual([
    own.customerId,
  ])
  expect(invoicesChosen(q, { chip: 'all', search: '', bucket: null, customerId: null })).toEqual([own.id])
  expect(linksListed(q, { customerId: other.customerId, invoiceIds: [other.id] })).toEqual([])
  expect(linksOne(q, link.id)).toBeNull()
  expect(documentsPlan(q, [own.orderId, other.orderId]).rows.map(row => row.orderId)).toEqual([own.orderId])
})

test('a link is told with its invoices as they are now, its mails and who took it back', async () => {
  const invoice = anInvoice(desk, { totalCents: 40_00 })
  const old = aLink(desk, invoice.id)
  const newer = aLink(desk, invoice.id)
  desk.must('link.revoke', { linkId: old.id })
  const q = await asked()
  expect(linksOne(q, old.id)).toMatchObject({
    summary: { state: 'revoked', revokedAt: desk.clock.now() },
    openCents: 40_00,
    invoices: [{ number: invoice.number, newerLinkId: newer.id, isVoid: false }],
    mails: [{ kind: 'invoice', state: 'queued' }],
  })
  expect(linksOne(q, newer.id)?.invoices[0]?.newerLinkId).toBeNull()
})

test('orders are planned as they were chosen: what is not confirmed has no invoice to email', async () => {
  const customerId = aCustomer(desk, { name: 'Petal' }).id
  const draft = anOrder(desk, { customerId })
  const invoice = anInvoice(desk, { customerId, totalCents: 40_00 })
  const { rows } = documentsPlan(await asked(), [draft.id, invoice.orderId])
  expect(rows).toMatchObject([
    { orderId: draft.id, invoice: null },
    { orderId: invoice.orderId, invoice: { number: invoice.number, openCents: 40_00 }, noLinkReason: null },
  ])
})

test('two thousand invoices of a thousand customers are planned at once', async () => {
  const ids: string[] = []
  for (let at = 0; at < 1000; at++) {
    const customerId = aCustomer(desk).id
    for (const totalCents of [10_00, 20_00]) ids.push(anInvoice(desk, { customerId, totalCents }).id)
  }
  const { groups } = linksPlan(await asked(), ids)
  expect(groups).toHaveLength(1000)
  expect(groups.every(group => group.askedCents === 30_00 && group.left.length === 0)).toBe(true)
})
