import { afterEach, beforeEach, expect, test } from 'vitest'
import { ASKS } from '../../../../shared/protocol/desk.ts'
import { entryTag } from '../../../../shared/protocol/entry-tag.ts'
import {
  aCredit,
  aCustomer,
  anInvoice,
  anOrderLink,
  aPayment,
  aPendingOrder,
  approved,
  capturePayload,
  paymentPayload,
} from '../../../../shared/testing/builders.ts'
import { aDesk, type Desk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { creditsOpen } from './credits-open.ts'
import { customerFigures } from './customer-figures.ts'
import { financeChargesPreview } from './finance-charges-preview.ts'
import { invoicesOpen } from './invoices-open.ts'
import { ordersOne } from './orders-one.ts'
import { paymentsHistory } from './payments-history.ts'
import { paymentsOne } from './payments-one.ts'
import { paymentsReceiptDraft, paymentsRelated } from './payments-related.ts'
import { paymentsTwin } from './payments-twin.ts'
import { type QueryContext, statementCache } from './query-context.ts'
import { statementOf } from './statement-of.ts'

const ON = '2026-11-25'

let desk: Desk
let here: ReturnType<typeof desktopUnderTest> | null = null

beforeEach(() => {
  desk = aDesk()
})
afterEach(() => here?.remove())

/** What a desktop knows that fetched everything there is by now. */
async function asked(ownerId: string | null = null): Promise<QueryContext> {
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const company = desk.ledger.all('companies')[0]!
  const user = desk.ledger.row('users', desk.userId)
  const sql = statementCache(here.profile.reader)
  return { sql, rows: here.rows, company, user, ownerId, today: ON, now: desk.clock.now() }
}

const history = { search: '', sort: '', descending: false, offset: 0, limit: 100 } as const
const everything = { ...history, from: null, to: null, customerId: null } as const

/** A payment of 150.00, 90.00 and a discount of 10.00 on one invoice, 20.00 refunded; another one bounced with a fee. */
function books() {
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 90_00, discountCents: 10_00 }]
  const kept = aPayment(desk, { customerId, totalCents: 150_00, applications })
  const refund = { by: 'registered', method: 'Cash', reference: '', note: '', releaseApplied: false }
  desk.must('payment.refund', {
    paymentId: kept.id,
    number: '20901',
    refundedOn: ON,
    amountCents: 20_00,
    ...refund,
  })
  const bounced = aPayment(desk, { customerId, totalCents: 70_00, reference: '1042' })
  desk.must('payment.mark-nsf', {
    paymentId: bounced.id,
    number: '20902',
    markedOn: ON,
    note: '',
    feeCents: 35_00,
    feeNumber: '10901',
  })
  return { customerId, kept, bounced }
}

test('the history shows every kind, what is applied and returned, and what a reversal is of', async () => {
  const { kept, bounced } = books()
  const q = await asked()
  const all = paymentsHistory(q, { ...everything, kind: 'all' })
  const figures = all.rows.map(row => [
    row.kind,
    row.totalCents,
    row.appliedCents,
    row.unappliedCents,
    row.returnedCents,
    row.reversesNumber,
  ])
  expect(figures).toHaveLength(4)
  expect(figures).toEqual(
    expect.arrayContaining([
      ['payment', 150_00, 90_00, 40_00, 20_00, ''],
      ['refund', -20_00, 0, 0, 0, kept.number],
      ['payment', 70_00, 0, 0, 70_00, ''],
      ['nsf', -70_00, 0, 0, 0, bounced.number],
    ]),
  )
  expect(all).toMatchObject({ count: 4, totalCents: 130_00, appliedCents: 90_00, unappliedCents: 40_00 })
  expect(all.kinds).toEqual({ payment: 2, credit: 0, refund: 1, nsf: 1, chargeback: 0 })
  const nsf = paymentsHistory(q, { ...everything, kind: 'nsf' })
  expect(nsf.rows.map(({ number }) => number)).toEqual(['20902'])
  expect(nsf.kinds.payment).toBe(2)
})

test('a bounced and a refunded payment say so in the list and by themselves', async () => {
  const { customerId, kept, bounced } = books()
  const whole = aPayment(desk, { customerId, totalCents: 30_00 })
  const refund = { by: 'registered', method: 'Cash', reference: '', note: '', releaseApplied: false }
  const paid = { paymentId: whole.id, number: '20911', refundedOn: ON, amountCents: 30_00 }
  desk.must('payment.refund', { ...paid, ...refund })
  const untouched = aPayment(desk, { customerId, totalCents: 5_00 })
  const q = await asked()
  const { rows } = paymentsHistory(q, { ...everything, kind: 'payment' })
  const told = Object.fromEntries(rows.map(row => [row.paymentId, entryTag(row)]))
  expect(told).toEqual({
    [kept.id]: 'part-refunded',
    [bounced.id]: 'bounced',
    [whole.id]: 'refunded',
    [untouched.id]: 'payment',
  })
  expect(paymentsOne(q, bounced.id)?.wentBack).toBe('bounced')
  expect(paymentsOne(q, untouched.id)?.wentBack).toBe('')
})

test('a payment has all there is of its entries', async () => {
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 30_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 30_00 }]
  const payment = aPayment(desk, { customerId, totalCents: 30_00, applications })
  const [entry] = desk.ledger.all('applications').filter(({ paymentId }) => paymentId === payment.id)
  const shown = paymentsOne(await asked(), payment.id)?.applications
  expect(shown).toEqual([{ ...entry, bookedWith: payment.id, invoiceNumber: invoice.number }])
})

test('an advance that the bank took back is not shown as paid on its order', async () => {
  const customerId = aCustomer(desk).id
  const order = aPendingOrder(desk, { customerId, totalCents: 90_00 })
  const capture = capturePayload(desk, anOrderLink(desk, order.id).id, 90_00)
  desk.relay('payment.capture', capture)
  const { paymentId } = capture
  desk.must('payment.mark-chargeback', { paymentId, number: '20921', markedOn: ON, note: '' })
  const view = ordersOne(await asked(), order.id)
  expect(view).toMatchObject({ heldCents: 0, link: { state: 'paid', wentBack: 'charged-back' } })
})

test('an order paid by a card over the telephone shows that link, but one that was mailed before it', async () => {
  const [phoned, mailed] = [aPendingOrder(desk, { totalCents: 90_00 }), aPendingOrder(desk)]
  const mailedId = anOrderLink(desk, mailed.id).id
  const linkIds = [phoned, mailed].map(({ id: orderId, customerId }) => {
    const linkId = desk.newId()
    desk.relay('link.take-by-phone', { linkId, customerId, invoiceIds: [], orderId, userId: desk.userId })
    return linkId
  })
  desk.relay('payment.capture', capturePayload(desk, linkIds[0]!, 90_00))
  const q = await asked()
  const paid = { linkId: linkIds[0], state: 'paid' }
  expect(ordersOne(q, phoned.id)).toMatchObject({ heldCents: 90_00, link: paid, linkByPhone: true })
  expect(ordersOne(q, mailed.id)).toMatchObject({
    heldCents: 0,
    link: { linkId: mailedId },
    linkByPhone: false,
  })
})

test('within a day what was recorded last comes first', async () => {
  const customerId = aCustomer(desk).id
  // Ids say nothing about the order: those of other computers and of links come as they come.
  const recorded = [desk.newId(), desk.newId(), desk.newId()].toReversed()
  for (const paymentId of recorded) {
    desk.clock.advance(60_000)
    aPayment(desk, { customerId, paymentId, totalCents: 10_00 })
  }
  const newest = { ...everything, kind: 'all', sort: 'receivedOn', descending: true } as const
  const { rows } = paymentsHistory(await asked(), newest)
  expect(rows.map(({ paymentId }) => paymentId)).toEqual(recorded.toReversed())
})

test('what is typed a second time is told while it is typed; a bounced check may come again', async () => {
  const customerId = aCustomer(desk).id
  const first = aPayment(desk, { customerId, reference: '4501', totalCents: 185_75 })
  const bounced = aPayment(desk, { customerId, reference: '4400', totalCents: 90_00 })
  const nsf = { markedOn: ON, note: '', feeCents: 0, feeNumber: null }
  desk.must('payment.mark-nsf', { ...nsf, paymentId: bounced.id, number: '20903' })
  const q = await asked()
  const { method } = first
  const typed = { paymentId: desk.newId(), customerId, method, reference: '4501', totalCents: 185_75 }
  expect(paymentsTwin(q, typed)).toEqual({ number: first.number, receivedOn: first.receivedOn })
  expect(paymentsTwin(q, { ...typed, paymentId: first.id }), 'the one that was just saved').toBeNull()
  expect(paymentsTwin(q, { ...typed, totalCents: 185_76 })).toBeNull()
  expect(paymentsTwin(q, { ...typed, reference: '4400', totalCents: 90_00 })).toBeNull()
  expect(paymentsTwin({ ...q, ownerId: desk.newId() }, typed), 'another’s customer').toBeNull()
})

test('a payment knows its reversals and its fee, a reversal what it is of', async () => {
  const { bounced } = books()
  const q = await asked()
  const related = paymentsRelated(q, bounced.id)
  expect(related?.reversals.map(({ number, totalCents }) => [number, totalCents])).toEqual([
    ['20902', -70_00],
  ])
  expect(related?.fee).toMatchObject({ number: '10901', totalCents: 35_00, openCents: 35_00 })
  const twin = paymentsRelated(q, related!.reversals[0]!.id)
  expect(twin?.reverses?.number).toBe(bounced.number)
  expect(paymentsRelated(q, desk.newId())).toBeNull()
  expect(paymentsReceiptDraft(q, bounced.id)).toMatchObject({
    recipients: ['pay@petal.example'],
    subject: `Receipt ${bounced.number} from Aalsmeer Floral Co.`,
  })
})

test('the credits that would come back with a payment are told of it until it is voided', async () => {
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const credit = aPayment(desk, { customerId, totalCents: 30_00 })
  const on = (amountCents: number) => [{ invoiceId: invoice.id, amountCents }]
  const received = {
    ...paymentPayload(desk, { customerId, totalCents: 75_00, applications: on(75_00) }),
    credits: [{ paymentId: credit.id, applications: on(25_00) }],
  }
  desk.must('payment.receive', received)
  const { paymentId } = received
  const told = {
    paymentId: credit.id,
    number: credit.number,
    invoiceNumber: invoice.number,
    amountCents: 25_00,
  }
  const q = await asked()
  expect(paymentsRelated(q, paymentId)?.creditsUsed).toEqual([told])
  here!.give('payment.void', { paymentId, voidedOn: ON })
  expect(paymentsRelated(q, paymentId)?.creditsUsed).toEqual([])
  expect(paymentsOne(q, credit.id)?.payment.unappliedCents).toBe(30_00)
})

test('the preview of finance charges says what each customer would be charged, and why some are not', async () => {
  const charged = aCustomer(desk, { name: 'Anemone' }).id
  anInvoice(desk, { customerId: charged, totalCents: 124_00, issuedOn: '2026-10-01' })
  anInvoice(desk, { customerId: charged, totalCents: 737_66, issuedOn: '2026-08-01' })
  anInvoice(desk, { customerId: charged, totalCents: 500_00, issuedOn: '2026-11-20' })
  const exempt = aCustomer(desk, { name: 'Begonia', financeChargeException: true }).id
  anInvoice(desk, { customerId: exempt, totalCents: 10_00, issuedOn: '2026-08-01' })
  const credited = aCustomer(desk, { name: 'Clivia' }).id
  anInvoice(desk, { customerId: credited, totalCents: 800_00, issuedOn: '2026-08-01' })
  aPayment(desk, { customerId: credited, totalCents: 900_00 })
  const fresh = aCustomer(desk, { name: 'Dahlia' }).id
  anInvoice(desk, { customerId: fresh, totalCents: 800_00, issuedOn: '2026-11-20' })
  const done = aCustomer(desk, { name: 'Erica' }).id
  anInvoice(desk, { customerId: done, totalCents: 100_00, issuedOn: '2026-08-01' })
  const issue = { number: '10902', issuedOn: ON, rateBps: 1000, fromDays: 31, expectedCents: 10_00 }
  desk.must('finance-charge.issue', { customerId: done, ...issue })
  const q = await asked()
  const preview = financeChargesPreview(q, { on: ON, rateBps: 1000, fromDays: 31 })
  expect(preview).toMatchObject({ period: '2026-11', count: 1, chargeCents: 86_17 })
  expect(
    preview.rows.map(row => [row.customerName, row.openCents, row.chargeCents, row.issuedCents, row.skipped]),
  ).toEqual([
    ['Anemone', 861_66, 86_17, null, null],
    ['Begonia', 10_00, 0, null, 'exempt'],
    ['Clivia', 800_00, 0, null, 'credits'],
    ['Erica', 100_00, 0, 10_00, 'issued'],
  ])
  // What the preview shows is what the command charges.
  for (const { customerId, chargeCents } of preview.rows.filter(({ skipped }) => skipped === null)) {
    desk.must('finance-charge.issue', { customerId, ...issue, number: '10903', expectedCents: chargeCents })
  }
})

test('what was charged for a month stays, whatever is paid since', async () => {
  const customerId = aCustomer(desk, { name: 'Anemone' }).id
  const old = anInvoice(desk, { customerId, totalCents: 100_00, issuedOn: '2026-08-01' })
  const other = aCustomer(desk, { name: 'Begonia' }).id
  const part = anInvoice(desk, { customerId: other, totalCents: 200_00, issuedOn: '2026-08-01' })
  const issue = { issuedOn: ON, rateBps: 1000, fromDays: 31 }
  desk.must('finance-charge.issue', { ...issue, customerId, number: '10902', expectedCents: 10_00 })
  desk.must('finance-charge.issue', {
    ...issue,
    customerId: other,
    number: '10903',
    expectedCents: 20_00,
  })
  for (const [invoice, amountCents] of [
    [old, 100_00],
    [part, 50_00],
  ] as const)
    aPayment(desk, {
      customerId: invoice.customerId,
      totalCents: amountCents,
      applications: [{ invoiceId: invoice.id, amountCents }],
    })
  const preview = financeChargesPreview(await asked(), { on: ON, rateBps: 1000, fromDays: 31 })
  expect(preview).toMatchObject({ count: 0, chargeCents: 0 })
  const shown = preview.rows.map(({ issuedCents, issuedNumbers, openCents, basisCents, skipped }) => [
    issuedCents,
    issuedNumbers,
    openCents,
    basisCents,
    skipped,
  ])
  expect(shown).toEqual([
    [10_00, '10902', 0, null, 'issued'],
    [20_00, '10903', 150_00, null, 'issued'],
  ])
})

test('an open invoice tells what credits and discounts took off it apart from what came in', async () => {
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const untouched = anInvoice(desk, { customerId, totalCents: 50_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 30_00, discountCents: 2_00 }]
  const check = aPayment(desk, { customerId, totalCents: 40_00, applications })
  const credit = approved(desk, aCredit(desk, { customerId, totalCents: 25_00 }))
  const apply = (paymentId: string, amountCents: number) =>
    desk.must('payment.apply', {
      paymentId,
      appliedOn: ON,
      applications: [{ invoiceId: invoice.id, amountCents }],
    })
  apply(credit.paymentId!, 20_00)
  apply(check.id, 5_00)
  const { rows } = invoicesOpen(await asked(), ASKS['invoices.open'].parse({ sort: 'number' }))
  const of = (id: string) => rows.find(row => row.invoiceId === id)
  expect(of(invoice.id)).toMatchObject({
    totalCents: 100_00,
    creditsCents: 22_00,
    paymentsCents: 35_00,
    paidCents: 57_00,
    openCents: 43_00,
  })
  expect(of(untouched.id)).toMatchObject({ creditsCents: 0, paymentsCents: 0, openCents: 50_00 })
})

test('money held for a pending order is told apart from open credits, wherever they are offered', async () => {
  const order = aPendingOrder(desk)
  const { customerId } = order
  const capture = capturePayload(desk, anOrderLink(desk, order.id).id, 60_00)
  desk.relay('payment.capture', capture)
  const free = aPayment(desk, { customerId, totalCents: 15_00 })
  const q = await asked()
  expect(creditsOpen(q, customerId).map(each => [each.paymentId, each.heldForOrder])).toEqual([
    [free.id, null],
    [capture.paymentId, order.number],
  ])
  const customer = desk.ledger.row('customers', customerId)
  expect(customerFigures(q, customer)).toMatchObject({
    openCreditsCents: 75_00,
    heldCents: 60_00,
    hasInvoices: false,
  })
  const stated = statementOf(q, { customerId, asOf: ON, kind: 'unpaid' })
  expect(stated).toMatchObject({ heldCents: 60_00 })
  expect(paymentsOne(q, capture.paymentId)?.heldForOrder).toBe(order.number)
  expect(paymentsOne(q, free.id)?.heldForOrder).toBeNull()
})
