import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  aCustomer,
  anInvoice,
  anOrderLink,
  aPayment,
  aPendingOrder,
  capturePayload,
} from '../../../../shared/testing/builders.ts'
import { aDesk, type Desk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { ordersPayState } from './orders-pay-state.ts'
import { type QueryContext, statementCache } from './query-context.ts'

const MINUTE = 60_000

let desk: Desk
let here: ReturnType<typeof desktopUnderTest> | null = null

beforeEach(() => {
  desk = aDesk()
})
afterEach(() => here?.remove())

async function asked(ownerId: string | null = null): Promise<QueryContext> {
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const q: Partial<QueryContext> = {
    sql: statementCache(here.profile.reader),
    rows: here.rows,
    ownerId,
    now: desk.clock.now(),
    today: '2026-11-25',
    user: desk.ledger.row('users', desk.userId),
  }
  return q as QueryContext
}

function pageFor({ id: orderId, customerId }: { id: string; customerId: string }): string {
  const linkId = desk.newId()
  desk.relay('link.take-by-phone', { linkId, customerId, invoiceIds: [], orderId, userId: desk.userId })
  return linkId
}

test('a page opened for a card is told of until it is paid, taken back or ended, and a mailed link is none', async () => {
  const order = aPendingOrder(desk, { totalCents: 90_00 })
  const [late, left, opened, revoked, paid] = Array.from({ length: 5 }, () => pageFor(order)) as [
    string,
    string,
    string,
    string,
    string,
  ]
  anOrderLink(desk, order.id)
  desk.relay('link.record-open', { linkId: opened, openedAt: desk.clock.now() })
  desk.must('link.revoke', { linkId: revoked })
  desk.relay('payment.capture', capturePayload(desk, paid, 90_00))
  const q = await asked()
  const stateAt = (now: number) =>
    Object.fromEntries(
      ordersPayState({ ...q, now }, { orderId: order.id, paymentId: null })!.pages.map(page => [
        page.linkId,
        page.state,
      ]),
    )
  const now = desk.clock.now()
  const others = { [opened]: 'open', [revoked]: 'ended', [paid]: 'ended' }
  expect(stateAt(now + 29 * MINUTE)).toEqual({ ...others, [late]: 'open', [left]: 'open' })
  expect(stateAt(now + 31 * MINUTE)).toEqual({ ...others, [late]: 'ended', [left]: 'ended' })
  expect(stateAt(now + 90 * 24 * 60 * MINUTE)[opened]).toBe('ended')
})

test('what is unapplied and held for no order is told of, and whether confirming uses it', async () => {
  const customerId = aCustomer(desk, { requirePaymentOnConfirm: true }).id
  const order = aPendingOrder(desk, { customerId })
  const other = aPendingOrder(desk, { customerId })
  aPayment(desk, { customerId, totalCents: 70_00 })
  const part = aPayment(desk, { customerId, totalCents: 35_00 })
  for (const each of [order, other])
    desk.relay('payment.capture', capturePayload(desk, anOrderLink(desk, each.id).id, 20_00))
  const q = await asked()
  expect(ordersPayState(q, { orderId: order.id, paymentId: part.id })).toMatchObject({
    order: { status: 'pending' },
    unsent: false,
    heldCents: 20_00,
    prepaidCents: 105_00,
    paysFirst: true,
    payment: { unappliedCents: 35_00 },
  })
})

test.each([
  ['a PO number is asked for', { poRequired: { from: false, to: true } }, 'po-required'],
  ['the customer is on credit hold', { creditHold: { from: false, to: true } }, 'credit-hold'],
  [
    'what they owe besides is beyond the limit',
    { creditLimitCents: { from: null, to: 10_00 } },
    'over-credit-limit',
  ],
  ['only this order is beyond the limit', { creditLimitCents: { from: null, to: 100_00 } }, null],
])(
  'before anything is taken it is told whether the order can be confirmed: %s',
  async (_why, changes, code) => {
    const customerId = aCustomer(desk, { creditLimitCents: null }).id
    anInvoice(desk, { customerId, totalCents: 50_00 })
    const order = aPendingOrder(desk, { customerId })
    desk.must('customer.change', { customerId, changes })
    const q = await asked()
    const state = ordersPayState(q, { orderId: order.id, paymentId: null })
    expect(state?.whyNotOncePaid?.code ?? null).toBe(code)
  },
)

test('a payment of another customer, and one that is not there, are no payment of the order', async () => {
  const order = aPendingOrder(desk)
  const others = aPayment(desk, { customerId: aCustomer(desk).id })
  const q = await asked()
  for (const paymentId of [others.id, desk.newId(), null]) {
    expect(ordersPayState(q, { orderId: order.id, paymentId })?.payment).toBeNull()
  }
  expect(ordersPayState(q, { orderId: desk.newId(), paymentId: null })).toBeNull()
})
