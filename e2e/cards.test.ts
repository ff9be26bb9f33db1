import { type BrowserContext, expect, type Page } from '@playwright/test'
import { WEBHOOK_TYPES } from '../cloud-relay/gateways/stripe/read-event.ts'
import { type StripeServer, startStripeServer } from '../cloud-relay/testing/stripe-server/stripe-server.ts'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { type DeskClient, furnish, give, newId, orderPayload, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

const PLATFORM = ['sk_test_Platform', 'pk_test_Platform', 'whsec_Platform'] as const
test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

let stripe: StripeServer
const house = eachInAHouse(async () => {
  stripe = await startStripeServer({ now: Date.now })
  stripe.account(PLATFORM[0])
  return { stripeUrl: stripe.origin, stripePlatform: PLATFORM.join(',') }
})
test.beforeEach(() => {
  const url = `${house.relayUrl}/webhooks/stripe`
  stripe.webhooks.endpoints.push({ url, secret: PLATFORM[2], types: WEBHOOK_TYPES, connect: true })
})
test.afterEach(() => stripe.stop())

const shot = shotsIn('cards')

/** The same page by day and by night, on a telephone and on a desk. */
async function looks(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      await expect.configure({ soft: true }).poll(overflow, `${name} at ${width}`).toBeLessThanOrEqual(0)
      await shot(page, `${name}-${colorScheme}-${width}`, true)
    }
    // What is inside Stripe's own frames is Stripe's; here it is a stand-in.
    await expectAccessible(page, `${name}, ${colorScheme}`, '#element')
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

async function invoiced(desk: DeskClient, customerId: string): Promise<string> {
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  const confirmed = { orderId: order.orderId, issuedOn: '2026-11-20', expectedTotalCents: 22_800 }
  await give(desk, 'order.confirm', confirmed)
  return (await desk.ask('orders.one', { orderId: order.orderId })).invoice!.id
}

async function mailedLink(desk: DeskClient, customerId: string, subject: string): Promise<string> {
  await give(desk, 'document.email', {
    invoiceId: await invoiced(desk, customerId),
    recipients: [{ mailId: newId(), address: 'ines@petal.example' }],
    subject,
    message: '',
    linkId: newId(),
  })
  const { mail } = await house.inbox.mail(({ mail }) => mail.subject === subject)
  return /https?:\/\/\S+\/l\/\S+/.exec(mail.text ?? '')![0]
}

/** Opens a link as a person does, who takes a second to read. */
async function opened(context: BrowserContext, link: string, button: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(link)
  await page.waitForTimeout(1200)
  await page.getByRole('button', { name: button }).click()
  return page
}

test('an account is connected, a card is remembered and paid with again, and one is taken by telephone', async ({
  page,
  browser,
  context,
}) => {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  await page.goto(`${ready.url}/#token=${ready.token}`)
  await expect(page.getByText('Up to date')).toBeVisible()

  // Connect
  await page.goto(`${ready.url}/#/settings`)
  await page.getByRole('button', { name: 'Connect with Stripe' }).click()
  const dialog = page.getByRole('dialog', { name: 'Connect with Stripe' })
  await expect(dialog).toBeVisible()
  await shot(page, 'connect')
  await expectAccessible(page, 'connect')
  await dialog.getByLabel('US bank accounts (ACH)').check()
  const toStripe = context.waitForEvent('page')
  await dialog.getByRole('button', { name: 'Open Stripe' }).click()
  const back = await toStripe
  await expect(back.getByRole('heading', { name: 'Back from Stripe' })).toBeVisible()
  await back.close()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await stripe.webhooks.deliverDue()
  await expect(page.getByText('acct_connected1')).toBeVisible()
  await page.getByRole('button', { name: 'Activate' }).click()
  await page.getByText('acct_connected1').scrollIntoViewIfNeeded()
  await expect(page.getByText('Not yet')).toHaveCount(0)
  await shot(page, 'connected')

  // Remembered
  const payer = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'es-US' })
  const first = await opened(payer, `${await mailedLink(desk, customerId, 'One')}?lang=es`, 'Ver y pagar')
  const fields = first.frameLocator('iframe[title="Secure payment input frame"]')
  await fields.getByLabel('Card number').fill('4242 4242 4242 4242')
  const remember = first.getByLabel('Recordar esta tarjeta o cuenta bancaria para la próxima vez')
  await expect(remember).not.toBeChecked()
  await looks(first, 'pay-es')
  await remember.check()
  await first.getByRole('button', { name: 'Pagar $228.00', exact: true }).click()
  await expect(first.getByText('Pagado, gracias')).toBeVisible()
  const second = await opened(payer, `${await mailedLink(desk, customerId, 'Two')}?lang=es`, 'Ver y pagar')
  await expect(second.getByRole('radio', { name: /Visa •••• 4242/ })).toBeChecked()
  await expect(second.locator('#element')).toBeHidden()
  await looks(second, 'kept-es')
  await second.getByRole('button', { name: 'Pagar $228.00', exact: true }).click()
  await expect(second.getByText('Pagado, gracias')).toBeVisible()
  await looks(second, 'paid-es')
  await payer.close()

  // Seen and removed by staff
  await page.goto(`${ready.url}/#/customers/${customerId}`)
  await page.getByRole('tab', { name: 'Advanced' }).click()
  await expect(page.getByText('Visa ···4242')).toBeVisible()
  await page.getByText('Visa ···4242').scrollIntoViewIfNeeded()
  await shot(page, 'customer')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot(page, 'customer-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page, 'saved cards')
  await page.getByRole('button', { name: 'Remove Visa ···4242' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No payer has saved a card or bank account.')).toBeVisible()

  // By telephone
  await until(
    () => desk.ask('invoices.open', {}),
    found => found.count === 0,
  )
  await invoiced(desk, customerId)
  await page.goto(`${ready.url}/#/invoices`)
  const owing = page.getByRole('region', { name: 'Open Invoices' }).getByRole('row', { name: /Petal/ })
  await owing.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Card by phone' }).click()
  await expect(page.getByRole('dialog', { name: 'Take a card by phone' })).toBeVisible()
  await shot(page, 'phone')
  await expectAccessible(page, 'card by phone')
  const paying = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Open the payment page' }).click()
  const staff = await paying
  await staff.waitForTimeout(1200)
  await staff.getByRole('button', { name: 'View and pay' }).click()
  await expect(staff.getByText('Card by telephone')).toBeVisible()
  await staff
    .frameLocator('iframe[title="Secure payment input frame"]')
    .getByLabel('Card number')
    .fill('4242424242424242')
  await shot(staff, 'phone-page', true)
  await staff.getByRole('button', { name: 'Pay $228.00', exact: true }).click()
  await expect(staff.getByText('Paid, thank you')).toBeVisible()
  await staff.close()
  await until(
    () => desk.ask('payments.history', {}),
    found => found.count === 3,
  )

  // In Spanish, by night
  const { user } = await desk.ask('session.state', {})
  await give(desk, 'user.change', { userId: user!.id, changes: { language: { from: 'en', to: 'es' } } })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${ready.url}/#/settings`)
  await page.getByRole('button', { name: 'Seguir en Stripe' }).click()
  const connecting = page.getByRole('dialog', { name: 'Conectar con Stripe' })
  await expect(connecting).toBeVisible()
  await shot(page, 'connect-es-dark')
  await expectAccessible(page, 'connect in Spanish')
  await connecting.getByRole('button', { name: 'Cancelar' }).click()
  await page.getByRole('button', { name: 'Usar claves propias…' }).click()
  await expect(page.getByRole('dialog', { name: 'Claves de Stripe' })).toBeVisible()
  await shot(page, 'keys-es-dark')
  await expectAccessible(page, 'keys in Spanish')
  stripe.disconnect('acct_connected1')
  await stripe.webhooks.deliverDue()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Desconectada.')).toBeVisible()
  await page.getByText('Desconectada.').scrollIntoViewIfNeeded()
  await shot(page, 'disconnected-es-dark')
})
