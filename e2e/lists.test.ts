import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { furnish, give, orderPayload } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { test } from './support/page-test.ts'

test.describe.configure({ timeout: 90_000 })
test.use({ viewport: { width: 1280, height: 720 } })
const house = eachInAHouse()

/** Order Summary with three drafts of one customer. */
async function threeOrders(page: Page) {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  for (let at = 0; at < 3; at++) await give(desk, 'order.create', orderPayload(customerId))
  await page.goto(`${ready.url}/#token=${ready.token}`)
  await page.getByRole('link', { name: 'Order Summary' }).click()
  const list = page.getByRole('region', { name: /Order/ })
  const rows = list.getByRole('row').filter({ hasText: 'Petal' })
  await expect(rows).toHaveCount(3)
  return { desk, customerId, list, rows }
}

test('a row’s menu stays open and in its row while others change the list, and gives the keyboard back', async ({
  page,
}) => {
  const { desk, customerId, rows } = await threeOrders(page)
  const number = (await rows.nth(1).locator('[col-id=number]').textContent())!
  const cell = rows.filter({ hasText: number }).locator('[col-id=actions]')
  await rows
    .filter({ hasText: number })
    .locator('[col-id=number]')
    .click({ modifiers: ['Control'] })
  for (let step = 0; step < 20 && !(await cell.evaluate(el => el === document.activeElement)); step++)
    await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await give(desk, 'order.create', orderPayload(customerId))
  await expect(rows).toHaveCount(4)
  await expect(page.getByRole('menu')).toBeVisible()
  const opened = page.getByRole('button', { name: `Actions for order ${number}`, exact: true })
  await expect(opened.first()).toBeVisible()
  const menuButton = page.locator('button[aria-expanded=true]', { has: page.locator('svg') })
  await expect
    .poll(async () => (await menuButton.boundingBox())!.y - (await cell.boundingBox())!.y)
    .toBeLessThan(12)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(cell).toBeFocused()
})

test('the boxes show what is selected, however it came to be', async ({ page }) => {
  const { list, rows } = await threeOrders(page)
  const boxes = rows.getByRole('checkbox')
  const selected = list.locator('[role=row][aria-selected=true]')
  await boxes.nth(0).click()
  await expect(selected).toHaveCount(1)
  await boxes.nth(2).click({ modifiers: ['Shift'] })
  await expect(selected).toHaveCount(3)
  // A second time with Shift changes nothing.
  await boxes.nth(2).click({ modifiers: ['Shift'] })
  for (const at of [0, 1, 2]) await expect(boxes.nth(at)).toBeChecked()
  await boxes.nth(1).uncheck()
  await expect(selected).toHaveCount(2)
  await page.keyboard.press('Space')
  await expect(boxes.nth(1)).toBeChecked()
  const all = page.getByRole('checkbox', { name: 'Select all shown' })
  await expect(all).toBeChecked()
  await all.click()
  for (const at of [0, 1, 2]) await expect(boxes.nth(at)).not.toBeChecked()
})
