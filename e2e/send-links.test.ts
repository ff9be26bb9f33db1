import { expect } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { customerFields } from '../shared/testing/builders.ts'
import { type DeskClient, furnish, give, newId, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({ expectedErrors: ['WebSocket connection to', '/desk-access?token='] })

const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York' }).format(new Date())
const daysAgo = (days: number) =>
  new Date(Date.parse(`${TODAY}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
const shot = shotsIn('send-links')

const house = eachInAHouse()

/** An invoice of one hard good. */
async function invoice(desk: DeskClient, customerId: string, issuedOn: string, totalCents: number) {
  const orderId = newId()
  const piece = { soldAs: 'hard-good', boxType: '', boxes: 0, bunchesPerBox: 0, stemsPerBunch: 0 } as const
  const line = { lineId: newId(), productId: null, description: 'Vase', taxable: false, ...piece }
  await give(desk, 'order.create', {
    orderId,
    customerId,
    orderedOn: issuedOn,
    shipOn: issuedOn,
    carrier: 'Own truck',
    shipToId: null,
    poNumber: 'PS-4587',
    reference: '',
    salespersonId: null,
    buyerContactId: null,
    warehouseNote: '',
    invoiceNote: '',
    lines: [{ ...line, quantity: 1, priceE4: totalCents * 100 }],
  })
  await give(desk, 'order.confirm', { orderId, issuedOn, expectedTotalCents: totalCents })
  return (await desk.ask('orders.one', { orderId })).invoice!
}

async function customer(desk: DeskClient, fields: object): Promise<string> {
  let number = 0
  const names = { newId, nextNumber: () => String(++number) }
  const customerId = newId()
  await give(desk, 'customer.add', { customerId, ...customerFields(names, fields) })
  return customerId
}

/** Four customers who owe: one in Spanish, one without an address, one who takes no links. */
async function owing(desk: DeskClient) {
  const { customerId: petal } = await furnish(desk, house)
  const wedding = (await desk.ask('customers.search', { text: 'wedding' }))[0]!.customerId
  const nandu = {
    name: 'Floristería Ñandú',
    code: 'NANDU',
    language: 'es',
    invoiceEmails: ['ap@nandu.example'],
  }
  const silent = { name: 'Quiet Garden', code: 'QUIET', invoiceEmails: [] }
  const firm = { name: 'No Links Please', code: 'NOLINK', paymentLinksEnabled: false }
  const first = await invoice(desk, petal, daysAgo(70), 700_00)
  await invoice(desk, petal, daysAgo(3), 85_50)
  await invoice(desk, wedding, daysAgo(35), 60_00)
  await invoice(desk, await customer(desk, nandu), daysAgo(95), 1_284_50)
  await invoice(desk, await customer(desk, silent), daysAgo(10), 40_00)
  await invoice(desk, await customer(desk, firm), daysAgo(5), 90_00)
  return { petal, wedding, first }
}

test('links for selected invoices of many customers: one mail and one link each, what can’t go is said', async ({
  page,
}) => {
  const app = await house.desktop('first')
  const desk = await connectDesk(app.ready)
  const { wedding } = await owing(desk)
  await give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId: wedding,
    receivedOn: TODAY,
    method: 'Check',
    reference: '1042',
    totalCents: 25_00,
    note: '',
    applications: [],
  })
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(`${app.ready.url}/#token=${app.ready.token}`)
  await expect(page.getByText('Up to date')).toBeVisible()
  await page.getByRole('link', { name: 'Open Invoices' }).click()
  const grid = page.getByRole('region', { name: 'Open Invoices' })
  await expect(grid.getByRole('row', { name: /6 invoices/ })).toBeVisible()

  // While rows are selected, the buttons over the list are for these only, as the ones below.
  const overList = page.getByRole('button', { name: 'Send payment links' }).first()
  const receive = page.getByRole('link', { name: 'Receive payment', exact: true })
  await expect(receive).toHaveAttribute('href', '#/receive-payment')
  const one = grid.getByRole('row', { name: /85\.50/ }).getByRole('checkbox')
  await one.check()
  await expect(receive).toHaveAttribute('href', /customer=.*invoices=/)
  await overList.click()
  const ofOne = page.getByRole('dialog')
  await expect(
    ofOne.getByRole('heading', { name: 'Send a payment link to 1 customer for 1 selected invoice' }),
  ).toBeVisible()
  await expect(ofOne.getByText('1 customer, $85.50 asked')).toBeVisible()
  await expect(ofOne.getByRole('button', { name: 'Send', exact: true })).toBeInViewport({ ratio: 1 })
  await shot(page, '0-one-selected')
  await ofOne.getByRole('button', { name: 'Cancel' }).click()
  await one.uncheck()

  await grid.getByRole('gridcell').first().click()
  await page.keyboard.press('Control+a')
  await shot(page, '1-selected')
  const bar = page.getByRole('region', { name: '6 selected' })
  // What a search takes out of sight stays selected; one that finds nothing is cleared by its button.
  const search = page.getByRole('searchbox')
  await search.fill('Ñandú')
  await expect(bar.getByText('5 not shown now')).toBeVisible()
  await shot(page, '1-searched')
  await search.fill('no such customer')
  await expect(bar.getByText('6 not shown now')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(search).toHaveValue('')
  await expect(grid.getByRole('row', { name: /6 invoices/ })).toBeVisible()
  await expect(bar.getByText('not shown now')).toHaveCount(0)
  await bar.getByRole('button', { name: 'Send payment links' }).click()

  const dialog = page.getByRole('dialog')
  const title = (name: string) => dialog.getByRole('heading', { name })
  await expect(
    title('Send payment links to 5 customers for 6 selected invoices, 3 can be sent'),
  ).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Send 3' })).toBeInViewport({ ratio: 1 })
  const who = dialog.getByRole('list', { name: 'Who gets one' })
  await expect(who.getByRole('listitem')).toHaveCount(5)
  await expect(who.getByText('payment links are off for this customer')).toBeVisible()
  await expect(who.getByText('No address on file: enter one')).toBeVisible()
  await who.getByRole('button', { name: /Petal/ }).click()
  const preview = dialog.getByRole('region', { name: 'Preview of the mail' })
  await expect(preview.getByText('View and pay $785.50')).toBeVisible()
  await expect(dialog.getByText('3 customers, $2,130.00 asked')).toBeVisible()
  await shot(page, '2-dialog')
  await expectAccessible(page, 'links dialog')

  // The one without an address gets one, and it is remembered.
  await who.getByRole('button', { name: /Quiet Garden/ }).click()
  await dialog.getByRole('textbox', { name: 'To · Quiet Garden' }).fill('pay@quiet.example;')
  await dialog.getByRole('checkbox', { name: /Remember/ }).check()
  await who.getByRole('button', { name: /Ñandú/ }).click()
  await expect(preview.getByText('Ver y pagar $1,284.50')).toBeVisible()
  await shot(page, '3-dialog-spanish')
  await dialog.getByRole('button', { name: 'Send 4' }).click()
  await expect(dialog.getByText(/4 links on their way/)).toBeVisible()
  await expect(dialog.getByText('Invoice', { exact: false }).first()).toBeVisible()
  await expect(dialog.getByText(/payment links are off for this customer/)).toBeVisible()
  await shot(page, '4-done')
  await expectAccessible(page, 'links run')
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  const { mail } = await house.inbox.mail(({ to }) => to.includes('ines@petal.example'))
  expect(mail.subject).toBe('Open invoices with Bloem Wholesale: $785.50')
  expect(mail.text).toContain('View and pay $785.50')
  expect(mail.attachments).toEqual([])
  const spanish = await house.inbox.mail(({ to }) => to.includes('ap@nandu.example'))
  expect(spanish.mail.subject).toBe('Facturas pendientes con Bloem Wholesale: $1,284.50')
  await house.inbox.mail(({ to }) => to.includes('pay@quiet.example'))
  const quiet = (await desk.ask('customers.search', { text: 'quiet' }))[0]!.customerId
  const saved = await until(
    () => desk.ask('customers.one', { customerId: quiet }),
    ({ customer: { invoiceEmails } }) => invoiceEmails.length > 0,
  )
  expect(saved.customer.invoiceEmails).toEqual(['pay@quiet.example'])
  await expect(grid.getByText(/^Sent/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^No link sent · 1/ })).toBeVisible()
  await shot(page, '5-sent')

  // Once more for everyone in the list: who has a link of a moment ago, or credits, is told quietly.
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(receive).toHaveAttribute('href', '#/receive-payment')
  await overList.click()
  await expect(title('Send payment links to all 5 customers in the list, 4 can be sent')).toBeVisible()
  await expect(who.getByText(/^Link sent today \d/)).toHaveCount(4)
  await expect(who.getByRole('button', { name: /Wedding/ })).toContainText('25.00 of open credits not used')
  await shot(page, '5-once-more')
  await expectAccessible(page, 'links dialog with hints')
})

test('documents by mail, and what becomes of a link: taken back, sent again, address mended', async ({
  page,
}) => {
  const app = await house.desktop('first')
  const desk = await connectDesk(app.ready)
  const { customerId: petal } = await furnish(desk, house)
  const bad = { name: 'Bounce Blooms', code: 'BOUNCE', invoiceEmails: ['nobody@bounce.example'] }
  await invoice(desk, petal, daysAgo(20), 700_00)
  await invoice(desk, await customer(desk, bad), daysAgo(10), 55_00)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${app.ready.url}/#token=${app.ready.token}`)
  await expect(page.getByText('Up to date')).toBeVisible()

  // Order Summary: one mail per invoice, with its PDF and a link.
  await page.getByRole('link', { name: 'Order Summary' }).click()
  const orders = page.getByRole('region', { name: 'Order Summary' })
  await expect(orders.getByRole('row', { name: /2 orders/ })).toBeVisible()
  await orders.getByRole('gridcell').first().click()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Order Summary' }).click()
  for (const name of ['Petal', 'Bounce'])
    await orders
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check()
  await page.getByRole('button', { name: 'Email Docs' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('2 mails')).toBeVisible()
  await shot(page, '8-email-docs')
  await expectAccessible(page, 'email docs')
  await dialog.getByRole('button', { name: 'Send 2' }).click()
  await expect(dialog.getByText('2 invoices on their way')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  const first = await house.inbox.mail(({ to }) => to.includes('ines@petal.example'))
  expect(first.mail.subject).toMatch(/^Invoice \d+ from Bloem Wholesale$/)
  expect(first.mail.attachments).toHaveLength(1)
  const address = /http:\S+\/l\/\S+/.exec(first.mail.text ?? '')![0]
  expect((await fetch(address)).status).toBe(200)

  // The link that arrived is taken back: its address opens nothing from then on.
  await page.getByRole('link', { name: 'Payments & Links' }).click()
  const links = page.getByRole('region', { name: 'Payments & Links' })
  await links.getByRole('row', { name: /Petal/ }).getByText('700.00').click()
  await expect(dialog.getByText('Expires if nobody opens it')).toBeVisible()
  await shot(page, '9-link-panel')
  await expectAccessible(page, 'link panel')
  await dialog.getByRole('button', { name: 'Take back' }).click()
  const sure = page.getByRole('dialog').last()
  await shot(page, '10-take-back')
  await sure.getByRole('button', { name: 'Take back the link' }).click()
  await expect(page.getByText('The link is taken back.')).toBeVisible()
  await until(
    async () => (await fetch(address)).status,
    status => status === 404,
  )
  await expect(dialog.getByText(/^Taken back · Elena/)).toBeVisible()
  await shot(page, '11-taken-back')

  // Sent again with a new link.
  await dialog.getByRole('button', { name: 'Send again' }).click()
  const again = page.getByRole('dialog').last()
  await expect(again.getByRole('region', { name: 'Preview of the mail' })).toContainText(
    'View and pay $700.00',
  )
  await shot(page, '12-send-again')
  await expectAccessible(page, 'send again')
  await again.getByRole('button', { name: 'Send', exact: true }).click()
  await until(
    async () => house.inbox.received.filter(({ to }) => to.includes('ines@petal.example')).length,
    count => count === 2,
  )
  const second = house.inbox.received.filter(({ to }) => to.includes('ines@petal.example'))[1]!
  expect((await fetch(/http:\S+\/l\/\S+/.exec(second.mail.text ?? '')![0])).status).toBe(200)

  // The one that came back: its address is mended, saved, and the mail goes again.
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('link', { name: 'Payments & Links' }).click()
  await page.getByRole('button', { name: 'Undelivered' }).click()
  await links
    .getByRole('row', { name: /Bounce/ })
    .getByText('55.00')
    .click()
  await expect(dialog.getByText('550', { exact: false }).first()).toBeVisible()
  await shot(page, '13-undelivered')
  await dialog.getByRole('button', { name: 'Fix address and send again' }).click()
  await expect(again.getByRole('textbox', { name: 'To' })).toBeVisible()
  await expect(again.getByText('nobody@bounce.example').first()).toBeVisible()
  await again.getByRole('textbox', { name: 'To' }).press('Backspace')
  await expect(again.getByText('nobody@bounce.example')).toBeHidden()
  await again.getByRole('textbox', { name: 'To' }).fill('pay@bounce.example;')
  await again.getByRole('button', { name: 'Send', exact: true }).click()
  await house.inbox.mail(({ to }) => to.includes('pay@bounce.example'))
  const mended = (await desk.ask('customers.search', { text: 'bounce' }))[0]!.customerId
  const saved = await until(
    () => desk.ask('customers.one', { customerId: mended }),
    ({ customer: { invoiceEmails } }) => invoiceEmails[0] === 'pay@bounce.example',
  )
  expect(saved.customer.invoiceEmails).toEqual(['pay@bounce.example'])
})

// MANY=1000 for as many as a wholesaler has; fewer say the same in less time.
const MANY = Number(process.env.MANY ?? 150)

test('links for everyone in the list at once', async ({ page }) => {
  test.setTimeout(420_000)
  const app = await house.desktop('first')
  const desk = await connectDesk(app.ready)
  await furnish(desk, house)
  // The company's pace would have them leave one by one for minutes.
  await give(desk, 'company.change', { changes: { mailsPerMinute: { from: 60, to: 6000 } } })
  const shown = MANY.toLocaleString('en-US')
  for (let at = 0; at < MANY; at++) {
    const fields = { name: `Garden ${String(at).padStart(4, '0')}`, code: `G${at}`, creditLimitCents: null }
    const customerId = await customer(desk, { ...fields, invoiceEmails: [`pay@garden${at}.example`] })
    await invoice(desk, customerId, daysAgo(10), 10_00 + at)
    // Numbers are leased from the relay in blocks: it must be able to follow.
    if (at % 50 === 49 || at === MANY - 1) {
      await until(
        () => desk.ask('sync.status', {}),
        status => status.queuedCount === 0,
        60_000,
      )
    }
  }
  await page.goto(`${app.ready.url}/#token=${app.ready.token}`)
  await page.getByRole('link', { name: 'Open Invoices' }).click()
  const grid = page.getByRole('region', { name: 'Open Invoices' })
  await expect(grid.getByRole('row', { name: new RegExp(`${shown} invoices`) })).toBeVisible()
  const opening = Date.now()
  await page.getByRole('button', { name: 'Send payment links' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(new RegExp(`^${shown} customers, `))).toBeVisible()
  const opened = Date.now()
  await shot(page, '6-thousand')
  await dialog.getByRole('button', { name: `Send ${shown}` }).click()
  await expect(dialog.getByText(new RegExp(`${shown} links on their way`))).toBeVisible({ timeout: 200_000 })
  process.stdout.write(`${shown} customers: dialog ${opened - opening} ms, run ${Date.now() - opened} ms\n`)
  await shot(page, '7-thousand-done')
  await until(
    async () => house.inbox.received.length,
    count => count === MANY,
    120_000,
  )
  expect(new Set(house.inbox.received.map(({ to }) => to[0])).size).toBe(MANY)
})
