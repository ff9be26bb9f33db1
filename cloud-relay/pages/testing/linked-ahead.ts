import { orderPayload } from '../../testing/payloads.ts'
import type { PagesUnderTest } from './pages-under-test.ts'

const TO = 'ines@petalandstem.example'

/** A pending order of 228.00; answers its id. */
export async function pendingOrder(pages: PagesUnderTest, customerId: string): Promise<string> {
  const order = orderPayload(pages.device, customerId, `A${pages.device.id().slice(-10)}`)
  await pages.give('order.create', order)
  await pages.give('order.place', { orderId: order.orderId })
  return order.orderId
}

/** Emails a pending order with a link to pay it in advance; the mail waits in the queue. */
export async function emailOrder(
  pages: PagesUnderTest,
  orderId: string,
): Promise<{ linkId: string; mailId: string }> {
  const [linkId, mailId] = [pages.device.id(), pages.device.id()]
  const recipients = [{ mailId, address: TO }]
  await pages.give('order.email', { orderId, recipients, subject: 'Your order', message: '', linkId })
  return { linkId, mailId }
}

/** Emails a customer's statement with a link; answers the link's id. */
export async function emailStatement(pages: PagesUnderTest, customerId: string): Promise<string> {
  const linkId = pages.device.id()
  await pages.give('statement.email', {
    customerId,
    statementKind: 'unpaid',
    statementOn: '2026-12-31',
    recipients: [{ mailId: pages.device.id(), address: TO }],
    subject: 'Statement',
    message: '',
    linkId,
  })
  return linkId
}
