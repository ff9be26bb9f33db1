import { orderPayload } from '../../cloud-relay/testing/payloads.ts'
import { row, rows } from '../../shared/domain/view.ts'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import type { RaceWorld } from './race-world.ts'

const BUSINESS_DAY = '2026-11-23'

/** Up to two placed orders that have no invoice yet; answers their ids. */
export async function pendingOrders(
  world: RaceWorld,
  random: SeededRandom,
  customerId: string,
  number: () => string,
): Promise<string[]> {
  const orderIds: string[] = []
  for (let nth = random.between(0, 2); nth > 0; nth--) {
    const order = orderPayload(world.device, customerId, number(), random.between(1, 2))
    await world.give('order.create', order)
    await world.give('order.place', { orderId: order.orderId })
    orderIds.push(order.orderId)
    world.orderIds.add(order.orderId)
  }
  return orderIds
}

/** One or two mails with a link for each of these orders. */
export async function linksToOrders(
  world: RaceWorld,
  random: SeededRandom,
  orderIds: readonly string[],
): Promise<{ linkId: string; mailId: string }[]> {
  const made: { linkId: string; mailId: string }[] = []
  for (const orderId of orderIds) {
    for (let nth = random.between(1, 2); nth > 0; nth--) {
      const [linkId, mailId] = [world.device.id(), world.device.id()]
      const recipients = [{ mailId, address: 'ines@petal.example' }]
      const mail = { orderId, recipients, subject: 'Your order', message: '', linkId }
      if (await world.give('order.email', mail)) made.push({ linkId, mailId })
    }
  }
  return made
}

/** A change, the confirmation or the end of an order, as a person at the desk would do it beside the payers. */
export async function deskActsOnOrder(
  world: RaceWorld,
  random: SeededRandom,
  orderId: string,
): Promise<void> {
  const view = await world.relay.gatherIn(world.device.companyId, () => [
    row('orders', orderId),
    rows('order_lines', 'orderId', orderId),
  ])
  const order = view.get('orders', orderId)
  if (!order || order.invoiceId !== null) return
  const kind = random.pick(['change', 'change', 'confirm', 'void'])
  if (kind === 'change') {
    const line = view.list('order_lines', 'orderId', orderId)[0]
    if (!line) return
    const changes = { boxes: { from: line.boxes, to: random.between(1, 4) } }
    await world.give('order.change-line', { orderId, lineId: line.id, changes, seen: null })
  } else if (kind === 'confirm') {
    const expectedTotalCents = order.totalCents
    await world.give('order.confirm', { orderId, issuedOn: BUSINESS_DAY, expectedTotalCents })
  } else {
    await world.give('order.void', { orderId, voidedOn: BUSINESS_DAY, releasePayments: true })
  }
}
