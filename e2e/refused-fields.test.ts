import { expect, type Locator } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { ADMIN, furnish, give, orderPayload } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

const house = eachInAHouse()
const shot = shotsIn('refused-fields')

const isShown = async (field: Locator, message: string) => {
  await expect(field).toBeFocused()
  await expect(field).toBeInViewport()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(new RegExp(message))
  await expect(field.page().getByText(new RegExp(message)).first()).toBeInViewport({ ratio: 1 })
}

test('whatever refuses a form, its field is scrolled to and has the cursor', async ({ page }) => {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', {
    orderId: order.orderId,
    issuedOn: '2026-11-20',
    expectedTotalCents: 228_00,
  })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  await page.goto(`${ready.url}/#token=${ready.token}`)
  const at = (path: string) => page.goto(`${ready.url}/#${path}`)

  await at('/customers/new')
  const code = page.getByLabel('Code', { exact: true })
  await expect(code).toBeFocused()
  await page.keyboard.type('petal')
  await page.getByLabel('Name', { exact: true }).first().fill('Petal Two')
  await page.getByRole('button', { name: 'Add a contact' }).scrollIntoViewIfNeeded()
  await page.getByLabel('Notes', { exact: true }).first().focus()
  await page.keyboard.press('Control+s')
  await isShown(code, 'belongs to another customer')
  await shot(page, 'customer')
  await code.fill('PETAL2')
  const tax = page.getByLabel('Tax %')
  await tax.fill('200')
  // In sight already, at the very foot: the browser has no reason to scroll.
  await tax.evaluate(field => {
    const form = field.closest('form')!.firstElementChild!
    form.scrollTop += field.getBoundingClientRect().bottom - form.getBoundingClientRect().bottom
  })
  await page.keyboard.press('Control+s')
  await isShown(tax, 'from 0 to 100')
  await shot(page, 'customer-below')

  const { rows } = await desk.ask('customers.list', { search: 'Wedding' })
  await at(`/customers/${rows[0]!.id}`)
  await expect(page.getByText('No invoices yet')).toBeVisible()

  await at('/team')
  await page.getByRole('button', { name: 'Add user' }).click()
  const login = page.getByRole('dialog').getByLabel('Login')
  await page.getByRole('dialog').getByLabel('Name').fill('Elena Two')
  await login.fill(ADMIN.login)
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await isShown(login, 'already belongs to a user')
  await page.keyboard.press('Escape')

  // More stems than the line was sold.
  await at(`/credits/new?customer=${customerId}&invoice=${invoice!.id}`)
  const stems = page.getByLabel('How many stems of')
  await stems.fill('9999')
  await page.getByRole('combobox', { name: 'Reason' }).fill('Damaged')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Enter')
  await isShown(stems, 'At most 600')
  await shot(page, 'credit')
  await stems.fill('600')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog').getByText('Pending review').first()).toBeVisible()
})
