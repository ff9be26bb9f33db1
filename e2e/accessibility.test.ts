import { expect } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { ADMIN, type DeskClient, furnish, give, newId, orderPayload } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'

test.use({ expectedErrors: ['WebSocket connection to', '/desk-access?token='] })

const house = eachInAHouse()

/** An invoice of 228.00 in the books; its order's id and its own. */
async function anInvoice(
  desk: DeskClient,
  customerId: string,
): Promise<{ orderId: string; invoiceId: string }> {
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', {
    orderId: order.orderId,
    issuedOn: '2026-11-20',
    expectedTotalCents: 22_800,
  })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  return { orderId: order.orderId, invoiceId: invoice!.id }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen is for keyboard and screen reader, too: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    const first = await house.desktop('first')
    await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
    await expect(page.getByText('Welcome to Florin')).toBeVisible()
    await expectAccessible(page, 'first start')
    const desk = await connectDesk(first.ready)
    const { customerId } = await furnish(desk, house)
    const { orderId } = await anInvoice(desk, customerId)
    for (const [path, heading] of [
      ['/home', 'Home'],
      ['/orders/new', 'New order'],
      [`/orders/${orderId}`, /^Order \d/],
      ['/orders', 'Order Summary'],
      ['/invoices', 'Open Invoices'],
      ['/receive-payment', 'Receive Payment'],
      ['/payments', 'Payment History'],
      ['/payment-links', 'Payments & Links'],
      ['/aging', 'Aging / Statements'],
      ['/periods', 'Periods & charges'],
      ['/customers', 'Customers'],
      [`/customers/${customerId}`, /^Petal/],
      ['/products', 'Products'],
      ['/blocked-addresses', 'Blocked addresses'],
      ['/team', 'Users & devices'],
      ['/import', 'Import'],
      ['/numbers', 'Numbers'],
      ['/settings', 'Settings'],
      ['/attention', 'Needs attention'],
    ] as const) {
      await page.goto(`${first.ready.url}/#${path}`)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await expect(page.getByText('Loading…', { exact: true })).toHaveCount(0)
      await expectAccessible(page, path)
    }
    await desk.ask('session.logout', {})
    await expect(page.getByText('Log in').first()).toBeVisible()
    await expectAccessible(page, 'login')
  })
}

test('the payment page is for everyone, in English and Spanish', async ({ page }) => {
  const desk = await connectDesk((await house.desktop('first')).ready)
  const { customerId } = await furnish(desk, house)
  const { invoiceId } = await anInvoice(desk, customerId)
  const recipients = [{ mailId: newId(), address: ADMIN.login }]
  await give(desk, 'document.email', {
    invoiceId,
    recipients,
    subject: 'Invoice',
    message: '',
    linkId: newId(),
  })
  const { mail } = await house.inbox.mail(({ to }) => to.includes(ADMIN.login))
  const link = /https?:\/\/\S+\/l\/\S+/.exec(mail.text ?? '')?.[0] ?? ''
  await page.goto(link)
  await expectAccessible(page, 'landing')
  await page.getByText('Español').click()
  await expect(page.getByRole('button', { name: 'Ver y pagar' })).toBeVisible()
  await expectAccessible(page, 'landing, Spanish')
  await page.waitForTimeout(1200) // faster is counted as a machine
  await page.getByRole('button', { name: 'Ver y pagar' }).click()
  await expect(page.getByRole('button', { name: 'Pagar $228.00', exact: true })).toBeVisible()
  await expect(page.frameLocator('iframe').getByRole('textbox').first()).toBeVisible()
  await expectAccessible(page, 'pay page')
  await give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId,
    receivedOn: '2026-11-21',
    method: 'Check',
    reference: '1',
    totalCents: 22_800,
    note: '',
    applications: [{ invoiceId, amountCents: 22_800 }],
  })
  await expect(page.getByRole('heading').first()).toHaveText(/pagado/i)
  await expectAccessible(page, 'paid elsewhere')
})
