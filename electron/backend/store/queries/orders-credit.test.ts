import { afterEach, expect, test } from 'vitest'
import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import { aCustomer, aLineOf, anInvoice, anOrder, aPayment } from '../../../../shared/testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { customerFigures } from './customer-figures.ts'
import { invoicesRevisions } from './invoices-revisions.ts'
import { ordersCredit } from './orders-credit.ts'
import { ordersLast } from './orders-last.ts'
import { type QueryContext, statementCache } from './query-context.ts'

const ON = '2026-11-25'
let here: ReturnType<typeof desktopUnderTest> | null = null

afterEach(() => here?.remove())

/** What the queries see on a desktop that has everything of `desk`. */
async function contextFor(desk: Desk, userId = desk.userId, ownerId: string | null = null) {
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  for (const table of ['credit_overrides', 'tasks', 'customer_balances'] as const)
    for (const row of desk.ledger.all(table)) here.rows.predict(table, row)
  return {
    sql: statementCache(here.profile.reader),
    rows: here.rows,
    company: desk.ledger.row('companies', 'company'),
    user: desk.ledger.row('users', userId),
    ownerId,
    today: ON,
    now: desk.clock.now(),
  } as QueryContext
}

function short(desk: Desk, fields: Partial<CustomerRow> = {}) {
  const customerId = aCustomer(desk, { creditLimitCents: 100_00, ...fields }).id
  anInvoice(desk, { customerId, totalCents: 50_00 })
  aPayment(desk, { customerId, totalCents: 20_00 })
  return anOrder(desk, { customerId, lines: [aLineOf(desk, 200_00)] })
}

test('the figures are those that confirming is refused with', async () => {
  const desk = aDesk()
  const order = short(desk)
  const confirmation = { orderId: order.id, issuedOn: ON, expectedTotalCents: 200_00 }
  const { params } = desk.enter('order.confirm', confirmation).refusal!
  const credit = ordersCredit(await contextFor(desk), order.id)
  expect(credit).toMatchObject({ overrideCents: null, shortCents: 130_00, asked: false, prepaidCents: 0 })
  for (const figure of ['limitCents', 'openCents', 'creditsCents', 'pendingCents', 'shortCents'] as const)
    expect(credit?.[figure]).toBe(params[figure])
})

test('the credit left beside the form counts pending orders, this one too, once: what is short is the same figure', async () => {
  const desk = aDesk()
  const order = short(desk)
  anOrder(desk, { customerId: order.customerId, lines: [aLineOf(desk, 7_00)] })
  const q = await contextFor(desk)
  const figures = customerFigures(q, desk.ledger.row('customers', order.customerId))
  expect(figures).toMatchObject({
    openCents: 50_00,
    openCreditsCents: 20_00,
    pendingOrdersCents: 207_00,
    creditLeftCents: 100_00 + 20_00 - 50_00 - 200_00 - 7_00,
  })
  expect(ordersCredit(q, order.id)?.shortCents).toBe(-figures.creditLeftCents!)
})

test('what a customer has unapplied is there for the order where payment comes first', async () => {
  const desk = aDesk()
  const order = short(desk)
  desk.must('customer.change', {
    customerId: order.customerId,
    changes: { requirePaymentOnConfirm: { from: false, to: true } },
  })
  expect(ordersCredit(await contextFor(desk), order.id)).toMatchObject({
    paymentRequired: true,
    prepaidCents: 20_00,
  })
})

test('before a balance is kept it is summed from the documents', async () => {
  const desk = aDesk()
  const order = short(desk)
  const q = await contextFor(desk)
  const kept = ordersCredit(q, order.id)
  here!.rows.remove('customer_balances', order.customerId)
  expect(ordersCredit(q, order.id)).toEqual(kept)
  expect(kept?.shortCents).toBe(130_00)
})

test('an override counts on its day; a Sales Manager’s for himself only', async () => {
  const desk = aDesk()
  const order = short(desk)
  const manager = aUser(desk, ['sales-manager'], { name: 'Ana' })
  const grant = (amountCents: number, grantedOn: string, userId: string) =>
    desk.must(
      'credit.override',
      { overrideId: desk.newId(), orderId: order.id, amountCents, grantedOn, note: '' },
      userId,
    )
  grant(500_00, '2026-11-24', desk.userId)
  grant(140_00, ON, manager.id)
  const q = await contextFor(desk)
  expect(ordersCredit(q, order.id)?.overrideCents).toBeNull()
  const mine = ordersCredit({ ...q, user: manager }, order.id)
  expect(mine).toMatchObject({ overrideCents: 140_00, shortCents: 130_00 })
  expect(mine?.overrides.map(one => [one.amountCents, one.grantedByName])).toContainEqual([140_00, 'Ana'])
})

test('what was asked for is shown as asked, and others’ customers stay others’', async () => {
  const desk = aDesk()
  const order = short(desk)
  const sales = aUser(desk, ['sales'])
  desk.must('credit.ask-override', { orderId: order.id, shortCents: 130_00, note: '' }, sales.id)
  const q = await contextFor(desk)
  expect(ordersCredit(q, order.id)?.asked).toBe(true)
  const narrowed = { ...q, user: sales, ownerId: sales.id }
  expect(ordersCredit(narrowed, order.id)).toBeNull()
  expect(ordersCredit(q, desk.newId())).toBeNull()
})

test('the last order is the newest that has lines and was not voided', async () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const older = anOrder(desk, { customerId, orderedOn: '2026-11-20' })
  const voided = anOrder(desk, { customerId, orderedOn: '2026-11-24' })
  desk.must('order.void', { orderId: voided.id, voidedOn: ON })
  anOrder(desk, { customerId, orderedOn: ON, lines: [] })
  anOrder(desk)
  const q = await contextFor(desk)
  expect(ordersLast(q, customerId)).toMatchObject({ orderId: older.id, number: older.number })
  expect(ordersLast({ ...q, ownerId: desk.newId() }, customerId)).toBeNull()
})

test('every revision is read with all it said, the newest first', async () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const { charges: _c, ...order } = desk.ledger.row('orders', invoice.orderId)
  const { shipOn, carrier, shipToId, reference, salespersonId, buyerContactId, warehouseNote, invoiceNote } =
    order
  desk.must('order.revise', {
    orderId: order.id,
    expectedRevision: 1,
    revisedOn: '2026-11-26',
    header: {
      shipOn,
      carrier,
      shipToId,
      poNumber: 'PS-9',
      reference,
      salespersonId,
      buyerContactId,
      warehouseNote,
      invoiceNote,
    },
    lines: [aLineOf(desk, 10_00)],
    charges: [],
  })
  const q = await contextFor(desk)
  const revisions = invoicesRevisions(q, invoice.id)
  expect(
    revisions?.map(one => [one.revision, one.totalCents, one.effectiveOn, one.content.poNumber]),
  ).toEqual([
    [2, 10_00, '2026-11-26', 'PS-9'],
    [1, 228_00, ON, ''],
  ])
  expect(invoicesRevisions({ ...q, ownerId: desk.newId() }, invoice.id)).toBeNull()
})

test('an order is printed by its invoice; one without it, and another’s, say nothing', async () => {
  const { orderPrint } = await import('../../documents/order-print.ts')
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const draft = anOrder(desk)
  const q = await contextFor(desk)
  expect(await orderPrint(q, invoice.orderId)).toMatchObject({
    fileName: expect.stringContaining(invoice.number),
  })
  const others = { ...q, ownerId: desk.newId() }
  for (const [asker, orderId] of [
    [q, draft.id],
    [others, draft.id],
    [others, invoice.orderId],
    [q, desk.newId()],
  ] as const)
    expect(await orderPrint(asker, orderId)).toBeNull()
})
