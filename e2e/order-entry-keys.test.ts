import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { customerFields } from '../shared/testing/builders.ts'
import { type DeskClient, furnish, give, type House, newId, startHouse } from './support/company.ts'
import { test } from './support/page-test.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

let house: House
let desk: DeskClient
let url = ''
let token = ''
let lastCode = 0
const names = { newId, nextNumber: () => `K${++lastCode}` }

test.beforeAll(async () => {
  house = await startHouse()
  const { ready } = await house.desktop('first')
  url = ready.url
  token = ready.token
  desk = await connectDesk(ready)
  await furnish(desk, house)
})
test.afterAll(() => house.stop())

async function customer(fields: object): Promise<string> {
  const customerId = newId()
  await give(desk, 'customer.add', { customerId, ...customerFields(names, fields) })
  return customerId
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${url}/#token=${token}`)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await page.goto(`${url}/#${path}`)
}

test('who types on while a product is looked up goes on where the keys lead', async ({ page }) => {
  await customer({ code: 'HASTY', name: 'Hasty Blooms' })
  await page.routeWebSocket(/\/desk/, window => {
    const desk = window.connectToServer()
    window.onMessage(message => {
      const isSearch = String(message).includes('products.search')
      setTimeout(() => desk.send(message), isSearch ? 1500 : 0)
    })
  })
  await open(page, '/orders/new')
  await expect(page.getByRole('combobox', { name: 'Customer' })).toBeFocused()
  await page.keyboard.type('hasty')
  await expect(page.getByRole('option', { name: /Hasty Blooms/ })).toBeVisible()
  await page.keyboard.press('Enter')
  const product = page.getByRole('combobox', { name: 'Add a product' })
  await expect(product).toBeFocused()
  for (const keys of ['roswhit60', '2', '.45', 'roswhit60', '3', '', 'ros']) {
    await page.keyboard.type(keys)
    if (keys !== 'ros') await page.keyboard.press('Enter')
  }
  await expect(product).toHaveValue('ros')
  await expect(product).toBeFocused()
  // 2 half boxes of 300 stems at 0.45, and 3 at 0.38.
  const lines = page.getByRole('row', { name: /Playa Blanca/ })
  await expect(lines).toHaveCount(2)
  await expect(lines.first()).toContainText('270.00')
  await expect(lines.last()).toContainText('342.00')
  await expect(page.getByText(/^saved \d/)).toBeVisible()
})

test('a line that was taken out is no longer there to bring back once the order is confirmed', async ({
  page,
}) => {
  const customerId = await customer({ code: 'UNDONE', name: 'Undone Blooms' })
  await open(page, `/orders/new?customer=${customerId}`)
  const product = page.getByRole('combobox', { name: 'Add a product' })
  const lines = page.getByRole('row', { name: /Playa Blanca/ })
  for (const count of [1, 2]) {
    await expect(product).toBeFocused()
    await page.keyboard.type('roswhit60')
    await expect(page.getByRole('option', { name: /Playa Blanca/ })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(lines).toHaveCount(count)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
  }
  await lines
    .last()
    .getByLabel(/^Boxes/)
    .focus()
  await page.keyboard.press('Delete')
  await expect(lines).toHaveCount(1)
  const undo = page.getByRole('button', { name: 'Undo' })
  await expect(undo).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
  await expect(undo).toHaveCount(0)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Review/ })).toBeVisible()
  await expect(undo).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(lines).toHaveCount(1)
})
