import { expect } from '@playwright/test'
import { WEBHOOK_TYPES } from '../cloud-relay/gateways/stripe/read-event.ts'
import { type StripeServer, startStripeServer } from '../cloud-relay/testing/stripe-server/stripe-server.ts'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { furnish, give, newId, orderPayload, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

const SECRET_KEY = 'sk_test_TulipsAndRoses'
test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

let stripe: StripeServer
const house = eachInAHouse(async () => {
  stripe = await startStripeServer({ now: Date.now })
  stripe.account(SECRET_KEY)
  return { stripeUrl: stripe.origin }
})
test.afterEach(() => stripe.stop())

const shot = shotsIn('stripe')

test('keys are entered in Setup, a customer pays in Stripe’s fields, and the way back is a click', async ({
  page,
  browser,
}) => {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  await page.goto(`${ready.url}/#token=${ready.token}`)
  await expect(page.getByText('Up to date')).toBeVisible()
  await page.goto(`${ready.url}/#/settings`)
  await page.getByRole('button', { name: 'Take real payments with Stripe' }).click()
  const dialog = page.getByRole('dialog', { name: 'Stripe keys' })
  await expect(dialog.getByLabel('Endpoint address')).toHaveValue(/\/webhooks\/stripe\//)
  const webhookUrl = await dialog.getByLabel('Endpoint address').inputValue()
  stripe.webhooks.endpoints.push({ url: webhookUrl, secret: 'whsec_TulipsAndRoses', types: WEBHOOK_TYPES })
  await dialog.getByLabel('Secret key').fill('sk_test_somebody_elses')
  await dialog.getByLabel('Publishable key').fill('pk_test_TulipsAndRoses')
  await dialog.getByLabel('Signing secret').fill('whsec_TulipsAndRoses')
  await shot(page, 'keys')
  await dialog.getByRole('button', { name: 'Try and save' }).click()
  await expect(dialog.getByText('Stripe does not take this key.')).toBeVisible()
  await expectAccessible(page, 'Stripe keys')
  await dialog.getByLabel('Secret key').fill(SECRET_KEY)
  await dialog.getByRole('button', { name: 'Try and save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Stripe · TEST')).toBeVisible()
  await expect(page.getByText('external account')).toBeVisible()
  await page.getByRole('button', { name: 'Back to the sandbox' }).scrollIntoViewIfNeeded()
  await shot(page, 'account')
  await expectAccessible(page, 'payments account')

  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', {
    orderId: order.orderId,
    issuedOn: '2026-11-20',
    expectedTotalCents: 22_800,
  })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  await give(desk, 'document.email', {
    invoiceId: invoice!.id,
    recipients: [{ mailId: newId(), address: 'ines@petal.example' }],
    subject: 'Your invoice',
    message: '',
    linkId: newId(),
  })
  const { mail } = await house.inbox.mail(({ mail }) => mail.subject === 'Your invoice')
  expect(mail.text).toContain('TEST')
  const link = /https?:\/\/\S+\/l\/\S+/.exec(mail.text ?? '')![0]

  const payer = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' })
  const phone = await payer.newPage()
  const problems: string[] = []
  phone.on('console', message => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await phone.goto(link)
  await phone.waitForTimeout(1200) // a person takes a second to read; the page counts faster ones as machines
  await phone.getByRole('button', { name: 'View and pay' }).click()
  const fields = phone.frameLocator('iframe[title="Secure payment input frame"]')
  await fields.getByLabel('Card number').fill('4000 0000 0000 9995')
  await shot(phone, 'pay-page')
  await phone.getByRole('button', { name: 'Pay $228.00' }).click()
  await expect(phone.getByText(/declined and nothing was charged/)).toBeVisible()
  await fields.getByLabel('Card number').fill('4242 4242 4242 4242')
  await phone.getByRole('button', { name: 'Pay $228.00' }).click()
  await expect(phone.getByText('Paid, thank you')).toBeVisible()
  await shot(phone, 'paid')
  expect(problems).toEqual([])
  await payer.close()

  await stripe.webhooks.deliverDue()
  const history = await until(
    () => desk.ask('payments.history', {}),
    found => found.count === 1,
  )
  expect(history).toMatchObject({ count: 1, totalCents: 22_800 })

  await page.getByRole('button', { name: 'Back to the sandbox' }).click()
  await expect(page.getByText('Sandbox · TEST')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Back to Stripe' })).toBeVisible()
})
