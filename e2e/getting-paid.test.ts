import { type Browser, expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { type DeskClient, furnish, give, newId, orderPayload, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

const house = eachInAHouse()

const shot = shotsIn('getting-paid')

/** The smallest picture: one point. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='

const expectSaved = (page: Page, section: string) =>
  expect(page.locator(`#settings-${section} footer`).getByText('Saved', { exact: true })).toBeVisible()

async function open() {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  const { today } = await desk.ask('session.state', {})
  return { desk, customerId, today, address: `${ready.url}/#token=${ready.token}`, url: ready.url }
}

async function anInvoice(desk: DeskClient, customerId: string, today: string): Promise<string> {
  const order = orderPayload(customerId)
  await give(desk, 'order.create', { ...order, orderedOn: today, shipOn: today })
  await give(desk, 'order.confirm', { orderId: order.orderId, issuedOn: today, expectedTotalCents: 228_00 })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  return invoice!.id
}

/** Emails an invoice of 228.00 and answers the link of the mail. */
async function aLink(desk: DeskClient, invoiceId: string): Promise<string> {
  const recipients = [{ mailId: newId(), address: 'ines@petal.example' }]
  const linkId = newId()
  await give(desk, 'document.email', { invoiceId, recipients, subject: 'Invoice', message: '', linkId })
  const { mail } = await house.inbox.mail(({ to, mail: { text } }) => {
    return to.includes('ines@petal.example') && /\/l\//.test(text ?? '')
  })
  return /https?:\/\/\S+\/l\/\S+/.exec(mail.text ?? '')![0]
}

/** A customer who has pressed Pay and whose bank asks whether it is them. */
async function atTheBank(browser: Browser, link: string): Promise<Page> {
  const payer = await (await browser.newContext({ locale: 'en-US' })).newPage()
  await payer.goto(link)
  await payer.waitForTimeout(1200) // a person takes a second to read; the page counts faster ones as machines
  await payer.getByRole('button', { name: 'View and pay' }).click()
  const card = payer.frameLocator('iframe')
  await card.getByLabel('Card number').fill('4000 0027 6000 3184')
  await card.getByLabel('Expiry date').fill('12/31')
  await card.getByLabel('Security code').fill('123')
  await payer.getByRole('button', { name: 'Pay $228.00' }).click()
  await expect(payer.getByRole('button', { name: /approve/i })).toBeVisible()
  return payer
}

test('the settings of getting paid: words with a preview, a logo, reminders and payments in part', async ({
  page,
}) => {
  const { desk, customerId, today, address, url } = await open()
  const invoiceId = await anInvoice(desk, customerId, today)
  await page.goto(address)
  await expect(page.getByText('Up to date')).toBeVisible()
  await page.goto(`${url}/#/settings`)
  const search = page.getByPlaceholder('Find a setting')

  await search.fill('what mails say')
  const mails = page.locator('#settings-mails')
  await mails.getByLabel('Subject').fill('')
  await page.keyboard.press('Control+s')
  await expect(
    mails
      .getByText('Required')
      .or(mails.getByText(/required|Fill/i))
      .first(),
  ).toBeVisible()
  await mails.getByLabel('Subject').fill('Your flowers, {number} ({custmer})')
  await expect(mails.getByText('{custmer} stands for nothing')).toBeVisible()
  await mails.getByLabel('Subject').fill('Your flowers, ')
  await mails.getByRole('button', { name: 'Fill in: Number' }).click()
  await expect(mails.getByRole('figure')).toContainText(/Your flowers, \d+/)
  await expect(mails.getByRole('figure')).toContainText('Petal & Stem Atelier')
  await expect(mails.getByRole('button', { name: 'Fill in: Date due' })).toBeVisible()
  await shot(page, 'settings-mails')
  await mails.getByRole('combobox', { name: 'Mail' }).click()
  await page.getByRole('option', { name: 'Statement' }).click()
  await expect(mails.getByRole('button', { name: 'Fill in: Date due' })).toHaveCount(0)
  await expect(mails.getByRole('button', { name: 'Fill in: Number' })).toHaveCount(0)
  await mails.getByLabel('Message').fill('As of ')
  await mails.getByRole('button', { name: 'Fill in: End date' }).click()
  await expect(mails.getByLabel('Message')).toHaveValue('As of {date}')
  await expect(mails.getByRole('figure')).toContainText(/As of \w+ \d+, \d{4}/)
  await shot(page, 'settings-mails-statement')
  await mails.getByRole('button', { name: 'Back to Florin’s words' }).click()
  await mails.getByRole('combobox', { name: 'Mail' }).click()
  await page.getByRole('option', { name: 'Receipt of a payment' }).click()
  await mails.getByLabel('Message').fill('Due {due}')
  await expect(mails.getByText('This mail has no date: {due} is left out.')).toBeVisible()
  await mails.getByRole('button', { name: 'Back to Florin’s words' }).click()
  await mails.getByRole('combobox', { name: 'Mail' }).click()
  await page.getByRole('option', { name: /^Invoice/ }).click()
  await expectAccessible(page, 'mails')
  await page.keyboard.press('Control+s')
  await expectSaved(page, 'mails')
  const { mailTemplates } = await desk.ask('company.settings', {})
  expect(mailTemplates).toMatchObject([
    { kind: 'invoice', language: 'en', subject: 'Your flowers, {number}' },
  ])
  await mails.getByRole('button', { name: 'Back to Florin’s words' }).click()
  await page.keyboard.press('Control+s')
  await expect.poll(async () => (await desk.ask('company.settings', {})).mailTemplates).toEqual([])

  await search.fill('logo')
  await page.getByText('Choose a picture').waitFor()
  await page.locator('input[type=file]').setInputFiles({
    name: 'logo.txt',
    mimeType: 'image/png',
    buffer: Buffer.from('no picture'),
  })
  await expect(page.getByText('logo.txt can’t be read as a picture')).toBeVisible()
  await page.locator('input[type=file]').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from(PNG, 'base64'),
  })
  await expect(page.getByAltText('The company’s logo')).toBeVisible()
  await page.locator('#settings-company').getByRole('button', { name: 'Save' }).click()
  await expectSaved(page, 'company')
  expect((await desk.ask('company.settings', {})).logo).toMatch(/^data:image\/png;base64,/)
  await shot(page, 'settings-logo')
  await expectAccessible(page, 'logo')

  await search.fill('remind customers')
  await page.getByRole('switch', { name: 'Remind customers of open invoices' }).click()
  await page.getByRole('button', { name: 'Add a day' }).click()
  await page.getByLabel('Days 5').fill('30')
  await page.keyboard.press('Control+s')
  await expectSaved(page, 'reminders')
  expect(await desk.ask('company.settings', {})).toMatchObject({
    remindersEnabled: true,
    reminderDays: [-3, 0, 7, 14, 30],
  })
  await shot(page, 'settings-reminders')
  await expectAccessible(page, 'reminders')

  await search.fill('in part')
  await page.getByRole('switch', { name: 'The payer may pay in part' }).click()
  await page.getByLabel('Least that is paid in part').fill('25')
  await page.keyboard.press('Control+s')
  await expectSaved(page, 'links')
  expect(await desk.ask('company.settings', {})).toMatchObject({
    partialPayments: true,
    partialMinimumCents: 25_00,
  })
  await search.fill('payments account')
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'How to get paid online' })).toBeVisible()
  const draft = await desk.ask('invoices.mail-draft', { invoiceId })
  expect(draft).toMatchObject({ noLinkReason: 'no-payments-account', linkBox: false })
  await shot(page, 'settings-account')
  await expectAccessible(page, 'account')
  await page.emulateMedia({ colorScheme: 'dark' })
  await search.fill('')
  await page.getByRole('button', { name: 'Mails', exact: true }).click()
  await shot(page, 'settings-dark')
})

test('money that comes in twice is told, and goes back to the card in two clicks', async ({
  page,
  browser,
}) => {
  const { desk, customerId, today, address, url } = await open()
  const invoiceId = await anInvoice(desk, customerId, today)
  const link = await aLink(desk, invoiceId)
  await page.goto(address)
  await expect(page.getByText('Up to date')).toBeVisible()
  const payer = await atTheBank(browser, link)
  await give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId,
    receivedOn: today,
    method: 'Check',
    reference: '1001',
    totalCents: 228_00,
    note: '',
    applications: [{ invoiceId, amountCents: 228_00 }],
  })
  await until(
    () => desk.ask('sync.status', {}),
    ({ queuedCount }) => queuedCount === 0,
  )
  // The notice goes by itself.
  await Promise.all([
    expect(page.getByText('Petal & Stem Atelier paid $228.00')).toBeVisible(),
    payer.getByRole('button', { name: /approve/i }).click(),
  ])
  await shot(page, 'paid-notice')
  await payer.context().close()

  await page.goto(`${url}/#/attention`)
  const card = page.getByRole('article').filter({ hasText: 'Overpayment' })
  await expect(card.getByRole('button')).toHaveText(['Apply to oldest', 'Keep as credit', 'Refund …'])
  await shot(page, 'overpayment')
  await card.getByRole('button', { name: 'Apply to oldest' }).click()
  await expect(card.getByText('This customer has no open invoice.', { exact: false })).toBeVisible()
  await card.getByRole('button', { name: 'Refund …' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('The money leaves at once')).toBeVisible()
  await shot(page, 'refund-question')
  await expectAccessible(page, 'refund question')
  await dialog.getByRole('button', { name: 'Refund $228.00' }).click()
  await expect(dialog).toBeHidden()
  await expect(card).toBeHidden()

  await page.getByRole('link', { name: 'Payments & Links' }).click()
  await page.getByText('Payments', { exact: true }).click()
  const list = page.getByRole('region', { name: 'Payments', exact: true })
  await expect(list.getByText('Refunded', { exact: true })).toBeVisible()
  await shot(page, 'link-payments')
  await expectAccessible(page, 'link payments')
  await list.getByText('Refunded', { exact: true }).click()
  const panel = page.getByRole('dialog')
  await expect(panel.getByRole('heading', { name: 'What happened' })).toBeVisible()
  for (const event of ['Link sent', 'Link opened', 'Paid', 'Refund']) {
    await expect(panel.getByText(event, { exact: true }).first()).toBeVisible()
  }
  await expect(panel.getByText(/carried out/)).toBeVisible()
  await shot(page, 'link-payment')
  await expectAccessible(page, 'link payment')
  await page.keyboard.press('Escape')
  await page.getByText('Payouts', { exact: true }).click()
  await expect(page.getByText('No payouts yet')).toBeVisible()
  await shot(page, 'payouts')
  await expectAccessible(page, 'payouts')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${url}/#/link-payments`)
  await expect(list.getByText('Refunded', { exact: true })).toBeVisible()
  await shot(page, 'link-payments-dark')

  await page.getByRole('button', { name: /^Elena Vos/ }).click()
  const told = page.getByRole('menuitemcheckbox', { name: 'Tell me when a link is paid' })
  await expect(told).toHaveAttribute('aria-checked', 'true')
  await shot(page, 'user-menu')
  await told.click()
  await page.reload()
  await expect(list.getByText('Refunded', { exact: true })).toBeVisible()
  await expect(page.getByText('Petal & Stem Atelier paid $228.00')).toHaveCount(0)
})
