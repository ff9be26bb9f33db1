import { expect } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { businessDateAt } from '../shared/lib/dates.ts'
import { COMPANY, furnish, give, newId, orderPayload } from './support/company.ts'
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
const shot = shotsIn('payment-entry')

test('what is wrong with a payment is marked where it is typed, and what stands already is told', async ({
  page,
}) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  const { customerId } = await furnish(desk, house)
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  const expectedTotalCents = (await desk.ask('orders.one', { orderId: order.orderId })).order.totalCents
  await give(desk, 'order.confirm', { orderId: order.orderId, issuedOn: ON, expectedTotalCents })
  const invoice = (await desk.ask('orders.one', { orderId: order.orderId })).invoice!
  const today = businessDateAt(Date.now(), COMPANY.timeZone)
  const check = { customerId, receivedOn: today, method: 'Check', note: '' }
  const credit = { ...check, paymentId: newId(), reference: '4400', totalCents: 20_00, applications: [] }
  await give(desk, 'payment.receive', credit)
  const received = { ...check, paymentId: newId(), reference: '4501', totalCents: 85_75 }
  const { number } = await give(desk, 'payment.receive', {
    ...received,
    applications: [],
    credits: [{ paymentId: credit.paymentId, applications: [{ invoiceId: invoice.id, amountCents: 20_00 }] }],
  })
  const at = (path: string) => `${first.ready.url}/#${path}`
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)

  // Nothing typed: each missing field is marked, and the first of them has the cursor.
  await page.goto(at('/receive-payment'))
  await page.getByRole('button', { name: /Save & New/ }).click()
  const customer = page.getByRole('combobox', { name: 'Customer' })
  await expect(customer).toBeFocused()
  await expect(customer).toHaveAttribute('aria-invalid', 'true')
  const amount = page.getByLabel('Amount', { exact: true })
  await expect(amount).toHaveAttribute('aria-invalid', 'true')
  await shot(page, '1-nothing')
  await expectAccessible(page, 'nothing typed')
  await amount.fill('-5')
  await expect(page.getByText('Enter an amount of more than 0.')).toBeVisible()
  await amount.fill('99999999999')
  await expect(page.getByText('Enter an amount of at most 999,999,999.99.')).toBeVisible()

  // Whoever types faster than the customer is found has their amount from its first digit on.
  await page.goto(at('/payments'))
  await page.goto(at('/receive-payment'))
  await expect(customer).toBeFocused()
  await customer.evaluate(async (field: HTMLInputElement) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!
    set!.call(field, 'petal')
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await Promise.resolve()
    for (const key of ['Enter', '1', '2'])
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
  await expect(amount).toBeFocused()
  await page.keyboard.type('3')
  await expect(amount).toHaveValue('123')
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(customer).toBeFocused()

  // By keyboard alone: Enter goes from field to field, and records nothing.
  await page.goto(at(`/receive-payment?customer=${customerId}`))
  await expect(page.getByLabel(`Applied to invoice ${invoice.number}`)).toBeVisible()
  await amount.focus()
  await page.keyboard.type('100')
  await page.keyboard.press('Enter')
  const methodField = page.getByRole('combobox', { name: 'Method' })
  await expect(methodField).toBeFocused()
  const method = await methodField.inputValue()
  await page.keyboard.press('Enter')
  await page.keyboard.type('4711')
  await expect(page.getByLabel('Reference')).toHaveValue('4711')
  await shot(page, '1-keys')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Date received')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Note')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(`Applied to invoice ${invoice.number}`)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(amount).toHaveValue('100.00')
  await expect(methodField).toHaveValue(method)
  const still = (await desk.ask('invoices.one', { invoiceId: invoice.id })).invoice.openCents
  expect(still).toBe(invoice.openCents - 20_00)
  await page.getByRole('button', { name: 'Clear' }).click()

  // What fits no choice is told, and not taken for the one before.
  await page.goto(at(`/credits/new?customer=${customerId}`))
  const creditFor = page.getByRole('combobox', { name: 'Invoice', exact: true })
  await expect(creditFor).toHaveValue('Stand-alone, on no invoice')
  await creditFor.focus()
  await page.keyboard.type('99999')
  await page.keyboard.press('Tab')
  await expect(creditFor).toHaveValue('99999')
  await expect(page.getByText('Nothing in the list fits “99999”.').first()).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(creditFor).toBeFocused()
  await shot(page, '1-unsettled')
  await expectAccessible(page, 'a select with what fits nothing')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(invoice.number)
  await page.keyboard.press('Tab')
  await expect(creditFor).toHaveValue(new RegExp(`^${invoice.number}`))

  await page.goto(at(`/receive-payment?customer=${customerId}`))
  await amount.fill('85.75')
  await page.getByLabel('Reference').fill('4501')
  await expect(
    page.getByText(new RegExp(`^Check 4501 over 85.75 was received on .+ as ${number}.$`)),
  ).toBeVisible()
  const edges = () =>
    page
      .locator('thead th')
      .evaluateAll(cells => cells.map(cell => Math.round(cell.getBoundingClientRect().right)))
  await expect(page.getByLabel(`Applied to invoice ${invoice.number}`)).toHaveValue('85.75')
  const before = await edges()
  await page.getByLabel(`Discount on invoice ${invoice.number}`).fill('999.00')
  await expect(page.getByLabel(`Discount on invoice ${invoice.number}`)).toHaveAttribute(
    'aria-invalid',
    'true',
  )
  await expect(page.getByLabel(`Applied to invoice ${invoice.number}`)).not.toHaveAttribute('aria-invalid')
  await expect.poll(edges).toEqual(before)
  await shot(page, '2-typed')
  await expectAccessible(page, 'typed')

  // Money that goes nowhere is no amount, and the columns stay where they are.
  await page.getByLabel(`Discount on invoice ${invoice.number}`).fill('')
  await page.getByLabel(`Applied to invoice ${invoice.number}`).fill('-5')
  await page.getByRole('button', { name: /Save & New/ }).click()
  await expect(page.getByText('Enter an amount of more than 0, or none.')).toBeVisible()
  await expect.poll(edges).toEqual(before)
  await shot(page, '2-negative')
  await page.getByLabel(`Applied to invoice ${invoice.number}`).fill('')

  // Find: by an amount, from a place that stays.
  await page.keyboard.press('Control+K')
  const find = page.getByRole('dialog').getByRole('textbox')
  const top = async () => (await find.boundingBox())?.y
  await expect.poll(top).toBe(80)
  await find.fill('85.75')
  const hit = page.getByRole('dialog').getByText(new RegExp(`^${number} · `))
  await expect(hit).toBeVisible()
  expect(await top()).toBe(80)
  await shot(page, '3-find')
  await hit.click()

  // Void: what comes back with it is said before, and comes back.
  const panel = page.getByRole('dialog', { name: `Payment ${number}` })
  await panel.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Void…' }).click()
  await expect(
    page.getByText(/20\.00 of credit \S+ comes off invoice \S+ and is open credit again/),
  ).toBeVisible()
  await shot(page, '4-void')
  const creditLeft = async () =>
    (await desk.ask('payments.one', { paymentId: credit.paymentId })).payment.unappliedCents
  expect(await creditLeft()).toBe(0)
  await page.getByRole('button', { name: 'Void the payment' }).click()
  await expect.poll(creditLeft).toBe(20_00)
  await page.goto(at('/payments'))
  const cell = page
    .getByRole('row', { name: new RegExp(number!) })
    .getByText('85.75')
    .first()
  await expect(cell).toHaveCSS('text-decoration-line', 'line-through')
  await shot(page, '5-history')
})
