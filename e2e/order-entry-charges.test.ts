import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { aLine, customerFields } from '../shared/testing/builders.ts'
import {
  chargeNewOrders,
  type DeskClient,
  furnish,
  give,
  type House,
  newId,
  orderPayload,
  startHouse,
  until,
} from './support/company.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

let house: House
let desk: DeskClient
let url = ''
let token = ''
let lastCode = 0
const names = { newId, nextNumber: () => `C${++lastCode}` }

test.beforeAll(async () => {
  house = await startHouse()
  const first = await house.desktop('first')
  url = first.ready.url
  token = first.ready.token
  desk = await connectDesk(first.ready)
  await furnish(desk, house)
  await chargeNewOrders(desk)
})
test.afterAll(() => house.stop())

async function customer(fields: object): Promise<string> {
  const customerId = newId()
  await give(desk, 'customer.add', { customerId, ...customerFields(names, fields) })
  return customerId
}

/** Today in the company's time zone, as the screens have it. */
const today = async () => (await desk.ask('session.state', {})).today

/** An order of 228.00 with 4.00 of fuel and 4.56 of handling. */
async function draft(customerId: string): Promise<string> {
  const order = { ...orderPayload(customerId), lines: [aLine(names)] }
  await give(desk, 'order.create', order)
  return order.orderId
}

async function open(page: Page, path: string): Promise<void> {
  // A window that is given its token anew starts anew, under whatever comes next.
  if (!page.url().startsWith(url)) await page.goto(`${url}/#token=${token}`)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await page.goto(`${url}/#${path}`)
}

const shot = shotsIn('order-entry')
const total = (page: Page) => page.locator('[data-total]')

/** An order on screen with a charge of 0.00 just added, in whose amount the focus is. */
async function charging(page: Page, orderId: string): Promise<void> {
  await open(page, `/orders/${orderId}`)
  await expect(total(page)).not.toHaveText('0.00')
  await page.keyboard.press('Alt+c')
  await page.getByRole('menuitem', { name: 'Another amount' }).click()
  await expect(amountOf(page)).toBeFocused()
}

const amountOf = (page: Page) => page.getByLabel('Amount: Charge')

async function chargedOf(orderId: string): Promise<number | undefined> {
  const { order } = await desk.ask('orders.one', { orderId })
  return order.charges.find(({ label }) => label === 'Charge')?.amountCents
}

const isConfirmed = (page: Page) => expect(page.getByText('Confirmed', { exact: true }).first()).toBeVisible()

test('a charge typed and not left is on the invoice, whichever way the order is finished', async ({
  page,
}) => {
  const customerId = await customer({ code: 'TYPED', name: 'Typed Charges' })
  const byKeys = await draft(customerId)
  await charging(page, byKeys)
  await page.keyboard.type('50')
  await page.keyboard.press('Control+Enter')
  await isConfirmed(page)
  expect(await chargedOf(byKeys)).toBe(50_00)
  expect((await desk.ask('orders.one', { orderId: byKeys })).invoice).toMatchObject({ totalCents: 286_56 })

  const byMouse = await draft(customerId)
  await charging(page, byMouse)
  await page.keyboard.type('35')
  await expect(total(page)).toHaveText('271.56')
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await isConfirmed(page)
  expect(await chargedOf(byMouse)).toBe(35_00)

  const pending = await draft(customerId)
  await charging(page, pending)
  await page.keyboard.type('20')
  await page.getByRole('button', { name: 'Save as pending' }).click()
  await expect(page.getByText('Pending', { exact: true }).first()).toBeVisible()
  expect(await chargedOf(pending)).toBe(20_00)
  await amountOf(page).fill('30')
  await page.getByRole('button', { name: 'Pay & Confirm' }).click()
  await expect(page.getByRole('dialog')).toContainText('266.56')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await amountOf(page).fill('40')
  await page.getByRole('button', { name: 'Email' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await chargedOf(pending)).toBe(40_00)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await amountOf(page).fill('45')
  const shipOn = page.getByLabel('Ship date')
  await shipOn.fill('+0')
  await page.keyboard.press('Control+Enter')
  await isConfirmed(page)
  expect(await chargedOf(pending)).toBe(45_00)
  expect((await desk.ask('orders.one', { orderId: pending })).order.shipOn).toBe(await today())

  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await amountOf(page).fill('60')
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('60.00')).toBeVisible()
  await dialog.getByRole('button', { name: 'Issue revision 2' }).click()
  await isConfirmed(page)
  expect(await chargedOf(pending)).toBe(60_00)
})

test('a charge that can not be read stops the order, and is kept over a reload, Ctrl+O and Back', async ({
  page,
}) => {
  const orderId = await draft(await customer({ code: 'RED', name: 'Red Charges' }))
  await charging(page, orderId)
  await page.keyboard.type('1O0')
  await page.reload()
  await expect(amountOf(page)).toHaveValue('1O0')
  await page.keyboard.press('Control+o')
  await expect(page.getByRole('heading', { name: 'New order' })).toBeVisible()
  await page.goBack()
  await expect(amountOf(page)).toHaveValue('1O0')
  await page.keyboard.press('Control+Enter')
  const unsaved = page.getByRole('alert').filter({ hasText: 'Something is not saved' })
  await expect(unsaved).toBeVisible()
  await expect(page.getByText('1 entry is not saved yet')).toBeVisible()
  await expect(page.getByText('Enter an amount such as 12.50')).toBeVisible()
  await expect(amountOf(page)).toBeFocused()
  await shot(page, 'charge-red')
  await expectAccessible(page, 'charge-red')
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await expect(amountOf(page)).toBeFocused()
  expect((await desk.ask('orders.one', { orderId })).order.status).toBe('draft')

  await amountOf(page).fill('100')
  await page.keyboard.press('Control+o')
  await expect(page.getByRole('heading', { name: 'New order' })).toBeVisible()
  await until(
    () => chargedOf(orderId),
    cents => cents === 100_00,
  )
  await page.goBack()
  await page.getByLabel('Percent: Handling').fill('two')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Enter a percentage such as 2.5')).toBeVisible()
  await page.getByLabel('Percent: Handling').fill('4')
  await page.keyboard.press('Control+Enter')
  await isConfirmed(page)
  await expect(page.getByText('Enter a percentage such as 2.5')).toBeHidden()
  // 228.00 of lines, 4.00 of fuel, 4 % of handling.
  expect((await desk.ask('orders.one', { orderId })).order.totalCents).toBe(341_12)
})

test('a PO number that is missing is asked for by name', async ({ page }) => {
  const orderId = await draft(await customer({ code: 'PO', name: 'Harbor Hotels', poRequired: true }))
  await open(page, `/orders/${orderId}`)
  await expect(total(page)).toHaveText('236.56')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('PO number is missing')).toBeVisible()
  await expect(page.getByText('is not saved yet')).toBeHidden()
  const poNumber = page.getByLabel('PO number (required)')
  await expect(poNumber).toBeFocused()
  await shot(page, 'po-missing')
  await page.keyboard.type('PS-9')
  await page.keyboard.press('Control+Enter')
  await isConfirmed(page)
  expect((await desk.ask('orders.one', { orderId })).invoice?.poNumber).toBe('PS-9')
})

test('a product typed and not chosen is not left off the invoice unsaid', async ({ page }) => {
  const orderId = await draft(await customer({ code: 'PICK', name: 'Picked Stems' }))
  await open(page, `/orders/${orderId}`)
  const product = page.getByRole('combobox', { name: 'Add a product' })
  await expect(product).toBeFocused()
  await page.keyboard.type('roswhit60')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('A product is typed and not chosen.')).toBeVisible()
  await expect(product).toBeFocused()
  await shot(page, 'product-unchosen')
  await expectAccessible(page, 'product-unchosen')
  expect((await desk.ask('orders.one', { orderId })).order.status).toBe('draft')
  await page.keyboard.press('Escape')
  await expect(page.getByText('A product is typed and not chosen.')).toBeHidden()
  await page.keyboard.press('Control+Enter')
  await isConfirmed(page)
})
