import { afterEach, expect, test } from 'vitest'
import {
  anInvoice,
  anOrderLink,
  aPayment,
  aPendingOrder,
  capturePayload,
} from '../../../../shared/testing/builders.ts'
import { aDesk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { creditsOpen } from './credits-open.ts'
import { paymentsOne } from './payments-one.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let here: ReturnType<typeof desktopUnderTest> | null = null

afterEach(() => here?.remove())

async function asked(desk: ReturnType<typeof aDesk>) {
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const q: Partial<QueryContext> = {
    sql: statementCache(here.profile.reader),
    rows: here.rows,
    ownerId: null,
  }
  return q as QueryContext
}

test('what is held for a pending order comes last, and says for which', async () => {
  const desk = aDesk()
  const order = aPendingOrder(desk)
  const free = aPayment(desk, { customerId: order.customerId, totalCents: 20_00 })
  const held = capturePayload(desk, anOrderLink(desk, order.id).id, 50_00)
  desk.relay('payment.capture', held)
  expect(desk.ledger.row('payments', held.paymentId).heldForOrderId).toBe(order.id)
  expect(creditsOpen(await asked(desk), order.customerId)).toMatchObject([
    { paymentId: free.id, heldForOrder: null, unappliedCents: 20_00, freeCents: 20_00 },
    { paymentId: held.paymentId, heldForOrder: order.number, unappliedCents: 50_00, freeCents: 0 },
  ])
})

test('what came in beyond its order is free, up to what applying it takes', async () => {
  const desk = aDesk()
  const order = aPendingOrder(desk, { totalCents: 100_00 })
  const { customerId } = order
  const link = anOrderLink(desk, order.id)
  const [first, second] = [80_00, 70_00].map(totalCents => {
    const capture = capturePayload(desk, link.id, totalCents)
    desk.relay('payment.capture', capture)
    desk.clock.advance(1000)
    return capture.paymentId
  }) as [string, string]
  const invoice = anInvoice(desk, { customerId, totalCents: 300_00 })
  const q = await asked(desk)
  const credits = creditsOpen(q, customerId)
  expect(new Map(credits.map(each => [each.paymentId, each.freeCents]))).toEqual(
    new Map([
      [first, 0],
      [second, 50_00],
    ]),
  )
  expect(paymentsOne(q, second)).toMatchObject({ heldForOrder: order.number, freeCents: 50_00 })
  const apply = (amountCents: number) =>
    desk.enter('payment.apply', {
      paymentId: second,
      appliedOn: '2026-11-25',
      applications: [{ invoiceId: invoice.id, amountCents }],
    }).refusal
  expect(apply(50_01)).toMatchObject({ code: 'payment-held' })
  expect(apply(50_00)).toBeNull()
})
