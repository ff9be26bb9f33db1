import { afterEach, beforeEach, expect, test } from 'vitest'
import { COMPANY_ROW } from '../../../../shared/domain/company/company-of.ts'
import type { CompanyRow } from '../../../../shared/domain/company/company-row.ts'
import { businessDateAt } from '../../../../shared/lib/dates.ts'
import { aCustomer, aLink, anInvoice, capturePayload } from '../../../../shared/testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { linkPaymentsList } from './link-payments-list.ts'
import { linkPaymentsOne } from './link-payments-one.ts'
import { linkPaymentsSince } from './link-payments-since.ts'
import { linksOne } from './links-one.ts'
import { payoutsList } from './payouts-list.ts'
import { payoutsOne } from './payouts-one.ts'
import { type QueryContext, statementCache } from './query-context.ts'

const PAGE = { search: '', sort: '', descending: false, offset: 0, limit: 100 }
const ALL = { ...PAGE, chip: 'all' as const, days: 30 }

let desk: Desk
let here: ReturnType<typeof desktopUnderTest>

beforeEach(() => {
  desk = aDesk()
})

afterEach(() => here.remove())

async function asked(changes: Partial<QueryContext> = {}): Promise<QueryContext> {
  const relay = memoryRelay(desk)
  relay.adopt(['mails', 'tasks', 'disputes'])
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

/** A sent link of a new invoice, and the payment by it. */
function aLinkPayment(customer: Parameters<typeof aCustomer>[1] = {}, totalCents = 100_00) {
  const { id: customerId } = aCustomer(desk, customer)
  const { id: invoiceId } = anInvoice(desk, { customerId, totalCents })
  const link = aLink(desk, invoiceId)
  const sent = { state: 'sent', attempts: 1, error: '', at: desk.clock.now(), tokenLast4: 'abcd' }
  const mail = desk.ledger.all('mails').find(each => each.linkId === link.id)!
  accepted(desk.relay('mail.record', { mailId: mail.id, ...sent }))
  const payload = capturePayload(desk, link.id, totalCents)
  accepted(desk.relay('payment.capture', payload))
  return { customerId, invoiceId, linkId: link.id, paymentId: payload.paymentId, number: payload.number }
}

test('gross, fee, net and what went back add up, and each state has its chip', async () => {
  aLinkPayment()
  const refunded = aLinkPayment({}, 200_00)
  desk.must('payment.refund', {
    paymentId: refunded.paymentId,
    number: desk.nextNumber(),
    refundedOn: '2026-11-25',
    amountCents: 50_00,
    by: 'registered',
    method: 'Check',
    reference: '',
    note: '',
    releaseApplied: true,
  })
  const q = await asked()
  const all = linkPaymentsList(q, ALL)
  expect(all).toMatchObject({
    count: 2,
    grossCents: 300_00,
    feeCents: 118,
    netCents: 300_00 - 118,
    returnedCents: 50_00,
    chips: { all: 2, captured: 1, refunded: 1, processing: 0, disputed: 0 },
  })
  const chip = linkPaymentsList(q, { ...ALL, chip: 'refunded' })
  expect(chip.rows).toMatchObject([
    { paymentId: refunded.paymentId, state: 'part-refunded', returnedCents: 50_00 },
  ])
  expect(chip.grossCents).toBe(200_00)
})

test('a bank debit that has not cleared is listed, and counts in no sum', async () => {
  const { id: invoiceId } = anInvoice(desk, { totalCents: 70_00 })
  const link = aLink(desk, invoiceId)
  accepted(
    desk.relay('link.record-try', { linkId: link.id, triedAt: desk.clock.now(), outcome: 'processing' }),
  )
  const q = await asked()
  expect(linkPaymentsList(q, ALL)).toMatchObject({
    count: 1,
    grossCents: 0,
    rows: [{ paymentId: null, linkId: link.id, state: 'processing', grossCents: 70_00 }],
    chips: { processing: 1, captured: 0 },
  })
})

test('a bank debit over a part of what a link asks is under way no more once it cleared', async () => {
  const { id: invoiceId } = anInvoice(desk, { totalCents: 70_00 })
  const linkId = aLink(desk, invoiceId).id
  const at = desk.clock.now()
  accepted(desk.relay('link.record-open', { linkId, openedAt: at }))
  accepted(desk.relay('link.record-try', { linkId, triedAt: at, outcome: 'processing' }))
  accepted(desk.relay('payment.capture', { ...capturePayload(desk, linkId, 30_00), method: 'ach' }))
  const q = await asked()
  expect(linkPaymentsList(q, ALL)).toMatchObject({
    count: 1,
    grossCents: 30_00,
    chips: { processing: 0, captured: 1 },
  })
  expect(linksOne(q, linkId)?.summary).toMatchObject({ state: 'opened', tryOutcome: '', paidCents: 30_00 })
})

test('payments are found by customer, number and card, and a salesperson sees those of own customers', async () => {
  const seller = desk.userId
  const own = aLinkPayment({ name: 'Petal & Stem', salespersonId: seller })
  const other = aLinkPayment({ name: 'Wedding Works' })
  const q = await asked()
  const found = (search: string) => linkPaymentsList(q, { ...ALL, search }).rows.map(row => row.paymentId)
  expect(found('petal')).toEqual([own.paymentId])
  expect(found(other.number)).toContain(other.paymentId)
  expect(found('4242')).toHaveLength(2)
  expect(found('100%')).toEqual([])
  const narrow = { ...q, ownerId: seller }
  expect(linkPaymentsList(narrow, ALL).rows.map(row => row.paymentId)).toEqual([own.paymentId])
  expect(linkPaymentsSince(narrow, 0).notices.map(each => each.paymentId)).toEqual([own.paymentId])
  expect(linkPaymentsOne(narrow, other.paymentId)).toBeNull()
})

test('a payment tells all that happened on its way, in order', async () => {
  const paid = aLinkPayment()
  desk.clock.advance(60_000)
  desk.must('payment.refund', {
    paymentId: paid.paymentId,
    number: desk.nextNumber(),
    refundedOn: '2026-11-25',
    amountCents: 100_00,
    by: 'source',
    method: '',
    reference: '',
    note: '',
    releaseApplied: true,
  })
  const q = await asked()
  payout(paid.paymentId, { netCents: 99_41, amountCents: 99_41 })
  const view = linkPaymentsOne(q, paid.paymentId)!
  expect(view.state).toBe('refund-pending')
  expect(view.events.map(({ kind, state }) => [kind, state])).toEqual([
    ['link-sent', ''],
    ['paid', ''],
    ['refund', 'pending'],
    ['payout', 'paid'],
  ])
  expect(view.invoices).toEqual([])
})

test('a chargeback that was withdrawn stays told, with its end', async () => {
  const paid = aLinkPayment()
  const told = (state: 'open' | 'lost' | 'won') => {
    desk.clock.advance(60_000)
    desk.relay('payment.record-dispute', {
      paymentId: paid.paymentId,
      gateway: 'sandbox',
      disputeId: '01a207d3-0009-7000-8000-00000000e0de',
      reference: 'dp_1',
      state,
      reason: 'fraudulent',
      amountCents: 100_00,
      feeCents: 15_00,
      openedAt: desk.clock.now() - 1,
      dueAt: null,
      on: '2026-11-25',
      number: state === 'lost' ? desk.nextNumber() : null,
    })
  }
  told('lost')
  told('won')
  const events = linkPaymentsOne(await asked(), paid.paymentId)!.events
  const took = events.filter(({ kind }) => kind.startsWith('chargeback'))
  expect(took.map(({ kind, amountCents }) => [kind, amountCents])).toEqual([
    ['chargeback', 100_00],
    ['chargeback-withdrawn', 100_00],
  ])
  expect(took[1]!.at).toBeGreaterThan(took[0]!.at)
})

test('what came by link after an instant is told once', async () => {
  const paid = aLinkPayment()
  const q = await asked()
  const { recordedAt } = linkPaymentsSince(q, 0).notices[0]!
  expect(linkPaymentsSince(q, recordedAt - 1).notices).toMatchObject([
    { paymentId: paid.paymentId, amountCents: 100_00, currency: 'USD' },
  ])
  expect(linkPaymentsSince(q, recordedAt).notices).toEqual([])
})

test('a payout’s entries add up to it, and name their payments', async () => {
  const paid = aLinkPayment({ name: 'Petal & Stem' })
  const q = await asked()
  const payoutId = payout(paid.paymentId, { netCents: 99_41, amountCents: 99_41 })
  expect(payoutsList(q, PAGE)).toMatchObject({
    count: 1,
    amountCents: 99_41,
    rows: [{ payoutId, entryCount: 1, isReconciled: true, state: 'paid' }],
  })
  expect(payoutsList(q, { ...PAGE, search: 'nobody' }).count).toBe(0)
  expect(payoutsOne(q, payoutId)).toMatchObject({
    grossCents: 100_00,
    feeCents: 59,
    netCents: 99_41,
    entries: [{ number: paid.number, customerName: 'Petal & Stem' }],
  })
  const narrow = { ...q, ownerId: desk.userId }
  expect(payoutsList(narrow, PAGE)).toEqual({ rows: [], count: 0, amountCents: 0 })
  expect(payoutsOne(narrow, payoutId)).toBeNull()
})

/** A payout of one payment, as the relay's reconciliation writes it; answers its id. */
function payout(
  paymentId: string,
  { netCents, amountCents }: { netCents: number; amountCents: number },
): string {
  const db = here.profile.writer
  const payoutId = desk.newId()
  const at = desk.clock.now() + 86_400_000
  db.prepare(
    `INSERT INTO payouts (id, rev, gateway, reference, state, currency, amountCents, arrivesOn, createdAt, entryCount,
       isReconciled) VALUES (?, 1, 'sandbox', 'po_1', 'paid', 'USD', ?, '2026-11-27', ?, 1, 1)`,
  ).run(payoutId, amountCents, at)
  db.prepare(
    `INSERT INTO payout_entries (id, rev, payoutId, kind, paymentId, reference, grossCents, feeCents, netCents, at)
     VALUES (?, 1, ?, 'payment', ?, 'ch_1', ?, ?, ?, ?)`,
  ).run(desk.newId(), payoutId, paymentId, netCents + 59, 59, netCents, at)
  return payoutId
}
