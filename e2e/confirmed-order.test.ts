import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { furnish, give, orderPayload } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({ viewport: { width: 1280, height: 720 }, expectedErrors: ['WebSocket connection to'] })

const house = eachInAHouse()
const shot = shotsIn('confirmed-order')

test('the customer of a confirmed order stands as its other fields, and as grey', async ({ page }) => {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  const { orderId } = order
  await give(desk, 'order.confirm', { orderId, issuedOn: '2026-11-20', expectedTotalCents: 228_00 })
  await page.goto(`${ready.url}/#token=${ready.token}`)
  await page.goto(`${ready.url}/#/orders/${orderId}`)
  await expect(page.getByRole('button', { name: 'Change', exact: true })).toBeVisible()
  expect(await customerBesideOthers(page)).toEqual({ label: 0, box: 0, isAsGrey: true })
  await shot(page, 'head')
})

/** How much lower the customer's label and box stand than those of the field beside them, in pixels, and whether the box is as grey. */
function customerBesideOthers(page: Page) {
  return page.evaluate(() => {
    const at = (text: string) => {
      const label = [...document.querySelectorAll('.mantine-InputWrapper-label, main span')].find(
        each => each.textContent === text,
      )!
      return { label, box: label.nextElementSibling! }
    }
    const [customer, shipDate] = [at('Customer'), at('Ship date')]
    const input = shipDate.box.querySelector('input')!
    const grey = (element: Element) => getComputedStyle(element).backgroundColor
    return {
      label: customer.label.getBoundingClientRect().top - shipDate.label.getBoundingClientRect().top,
      box: customer.box.getBoundingClientRect().top - input.getBoundingClientRect().top,
      isAsGrey: grey(customer.box) === grey(input),
    }
  })
}
