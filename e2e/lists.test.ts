import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { furnish, give, orderPayload } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { test } from './support/page-test.ts'

test.use({ viewport: { width: 1280, height: 720 } })
const house = eachInAHouse()

/** Order Summary with some drafts of one customer. */
async function orders(page: Page, count = 3) {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  for (let at = 0; at < count; at++) await give(desk, 'order.create', orderPayload(customerId))
  await page.goto(`${ready.url}/#token=${ready.token}`)
  await page.getByRole('link', { name: 'Order Summary' }).click()
  const list = page.getByRole('region', { name: /Order/ })
  const rows = list.getByRole('row').filter({ hasText: 'Petal' })
  if (count < 10) await expect(rows).toHaveCount(count)
  return { desk, customerId, list, rows }
}

test('a row’s menu stays open and in its row while others change the list, and gives the keyboard back', async ({
  page,
}) => {
  const { desk, customerId, rows } = await orders(page)
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
  const { list, rows } = await orders(page)
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
  const all = page.getByRole('checkbox', { name: 'Select all' })
  await expect(all).toBeChecked()
  await all.click()
  for (const at of [0, 1, 2]) await expect(boxes.nth(at)).not.toBeChecked()
})

test('all rows are selected, also those that were never in sight', async ({ page }) => {
  const { rows } = await orders(page, 130)
  await rows
    .nth(1)
    .locator('[col-id=number]')
    .click({ modifiers: ['Control'] })
  await expect(page.getByText('1 selected')).toBeVisible()
  await page.keyboard.press('Control+a')
  await expect(page.getByText('130 selected')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Select all' })).toBeChecked()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(page.getByText('130 selected')).toBeHidden()
})

test('columns fit the window again after a sort, and what the user chose stays', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const { list } = await orders(page)
  const header = (name: string) => list.getByRole('columnheader', { name, exact: true })
  await header('Number').click()
  await expect(header('Carrier')).toBeVisible()
  for (const [width, isShown] of [
    [1280, false],
    [1440, true],
  ] as const) {
    await page.setViewportSize({ width, height: 720 })
    await expect(header('Carrier')).toBeVisible({ visible: isShown })
    const menu = list.getByRole('button', { name: /Actions for order/ }).first()
    await expect
      .poll(async () => {
        const box = (await menu.boundingBox())!
        return box.x + box.width
      })
      .toBeLessThan(width)
  }
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Carrier' }).click()
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.reload()
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(header('Number')).toBeVisible()
  await expect(header('Carrier')).toBeHidden()
})
