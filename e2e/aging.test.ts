import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
const shot = shotsIn('aging')

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

async function payment(
  desk: DeskClient,
  customerId: string,
  receivedOn: string,
  totalCents: number,
  invoiceId?: string,
) {
  await give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId,
    receivedOn,
    method: 'Check',
    reference: '1042',
    totalCents,
    note: '',
    applications: invoiceId ? [{ invoiceId, amountCents: totalCents }] : [],
  })
}

/** Two customers who owe, one whom we owe, and people who may look or not. */
async function books(desk: DeskClient): Promise<{ petal: string; wedding: string; code: string }> {
  const { customerId: petal } = await furnish(desk, house)
  const found = await desk.ask('customers.search', { text: 'wedding' })
  const wedding = found[0]!.customerId
  const first = await invoice(desk, petal, daysAgo(70), 700_00)
  await payment(desk, petal, daysAgo(40), 200_00, first.id)
  await invoice(desk, petal, daysAgo(3), 85_50)
  await invoice(desk, wedding, daysAgo(35), 60_00)
  await payment(desk, wedding, daysAgo(1), 90_00)
  let number = 0
  const names = { newId, nextNumber: () => String(++number) }
  const silent = { name: 'Floristería Ñandú', code: 'NANDU', invoiceEmails: [], language: 'es' as const }
  const nandu = newId()
  await give(desk, 'customer.add', { customerId: nandu, ...customerFields(names, silent) })
  await invoice(desk, nandu, daysAgo(95), 1_284_50)
  const people = [
    { name: 'Jorge Rivera', login: 'jorge@bloem.example', roles: ['sales'] },
    { name: 'Ada Chen', login: 'ada@bloem.example', roles: ['credit-manager'] },
  ]
  for (const person of people) {
    const userId = newId()
    const language = person.login.startsWith('ada') ? 'es' : 'en'
    const fields = { manageOwnCustomers: false, language }
    await give(desk, 'user.add', { userId, ...person, ...fields })
    await until(
      () => desk.ask('sync.status', {}),
      status => status.queuedCount === 0,
    )
    await desk.ask('users.set-password', { userId, password: 'tulips in autumn' })
    if (person.login.startsWith('jorge')) {
      const salesperson = { from: null, to: userId }
      await give(desk, 'customer.change', { customerId: petal, changes: { salespersonId: salesperson } })
    }
  }
  return { petal, wedding, code: 'NANDU' }
}

test('who owes how much, as of any day, down to the entry; and statements for one and many', async ({
  page,
}) => {
  const app = await house.desktop('first')
  const desk = await connectDesk(app.ready)
  await books(desk)
  await page.goto(`${app.ready.url}/#token=${app.ready.token}`)
  await expect(page.getByText('Up to date')).toBeVisible()
  await page.getByRole('link', { name: 'Aging / Statements' }).click()
  const grid = page.getByRole('region', { name: 'Aging / Statements' })
  const row = (name: string) => grid.getByRole('row', { name: new RegExp(name) })
  await expect(row('Petal & Stem Atelier')).toContainText('585.50')
  await expect(row('3 customers')).toContainText('1,840.00')
  await expect(page.getByRole('button', { name: /^Past due · 3/ })).toBeVisible()
  await shot(page, '1-aging')
  await expectAccessible(page, 'aging')

  // Explain: the total of everyone, then of one customer, then the entries of one invoice.
  await row('3 customers').getByRole('gridcell', { name: '1,930.00' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row', { name: /Sum/ })).toContainText('1,930.00')
  await shot(page, '2-explained')
  await dialog.getByRole('button', { name: 'Petal & Stem Atelier' }).click()
  await expect(dialog.getByRole('row', { name: /Sum/ })).toContainText('585.50')
  await dialog
    .getByRole('button', { name: /^Invoice/ })
    .first()
    .click()
  await expect(dialog.getByRole('row', { name: /Payment applied/ })).toContainText('-200.00')
  await expect(dialog.getByRole('row', { name: /Sum/ })).toContainText('500.00')
  await shot(page, '3-explained-invoice')
  await expectAccessible(page, 'explanation')
  await page.keyboard.press('Escape')

  // As of before the payment.
  const asOf = page.getByLabel('As of', { exact: true })
  await asOf.fill(daysAgo(50))
  await asOf.press('Enter')
  await expect(row('Petal & Stem Atelier')).toContainText('700.00')
  await expect(row('2 customers')).toBeVisible()
  await asOf.fill(TODAY)
  await asOf.press('Enter')

  // A statement on screen.
  await row('Wedding Works NYC').getByRole('gridcell', { name: '—' }).first().click()
  await expect(dialog.getByText(/We owe this customer \$30.00/)).toBeVisible()
  await expect(dialog.getByText(/Nothing is due: the mail goes without a link/)).toBeVisible()
  await dialog.getByText('Open items', { exact: true }).click()
  await expect(dialog.getByRole('row', { name: /Payment, not used up/ })).toContainText('-90.00')
  await shot(page, '4-statement')
  await expectAccessible(page, 'statement')
  await page.keyboard.press('Escape')

  // A run for a selection into a folder.
  for (const name of ['Petal & Stem Atelier', 'Wedding Works NYC'])
    await row(name).getByRole('checkbox').check()
  await expect(page.getByText('2 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Save as PDF' }).click()
  const folder = join(house.folder, 'statements', 'november')
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await shot(page, '5-run')
  await expectAccessible(page, 'run')
  await dialog.getByRole('button', { name: 'Save 2' }).click()
  await expect(dialog.getByText('2 statements saved')).toBeVisible()
  await shot(page, '6-run-done')
  const files = readdirSync(folder)
  expect(files.toSorted()).toEqual([
    `Petal-Stem-Atelier-Statement-${TODAY}-PETAL.pdf`,
    `Wedding-Works-NYC-Statement-${TODAY}-WEDDING.pdf`,
  ])
  expect(readFileSync(join(folder, files[0]!)).subarray(0, 5).toString()).toBe('%PDF-')
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  // While customers are selected, the button over the list is for these only, as the one below; its foot stays in sight.
  await row('Wedding Works NYC').getByRole('checkbox').uncheck()
  await page.setViewportSize({ width: 1280, height: 720 })
  await expect(page.getByText('1 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Create statements' }).click()
  await expect(dialog.getByRole('heading', { name: 'Statement for 1 selected customer' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Email 1' })).toBeInViewport({ ratio: 1 })
  await shot(page, '6-selected-only')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(page.getByText('1 selected')).toBeHidden()

  // Everyone by mail: one has no address, and works once it has.
  await page.getByRole('button', { name: 'Create statements' }).click()
  await expect(
    dialog.getByRole('heading', { name: 'Statements for all 3 customers in the list' }),
  ).toBeVisible()
  await expect(dialog.getByText('One customer can’t be reached by email:')).toBeVisible()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Floristería Ñandú' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Email 2' })).toBeInViewport({ ratio: 1 })
  // A name that stands for nothing is told, and refused once; what is typed outlives the dialog.
  await dialog.getByRole('textbox', { name: 'Message' }).fill('November for {custmer}.')
  const told = dialog.getByText(/^\{custmer\} stands for nothing and is sent as it is\. There is \{company\}/)
  await expect(told).toBeVisible()
  await shot(page, '6-unknown-name')
  await expectAccessible(page, 'an unknown name')
  await dialog.getByRole('button', { name: 'Email 2' }).click()
  await expect(dialog.getByText(/Correct it, or send once more to send it so\.$/)).toBeVisible()
  await shot(page, '6-unknown-name-refused')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Create statements' }).click()
  const message = dialog.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue('November for {custmer}.')
  await dialog.getByRole('button', { name: 'Back to the company’s words' }).click()
  await expect(message).not.toHaveValue(/November/)
  await dialog.getByRole('textbox', { name: 'Message' }).fill('November for {customer}.')
  await dialog.getByText('Spanish').click()
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('Noviembre: {amount} para {customer}')
  const preview = dialog.getByRole('region', { name: 'Preview of the mail' })
  await dialog.getByRole('combobox', { name: 'As it will look to' }).click()
  await page.getByRole('option', { name: 'Wedding Works NYC' }).click()
  await expect(dialog.getByText('Goes to pay@wedding.example.')).toBeVisible()
  await expect(preview).toContainText('November for Wedding Works NYC.')
  await expect(preview).not.toContainText('View and pay')
  await dialog.getByRole('combobox', { name: 'As it will look to' }).click()
  await page.getByRole('option', { name: 'Petal & Stem Atelier' }).click()
  await expect(preview).toContainText('View and pay $585.50')
  await shot(page, '6-run-by-mail')
  await expectAccessible(page, 'run by mail')
  await dialog.getByRole('button', { name: 'Email 2' }).click()
  await expect(dialog.getByText('2 statements on their way')).toBeVisible()
  await expect(dialog.getByText(/Floristería Ñandú has no address/)).toBeVisible()
  await shot(page, '7-mailed')
  const [nandu] = await desk.ask('customers.search', { text: 'NANDU' })
  const emails = { statementEmails: { from: [], to: ['cuentas@nandu.example'] } }
  await give(desk, 'customer.change', { customerId: nandu!.customerId, changes: emails })
  await dialog.getByRole('button', { name: 'Try these again' }).click()
  await expect(dialog.getByText('3 statements on their way')).toBeVisible()
  const { mail } = await house.inbox.mail(({ to }) => to.includes('cuentas@nandu.example'))
  expect(mail.subject).toBe('Noviembre: $1,284.50 para Floristería Ñandú')
  expect(mail.text).toContain('Ver y pagar $1,284.50')
  expect(mail.attachments[0]?.filename).toBe(`Bloem-Wholesale-Estado-de-cuenta-${TODAY}.pdf`)
  const credit = await house.inbox.mail(({ to }) => to.includes('pay@wedding.example'))
  expect(credit.mail.text).toContain('November for Wedding Works NYC.')
  expect(credit.mail.text).toContain('there is nothing to pay')
  expect(credit.mail.text).not.toMatch(/\/l\//)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('button', { name: /^No statement this month · 0/ })).toBeVisible()

  // Where nothing can be written: said for each, nothing lost.
  expect(existsSync('/proc/florin')).toBe(false)
  await row('Petal & Stem Atelier').getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Save as PDF' }).click()
  await dialog.getByRole('textbox', { name: 'Folder' }).fill('/proc/florin')
  await dialog.getByRole('button', { name: /^Save \d/ }).click()
  await expect(dialog.getByText(/Nothing can be written into \/proc\/florin/).first()).toBeVisible()
})

test('sales see own customers only; a credit manager looks and does not send', async ({ page }) => {
  const app = await house.desktop('first')
  const desk = await connectDesk(app.ready)
  const { wedding } = await books(desk)
  const logIn = async (login: string) => {
    await desk.ask('session.logout', {})
    await desk.ask('session.login', { login, password: 'tulips in autumn' })
  }
  await logIn('jorge@bloem.example')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${app.ready.url}/#token=${app.ready.token}`)
  await page.getByRole('link', { name: 'Aging / Statements' }).click()
  const grid = page.getByRole('region', { name: 'Aging / Statements' })
  await expect(grid.getByRole('row', { name: /1 customer/ })).toContainText('585.50')
  await expect(grid.getByText('Wedding Works NYC')).toBeHidden()
  await shot(page, '8-own-dark')
  await expectAccessible(page, 'aging, dark')
  const one = { customerId: wedding, asOf: TODAY, kind: 'unpaid' as const }
  await expect(desk.ask('statement.of', one)).rejects.toThrow()
  await logIn('ada@bloem.example')
  const spanish = page.getByRole('region', { name: 'Antigüedad / Estados de cuenta' })
  await expect(spanish.getByRole('row', { name: /3 clientes/ })).toBeVisible()
  await spanish
    .getByRole('row', { name: /Wedding/ })
    .getByRole('gridcell', { name: '—' })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Imprimir' })).toBeVisible()
  const send = dialog.getByRole('button', { name: 'Enviar estado de cuenta' })
  await expect(send).toHaveAttribute('aria-disabled', 'true')
  await expect(send).toHaveAccessibleDescription(/con la función Administración, Cobranzas, Caja/)
  await shot(page, '9-statement-dark-es')
  await expectAccessible(page, 'statement, dark')
  await expect(
    desk.ask('statement.send', { ...one, commandId: newId(), withLink: true }),
    'and the backend refuses what the screen does not offer',
  ).rejects.toThrow(/not-allowed/)
})
