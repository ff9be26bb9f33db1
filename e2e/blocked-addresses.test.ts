import { createHmac } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { type DeskClient, furnish, give, newId, orderPayload, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { MAIL_HOOK_SECRET } from './support/processes.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access?token='],
})

const house = eachInAHouse()
const ON = '2026-11-20'
const ADDRESS = 'ines@petal.example'
const SHOTS = fileURLToPath(new URL('./shots/blocked-addresses/', import.meta.url))
mkdirSync(SHOTS, { recursive: true })
const shot = (page: Page, name: string) => page.screenshot({ path: `${SHOTS}${name}.png` })

async function invoiceOf(desk: DeskClient, customerId: string): Promise<string> {
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', { orderId: order.orderId, issuedOn: ON, expectedTotalCents: 228_00 })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  return invoice!.id
}

/** Mails an invoice, which the mail provider then reports as one to an address that is not there. */
async function bounce(desk: DeskClient, customerId: string) {
  await give(desk, 'document.email', {
    invoiceId: await invoiceOf(desk, customerId),
    recipients: [{ mailId: newId(), address: ADDRESS }],
    subject: 'Invoice',
    message: '',
    linkId: null,
  })
  const { mail } = await house.inbox.mail(({ to }) => to.includes(ADDRESS))
  const body = JSON.stringify({
    events: [
      {
        event: 'bounced',
        messageId: mail.messageId,
        recipient: ADDRESS,
        permanent: true,
        status: '5.1.1',
        reason: '550 5.1.1 no such user',
      },
    ],
  })
  const seconds = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', MAIL_HOOK_SECRET).update(`${seconds}.${body}`).digest('hex')
  const answer = await fetch(`${house.relayUrl}/hooks/mail/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'florin-signature': `t=${seconds},v1=${signature}` },
    body,
  })
  expect(answer.status).toBe(200)
  await until(
    () => desk.ask('mail.suppressed', {}),
    ({ count }) => count === 1,
  )
}

test('an address that mails no longer go to is listed with its reason, told at its customer, and allowed again', async ({
  page,
}) => {
  const app = await house.desktop('first')
  const desk = await connectDesk(app.ready)
  const { customerId } = await furnish(desk, house)
  await bounce(desk, customerId)

  await page.goto(`${app.ready.url}/#token=${app.ready.token}`)
  await page.getByRole('link', { name: 'Blocked addresses' }).click()
  const row = page.getByRole('row', { name: new RegExp(ADDRESS) })
  await expect(row).toContainText('Mail came back for good')
  await expect(row).toContainText('550 5.1.1 no such user')
  await expect(row.getByRole('link', { name: 'Petal & Stem Atelier' })).toBeVisible()
  await shot(page, '1-list')
  await expectAccessible(page, 'blocked addresses')

  // Of many mails it is said beside the one that would not arrive, before anything goes.
  const [wedding] = await desk.ask('customers.search', { text: 'wedding' })
  await invoiceOf(desk, wedding!.customerId)
  await page.getByRole('link', { name: 'Order Summary' }).click()
  const orders = page.getByRole('region', { name: 'Order Summary' })
  await expect(orders.getByRole('row', { name: /2 orders/ })).toBeVisible()
  for (const name of ['Petal', 'Wedding'])
    await orders
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check()
  await expect(page.getByText('2 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Email Docs' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: /Petal/ })).toContainText(`No mails go to ${ADDRESS}`)
  await expect(dialog.getByRole('button', { name: /Wedding/ })).not.toContainText('No mails go')
  await expect(dialog.getByRole('region', { name: 'Blocked addresses' })).toContainText(
    'Mail came back for good',
  )
  await shot(page, 'among-many')
  await expectAccessible(page, 'a blocked address among many')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('link', { name: 'Blocked addresses' }).click()
  await row.getByRole('link', { name: 'Petal & Stem Atelier' }).click()
  await page.getByRole('tab', { name: 'Details' }).click()
  const notice = page.getByRole('region', { name: 'Blocked addresses' })
  await expect(notice).toContainText(`No mails go to ${ADDRESS}`)
  await shot(page, '2-customer')
  await expectAccessible(page, 'a customer with a blocked address')
  await notice.getByRole('button', { name: `Allow again … (${ADDRESS})` }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('Mails to it came back for good.')
  await shot(page, '3-allow')
  await expectAccessible(page, 'allow again')
  await dialog.getByRole('button', { name: 'Allow again' }).click()
  await expect(notice).toBeHidden()

  await page.getByRole('link', { name: 'Blocked addresses' }).click()
  await expect(page.getByText('No address is blocked')).toBeVisible()
  await page.getByRole('button', { name: 'Allowed again' }).click()
  await expect(row).toContainText('Allowed again: Elena Vos')
})

test('a list that remembers a search says so, and shows all again', async ({ page }) => {
  const app = await house.desktop('first')
  const desk = await connectDesk(app.ready)
  await furnish(desk, house)
  await page.goto(`${app.ready.url}/#token=${app.ready.token}`)
  await page.getByRole('link', { name: 'Customers' }).click()
  const grid = page.getByRole('region', { name: 'Customers' })
  const clear = page.getByRole('button', { name: 'Show everything again' })
  await expect(grid.getByRole('row', { name: /2 customers/ })).toBeVisible()
  await expect(clear).toBeHidden()
  await page.getByRole('searchbox').fill('petal')
  await expect(grid.getByRole('row', { name: /1 customer/ })).toBeVisible()
  await page.getByRole('link', { name: 'Products' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Products' })).toBeVisible()
  await page.getByRole('link', { name: 'Customers' }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('petal')
  await expect(page.getByText('Filtered')).toBeVisible()
  await expectAccessible(page, 'a filtered list')
  await clear.focus()
  await page.keyboard.press('Enter')
  await expect(grid.getByRole('row', { name: /2 customers/ })).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await expect(page.getByText('Filtered')).toBeHidden()
})
