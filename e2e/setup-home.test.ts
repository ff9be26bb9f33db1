import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { addDays } from '../shared/lib/dates.ts'
import { customerFields } from '../shared/testing/builders.ts'
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

const shot = shotsIn('setup-home')

async function open() {
  const { ready } = await house.desktop('first')
  const desk = await connectDesk(ready)
  const { customerId } = await furnish(desk, house)
  const state = await desk.ask('session.state', {})
  return {
    desk,
    customerId,
    today: state.today,
    address: `${ready.url}/#token=${ready.token}`,
    url: ready.url,
  }
}

async function anInvoice(desk: DeskClient, customerId: string, issuedOn: string, boxes = 2): Promise<string> {
  const order = orderPayload(customerId)
  order.lines = [{ ...order.lines[0]!, boxes }]
  await give(desk, 'order.create', { ...order, orderedOn: issuedOn, shipOn: issuedOn })
  await give(desk, 'order.confirm', {
    orderId: order.orderId,
    issuedOn,
    expectedTotalCents: boxes * 114_00,
  })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  return invoice!.id
}

const receive = (desk: DeskClient, customerId: string, receivedOn: string, totalCents: number) =>
  give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId,
    receivedOn,
    method: 'Check',
    reference: '',
    totalCents,
    note: '',
    applications: [],
  })

async function speakSpanish(page: Page) {
  await page.evaluate(() =>
    window.localStorage.setItem('florin.ui', JSON.stringify({ state: { language: 'es' }, version: 0 })),
  )
  await page.reload()
}

test('settings are found, typed, moved by keyboard, saved and taken back, in Spanish', async ({ page }) => {
  const { desk, address, url } = await open()
  await page.goto(address)
  await speakSpanish(page)
  await page.goto(`${url}/#/settings`)
  await expect(page.getByRole('heading', { name: 'Ajustes' })).toBeVisible()
  const search = page.getByPlaceholder('Buscar un ajuste')
  await search.fill('recargo por cheque')
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText([
    'Créditos, recargos y períodos',
  ])
  const fee = page.getByLabel('Recargo por cheque sin fondos')
  await fee.fill('cuarenta')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Escriba un importe como 2.00')).toBeVisible()
  await expect(fee).toHaveValue('cuarenta')
  await fee.fill('40')
  await shot(page, 'settings-es')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Créditos, recargos y períodos: guardado.')).toBeVisible()
  expect((await desk.ask('company.settings', {})).nsfFeeCents).toBe(40_00)
  await page.getByRole('button', { name: 'Deshacer' }).click()
  await expect(fee).toHaveValue('35.00')
  expect((await desk.ask('company.settings', {})).nsfFeeCents).toBe(35_00)

  await search.fill('cargo adicional')
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText(['Pedidos y cargos'])
  await page.getByLabel('Cargo 3', { exact: true }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByLabel('Cargo 2', { exact: true })).toHaveValue('Handling')
  await expect(page.getByLabel('Cargo 2', { exact: true })).toBeFocused()
  // The new row has what is typed from its first letter on, however fast.
  const typedIn = await page.evaluate(() => {
    const press = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(press)
    return Promise.resolve().then(() => document.activeElement?.getAttribute('aria-label'))
  })
  expect(typedIn).toBe('Cargo 3')
  await page.keyboard.type('Frío')
  await page.getByLabel('Importe o % 3').fill('12.5')
  await page.getByText('Nadie: se anula').click()
  await shot(page, 'charges-es')
  await expectAccessible(page, 'charges')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Pedidos y cargos: guardado.')).toBeVisible()
  const { charges, orderChangePolicy } = await desk.ask('company.settings', {})
  expect(charges.map(({ label }) => label)).toEqual(['Fuel surcharge', 'Handling', 'Frío', 'Delivery'])
  expect(charges[2]).toMatchObject({ kind: 'fixed', amountCents: 12_50 })
  expect(orderChangePolicy).toBe('nobody')
})

test('home shows a new company what to do, then how it stands, and each figure leads to its rows', async ({
  page,
}) => {
  const { desk, customerId, today, address } = await open()
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Begin here' })).toBeVisible()
  await shot(page, 'home-new')
  await expectAccessible(page, 'home of a new company')

  const { rows } = await desk.ask('customers.list', { search: 'Wedding' })
  const wedding = rows[0]!.id
  await anInvoice(desk, customerId, today)
  const late = await anInvoice(desk, customerId, addDays(today, -45), 4)
  await anInvoice(desk, wedding, addDays(today, -100), 6)
  for (const [days, cents] of [
    [0, 180_00],
    [8, 420_00],
    [15, 260_00],
    [29, 610_00],
    [50, 90_00],
  ] as const)
    await receive(desk, wedding, addDays(today, -days), cents)
  await give(desk, 'document.email', {
    invoiceId: late,
    recipients: [{ mailId: newId(), address: 'ines@petal.example' }],
    subject: 'Invoice',
    message: '',
    linkId: newId(),
  })
  await until(
    () => desk.ask('home.figures', {}),
    ({ links }) => links.sent.count === 1,
  )
  const aging = page.getByRole('region', { name: 'Open balances by age' })
  await expect(aging.getByRole('row', { name: /31–60 days/ })).toContainText('456.00')
  await expect(page.getByRole('region', { name: 'Largest past dues' })).toContainText('Wedding Works NYC')
  await shot(page, 'home')
  await expectAccessible(page, 'home')
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot(page, 'home-dark')
  await expectAccessible(page, 'home, dark')
  await page.emulateMedia({ colorScheme: 'light' })

  await aging.getByRole('button', { name: '31–60 days' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Open Invoices' })).toBeVisible()
  await expect(page.getByRole('grid').getByText('456.00').first()).toBeVisible()
  await expect(page.getByText('684.00')).toHaveCount(0)
  await shot(page, 'home-drill')
  await page.getByRole('button', { name: 'Show invoices of every age' }).click()
  await expect(page.getByText('684.00').first()).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: /420\.00, 1 payment/ }).click()
  await expect(page.getByRole('heading', { name: 'Payment History' })).toBeVisible()
  await expect(page.getByRole('grid').getByText('420.00').first()).toBeVisible()
  await expect(page.getByText('610.00')).toHaveCount(0)
  await page.goBack()
  await page.getByRole('region', { name: 'Payment links' }).getByRole('button', { name: 'Sent' }).click()
  await expect(page.getByRole('heading', { name: 'Payments & Links' })).toBeVisible()
  await expect(page.getByRole('grid').getByText('ines@petal.example')).toBeVisible()
  await shot(page, 'payment-links')
  await expectAccessible(page, 'payment links')
  await page.goBack()
  await page.getByRole('link', { name: 'Wedding Works NYC' }).click()
  await expect(page.getByRole('heading', { name: 'Wedding Works NYC' })).toBeVisible()
})

const JORGE = { login: 'jorge@bloem.example', password: 'peonies in june' }

test('someone of Sales with own customers sees theirs, no Setup, and may not enter it by its address', async ({
  page,
}) => {
  const { desk, customerId, today, address, url } = await open()
  const userId = newId()
  await give(desk, 'user.add', {
    userId,
    name: 'Jorge Peña',
    login: JORGE.login,
    roles: ['sales'],
    manageOwnCustomers: true,
    language: 'en',
  })
  const mine = newId()
  const names = { newId, nextNumber: () => '77' }
  const fields = { code: 'MINE', name: 'Mine & Sons', salespersonId: userId, tags: ['VIP'] }
  await give(desk, 'customer.add', { customerId: mine, ...customerFields(names, fields) })
  await anInvoice(desk, customerId, addDays(today, -40), 4)
  await anInvoice(desk, mine, addDays(today, -40))
  await until(
    () => desk.ask('sync.status', {}),
    status => status.phase === 'up-to-date' && status.queuedCount === 0,
  )
  await desk.ask('users.set-password', { userId, password: JORGE.password })

  await page.goto(`${address}`)
  await page.goto(`${url}/#/customers`)
  await page.getByRole('combobox', { name: 'Tag' }).click()
  await page.getByRole('option', { name: 'VIP' }).click()
  await expect(page.getByRole('grid').getByText('Mine & Sons')).toBeVisible()
  await expect(page.getByText('Wedding Works NYC')).toHaveCount(0)
  await shot(page, 'customers-filtered')
  await expectAccessible(page, 'customers')

  await desk.ask('session.logout', {})
  await page.getByRole('textbox', { name: 'Email' }).fill(JORGE.login)
  await page.getByRole('textbox', { name: 'Password' }).fill(JORGE.password)
  await page.keyboard.press('Enter')
  const sections = page.getByRole('navigation', { name: 'Sections' })
  await expect(sections).toContainText('Order Summary')
  for (const hidden of ['Settings', 'Users & devices', 'Numbers'])
    await expect(sections).not.toContainText(hidden)
  await sections.getByRole('link', { name: 'Home' }).click()
  const aging = page.getByRole('region', { name: 'Open balances by age' })
  await expect(aging).toContainText('228.00')
  await expect(aging).not.toContainText('456.00')
  await shot(page, 'home-sales')
  for (const [screen, heading] of [
    ['Customers', 'Customers'],
    ['Order Summary', 'Order Summary'],
    ['Open Invoices', 'Open Invoices'],
  ] as const) {
    await sections.getByRole('link', { name: screen }).click()
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
    await expect(page.getByRole('grid').getByText('Mine & Sons')).toBeVisible()
    await expect(page.getByRole('grid').getByText('Petal & Stem')).toHaveCount(0)
  }
  await page.goto(`${url}/#/settings`)
  await expect(page.getByText('Your roles do not include this screen.')).toBeVisible()
  await page.goto(`${url}/#/customers/${customerId}`)
  await expect(page.getByRole('alert')).toBeVisible()
  await page.goto(`${url}/#/customers/${mine}`)
  await page.getByRole('tab', { name: 'Details' }).click()
  await expect(page.getByText('Your roles let you look at customers, not change them.')).toBeVisible()
})

test('the palette goes everywhere and does everything by keyboard alone', async ({ page }) => {
  const { desk, customerId, today, address } = await open()
  await anInvoice(desk, customerId, today)
  const { rows } = await desk.ask('invoices.open', {})
  const { number } = rows[0]!
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible()
  const palette = page.getByRole('dialog', { name: 'Find' })
  const go = async (typed: string, hit: RegExp, steps = 0) => {
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('textbox').first()).toBeFocused()
    await page.keyboard.type(typed)
    await expect(palette.getByRole('button', { name: hit }).first()).toBeVisible()
    for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(palette).toBeHidden()
  }
  await go(number, new RegExp(`^${number} · Petal`))
  await expect(page.getByRole('heading', { name: `Order ${number}` })).toBeVisible()
  await give(desk, 'payment.receive', {
    paymentId: newId(),
    customerId,
    receivedOn: today,
    method: 'Wire',
    reference: 'FT60976290',
    totalCents: 50_00,
    note: '',
    applications: [],
  })
  await page.keyboard.press('Control+k')
  await expect(palette.getByRole('textbox').first()).toBeFocused()
  await page.keyboard.type('ft6097')
  await expect(palette.getByRole('button', { name: /Petal .* FT60976290/ })).toBeVisible()
  await shot(page, 'palette-reference')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/payments\//)
  await go('petal', /^Petal .* PETAL/)
  await expect(page.getByRole('heading', { name: /^Petal/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(palette.getByRole('button').first()).toContainText('PETAL')
  await shot(page, 'palette')
  await expectAccessible(page, 'palette')
  await page.keyboard.press('Escape')
  await go('petal', /^New order for Petal/, 1)
  await expect(page).toHaveURL(/orders/)
  await go('keyb', /^Keyboard shortcuts/)
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await shot(page, 'shortcuts')
  await expectAccessible(page, 'shortcuts')
  await page.keyboard.press('Escape')
  // Whoever types faster than anything is found arrives just the same, and the next words are not for the last palette.
  for (const [typed, heading] of [
    [number, `Order ${number}`],
    ['customers', 'Customers'],
    [number, `Order ${number}`],
  ] as const) {
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('textbox').first()).toBeFocused()
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible()
  }
  await go('payment hist', /^Payment History/)
  await expect(page.getByRole('heading', { name: 'Payment History' })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+o')
  await expect(page.getByRole('heading', { name: 'New order' })).toBeVisible()
  await go('espa', /^Español/)
  await expect(page.getByRole('heading', { name: 'Pedido nuevo' })).toBeVisible()
})

test('a customer is edited, switched off and back on, and merged into another', async ({ page }) => {
  const { desk, customerId, today, address, url } = await open()
  await anInvoice(desk, customerId, today)
  await page.goto(address)
  await page.goto(`${url}/#/customers/${customerId}`)
  await page.getByRole('tab', { name: 'Details' }).click()
  const limit = page.getByRole('textbox', { name: 'Credit limit' })
  await limit.fill('')
  await expect(page.getByText('Empty: unlimited. Write 0 for a limit of zero.')).toBeVisible()
  await limit.fill('0')
  await expect(page.getByText('A limit of zero: nothing on credit.')).toBeVisible()
  await page.getByRole('button', { name: 'Add a ship-to' }).click()
  await page.getByRole('button', { name: 'Add a contact' }).click()
  await shot(page, 'customer-edit')
  await expectAccessible(page, 'customer')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Fill this in.').first()).toBeVisible()
  await expect(limit).toHaveValue('0')
  await page.getByRole('button', { name: 'Discard changes' }).click()

  const currency = page.getByLabel('Currency').first()
  await expect(currency).toHaveValue('USD')
  await expect(currency).not.toBeEditable()
  await page.getByRole('checkbox', { name: 'Active' }).uncheck()
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Petal & Stem Atelier is saved.')).toBeVisible()
  expect((await desk.ask('customers.one', { customerId })).customer.active).toBe(false)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('checkbox', { name: 'Active' })).toBeChecked()

  await page.getByRole('button', { name: 'Merge' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('This can’t be undone.')
  await expect(dialog.getByRole('button', { name: 'Merge' })).toBeDisabled()
  await expect(dialog.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('wedd')
  await page.getByRole('option', { name: /Wedding Works/ }).click()
  await shot(page, 'customer-merge')
  await expectAccessible(page, 'merge')
  await dialog.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByRole('heading', { name: 'Wedding Works NYC' })).toBeVisible()
  await expect(page.getByRole('grid').getByText('228.00').first()).toBeVisible()
  const { rows } = await desk.ask('customers.list', { active: 'inactive' })
  expect(rows.map(({ code }) => code)).toEqual(['PETAL'])
})
