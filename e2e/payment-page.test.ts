import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { type PagesUnderTest, startPagesUnderTest } from '../cloud-relay/pages/testing/pages-under-test.ts'
import type { Store } from '../cloud-relay/ports.ts'
import { openSqlite } from '../cloud-relay/store/sqlite.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'
const shot = shotsIn('payment-page')
const LOGO =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNkYPhfz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC'

let pages: PagesUnderTest
let origin: string
let close: () => Promise<void>

test.beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'florin-e2e-'))
  const store: Store = openSqlite(join(folder, 'relay.db'))
  const server = createAdaptorServer({ fetch: request => pages.app.fetch(request) })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  pages = await startPagesUnderTest(store, { methods: ['card', 'ach'], publicUrl: origin })
  await pages.setCompany({
    payerPicksInvoices: true,
    partialPayments: true,
    partialMinimumCents: 50_00,
    logo: LOGO,
  })
  close = async () => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    await new Promise<void>(done => server.close(() => done()))
    await pages.stop()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
test.afterAll(() => close())

const openedAt = async (linkId: string) => (await pages.get('payment_links', linkId)).openedAt

/** A browser that a person uses: it has no word of a program that drives it. */
async function person(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ userAgent: CHROME, locale: 'en-US', ...options })
  await context.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false }),
  )
  return context
}
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }

async function typeCard(page: Page, number: string): Promise<void> {
  const card = page.frameLocator('iframe')
  await card.getByLabel('Card number').fill(number)
  await card.getByLabel('Expiry date').fill('12/31')
  await card.getByLabel('Security code').fill('123')
}

async function enter(page: Page, path: string): Promise<void> {
  await page.goto(`${origin}${path}`)
  pages.test.clock.pass(3_000)
  await page.getByRole('button', { name: /View and pay|Ver y pagar/ }).click()
  await expect(page.getByText(/Amount to pay|Importe a pagar/)).toBeVisible()
  // What follows a tick is the page's script, which comes last.
  await page.waitForLoadState()
}

test('a driven browser that runs scripts, presses, types and submits every form starts no clock', async ({
  browser,
}) => {
  const crawls: ((page: Page) => Promise<unknown>)[] = [
    page => page.getByRole('button').first().click(),
    page => page.evaluate(() => document.forms[0]!.submit()),
    page => page.evaluate(() => document.forms[0]!.requestSubmit()),
    page => page.evaluate(() => document.querySelector('button')!.click()),
    async page => {
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
    },
  ]
  for (const userAgent of [undefined, CHROME]) {
    for (const crawl of crawls) {
      const { linkId, path } = await pages.linked()
      const context = await browser.newContext(userAgent === undefined ? {} : { userAgent })
      const page = await context.newPage()
      await page.goto(`${origin}${path}`)
      pages.test.clock.pass(5_000)
      await crawl(page)
      await page.waitForLoadState('networkidle').catch(() => undefined)
      if (page.url().includes('/pay/')) {
        await page.locator('#receipt').fill('scan@example.com')
        pages.test.clock.pass(5_000)
        const submitted = page.waitForLoadState('load')
        await page.evaluate(() => (document.getElementById('pay') as HTMLFormElement).submit())
        await submitted
      }
      expect(await openedAt(linkId)).toBeNull()
      await context.close()
    }
  }
})

test('a person starts it by mouse, touch, keyboard, and without scripts', async ({ browser }) => {
  const ways: [options: object, press: (page: Page) => Promise<unknown>][] = [
    [{}, page => page.getByRole('button', { name: 'View and pay' }).click()],
    [phone, page => page.getByRole('button', { name: 'View and pay' }).tap()],
    [
      {},
      async page => {
        await page.getByRole('button', { name: 'View and pay' }).focus()
        await page.keyboard.press('Enter')
      },
    ],
    [
      { javaScriptEnabled: false },
      async page => {
        await page.getByLabel('I am a person').check()
        await page.getByRole('button', { name: 'View and pay' }).click()
      },
    ],
  ]
  for (const [options, press] of ways) {
    const { linkId, path } = await pages.linked()
    const context = await person(browser, options)
    const page = await context.newPage()
    await page.goto(`${origin}${path}`)
    pages.test.clock.pass(3_000)
    await press(page)
    await expect(page.getByText('Amount to pay')).toBeVisible()
    expect(await openedAt(linkId)).not.toBeNull()
    await context.close()
  }
})

test('on a phone: picks, types an amount, sees a check come in, keeps what was typed, pays what is shown', async ({
  browser,
}) => {
  const { customerId, invoiceIds, linkId, path } = await pages.linkedStatement(3)
  const context = await person(browser, phone)
  const page = await context.newPage()
  await page.goto(`${origin}${path}`)
  await shot(page, 'landing-phone-en')
  await enter(page, path)
  await expect(page.getByRole('button', { name: 'Pay $684.00' })).toBeVisible()
  await shot(page, 'pay-phone-en', true)
  await page.getByRole('checkbox').nth(2).uncheck()
  await expect(page.getByRole('button', { name: 'Pay $456.00' })).toBeVisible()
  await page.getByText('Pay a different amount').click()
  const amount = page.getByLabel(/^Amount, from \$50\.00/)
  const pay = page.locator('#press')
  const told = page.locator('#part-wrong')
  for (const [typed, wrong] of [
    ['10', 'At least $50.00 can be paid at a time.'],
    ['99999', 'No more than $456.00 is open.'],
    ['abc', 'This is not an amount.'],
    ['-5', 'This is not an amount.'],
  ] as const) {
    await amount.fill(typed)
    // Whoever is typing is not corrected yet, but no button names an amount that is not the typed one.
    await expect(pay).toHaveText('Check the amount')
    await expect(told).toHaveText('')
    await amount.blur()
    await expect(told).toHaveText(wrong)
    await expect(amount).toHaveAttribute('aria-invalid', 'true')
    await expect(pay).toHaveAttribute('aria-disabled', 'true')
    await expect(page.locator('.amt')).toHaveText('—')
    await expect(page.locator('input[name="shown"]')).toHaveValue('')
    if (typed === '10') await shot(page, 'pay-phone-wrong-amount', true)
    await amount.fill('75')
    await expect(told).toHaveText('')
    await expect(pay).toHaveText('Pay $75.00')
    await expect(pay).toHaveAttribute('aria-disabled', 'false')
  }
  await page.getByRole('checkbox').nth(0).uncheck()
  await page.getByRole('checkbox').nth(1).uncheck()
  await expect(page.locator('label[for="part"]')).toHaveText('Choose at least one invoice.')
  await expect(pay).toHaveText('Choose at least one invoice.')
  await expect(page.locator('main')).not.toContainText('$0.00')
  await shot(page, 'pay-phone-nothing-picked', true)
  await page.getByRole('checkbox').nth(0).check()
  await page.getByRole('checkbox').nth(1).check()
  await amount.fill('20')
  // A press all the same charges nothing, and leads to the field.
  await pay.focus()
  await page.keyboard.press('Enter')
  await expect(amount).toBeFocused()
  await expect(told).toHaveText('At least $50.00 can be paid at a time.')
  expect(await amount.evaluate((field: HTMLInputElement) => field.validationMessage)).toContain(
    'At least $50.00',
  )
  await amount.fill('300')
  await expect(page.getByRole('button', { name: 'Pay $300.00' })).toBeVisible()
  await page.getByLabel('Send the receipt to').fill('books@petal.example')
  await page.getByText('A question about these invoices?').click()
  await page.getByLabel('Your question').fill('Half a quest')

  // Looked at in every frame: a look each second would be counted as the page's own time.
  const seen = page.waitForFunction(() =>
    document.getElementById('notice')?.textContent?.includes('$100.00 was applied to invoice'),
  )
  const checkedAt = Date.now()
  await pages.receiveCheck(customerId, invoiceIds[0]!, 100_00)
  await seen
  console.log(`a check, and seen on the open page after ${Date.now() - checkedAt} ms, its own way included`)
  await expect(page.locator('#spoken')).toContainText('$100.00 was applied')
  await expect(page.getByRole('checkbox').nth(2)).not.toBeChecked()
  await expect(amount).toHaveValue('300')
  await expect(page.getByLabel('Send the receipt to')).toHaveValue('books@petal.example')
  await expect(page.getByLabel('Your question')).toHaveValue('Half a quest')
  await expect(page.locator('.amt')).toHaveText('$300.00')
  await shot(page, 'pay-phone-chosen', true)
  await expectAccessible(page, 'chosen on a telephone', 'iframe')

  await typeCard(page, '4242 4242 4242 4242')
  await page.getByRole('button', { name: 'Pay $300.00' }).click()
  await expect(page.getByText('Your payment of $300.00 was received')).toBeVisible()
  await shot(page, 'pay-phone-received', true)
  expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 300_00 })
  await page.getByText('A question about these invoices?').click()
  await page.getByLabel('Your question').fill('Is the rest due already?')
  pages.test.clock.pass(3_000)
  await page.getByRole('button', { name: 'Send the question' }).click()
  await expect(page.getByText('Your question is on its way')).toBeVisible()
  await shot(page, 'asked-phone-en')
  expect(await pages.openTasks('customer-question', linkId)).toBe(1)
  await context.close()
})

test('with the keyboard at a desk, in Spanish, and the receipt to one more address', async ({ browser }) => {
  const { path } = await pages.linkedStatement(2, { language: 'es' })
  const context = await person(browser, { viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await enter(page, path)
  await shot(page, 'pay-desk-es', true)
  await page.getByRole('checkbox').first().focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Pagar $228.00' })).toBeVisible()
  await page.keyboard.press('Space')
  const card = page.frameLocator('iframe')
  await card.getByLabel('Número de tarjeta').fill('4242 4242 4242 4242')
  await card.locator('input').nth(1).fill('12/31')
  await card.locator('input').nth(2).fill('123')
  await page.getByRole('button', { name: 'Pagar $456.00' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Pagado, gracias')).toBeVisible()
  await page.getByText('Enviar el recibo a otra dirección').click()
  await page.getByLabel('Correo electrónico').fill('libros@petal.example')
  await shot(page, 'paid-desk-es', true)
  pages.test.clock.pass(3_000)
  await page.getByRole('button', { name: 'Enviar el recibo', exact: true }).click()
  await expect(page.getByText('El recibo va en camino a libros@petal.example')).toBeVisible()
  await context.close()
})

test('without scripts: the total follows a press of its own, and Pay goes to the payment provider', async ({
  browser,
}) => {
  const { path } = await pages.linkedStatement(2)
  const context = await person(browser, { ...phone, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${origin}${path}`)
  pages.test.clock.pass(3_000)
  await page.getByLabel('I am a person').check()
  await page.getByRole('button', { name: 'View and pay' }).click()
  // The page before has a box, too.
  await expect(page.getByText('Amount to pay')).toBeVisible()
  await page.getByRole('checkbox').first().uncheck()
  await page.getByRole('button', { name: 'Update the total' }).click()
  await expect(page.getByRole('button', { name: 'Pay $228.00 at the payment provider' })).toBeVisible()
  await shot(page, 'pay-phone-no-scripts', true)
  pages.test.clock.pass(3_000)
  await page.getByRole('button', { name: /at the payment provider/ }).click()
  await expect(page).toHaveURL(new RegExp(`^${pages.sandbox.publicOrigin}`))
  await expect(page.getByText('228.00').first()).toBeVisible()
  await context.close()
})

test('by night, on a telephone and at a desk, in Spanish: the page and the fields in it', async ({
  browser,
}) => {
  const { path } = await pages.linkedStatement(2)
  const context = await person(browser, { colorScheme: 'dark', viewport: { width: 360, height: 800 } })
  const page = await context.newPage()
  await enter(page, `${path}?lang=es`)
  const card = page.frameLocator('iframe')
  await expect(card.getByLabel('Número de tarjeta')).toBeVisible()
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await shot(page, `night-${width}`, true)
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await expect.poll(overflow).toBeLessThanOrEqual(0)
  }
  await page.getByRole('radio', { name: 'Cuenta bancaria' }).check()
  await expect(card.getByLabel('Número de ruta')).toBeVisible()
  await expect(
    page.getByText('usted autoriza a Aalsmeer Floral Co. a debitar su cuenta bancaria'),
  ).toBeVisible()
  await shot(page, 'night-bank', true)
  // Axe does not see the page behind the fields' transparent frame, and takes it for white.
  await expectAccessible(page, 'by night', '#fields')
  await context.close()
})
