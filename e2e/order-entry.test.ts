import { type BrowserContext, expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { aLine, customerFields } from '../shared/testing/builders.ts'
import {
  ADMIN,
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

const SALES = { login: 'jorge@bloem.example', password: 'peonies in june', roles: ['sales'] }
const CREDIT = { login: 'vera@bloem.example', password: 'anemones in may', roles: ['credit-manager'] }

let house: House
let desk: DeskClient
let url = ''
let token = ''
let lastCode = 0
const names = { newId, nextNumber: () => `E${++lastCode}` }

test.beforeAll(async () => {
  house = await startHouse()
  const first = await house.desktop('first')
  url = first.ready.url
  token = first.ready.token
  desk = await connectDesk(first.ready)
  await furnish(desk, house)
  await chargeNewOrders(desk)
  for (const { login, password, roles } of [SALES, CREDIT]) {
    const userId = newId()
    const name = login.split('@')[0]
    await give(desk, 'user.add', { userId, name, login, roles, manageOwnCustomers: false, language: 'en' })
    await until(
      () => desk.ask('sync.status', {}),
      status => status.queuedCount === 0,
    )
    await desk.ask('users.set-password', { userId, password })
  }
})
test.beforeEach(() => as(ADMIN))
test.afterAll(() => house.stop())

const as = ({ login, password }: { login: string; password: string }) =>
  desk.ask('session.login', { login, password })

async function customer(fields: object): Promise<string> {
  const customerId = newId()
  await give(desk, 'customer.add', { customerId, ...customerFields(names, fields) })
  return customerId
}

/** Today in the company's time zone, as the screens have it. */
const today = async () => (await desk.ask('session.state', {})).today

async function draft(customerId: string, lines = [aLine(names)]): Promise<string> {
  const order = { ...orderPayload(customerId), lines }
  await give(desk, 'order.create', order)
  return order.orderId
}

async function confirmed(customerId: string): Promise<string> {
  const orderId = await draft(customerId)
  const { order } = await desk.ask('orders.one', { orderId })
  const expectedTotalCents = order.totalCents
  await give(desk, 'order.confirm', { orderId, issuedOn: await today(), expectedTotalCents })
  return orderId
}

async function open(page: Page, path: string): Promise<void> {
  // A window that is given its token anew starts anew, under whatever comes next.
  if (!page.url().startsWith(url)) await page.goto(`${url}/#token=${token}`)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await page.goto(`${url}/#${path}`)
}

const shot = shotsIn('order-entry')

/** Takes a picture, light and dark, and fails with what a keyboard or a screen reader would stumble over. */
async function look(page: Page, name: string): Promise<void> {
  await shot(page, name)
  await expectAccessible(page, name)
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot(page, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
}

const total = (page: Page) => page.locator('[data-total]')

test('charges and tax follow the lines, a hand edit freezes one, and all of it by the keyboard', async ({
  page,
}) => {
  await customer({ code: 'TAXED', name: 'Taxed Blooms', taxBps: 700 })
  await open(page, '/orders/new')
  await expect(page.getByRole('combobox', { name: 'Customer' })).toBeFocused()
  await page.keyboard.type('taxed')
  await expect(page.getByRole('option', { name: /Taxed Blooms/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.type('roswhit60')
  await expect(page.getByRole('option', { name: /Playa Blanca/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.type('2')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  // 2 half boxes of 300 stems at 0.38: 228.00, fuel 4.00, handling 2 % 4.56, tax 7 % 15.96.
  await expect(total(page)).toHaveText('252.52')
  await expect(page.getByLabel('Amount: Handling')).toHaveValue('4.56')
  await page.keyboard.press('Alt+c')
  await page.getByRole('menuitem', { name: 'Delivery' }).click()
  const delivery = page.getByLabel('Amount: Delivery')
  await expect(delivery).toBeFocused()
  await page.keyboard.type('30')
  await page.keyboard.press('ArrowUp')
  await expect(total(page)).toHaveText('282.52')
  const handling = page.getByLabel('Amount: Handling')
  await expect(handling).toBeFocused()
  await page.keyboard.type('1')
  await page.keyboard.press('Enter')
  await expect(total(page)).toHaveText('278.96')
  await expect(page.getByRole('button', { name: /Handling was set by hand/ })).toBeVisible()
  await look(page, 'charges')
  await handling.fill('-900')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('below zero')
  await handling.focus()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Handling was set by hand/ }).click()
  await expect(total(page)).toHaveText('282.52')
  await delivery.focus()
  await page.keyboard.press('Delete')
  await expect(total(page)).toHaveText('252.52')
})

test('a half-entered order survives a reload and a crash', async ({ page, context }) => {
  const orderId = await draft(await customer({ code: 'HALF', name: 'Half Typed' }))
  await open(page, `/orders/${orderId}`)
  const boxes = page.getByLabel('Boxes: Rose Freedom Red 60cm')
  await boxes.fill('0')
  await page.getByRole('combobox', { name: 'Add a product' }).fill('eucsil')
  await page.reload()
  await expect(boxes).toHaveValue('0')
  await expect(page.getByRole('combobox', { name: 'Add a product' })).toHaveValue('eucsil')
  // A window that is gone takes its session storage with it.
  await page.close()
  const later = await (context as BrowserContext).newPage()
  await open(later, `/orders/${orderId}`)
  await expect(later.getByLabel('Boxes: Rose Freedom Red 60cm')).toHaveValue('0')
  await expect(later.getByRole('combobox', { name: 'Add a product' })).toHaveValue('eucsil')
  await later.close()
})

test('a confirmed order is changed, reviewed and issued as the next revision', async ({ page }) => {
  const orderId = await confirmed(await customer({ code: 'REV', name: 'Revised Florals' }))
  await open(page, `/orders/${orderId}`)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(page.getByText('Changing: revision 2')).toBeVisible()
  const boxes = page.getByLabel('Boxes: Rose Freedom Red 60cm')
  await boxes.fill('3')
  await page.keyboard.press('Enter')
  await page.getByLabel('PO number').fill('PS-77')
  await page.getByLabel('PO number').press('Enter')
  await look(page, 'changing')
  await page.reload()
  await expect(page.getByText('Changing: revision 2')).toBeVisible()
  await expect(boxes).toHaveValue('3')
  await expect(page.getByLabel('PO number')).toHaveValue('PS-77')
  expect((await desk.ask('orders.one', { orderId })).order.poNumber).toBe('')
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('PS-77')).toBeVisible()
  await expect(dialog.getByText('228.00')).toBeVisible()
  await look(page, 'review')
  await dialog.getByRole('button', { name: 'Issue revision 2' }).click()
  await expect(page.getByText('Confirmed', { exact: true }).first()).toBeVisible()
  const { invoice, order } = await desk.ask('orders.one', { orderId })
  expect(invoice).toMatchObject({ revision: 2, poNumber: 'PS-77', totalCents: order.totalCents })
  await page.getByRole('button', { name: 'What changed: Revision 2' }).click()
  await expect(page.getByText('PS-77').last()).toBeVisible()
  await look(page, 'revisions')

  await as(SALES)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Change', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  const answer = await desk.answer('command', {
    name: 'order.revise',
    payload: {
      orderId,
      expectedRevision: 2,
      revisedOn: await today(),
      header: {
        shipOn: order.shipOn,
        carrier: '',
        shipToId: null,
        poNumber: '',
        reference: '',
        salespersonId: null,
        buyerContactId: null,
        warehouseNote: '',
        invoiceNote: '',
      },
      lines: [aLine(names)],
      charges: [],
    },
  })
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'change-not-allowed' } })
})

test('Sales asks for an override, the Credit Manager grants it, and Sales confirms', async ({ page }) => {
  const orderId = await draft(
    await customer({ code: 'SHORT', name: 'Short Stems', creditLimitCents: 100_00 }),
  )
  await as(SALES)
  await open(page, `/orders/${orderId}`)
  await expect(page.getByText(/136.56 beyond the customer’s credit/)).toBeVisible()
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await expect(page.getByRole('alert')).toContainText('beyond Short Stems’s credit')
  const grant = { overrideId: newId(), orderId, amountCents: 1_000_00, grantedOn: await today(), note: '' }
  const refused = await desk.answer('command', { name: 'credit.override', payload: grant })
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
  await page.getByRole('button', { name: 'Ask for an override' }).click()
  await page.getByRole('dialog').getByLabel('What they should know').fill('They pay on Friday.')
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('An override was asked for.')).toBeVisible()
  await look(page, 'asked')

  await as(CREDIT)
  await open(page, '/attention')
  await expect(page.getByText('They pay on Friday.')).toBeVisible()
  await look(page, 'asked-card')
  await page.goto(`${url}/#/orders/${orderId}`)
  await page.getByRole('button', { name: 'Grant an override' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Override').fill('100')
  await dialog.getByRole('button', { name: 'Grant it' }).click()
  await expect(dialog.getByText('Grant at least 136.56.')).toBeVisible()
  await look(page, 'grant')
  await dialog.getByLabel('Override').fill('136.56')
  await dialog.getByRole('button', { name: 'Grant it' }).click()
  await expect(page.getByText(/Override of 136.56 for today, by vera/)).toBeVisible()
  expect(await desk.answer('command', { name: 'order.place', payload: { orderId } })).toMatchObject({
    ok: false,
    refusal: { code: 'not-allowed' },
  })

  await as(SALES)
  await open(page, `/orders/${orderId}`)
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await expect(page.getByText('Confirmed', { exact: true }).first()).toBeVisible()
})

test('who pays first is refused a plain confirm, and Pay & Confirm takes the payment', async ({ page }) => {
  const orderId = await draft(
    await customer({ code: 'FIRST', name: 'Pays First', requirePaymentOnConfirm: true }),
  )
  await open(page, `/orders/${orderId}`)
  await expect(page.getByText(/This customer pays first: 236.56 is due/)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('alert')).toContainText('pays before an order is confirmed')
  await page.getByRole('button', { name: 'Pay & Confirm' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reference').fill('4711')
  await look(page, 'pay')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible()
  const { invoice, payments } = await desk.ask('orders.one', { orderId })
  expect(invoice).toMatchObject({ openCents: 0, totalCents: 236_56 })
  expect(payments).toMatchObject([{ amountCents: 236_56, method: 'Check' }])
  await look(page, 'paid')
})

test('a bulk confirm tells for each order what became of it', async ({ page }) => {
  const plain = await draft(await customer({ code: 'BULK1', name: 'Bulk Plain' }))
  await draft(await customer({ code: 'BULK2', name: 'Bulk First', requirePaymentOnConfirm: true }))
  await draft(await customer({ code: 'BULK3', name: 'Bulk Short', creditLimitCents: 0 }))
  // By which one sees that the search has been made.
  await draft(await customer({ code: 'ALONE', name: 'One Alone' }))
  await open(page, '/orders')
  await page.getByPlaceholder('Number, customer, PO, amount…').fill('bulk')
  await expect(page.getByText('3 orders')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Select all' }).click()
  await expect(page.getByRole('region', { name: '3 selected' })).toBeVisible()
  await look(page, 'summary-selected')
  await page.getByRole('region', { name: '3 selected' }).getByRole('button', { name: 'Confirm' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Confirm them' }).click()
  await expect(dialog.getByText('1 order confirmed, 2 not.')).toBeVisible()
  await expect(dialog.getByRole('row', { name: /Bulk First/ })).toContainText('Skipped')
  await expect(dialog.getByRole('row', { name: /Bulk Short/ })).toContainText('beyond Bulk Short’s credit')
  await look(page, 'bulk')
  expect((await desk.ask('orders.one', { orderId: plain })).order.status).toBe('confirmed')
})

test('an order is copied, and a customer’s last one ordered again', async ({ page }) => {
  const customerId = await customer({ code: 'AGAIN', name: 'Again & Again' })
  const orderId = await confirmed(customerId)
  await open(page, `/orders/${orderId}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Copy order' }).click()
  await expect(page.getByText('Draft', { exact: true }).first()).toBeVisible()
  await expect(total(page)).toHaveText('236.56')
  await page.goto(`${url}/#/orders/new?customer=${customerId}`)
  await page.getByRole('button', { name: /Order \d+ of .* again/ }).click()
  await expect(total(page)).toHaveText('236.56')
  expect((await desk.ask('orders.summary', { customerId })).count).toBe(3)
})

test('an order of 500 lines stays quick to type in, with long notes and any script', async ({ page }) => {
  const customerId = await customer({ code: 'LONG', name: '花の卸売 · زهور الصباح', notes: '午後4時まで' })
  const lines = Array.from({ length: 500 }, (_, at) => aLine(names, { description: `バラ ${at} ورد أحمر` }))
  const orderId = await draft(customerId, lines)
  await open(page, `/orders/${orderId}`)
  const cell = page.getByLabel('Boxes: バラ 250 ورد أحمر')
  await cell.focus()
  // What a key changes on screen: its own row and the sums, never the other lines.
  await page.evaluate(() => {
    const touched = new Set<string>()
    Object.assign(window, { touched })
    new MutationObserver(records => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement
        touched.add(element?.closest('tr')?.dataset.line ?? 'elsewhere')
      }
    }).observe(document.querySelector('table')!, { subtree: true, childList: true, characterData: true })
  })
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Boxes · 1,010')).toBeVisible()
  const touched = await page.evaluate(() => [...(window as unknown as { touched: Set<string> }).touched])
  expect(touched.filter(id => id !== 'elsewhere').length).toBeLessThanOrEqual(2)
  const note = page.getByLabel('Warehouse note')
  await note.fill('あ'.repeat(4000))
  await note.blur()
  await until(
    () => desk.ask('orders.one', { orderId }),
    ({ order }) => order.warehouseNote.length === 4000,
  )
  await note.fill('あ'.repeat(4001))
  await note.blur()
  await expect(page.getByText('This is too long. Shorten it.')).toBeVisible()
  await shot(page, 'long')
})

test('in Spanish the form fits a small window, too', async ({ page }) => {
  const fields = { code: 'ES', name: 'Flores del Sur', requirePaymentOnConfirm: true, creditLimitCents: 0 }
  const orderId = await draft(await customer(fields))
  await open(page, `/orders/${orderId}`)
  await page.evaluate(() => localStorage.setItem('florin.ui', '{"state":{"language":"es"},"version":0}'))
  await page.reload()
  const confirm = page.getByRole('button', { name: /^Confirmar/ })
  await expect(confirm).toBeVisible()
  await expect(page.getByText('Recargo de combustible')).toBeVisible()
  await expect(page.getByText(/Este cliente paga primero/)).toBeVisible()
  await look(page, 'spanish')
  await expect.poll(() => confirm.boundingBox().then(box => box!.x + box!.width)).toBeLessThanOrEqual(1280)
  const isTitleWhole = () =>
    page.getByRole('heading', { level: 1 }).evaluate(title => title.scrollWidth <= title.clientWidth)
  await expect.poll(isTitleWhole).toBe(true)
  await page.getByLabel('Cajas: Rose Freedom Red 60cm').fill('0')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 dato sin guardar')).toBeVisible()
  await expect.poll(isTitleWhole).toBe(true)
  await expect(page.getByRole('button', { name: 'Historial' })).toBeVisible()
  await shot(page, 'spanish-unsaved')
})
