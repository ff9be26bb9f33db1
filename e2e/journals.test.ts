import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { furnish, give, orderPayload } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'

test.use({ expectedErrors: ['WebSocket connection to', '/desk-access?token='] })

const house = eachInAHouse()

test('the sales journal is shown with its control totals and saved for QuickBooks, with accounts that are remembered', async ({
  page,
}) => {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  const { today } = await desk.ask('session.state', {})
  const order = orderPayload(customerId)
  await give(desk, 'order.create', { ...order, orderedOn: today, shipOn: today })
  await give(desk, 'order.confirm', { orderId: order.orderId, issuedOn: today, expectedTotalCents: 228_00 })
  await page.goto(`${ready.url}/#token=${ready.token}`)
  await page.goto(`${ready.url}/#/orders`)
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'QuickBooks journals' }).click()
  await expect(page.getByRole('heading', { name: 'Journals' })).toBeVisible()
  await page.getByRole('button', { name: 'Last month' }).click()
  await page.getByRole('button', { name: 'This month' }).click()
  const totals = page.getByRole('region', { name: 'Control totals' })
  await expect(totals.getByRole('row', { name: /Invoices issued\s+1\s+228\.00/ })).toBeVisible()
  await expect(page.getByText('Both journals agree with the aging.')).toBeVisible()
  await expectAccessible(page, 'journals')

  const account = page.getByLabel('Account in QuickBooks: Flowers sold')
  await account.fill('')
  await expect(page.getByText('Name the account.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save file' })).toBeDisabled()
  await account.fill('Income:Flowers')
  const saved = async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save file' }).click(),
    ])
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'latin1') }
  }
  const iif = await saved()
  expect(iif.name).toMatch(/\.iif$/)
  expect(iif.text).toContain('\tIncome:Flowers\t\t\t-228.00\t')
  await page.getByText('QuickBooks Online').click()
  const csv = await saved()
  expect(csv.name).toMatch(/\.csv$/)
  expect(csv.text).toContain(',Income:Flowers,,228.00,')

  await page.reload()
  await expect(account).toHaveValue('Income:Flowers')
})

test('Escape in a dialog over a panel closes the dialog alone', async ({ page }) => {
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
  await page.goto(`${ready.url}/#/invoices/${invoice!.id}`)
  const panel = page.getByRole('dialog', { name: /^Invoice/ })
  await panel.getByRole('button', { name: 'Email' }).click()
  const dialog = page.getByRole('dialog', { name: /^Email invoice/ })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  // Pressed twice in a breath it closes both.
  await page.goto(`${ready.url}/#/invoices/${invoice!.id}`)
  await panel.getByRole('button', { name: 'Email' }).click()
  await expect(dialog).toBeVisible()
  for (const _ of [1, 2]) await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
