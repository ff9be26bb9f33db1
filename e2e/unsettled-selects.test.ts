import { expect, type Locator } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { furnish, give, orderPayload } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

const house = eachInAHouse()
const shot = shotsIn('unsettled-selects')

const isAskedFor = async (select: Locator, typed: string) => {
  await expect(select).toBeFocused()
  await expect(select).toHaveValue(typed)
  await expect(select).toHaveAttribute('aria-invalid', 'true')
  await expect(select).toHaveAccessibleDescription(`Nothing in the list fits “${typed}”.`)
}

test('nothing is saved or confirmed in place of what was typed into a select and fits nothing', async ({
  page,
}) => {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  await page.goto(`${ready.url}/#token=${ready.token}`)
  const at = (path: string) => page.goto(`${ready.url}/#${path}`)

  await at(`/customers/${customerId}`)
  await page.getByRole('tab', { name: 'Details' }).click()
  await page.getByLabel('Phone', { exact: true }).fill('+1 305 555 0199')
  const salesperson = page.getByRole('combobox', { name: 'Salesperson' })
  await salesperson.fill('Nobody Here')
  await page.getByRole('button', { name: 'Save' }).click()
  await isAskedFor(salesperson, 'Nobody Here')
  const one = () => desk.ask('customers.one', { customerId })
  expect((await one()).customer.phone).not.toContain('0199')
  await salesperson.fill('')
  await page.keyboard.press('Control+s')
  await expect.poll(async () => (await one()).customer.phone).toContain('0199')

  await at(`/orders/${order.orderId}`)
  const seller = page.getByRole('combobox', { name: 'Salesperson' })
  await seller.fill('Nobody Here')
  await page.keyboard.press('Control+Enter')
  await isAskedFor(seller, 'Nobody Here')
  await shot(page, 'order')
  const status = async () => (await desk.ask('orders.one', { orderId: order.orderId })).order.status
  expect(await status()).toBe('draft')
  await seller.fill('')
  await page.keyboard.press('Control+Enter')
  await expect.poll(status).toBe('confirmed')
})

test('no company is set up in another time zone than the one that was typed', async ({ page }) => {
  const { ready } = await house.desktop('first')
  await page.goto(`${ready.url}/#token=${ready.token}`)
  await page.getByText('Set up a company').click()
  const texts = {
    Name: 'Aalsmeer Floral Co.',
    'Email, for replies of customers': 'office@aalsmeer.example',
    'Your name': 'Elena Vos',
    'Login (your email)': 'elena@aalsmeer.example',
    'Password (10 characters or more)': 'tulips and roses',
    'Name of this computer': 'Front desk',
    'Relay address': house.relayUrl,
    'Setup token': house.setupToken,
  }
  for (const [label, text] of Object.entries(texts))
    await page.getByRole('textbox', { name: label, exact: true }).fill(text)
  const zone = page.getByRole('combobox', { name: 'Time zone' })
  await zone.fill('Atlantis')
  await page.getByRole('button', { name: 'Set up the company' }).click()
  await isAskedFor(zone, 'Atlantis')
  await shot(page, 'first-start')
  await zone.fill('Bogota')
  await page.getByRole('button', { name: 'Set up the company' }).click()
  await expect(page.getByRole('button', { name: /Elena Vos/ })).toBeVisible()
})
