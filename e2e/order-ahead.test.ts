import { expect } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { furnish, give, newId, orderPayload, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  // A page that was taken back answers as one that is not there.
  expectedErrors: ['WebSocket connection to', '/desk-access', '(Not Found) (http://127.0.0.1'],
})

const house = eachInAHouse()

const shot = shotsIn('order-ahead')

test('a pending order is mailed, paid in advance, held, and on confirming its invoice is paid', async ({
  page,
  browser,
}) => {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  const { today } = await desk.ask('session.state', {})
  const order = orderPayload(customerId)
  const { orderId } = order
  await give(desk, 'order.create', { ...order, orderedOn: today, shipOn: today })
  await give(desk, 'order.place', { orderId })
  const { order: placed } = await desk.ask('orders.one', { orderId })

  await page.goto(`${ready.url}/#token=${ready.token}`)
  await page.goto(`${ready.url}/#/orders/${orderId}`)
  await page.getByRole('button', { name: 'Email', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(`Email order ${placed.number}`)).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: /Payment link/ })).toBeChecked()
  await expect(dialog.getByText('$228.00').first()).toBeVisible()
  await shot(page, 'dialog')
  await expectAccessible(page, 'the dialog of an order')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog).toBeHidden()

  const { mail } = await house.inbox.mail(({ mail: { text } }) => /\/l\//.test(text ?? ''))
  expect(mail.subject).toContain(placed.number)
  const link = /https?:\/\/\S+\/l\/\S+/.exec(mail.text ?? '')![0]
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  })
  const payer = await phone.newPage()
  await payer.goto(link)
  await expect(payer.getByText(`Order ${placed.number}, to be paid in advance`)).toBeVisible()
  await payer.waitForTimeout(1200) // a person takes a second to read; the page counts faster ones as machines
  await payer.getByRole('button', { name: 'View and pay' }).tap()
  await expect(payer.getByText('Amount to pay')).toBeVisible()
  await shot(payer, 'pay-page')
  const card = payer.frameLocator('iframe')
  await card.getByLabel('Card number').fill('4242 4242 4242 4242')
  await card.getByLabel('Expiry date').fill('12/31')
  await card.getByLabel('Security code').fill('123')
  await payer.getByRole('button', { name: 'Pay $228.00' }).tap()
  await expect(payer.getByText('Paid, thank you')).toBeVisible()
  await expect(payer.getByText(`Held for order ${placed.number}`)).toBeVisible()
  await shot(payer, 'paid')
  await phone.close()

  await until(
    () => desk.ask('orders.one', { orderId }),
    view => view.heldCents === 228_00,
  )
  await expect(page.getByText('Paid in advance')).toBeVisible()
  await expect(page.getByText('Held for this order')).toBeVisible()
  await shot(page, 'held')
  await page.goto(`${ready.url}/#/orders`)
  const row = page.getByRole('row').filter({ hasText: placed.number })
  await expect(row.getByText(/^Paid/)).toBeVisible()
  await shot(page, 'summary')

  // What is held is not used for another invoice: it says for which order it waits.
  const other = orderPayload(customerId)
  await give(desk, 'order.create', { ...other, orderedOn: today, shipOn: today })
  await give(desk, 'order.confirm', { orderId: other.orderId, issuedOn: today, expectedTotalCents: 228_00 })
  const { invoice } = await desk.ask('orders.one', { orderId: other.orderId })
  await give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId,
    receivedOn: today,
    method: 'Check',
    reference: '1042',
    totalCents: 28_00,
    note: '',
    applications: [{ invoiceId: invoice!.id, amountCents: 28_00 }],
  })
  await page.goto(`${ready.url}/#/receive-payment?customer=${customerId}`)
  await page.getByRole('button', { name: 'Show them' }).click()
  await expect(page.getByText('228.00 is held for pending orders')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /^Use Payment/ })).toBeDisabled()
  await expect(page.getByText(`held for order ${placed.number}`)).toBeVisible()
  await shot(page, 'held-credit')
  await expectAccessible(page, 'credits held for an order')

  // What the order turns out not to need is free, and the rest says what it is for.
  const { lineId } = order.lines[0]!
  const price = (from: number, to: number) =>
    give(desk, 'order.change-line', { orderId, lineId, changes: { priceE4: { from, to } } })
  await price(3800, 3300)
  await expect(page.getByText('30.00 of open credits can be used')).toBeVisible()
  await expect(page.getByText(`of which 198.00 is held for order ${placed.number}`)).toBeVisible()
  await page.getByRole('checkbox', { name: /^Use Payment/ }).check()
  const howMuch = page.getByRole('textbox', { name: /^How much of Payment/ })
  await expect(howMuch).toHaveValue('30.00')
  await howMuch.fill('30.01')
  await expect(page.getByText('Only 30.00 is free.')).toBeVisible()
  await shot(page, 'held-in-part')
  await expectAccessible(page, 'credits held in part')
  await page.getByRole('checkbox', { name: /^Use Payment/ }).uncheck()
  const [credit] = await desk.ask('credits.open', { customerId })
  await page.goto(`${ready.url}/#/payments/${credit!.paymentId}`)
  await page.getByRole('button', { name: 'Apply 30.00' }).click()
  const apply = page.getByRole('dialog').last()
  await expect(apply.getByText(/228\.00 is left, of which 198\.00 is held for order/)).toBeVisible()
  await expect(apply.getByText('Free to apply 30.00')).toBeVisible()
  await shot(page, 'apply-in-part')
  await expectAccessible(page, 'the dialog of a payment held in part')
  await apply.getByRole('button', { name: 'Cancel' }).click()
  await price(3300, 3800)
  await expect(page.getByRole('button', { name: 'Apply 228.00' })).toHaveAccessibleDescription(
    /is held for order/,
  )

  // The row's menu, by the keyboard alone.
  await page.setViewportSize({ width: 1600, height: 900 })
  await page.goto(`${ready.url}/#/invoices`)
  const grid = page.getByRole('region', { name: 'Open Invoices' })
  const owed = grid.getByRole('row').filter({ hasText: invoice!.number })
  await expect(owed.locator('[col-id="paymentsCents"]')).toHaveText('28.00')
  await expect(owed.locator('[col-id="creditsCents"]')).toHaveText('')
  await shot(page, 'invoices-wide')
  await page.setViewportSize({ width: 1280, height: 720 })
  // The columns have come to stand where there is room for them.
  await expect(owed.locator('[col-id="actions"]')).toBeInViewport({ ratio: 1 })
  await owed.locator('[col-id="number"]').focus()
  await page.keyboard.press('End')
  await expect(owed.locator('[col-id="actions"]')).toBeFocused()
  await page.keyboard.press('Enter')
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem', { name: 'Receive payment' })).toBeVisible()
  await shot(page, 'row-menu')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(owed.locator('[col-id="actions"]')).toBeFocused()
  await page.keyboard.press('Enter')
  await menu.getByRole('menuitem', { name: 'Open the statement' }).click()
  await expect(page.getByText(/of the credits is held for pending orders/)).toBeVisible()
  await shot(page, 'held-statement')

  const { user } = await desk.ask('session.state', {})
  await give(desk, 'user.change', { userId: user!.id, changes: { language: { from: 'en', to: 'es' } } })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${ready.url}/#/invoices`)
  await page.getByRole('button', { name: `Acciones de la factura ${invoice!.number}` }).click()
  await expect(menu.getByRole('menuitem', { name: 'Abrir el estado de cuenta' })).toBeVisible()
  await shot(page, 'row-menu-es-dark')
  await page.keyboard.press('Escape')
  await page.goto(`${ready.url}/#/receive-payment?customer=${customerId}`)
  await page
    .getByRole('button', { name: 'Mostrarlos' })
    .or(page.getByRole('button', { name: 'Ocultarlos' }))
    .first()
    .click()
  await expect(page.getByText(/reservados para pedidos pendientes/)).toBeVisible()
  await shot(page, 'held-credit-es-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await give(desk, 'user.change', { userId: user!.id, changes: { language: { from: 'es', to: 'en' } } })
  await page.goto(`${ready.url}/#/orders`)

  await page.goto(`${ready.url}/#/orders/${orderId}`)
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await expect(page.getByText('Confirmed', { exact: true }).first()).toBeVisible()
  const confirmed = await until(
    () => desk.ask('orders.one', { orderId }),
    view => view.invoice !== null && view.invoice.openCents === 0,
  )
  expect(confirmed.payments).toMatchObject([{ amountCents: 228_00 }])
  expect(confirmed.link?.state).toBe('paid')
  await shot(page, 'confirmed')
})

test('a card read out over the telephone pays a typed order ahead, which is then confirmed in the same dialog', async ({
  page,
  context,
}) => {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  await give(desk, 'customer.change', {
    customerId,
    changes: { requirePaymentOnConfirm: { from: false, to: true } },
  })
  const { user, today } = await desk.ask('session.state', {})
  const speak = (from: string, to: string) =>
    give(desk, 'user.change', { userId: user!.id, changes: { language: { from, to } } })

  await page.goto(`${ready.url}/#token=${ready.token}`)
  await page.goto(`${ready.url}/#/orders/new?customer=${customerId}`)
  await expect(page.getByText('Closes 4 PM')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Add a product' })).toBeFocused()
  await page.keyboard.type('roswhit60')
  await expect(page.getByRole('option', { name: /Playa Blanca/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^saved \d/)).toBeVisible()
  await page.keyboard.type('2')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/This customer pays first: 228.00 is due/)).toBeVisible()
  const orderId = /orders\/([0-9a-f-]{36})/.exec(page.url())![1]!

  // What is typed is there again after the dialog was closed.
  await page.getByRole('button', { name: 'Pay & Confirm' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reference').fill('call at 10:15')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Pay & Confirm' }).click()
  await expect(dialog.getByLabel('Reference')).toHaveValue('call at 10:15')
  await shot(page, 'phone-methods')
  await expectAccessible(page, 'methods with a card by phone')

  // Why it can't be: no account, no network.
  const byPhone = dialog.getByRole('button', { name: 'Card by phone' })
  const account = (from: string, to: string) =>
    give(desk, 'company.change', {
      changes: {
        paymentsAccount: {
          from: { gateway: 'sandbox', status: from },
          to: { gateway: 'sandbox', status: to },
        },
      },
    })
  await account('active', 'paused')
  await expect(byPhone).toHaveAccessibleDescription(/No payments account is active/)
  await account('paused', 'active')
  await expect(byPhone).toHaveAccessibleDescription('')
  await until(
    () => desk.ask('sync.status', {}),
    status => status.queuedCount === 0,
  )
  await house.stopRelay()
  await expect(byPhone).toHaveAccessibleDescription(/is offline/)
  await byPhone.hover()
  await expect(page.getByRole('tooltip')).toContainText('is offline')
  await shot(page, 'phone-offline')
  await house.startRelay()
  await expect(byPhone).toHaveAccessibleDescription('')

  // A draft is placed first; then the page is opened, and the dialog waits.
  await byPhone.click()
  const openPage = dialog.getByRole('button', { name: 'Open the payment page' })
  await expect(openPage).toBeEnabled()
  await expect(openPage).toBeFocused()
  await expect(dialog.getByText(/The payment page for \$228\.00 opens/)).toBeVisible()
  expect((await desk.ask('orders.one', { orderId })).order.status).toBe('pending')
  await shot(page, 'phone-step')
  await expectAccessible(page, 'a card by phone for an order')
  await speak('en', 'es')
  await expect(dialog.getByRole('button', { name: 'Abrir la página de pago' })).toBeVisible()
  await shot(page, 'phone-step-es')
  await dialog.getByRole('button', { name: 'Otro método' }).click()
  await expect(dialog.getByRole('button', { name: 'Tarjeta por teléfono' })).toBeVisible()
  await shot(page, 'phone-methods-es')
  await dialog.getByRole('button', { name: 'Tarjeta por teléfono' }).click()
  await speak('es', 'en')
  await expect(openPage).toBeEnabled()
  await expect(openPage).toBeFocused()
  const opening = context.waitForEvent('page')
  await page.keyboard.press('Enter')
  const staff = await opening
  await expect(dialog.getByText('Waiting for the payment.')).toBeVisible()
  await expect(page.getByText('Waits to be sent')).toHaveCount(0)
  await shot(page, 'phone-waiting')

  // Another method while that page can be charged: it is warned of, and can be taken back.
  await dialog.getByRole('button', { name: 'Another method' }).click()
  const warned = dialog.getByText(/A card page is open for this order/)
  await expect(warned).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Pay & Confirm' }).click()
  await expect(warned).toBeVisible()
  await dialog.getByLabel('Reference').press('Enter')
  await shot(page, 'phone-page-open')
  await expectAccessible(page, 'the form while a card page is open')
  await speak('en', 'es')
  await expect(dialog.getByText(/Hay una página de tarjeta abierta/)).toBeVisible()
  await shot(page, 'phone-page-open-es')
  await speak('es', 'en')
  await dialog.getByRole('button', { name: 'Take it back' }).click()
  await expect(warned).toHaveCount(0)
  await expect(dialog.getByText(/is being taken back/)).toHaveCount(0)
  await expect(dialog.getByLabel('Reference')).toBeFocused()
  await shot(page, 'phone-taken-back')
  await staff.waitForTimeout(1200) // as below
  await staff.getByRole('button', { name: 'View and pay' }).click()
  await expect(staff.getByRole('button', { name: 'View and pay' })).toHaveCount(0)
  await expect(staff.getByText('Card by telephone')).toHaveCount(0)
  await staff.close()
  expect((await desk.ask('orders.one', { orderId })).order.status).toBe('pending')

  // What the customer has unapplied is told of before more is taken.
  await give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId,
    receivedOn: today,
    method: 'Check',
    reference: '1099',
    totalCents: 20_00,
    note: '',
    applications: [],
  })
  await expect(dialog.getByText(/\$20\.00 of this customer’s prepayments and credits is open/)).toBeVisible()
  await shot(page, 'prepaid')
  await dialog.getByRole('button', { name: 'Card by phone' }).click()
  await expect(openPage).toBeEnabled()
  await shot(page, 'phone-prepaid')
  const openingAgain = context.waitForEvent('page')
  await openPage.click()
  const again = await openingAgain
  await expect(dialog.getByText('Waiting for the payment.')).toBeVisible()
  await again.waitForTimeout(1200) // a person takes a second to read; the page counts faster ones as machines
  await again.getByRole('button', { name: 'View and pay' }).click()
  await expect(again.getByText('Card by telephone')).toBeVisible()
  const card = again.frameLocator('iframe')
  await card.getByLabel('Card number').fill('4242 4242 4242 4242')
  await card.getByLabel('Expiry date').fill('12/31')
  await card.getByLabel('Security code').fill('123')
  await again.getByRole('button', { name: 'Pay $228.00' }).click()
  await expect(again.getByText('Paid, thank you')).toBeVisible()
  await again.close()

  // Seen by itself, and confirmed where it is seen.
  await expect(dialog.getByText(/^\$228\.00 is held for order/)).toBeVisible()
  const confirm = dialog.getByRole('button', { name: 'Confirm the order' })
  await expect(confirm).toBeFocused()
  await expect(page.getByText('Paid in advance')).toBeAttached()
  await shot(page, 'phone-held')
  await expectAccessible(page, 'an order that is paid ahead by phone')
  await speak('en', 'es')
  await expect(dialog.getByRole('button', { name: 'Confirmar el pedido' })).toBeVisible()
  await shot(page, 'phone-held-es')
  await speak('es', 'en')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Held for this order')).toBeVisible()
  await shot(page, 'phone-side')
  await page.getByRole('button', { name: 'Pay & Confirm' }).click()
  await expect(confirm).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Confirmed', { exact: true }).first()).toBeVisible()
  const { invoice, payments, link } = await desk.ask('orders.one', { orderId })
  expect(invoice).toMatchObject({ totalCents: 228_00, openCents: 0 })
  expect(payments).toMatchObject([{ amountCents: 228_00 }])
  expect(link).toMatchObject({ state: 'paid' })
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible()
  await shot(page, 'phone-confirmed')
})
