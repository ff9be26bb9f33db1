import { afterEach, expect, test } from 'vitest'
import { anOrderLink, aPayment, aPendingOrder, capturePayload } from '../../../../shared/testing/builders.ts'
import { aDesk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { creditsOpen } from './credits-open.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let here: ReturnType<typeof desktopUnderTest> | null = null

afterEach(() => here?.remove())

test('what is held for a pending order comes last, and says for which', async () => {
  const desk = aDesk()
  const order = aPendingOrder(desk)
  const free = aPayment(desk, { customerId: order.customerId, totalCents: 20_00 })
  const held = capturePayload(desk, anOrderLink(desk, order.id).id, 50_00)
  desk.relay('payment.capture', held)
  expect(desk.ledger.row('payments', held.paymentId).heldForOrderId).toBe(order.id)
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const q = { sql: statementCache(here.profile.reader), ownerId: null } as QueryContext
  expect(creditsOpen(q, order.customerId)).toMatchObject([
    { paymentId: free.id, heldForOrder: null },
    { paymentId: held.paymentId, heldForOrder: order.number },
  ])
})
