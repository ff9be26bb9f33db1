import { expect } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { businessDateAt } from '../shared/lib/dates.ts'
import { COMPANY, type DeskClient, furnish, give, newId, orderPayload, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

const house = eachInAHouse()

const ON = '2026-06-20'
const shot = shotsIn('payment-actions')

async function anInvoice(
  desk: DeskClient,
  customerId: string,
  boxes = 2,
): Promise<{ id: string; number: string }> {
  const order = orderPayload(customerId)
  const [line] = order.lines
  await give(desk, 'order.create', { ...order, lines: [{ ...line, boxes }] })
  await give(desk, 'order.confirm', {
    orderId: order.orderId,
    issuedOn: ON,
    expectedTotalCents: boxes * 114_00,
  })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  return { id: invoice!.id, number: invoice!.number }
}

async function aCheck(desk: DeskClient, customerId: string, totalCents: number, applications: object[] = []) {
  const paymentId = newId()
  const check = { receivedOn: ON, method: 'Check', reference: '1042', note: '' }
  const { number } = await give(desk, 'payment.receive', {
    paymentId,
    customerId,
    totalCents,
    applications,
    ...check,
  })
  return { paymentId, number: number! }
}

test('a payment is received with a discount, edited, refunded, mailed and bounced', async ({ page }) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  const { customerId } = await furnish(desk, house)
  const small = await anInvoice(desk, customerId, 1)
  const large = await anInvoice(desk, customerId, 3)
  await anInvoice(desk, customerId, 2)
  const at = (path: string) => `${first.ready.url}/#${path}`
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)

  // A sum that only two of the three make goes to the one set; a discount lowers what is applied.
  await page.goto(at(`/receive-payment?customer=${customerId}`))
  await page.getByLabel('Amount', { exact: true }).fill('342.00')
  await expect(page.getByText('More than one set of open invoices makes this sum')).toBeVisible()
  await page.getByLabel('Amount', { exact: true }).fill('570.00')
  await expect(page.getByText('It pays exactly these 2 invoices')).toBeVisible()
  await page.getByLabel(`Discount on invoice ${large.number}`).fill('2.00')
  await expect(page.getByLabel(`Applied to invoice ${large.number}`)).toHaveValue('340.00')
  // What it frees goes to the next oldest due.
  await expect(page.getByLabel(`Applied to invoice ${small.number}`)).toHaveValue('2.00')
  await shot(page, 'receive')
  await expectAccessible(page, 'receive')
  await page.getByLabel('Reference').fill('1041')
  await page.getByRole('button', { name: /Save & Close/ }).click()
  await expect(page.getByRole('heading', { name: 'Payment History' })).toBeVisible()
  const [row] = (await desk.ask('payments.history', {})).rows
  expect(row).toMatchObject({ totalCents: 570_00, unappliedCents: 0 })
  expect((await desk.ask('invoices.one', { invoiceId: large.id })).invoice.openCents).toBe(0)

  await page.goto(at(`/payments/${row!.paymentId}`))
  const panel = page.getByRole('dialog', { name: `Payment ${row!.number}` })
  const dialog = page.getByRole('dialog').last()
  const pick = async (name: string) => {
    await panel.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  await pick('Edit…')
  await dialog.getByLabel('Amount').fill('560.00')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('is applied, but only 560.00 was received')).toBeVisible()
  await shot(page, 'edit-refused')
  await dialog.getByLabel('Amount').fill('580.00')
  await dialog.getByLabel('Reference').fill('1042')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`Payment ${row!.number} is changed.`)).toBeVisible()

  await panel.getByRole('button', { name: 'Refund · 580.00 left' }).click()
  await expect(dialog.getByText('10.00 is left to refund')).toBeVisible()
  await dialog.getByLabel('Amount').fill('10.01')
  await dialog.getByRole('button', { name: 'Refund' }).click()
  await expect(dialog.getByText('Only 10.00 is left to refund.')).toBeVisible()
  await dialog.getByLabel('Amount').fill('8.00')
  await shot(page, 'refund')
  await expectAccessible(page, 'refund')
  await dialog.getByRole('button', { name: 'Refund' }).click()
  await expect(page.getByText('The refund of 8.00 is recorded.')).toBeVisible()
  await expect(panel.getByText('Returned', { exact: true })).toBeVisible()

  await pick('Email receipt…')
  await expect(dialog.getByLabel('Subject')).toHaveValue(`Receipt ${row!.number} from Bloem Wholesale`)
  await shot(page, 'receipt')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('The receipt is being sent.')).toBeVisible()
  const { mail } = await house.inbox.mail(({ to }) => to.includes('ines@petal.example'))
  expect(mail.subject).toContain(`Receipt ${row!.number}`)

  await pick('NSF: it bounced…')
  await expect(dialog.getByText(`Invoice ${small.number} is open by 2.00 again.`)).toBeVisible()
  await expect(dialog.getByText(`Invoice ${large.number} is open by 342.00 again.`)).toBeVisible()
  await dialog.getByLabel('Fee', { exact: true }).fill('25.00')
  await shot(page, 'nsf')
  await expectAccessible(page, 'nsf')
  await dialog.getByRole('button', { name: 'Record the NSF' }).click()
  await expect(panel.getByText('Fee, invoice')).toBeVisible()
  await shot(page, 'panel')
  await expectAccessible(page, 'panel')
  const open = await desk.ask('invoices.open', { customerId })
  expect(open.openCents).toBe(114_00 + 342_00 + 228_00 + 25_00)
  await page.goto(at('/payments'))
  await expect(page.getByRole('button', { name: 'NSF · 1' })).toBeVisible()
  await shot(page, 'history')
  await expectAccessible(page, 'history')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot(page, 'history-dark')
})

test('a row of Payment History has its menu: the details, and each deed’s dialog, also a second time', async ({
  page,
}) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  const { customerId } = await furnish(desk, house)
  const { number } = await aCheck(desk, customerId, 42_00, [])
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/payments?customer=${customerId}`)
  await expect(page.getByText('1 entry', { exact: true })).toBeVisible()
  const pick = async (name: string) => {
    await page.getByRole('button', { name: `Actions for entry ${number}` }).click()
    await page.getByRole('menuitem', { name, exact: true }).click()
  }
  await page.getByRole('button', { name: `Actions for entry ${number}` }).click()
  await expect(page.getByRole('menuitem')).toHaveText([
    'Details',
    'Refund…',
    'Edit…',
    'NSF: it bounced…',
    'Void…',
    'Email receipt…',
    'Print receipt',
    'Customer',
  ])
  await shot(page, 'row-menu')
  await expectAccessible(page, 'row menu')
  await page.keyboard.press('Escape')
  const panel = page.getByRole('dialog').filter({ hasText: 'Payment' })
  const voiding = page
    .getByRole('dialog')
    .filter({ has: page.getByRole('button', { name: 'Void the payment' }) })
  for (let time = 0; time < 2; time++) {
    await pick('Void…')
    await expect(voiding.last()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/customer=[^&]*$/)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await pick('Details')
  await expect(panel.first()).toBeVisible()
})

test('books are closed, finance charges run, and each role is refused what is not its own', async ({
  page,
}) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  const { customerId } = await furnish(desk, house)
  const invoice = await anInvoice(desk, customerId, 3)
  const payment = await aCheck(desk, customerId, 42_00, [{ invoiceId: invoice.id, amountCents: 42_00 }])
  const today = businessDateAt(Date.now(), COMPANY.timeZone)
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/periods`)
  await page.getByLabel('Rate in %').fill('10')
  await expect(page.getByRole('gridcell', { name: '30.00', exact: true }).first()).toBeVisible()
  await shot(page, 'periods')
  await expectAccessible(page, 'periods')
  // A day to come is told before anything is charged; a double click opens the dialog, and charges into nothing beneath it.
  const on = page.getByLabel('Charge on')
  await on.fill('+4')
  await on.press('Enter')
  await expect(page.getByText(/is still to come\. The invoices are made now/)).toBeVisible()
  await page.getByRole('button', { name: 'Charge 1 customer' }).dblclick()
  const asking = page.getByRole('dialog', { name: 'Charge 1 customer?' })
  await expect(asking.getByText(/is still to come\. The invoices are made now/)).toBeVisible()
  await shot(page, 'charge-later')
  await expectAccessible(page, 'a charge of a day to come')
  await asking.getByRole('button', { name: 'Cancel' }).click()
  await on.fill('today')
  await on.press('Enter')
  await expect(page.getByText(/is still to come/)).toBeHidden()
  await page.getByRole('button', { name: 'Charge 1 customer' }).dblclick()
  await asking.getByRole('button', { name: 'Charge', exact: true }).dblclick()
  await expect(page.getByText('1 charged.')).toBeVisible()
  expect(page.url()).toMatch(/#\/periods$/)
  await expect(page.getByRole('button', { name: 'Nobody to charge' })).toBeDisabled()
  await expect(page.getByRole('row', { name: /1 charged/ })).toContainText('30.00')
  await page.getByLabel('Rate in %').fill('abc')
  await expect(page.getByRole('button', { name: 'Enter a rate from 0.01 to 100' })).toBeDisabled()
  await expect(page.getByText('Too little to charge')).toHaveCount(0)
  await shot(page, 'charged')
  await page.getByLabel('Rate in %').fill('10')
  await page.getByRole('button', { name: 'Close the period' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close the period' }).click()
  await expect(page.locator('p', { hasText: /The books are closed through/ })).toBeVisible()
  await shot(page, 'closed')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot(page, 'closed-dark')

  const voiding = { paymentId: payment.paymentId, voidedOn: ON }
  const refusalOf = (name: Parameters<typeof give>[1], payload: Record<string, unknown>) =>
    give(desk, name, payload).then(
      () => null,
      error => /"code":"([a-z-]+)"/.exec(String(error))?.[1] ?? String(error),
    )
  expect(await refusalOf('payment.void', voiding)).toBe('period-closed')

  const refund = {
    paymentId: payment.paymentId,
    refundedOn: today,
    amountCents: 1,
    by: 'registered',
    method: 'Cash',
    reference: '',
    note: '',
    releaseApplied: true,
  }
  const refused = {
    'credit-manager': ['payment.refund', refund],
    'sales-manager': ['payment.void', { ...voiding, voidedOn: today }],
    sales: ['payment.mark-chargeback', { paymentId: payment.paymentId, markedOn: today, note: '' }],
    'sales-allocations': [
      'payment.edit',
      { paymentId: payment.paymentId, changes: { note: { from: '', to: 'x' } } },
    ],
    cashier: ['period.close', { through: ON }],
    receivables: ['period.reopen', { through: null }],
  } as const
  for (const [role, [name, payload]] of Object.entries(refused)) {
    const userId = newId()
    const login = `${role}@bloem.example`
    await give(desk, 'user.add', {
      userId,
      name: role,
      login,
      roles: [role],
      manageOwnCustomers: false,
      language: 'en',
    })
    await until(
      () => desk.ask('sync.status', {}),
      status => status.phase === 'up-to-date' && status.queuedCount === 0,
    )
    await desk.ask('users.set-password', { userId, password: 'a long password' })
    await desk.ask('session.login', { login, password: 'a long password' })
    expect([role, await refusalOf(name, payload)]).toEqual([role, 'not-allowed'])
    if (role === 'sales-manager') {
      await page.goto(`${first.ready.url}/#/payments/${payment.paymentId}`)
      const panel = page.getByRole('dialog', { name: `Payment ${payment.number}` })
      await expect(panel).toBeVisible()
      await panel.getByRole('button', { name: 'More' }).click()
      const offered = page.getByRole('menuitem')
      await expect(offered.and(page.locator(':not([aria-disabled="true"])'))).toHaveText([
        'Email receipt…',
        'Print receipt',
      ])
      for (const name of ['Edit…', 'NSF: it bounced…', 'Void…']) {
        const item = page.getByRole('menuitem', { name: new RegExp(`^${name} Your role does not include`) })
        await expect(item).toHaveAttribute('aria-disabled', 'true')
        await expect(item).toHaveAccessibleName(/the role Admin, A\/R, or Cashier/)
      }
      await page.keyboard.press('Home')
      await page.keyboard.press('ArrowDown')
      await expect(page.getByRole('menuitem', { name: /^NSF/ })).toBeFocused()
      await shot(page, 'menu-not-theirs')
      await expectAccessible(page, 'menu of what is not theirs')
    }
    await desk.ask('session.login', { login: 'elena@bloem.example', password: 'tulips in spring' })
  }
})
