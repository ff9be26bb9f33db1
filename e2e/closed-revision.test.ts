import { expect } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { addDays } from '../shared/lib/dates.ts'
import { furnish, give, orderPayload } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

const house = eachInAHouse()
const shot = shotsIn('order-entry')

test('the review of a change in a closed period says from which day it counts', async ({ page }) => {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  const { today } = await desk.ask('session.state', {})
  const issuedOn = addDays(today, -1)
  const order = orderPayload(customerId)
  const { orderId } = order
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', { orderId, issuedOn, expectedTotalCents: 228_00 })
  await give(desk, 'company.change', { changes: { closedThrough: { from: null, to: issuedOn } } })

  await page.goto(`${ready.url}/#token=${ready.token}`)
  await page.goto(`${ready.url}/#/orders/${orderId}`)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByLabel('Boxes: Rose Freedom Red 60cm').fill('3')
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await expect(
    dialog.getByText(/^The books are closed through .+: what this changes counts from .+\.$/),
  ).toBeVisible()
  await expectAccessible(page, 'review of a closed period')
  await shot(page, 'closed-review')
  await dialog.getByRole('button', { name: 'Issue revision 2' }).click()
  await expect(page.getByText('Confirmed', { exact: true }).first()).toBeVisible()
  const { invoice } = await desk.ask('orders.one', { orderId })
  const revisions = await desk.ask('invoices.revisions', { invoiceId: invoice!.id })
  expect(revisions.find(each => each.revision === 2)?.effectiveOn).toBe(today)
})
