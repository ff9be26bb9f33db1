import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { ADMIN, type DeskClient, furnish, give, newId, orderPayload, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

const house = eachInAHouse()

const ON = '2026-11-20'
const PASSWORD = 'peonies in june'
const PEOPLE = {
  sales: { name: 'Sam Ruiz', login: 'sam@bloem.example' },
  'sales-manager': { name: 'Mila Prins', login: 'mila@bloem.example' },
  cashier: { name: 'Cas Boom', login: 'cas@bloem.example' },
} as const

const shot = shotsIn('credits')

async function anInvoice(desk: DeskClient, customerId: string) {
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', { orderId: order.orderId, issuedOn: ON, expectedTotalCents: 228_00 })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  return invoice!
}

/** An invoice of 228.00 with 200.00 paid, and one person of each role. */
async function scene(desk: DeskClient) {
  const { customerId } = await furnish(desk, house)
  for (const [role, person] of Object.entries(PEOPLE)) {
    const userId = newId()
    const user = { userId, ...person, roles: [role], manageOwnCustomers: false, language: 'en' }
    await give(desk, 'user.add', user)
    await until(
      () => desk.ask('sync.status', {}),
      status => status.phase === 'up-to-date' && status.queuedCount === 0,
    )
    await desk.ask('users.set-password', { userId, password: PASSWORD })
  }
  const invoice = await anInvoice(desk, customerId)
  await give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId,
    receivedOn: ON,
    method: 'Check',
    reference: '1042',
    totalCents: 200_00,
    note: '',
    applications: [{ invoiceId: invoice.id, amountCents: 200_00 }],
  })
  return { customerId, invoice, later: await anInvoice(desk, customerId) }
}

const logIn = (desk: DeskClient, role: keyof typeof PEOPLE) =>
  desk.ask('session.login', { login: PEOPLE[role].login, password: PASSWORD })

// A picture as a telephone takes it: far larger than what travels.
const photo = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 4000
    canvas.height = 3000
    const context = canvas.getContext('2d')!
    for (let n = 0; n < 4000; n++) {
      context.fillStyle = `hsl(${(n * 37) % 360} 60% ${30 + (n % 50)}%)`
      context.fillRect((n * 97) % 4000, (n * 61) % 3000, 180, 140)
    }
    return canvas.toDataURL('image/png').split(',')[1]!
  })

test('sales asks with a photo, the sales manager approves, the invoice falls, and the rest is used', async ({
  page,
}) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  const { customerId, invoice, later } = await scene(desk)
  const at = (path: string) => page.goto(`${first.ready.url}/#${path}`)

  await logIn(desk, 'sales')
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await at(`/orders/${invoice.orderId}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Credit', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'New credit' })).toBeVisible()
  await page.getByLabel('How many stems of').fill('150')
  await expect(page.getByLabel('Credit for Rose')).toHaveValue('57.00')
  await page.getByRole('combobox', { name: 'Reason' }).fill('Damaged')
  await page.keyboard.press('Escape')
  await page.getByLabel('Note').fill('Botrytis in one box.')
  const picture = {
    name: 'boxes.png',
    mimeType: 'image/png',
    buffer: Buffer.from(await photo(page), 'base64'),
  }
  await page.locator('input[type=file]').setInputFiles(picture)
  await expect(page.getByRole('button', { name: 'Look at boxes.jpg' })).toBeVisible()
  await shot(page, 'form')
  await expectAccessible(page, 'form')

  // Nothing typed is lost.
  await page.reload()
  await expect(page.getByLabel('Credit for Rose')).toHaveValue('57.00')
  await expect(page.getByRole('button', { name: 'Look at boxes.jpg' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('Pending review').first()).toBeVisible()
  const approve = panel.getByRole('button', { name: /Approve/ })
  await expect(approve).toHaveAttribute('aria-disabled', 'true')
  await expect(approve).toHaveAccessibleDescription(/the role Admin, Credit Manager, or Sales Manager/)
  const { rows } = await desk.ask('credits.list', {})
  expect(rows).toMatchObject([{ totalCents: 57_00, status: 'pending-review', pictureCount: 1 }])
  const { creditId, number } = rows[0]!
  const kept = await desk.ask('credits.one', { creditId })
  expect(kept.pictures[0]!.bytes).toBeLessThanOrEqual(300 * 1024)
  expect((await desk.ask('orders.one', { orderId: invoice.orderId })).invoice!.openCents).toBe(28_00)

  // A cashier sees it and may not decide.
  await logIn(desk, 'cashier')
  await at(`/credits/${creditId}`)
  await page.reload()
  await expect(panel.getByText('Botrytis in one box.')).toBeVisible()
  for (const name of [/Approve/, /Reject/]) {
    const answer = panel.getByRole('button', { name })
    await expect(answer).toHaveAttribute('aria-disabled', 'true')
    await answer.click({ force: true })
  }
  await expectAccessible(page, 'a credit that a cashier may not decide')
  await expect(
    give(desk, 'credit.approve', { creditId, approvedOn: ON, expectedTotalCents: 57_00 }),
  ).rejects.toThrow('not-allowed')

  await logIn(desk, 'sales-manager')
  await page.reload()
  await expect(panel.getByText('28.00 to invoice')).toBeVisible()
  await panel.getByRole('button', { name: 'Look at boxes.jpg' }).click()
  await expect(page.getByRole('img', { name: 'boxes.jpg' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('img', { name: 'boxes.jpg' })).toHaveCount(0)
  await shot(page, 'panel-waiting')
  await expectAccessible(page, 'panel')
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByText('Approved').first()).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Apply 29.00' })).toBeVisible()
  await shot(page, 'panel-approved')
  expect((await desk.ask('invoices.one', { invoiceId: invoice.id })).invoice.openCents).toBe(0)
  const { figures } = await desk.ask('customers.one', { customerId })
  expect(figures.openCreditsCents).toBe(29_00)
  expect((await desk.ask('payments.history', {})).rows.map(row => row.kind)).toEqual(['payment'])

  await at('/credits')
  await page.getByRole('button', { name: 'Open credit · 1' }).click()
  await expect(page.getByRole('gridcell', { name: '29.00' }).first()).toBeVisible()
  await shot(page, 'list')
  await expectAccessible(page, 'list')

  // The rest goes with the next payment.
  await at(`/receive-payment?customer=${customerId}`)
  await page.getByRole('button', { name: 'Show them' }).click()
  await page.getByLabel(`Use Credit ${number}`).check()
  await expect(page.getByText(`goes to ${later.number} 29.00`)).toBeVisible()
  await page.getByLabel('Amount', { exact: true }).fill('100')
  await shot(page, 'receive-payment')
  await expectAccessible(page, 'receive payment')
  await page.keyboard.press('Control+Enter')
  await until(
    () => desk.ask('invoices.one', { invoiceId: later.id }),
    view => view.invoice.openCents === 99_00,
  )
  expect((await desk.ask('customers.one', { customerId })).figures.openCreditsCents).toBe(0)

  // Used elsewhere: even an administrator must take it off there first, and is told where.
  await desk.ask('session.login', { login: ADMIN.login, password: ADMIN.password })
  await at(`/credits/${creditId}`)
  await page.reload()
  await panel.getByRole('button', { name: 'Back to review' }).click()
  await page
    .getByRole('dialog', { name: /Take credit/ })
    .getByRole('button', { name: 'Back to review' })
    .click()
  await expect(page.getByText(`29.00 of credit ${number} is applied to ${later.number}`)).toBeVisible()
  await shot(page, 'reopen-refused')

  await page.emulateMedia({ colorScheme: 'dark' })
  await at(`/credits/new?customer=${customerId}&invoice=${later.id}`)
  await expect(page.getByLabel('How many stems of')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Choose a reason, or type one.')).toBeVisible()
  await shot(page, 'form-dark')
  await expectAccessible(page, 'form, dark')

  // From nothing but an invoice's number.
  await page.getByRole('button', { name: 'Clear the form' }).click()
  await page.getByPlaceholder('Or begin with its number').fill(later.number)
  await expect(page.getByRole('option', { name: later.number })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('How many stems of')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Reason' })).toBeFocused()
})
