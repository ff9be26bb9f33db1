import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { PDFDict, PDFDocument, PDFName, PDFString } from 'pdf-lib'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { ADMIN, COMPANY, type DeskClient, stock, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { test } from './support/page-test.ts'

const house = eachInAHouse()
// The window of a desktop that was killed says so in its console, and tries again.
test.use({ expectedErrors: ['WebSocket connection to', '/desk-access?token='] })

/** Takes pictures of what the trip passes, numbered, into `e2e/shots`. */
function camera(trip: string) {
  const folder = fileURLToPath(new URL(`./shots/${trip}/`, import.meta.url))
  mkdirSync(folder, { recursive: true })
  let n = 0
  return (page: Page, name: string) =>
    page.screenshot({ path: `${folder}${String(++n).padStart(2, '0')}-${name}.png` })
}
type Shot = ReturnType<typeof camera>

const open = (page: Page, app: { url: string; token: string }) => page.goto(`${app.url}/#token=${app.token}`)

async function setUpCompany(page: Page, shot: Shot): Promise<void> {
  await page.getByText('Set up a company', { exact: true }).first().click()
  await page.getByLabel('Name', { exact: true }).fill(COMPANY.name)
  await page.getByLabel('Email, for replies of customers').fill(COMPANY.email)
  await page.getByLabel('Your name').fill(ADMIN.name)
  await page.getByLabel('Login (your email)').fill(ADMIN.login)
  await page.getByLabel('Password (10 characters or more)').fill(ADMIN.password)
  await page.getByLabel('Name of this computer').fill('Front desk')
  await page.getByLabel('Relay address').fill(house.relayUrl)
  await page.getByLabel('Setup token').fill(house.setupToken)
  await shot(page, 'first-start')
  await page.getByRole('button', { name: 'Set up the company' }).click()
  await expect(page.getByText('Up to date')).toBeVisible()
}

/** Types an order with the keyboard alone: 3 half boxes of roses at 0.38, 342.00. */
async function typeOrder(page: Page, shot: Shot): Promise<void> {
  await page.keyboard.press('Control+o')
  const customer = page.getByRole('combobox', { name: 'Customer' })
  await expect(customer).toBeFocused()
  await page.keyboard.type('petal')
  await expect(page.getByRole('option', { name: /Petal & Stem Atelier/ })).toBeVisible()
  await page.keyboard.press('Enter')
  const product = page.getByRole('combobox', { name: 'Add a product' })
  await expect(product).toBeFocused()
  await page.keyboard.type('roswhit60', { delay: 50 })
  await expect(page.getByRole('option', { name: /Rose White Playa Blanca 60cm/ })).toBeVisible()
  await shot(page, 'order-product')
  await page.keyboard.press('Enter')
  await page.keyboard.type('3')
  await page.keyboard.press('Enter')
  await expect(page.getByText('342.00').first()).toBeVisible()
  await shot(page, 'order-typed')
}

async function confirmOrder(page: Page, shot: Shot): Promise<string> {
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Confirmed', { exact: true }).first()).toBeVisible()
  const heading = await page.getByRole('heading', { name: /^Order \d+/ }).textContent()
  await shot(page, 'order-confirmed')
  return /\d+/.exec(heading ?? '')![0]
}

async function emailInvoice(page: Page, shot: Shot): Promise<void> {
  await page.getByRole('button', { name: 'Email', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('ines@petal.example')).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: /Payment link/ })).toBeChecked()
  await shot(page, 'email-dialog')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog).toBeHidden()
}

/** The link behind the PDF's button, which must be the mail's. */
async function linkOfMail(number: string): Promise<string> {
  const { mail, from } = await house.inbox.mail(
    ({ to, mail }) => to.includes('ines@petal.example') && mail.attachments.length > 0,
  )
  expect(mail.subject).toContain(number)
  expect(from, 'a bounce finds its mail').not.toBe('')
  const link = /https?:\/\/\S+\/l\/\S+/.exec(mail.text ?? '')?.[0] ?? ''
  expect(mail.html).toContain(link)
  const pdf = await PDFDocument.load(mail.attachments[0]!.content)
  const annotations = pdf.getPages().flatMap(sheet => sheet.node.Annots()?.asArray() ?? [])
  const targets = annotations.map(annotation => {
    const action = pdf.context.lookup(annotation, PDFDict).lookup(PDFName.of('A'), PDFDict)
    return action.lookup(PDFName.of('URI'), PDFString).asString()
  })
  expect(targets, 'the button in the PDF is a link to the same page').toContain(link)
  return link
}

async function onPhone(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    locale: 'en-US',
  })
}

async function typeCard(page: Page, number: string): Promise<void> {
  const card = page.frameLocator('iframe')
  await card.getByLabel('Card number').fill(number)
  await card.getByLabel('Expiry date').fill('12/31')
  await card.getByLabel('Security code').fill('123')
}

async function payAsCustomer(browser: Browser, link: string, shot: Shot): Promise<void> {
  const phone = await onPhone(browser)
  const page = await phone.newPage()
  await page.goto(link)
  await expect(page.getByText('$342.00').first()).toBeVisible()
  await shot(page, 'landing')
  await page.waitForTimeout(1200) // a person takes a second to read; the page counts faster ones as machines
  await page.getByRole('button', { name: 'View and pay' }).tap()
  await expect(page.getByText('Amount to pay')).toBeVisible()
  expect(page.url(), 'the token left the address').not.toContain('/l/')
  await shot(page, 'pay-page')
  await typeCard(page, '4000 0000 0000 0002')
  await page.getByRole('button', { name: 'Pay $342.00' }).tap()
  await expect(page.getByText(/declined and nothing was charged/)).toBeVisible()
  await shot(page, 'declined')
  await typeCard(page, '4242 4242 4242 4242')
  await page.getByRole('button', { name: 'Pay $342.00' }).tap()
  await expect(page.getByText('Paid, thank you')).toBeVisible()
  await shot(page, 'paid')
  await phone.close()

  const colleague = await onPhone(browser)
  const later = await colleague.newPage()
  await later.goto(link)
  await expect(later.getByText(/already paid/i)).toBeVisible()
  await shot(later, 'already-paid')
  await colleague.close()
}

/** Everything the desk shows about the paid order, its invoice and its payment. */
async function seePaid(page: Page, desk: DeskClient, number: string, shot: Shot): Promise<void> {
  const { rows } = await desk.ask('orders.summary', { search: number })
  expect(rows[0]).toMatchObject({ number, payment: 'paid', openCents: 0, link: { state: 'paid' } })
  const history = await desk.ask('payments.history', {})
  expect(history).toMatchObject({ count: 1, totalCents: 34_200, appliedCents: 34_200, unappliedCents: 0 })
  expect(history.rows[0]).toMatchObject({ source: 'link', invoiceNumbers: [number] })
  expect((await desk.ask('invoices.open', {})).count).toBe(0)
  await page.goto(page.url().replace(/#.*/, '#/orders'))
  await expect(page.getByRole('row', { name: new RegExp(number) })).toBeVisible()
  await shot(page, 'order-summary')
  await page.goto(page.url().replace(/#.*/, '#/invoices'))
  await expect(page.getByRole('heading', { name: 'Open Invoices' })).toBeVisible()
  await shot(page, 'open-invoices')
  await page.goto(page.url().replace(/#.*/, '#/payments'))
  await expect(page.getByRole('row', { name: new RegExp(number) })).toBeVisible()
  await shot(page, 'payment-history')
}

/** The form at the desk says so without a touch; how long it took is printed. */
async function showsPaid(page: Page): Promise<void> {
  const since = Date.now()
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible()
  console.log(`paid, and shown at the desk after ${Date.now() - since} ms`)
}

test('an order typed at the desk is paid by its customer and shows paid by itself', async ({
  page,
  browser,
}) => {
  const shot = camera('online')
  const first = await house.desktop('first')
  await open(page, first.ready)
  await setUpCompany(page, shot)
  const desk = await connectDesk(first.ready)
  await stock(desk)
  await typeOrder(page, shot)
  const number = await confirmOrder(page, shot)
  await emailInvoice(page, shot)
  const link = await linkOfMail(number)
  await expect(page.getByText('ines@petal.example').first()).toBeVisible()
  await shot(page, 'order-emailed')

  const { code } = await desk.ask('devices.invite', {})
  const second = await house.desktop('second', code)
  const other = await connectDesk(second.ready)
  await other.ask('session.login', { login: ADMIN.login, password: ADMIN.password })

  await payAsCustomer(browser, link, shot)
  await showsPaid(page)
  await shot(page, 'order-paid')
  await seePaid(page, desk, number, shot)
  const there = await until(
    () => other.ask('payments.history', {}),
    history => history.count > 0,
  )
  expect(there).toMatchObject({ count: 1, totalCents: 34_200, appliedCents: 34_200 })
})

test('the same trip with the order confirmed while the relay is stopped and the desktop restarted', async ({
  page,
  browser,
}) => {
  const shot = camera('offline')
  const first = await house.desktop('first')
  await open(page, first.ready)
  await setUpCompany(page, shot)
  const setUp = await connectDesk(first.ready)
  await stock(setUp)
  await until(
    () => setUp.ask('sync.status', {}),
    status => status.queuedCount === 0,
  )
  setUp.close()

  await house.stopRelay()
  await expect(page.getByText(/Offline since/)).toBeVisible()
  await typeOrder(page, shot)
  const number = await confirmOrder(page, shot)
  await emailInvoice(page, shot)
  await expect(page.getByText(/Offline since .* saved here/)).toBeVisible()
  await first.kill()

  const again = await house.desktop('first')
  await open(page, again.ready)
  await page.getByLabel('Login (email)').fill(ADMIN.login)
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password)
  await shot(page, 'login')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/Offline since/)).toBeVisible()
  const desk = await connectDesk(again.ready)
  const { rows } = await desk.ask('orders.summary', {})
  expect(rows[0]).toMatchObject({ number, status: 'confirmed', mailState: 'queued' })
  await page.goto(`${again.ready.url}/#/orders/${rows[0]!.orderId}`)
  await expect(page.getByRole('heading', { name: `Order ${number}` })).toBeVisible()
  await shot(page, 'order-after-restart')

  await house.startRelay()
  const link = await linkOfMail(number)
  await payAsCustomer(browser, link, shot)
  await showsPaid(page)
  await shot(page, 'order-paid')
  await seePaid(page, desk, number, shot)
})
