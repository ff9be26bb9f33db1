import { join } from 'node:path'
import { type Browser, expect } from '@playwright/test'
import Sqlite from 'better-sqlite3'
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

const shot = shotsIn('disputes')

/** The sandbox's banks do at once what they would do in a minute or five. */
function hurry(sql: string): void {
  const db = new Sqlite(join(house.folder, 'relay', 'sandbox-gateway.db'))
  db.exec(sql)
  db.close()
}
const nextStep = () => `UPDATE attempt SET next_at = ${Date.now()} WHERE next_at IS NOT NULL`

/** An invoice of 228.00 paid through its link with a card of the sandbox's. */
async function paid(desk: DeskClient, browser: Browser, customerId: string, today: string, card: string) {
  const order = orderPayload(customerId)
  await give(desk, 'order.create', { ...order, orderedOn: today, shipOn: today })
  await give(desk, 'order.confirm', { orderId: order.orderId, issuedOn: today, expectedTotalCents: 228_00 })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  const address = `ines${newId().slice(-6)}@petal.example`
  const recipients = [{ mailId: newId(), address }]
  const linkId = newId()
  await give(desk, 'document.email', {
    invoiceId: invoice!.id,
    recipients,
    subject: 'Invoice',
    message: '',
    linkId,
  })
  const { mail } = await house.inbox.mail(({ to }) => to.includes(address))
  const payer = await (await browser.newContext({ locale: 'en-US' })).newPage()
  await payer.goto(/https?:\/\/\S+\/l\/\S+/.exec(mail.text ?? '')![0])
  await payer.waitForTimeout(1200) // a person takes a second to read; the page counts faster ones as machines
  await payer.getByRole('button', { name: 'View and pay' }).click()
  const fields = payer.frameLocator('iframe')
  await fields.getByLabel('Card number').fill(card)
  await fields.getByLabel('Expiry date').fill('12/31')
  await fields.getByLabel('Security code').fill('123')
  await payer.getByRole('button', { name: 'Pay $228.00' }).click()
  await expect(payer.getByText('Paid, thank you')).toBeVisible()
  await payer.context().close()
  return invoice!.id
}

test('a dispute from the task to the chargeback, and the payout it is taken out of', async ({
  page,
  browser,
}) => {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  const { today } = await desk.ask('session.state', {})
  await paid(desk, browser, customerId, today, '4242 4242 4242 4242')
  await paid(desk, browser, customerId, today, '4242 4242 4242 4242')
  const invoiceId = await paid(desk, browser, customerId, today, '4000 0000 0000 2685')
  await page.goto(`${ready.url}/#token=${ready.token}`)
  await expect(page.getByText('Up to date')).toBeVisible()

  hurry(nextStep())
  await page.goto(`${ready.url}/#/attention`)
  const open = page.getByRole('article').filter({ hasText: 'A payment is disputed' })
  await expect(open.getByText(/asks for 228\.00 of payment .* back/)).toBeVisible()
  await expect(open.getByText(/Answer by \w+, /)).toBeVisible()
  await shot(page, 'task')
  await expectAccessible(page, 'task')
  await open.getByRole('link', { name: 'Open the payment' }).click()
  const panel = page.getByRole('dialog')
  await expect(panel.getByRole('heading', { name: 'Disputed', exact: true })).toBeVisible()
  await expect(panel.getByText(/evidence is taken until/)).toBeVisible()
  await shot(page, 'payment')
  await expectAccessible(page, 'payment')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Disputed', { exact: true }).first()).toBeVisible()
  await shot(page, 'history')

  hurry(nextStep())
  await until(
    () => desk.ask('invoices.one', { invoiceId }),
    view => view.invoice.openCents === 228_00,
  )
  await page.goto(`${ready.url}/#/attention`)
  await expect(page.getByRole('article').filter({ hasText: 'A payment was taken back' })).toBeVisible()
  await expect(open).toBeHidden()
  await shot(page, 'lost')

  hurry('UPDATE movement SET at = at - 600000')
  await page.goto(`${ready.url}/#/payouts`)
  const list = page.getByRole('region', { name: 'Payouts', exact: true })
  await expect(list.getByText('Adds up', { exact: true }).nth(1)).toBeVisible()
  await shot(page, 'payouts')
  await expectAccessible(page, 'payouts')
  await list.getByText('At the bank', { exact: true }).nth(1).click()
  await expect(panel.getByText('Each entry is known, and they add up to the deposit.')).toBeVisible()
  await shot(page, 'payout')
  await expectAccessible(page, 'payout')
  await page.keyboard.press('Escape')
  await page.goto(`${ready.url}/#/link-payments`)
  await page.getByText('Taken back', { exact: true }).first().click()
  await expect(panel.getByRole('heading', { name: 'What happened' })).toBeVisible()
  for (const event of ['The bank asked for it back', 'Chargeback', 'Dispute over'])
    await expect(panel.getByText(event, { exact: true }).first()).toBeVisible()
  await shot(page, 'link-payment')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, 'link payment, dark')
})
