import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { customerFields } from '../shared/testing/builders.ts'
import { type DeskClient, furnish, give, newId, orderPayload, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { test } from './support/page-test.ts'
import { shotsIn } from './support/shots-in.ts'

test.use({
  viewport: { width: 1280, height: 720 },
  expectedErrors: ['WebSocket connection to', '/desk-access'],
})

const house = eachInAHouse()

const MARIA = { login: 'maria@bloem.example', password: 'peonies in june' }
const ON = '2026-11-20'

const settled = (desk: DeskClient) =>
  until(
    () => desk.ask('sync.status', {}),
    status => status.phase === 'up-to-date' && status.queuedCount === 0,
  )

const shots = shotsIn('attention')
const shot = (page: Page, name: string) => shots(page, name, true)

async function anInvoice(
  desk: DeskClient,
  customerId: string,
): Promise<{ orderId: string; invoiceId: string }> {
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', { orderId: order.orderId, issuedOn: ON, expectedTotalCents: 228_00 })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  return { orderId: order.orderId, invoiceId: invoice!.id }
}

/** A company with Maria, an order each for what two people will do apart, and a customer whose credit bears one order. */
async function scene(one: DeskClient) {
  const { customerId } = await furnish(one, house)
  const userId = newId()
  const roles = ['cashier', 'sales-manager']
  const maria = { userId, name: 'Maria Ospina', login: MARIA.login, roles, language: 'en' }
  await give(one, 'user.add', { ...maria, manageOwnCustomers: false })
  await settled(one)
  await one.ask('users.set-password', { userId, password: MARIA.password })
  const edited = orderPayload(customerId)
  const emptied = orderPayload(customerId)
  for (const order of [edited, emptied]) await give(one, 'order.create', order)
  const voided = await anInvoice(one, customerId)
  await anInvoice(one, customerId)
  const { rows } = await one.ask('customers.list', { search: 'Wedding' })
  const wedding = rows[0]!.id
  const limit = { creditLimitCents: { from: null, to: 300_00 } }
  await give(one, 'customer.change', { customerId: wedding, changes: limit })
  await settled(one)
  return { customerId, edited, emptied, voided, wedding }
}

const check = (customerId: string, reference: string, invoiceId?: string) => ({
  paymentId: newId(),
  customerId,
  receivedOn: ON,
  method: invoiceId ? 'Cash' : 'Check',
  reference,
  totalCents: 228_00,
  note: '',
  applications: invoiceId ? [{ invoiceId, amountCents: 228_00 }] : [],
})

async function confirmFor(desk: DeskClient, customerId: string) {
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', { orderId: order.orderId, issuedOn: ON, expectedTotalCents: 228_00 })
}

async function addFleur(desk: DeskClient, code: string) {
  const names = { newId, nextNumber: () => code }
  const fleur = { code, name: 'Fleur de Ville', phone: '305 555 0188', invoiceEmails: [], contacts: [] }
  await give(desk, 'customer.add', { customerId: newId(), ...customerFields(names, fleur) })
}

test('what two people did apart is settled card by card, in one click each', async ({ page }) => {
  const first = await house.desktop('first')
  const one = await connectDesk(first.ready)
  const { customerId, edited, emptied, voided, wedding } = await scene(one)
  const { code } = await one.ask('devices.invite', {})
  const second = await house.desktop('second', code)
  const two = await connectDesk(second.ready)
  await two.ask('session.login', MARIA)
  await settled(two)
  const { lines } = await until(
    () => two.ask('orders.one', { orderId: emptied.orderId }),
    view => view.lines.length === 1,
  )

  await house.stopRelay()
  const boxes = (order: typeof edited, to: number) => ({
    orderId: order.orderId,
    lineId: order.lines[0]!.lineId,
    changes: { boxes: { from: 2, to } },
  })
  await give(one, 'order.change-line', boxes(edited, 6))
  await give(one, 'order.remove-line', { orderId: emptied.orderId, lineId: emptied.lines[0]!.lineId })
  await give(one, 'order.void', { orderId: voided.orderId, voidedOn: ON })
  await give(one, 'payment.receive', check(customerId, '1042'))
  await confirmFor(one, wedding)
  await addFleur(one, 'FLEUR')

  await give(two, 'order.change-line', boxes(edited, 8))
  const { id: _id, orderId: _order, totalCents: _total, editedBy: _by, ...seen } = lines[0]!
  await give(two, 'order.change-line', { ...boxes(emptied, 5), seen })
  await give(two, 'payment.receive', check(customerId, '', voided.invoiceId))
  await give(two, 'payment.receive', check(customerId, '1042'))
  await confirmFor(two, wedding)
  await addFleur(two, 'FLEURVILLE')
  // What the second has queued arrives after everything of the first.
  await second.stop()
  await house.startRelay()
  await settled(one)
  const again = await connectDesk((await house.desktop('second')).ready)
  await again.ask('session.login', MARIA)
  await settled(again)
  await until(
    () => one.ask('attention.open', {}),
    ({ issues, tasks }) => issues.length === 2 && tasks.length === 4,
  )

  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/attention`)
  const card = (title: string) => page.getByRole('article').filter({ hasText: title })
  await expect(card('Change of an order line')).toHaveCount(2)
  await shot(page, 'en')

  const conflict = card('Elena Vos changed this meanwhile')
  await expect(conflict).toContainText('Maria Ospina typed “8”, it is now “6”')
  await expect(conflict).toContainText('Maria Ospina, another computer')
  await conflict.getByRole('button', { name: 'Use 8' }).click()
  await expect(conflict).toHaveCount(0)
  await card('This line was taken off').getByRole('button', { name: 'Add the line again' }).click()
  await expect(card('Change of an order line')).toHaveCount(0)
  const view = async (order: typeof edited) => (await one.ask('orders.one', { orderId: order.orderId })).lines
  expect((await view(edited)).map(line => line.boxes)).toEqual([8])
  expect((await view(emptied)).map(line => [line.boxes, line.position])).toEqual([[5, 1]])

  const settle = async (title: string, button: string | RegExp) => {
    await expect(card(title)).toContainText('Maria Ospina, another computer')
    await card(title).getByRole('button', { name: button }).click()
  }
  await settle('Payment for a void invoice', 'Apply to oldest')
  await expect(card('Payment for a void invoice')).toHaveCount(0)
  const twice = card('Possibly the same payment twice')
  await expect(twice.getByRole('button').first()).toHaveText('Look at both')
  await settle('Possibly the same payment twice', 'Look at both')
  await expect(
    page.getByRole('region', { name: 'Payment History' }).getByRole('row', { name: /1042/ }),
  ).toHaveCount(2)
  await page.goBack()
  await settle('Possibly the same payment twice', /^Void \d/)
  await page.getByRole('dialog').getByRole('button', { name: 'Void the payment' }).click()
  await expect(card('Possibly the same payment twice')).toHaveCount(0)
  await expect(card('Beyond the credit limit')).toContainText('156.00 beyond the credit')
  await settle('Beyond the credit limit', 'Release hold')
  await expect(card('Beyond the credit limit')).toHaveCount(0)
  await settle('Possibly the same customer twice', 'Merge')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Fleur de Ville · FLEUR', { exact: true })).toBeChecked()
  await shot(page, 'merge')
  await dialog.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByText('Nothing needs attention')).toBeVisible()

  const list = await one.ask('customers.list', { search: 'Fleur' })
  expect(list.rows.map(row => row.code)).toEqual(['FLEUR'])
  await settled(one)
  await until(
    () => again.ask('attention.open', {}),
    ({ issues, tasks }) => issues.length + tasks.length === 0,
  )
  const cli = fileURLToPath(new URL('../electron/backend/verify-cli.ts', import.meta.url))
  for (const name of ['first', 'second']) {
    const verify = spawnSync(process.execPath, [cli, '--profile', join(house.folder, name)], {
      encoding: 'utf8',
    })
    expect(verify.stdout).toContain('every balance is proved')
  }
})

test('what went back, and an order raised apart, stand: the cards say what was done otherwise', async ({
  page,
}) => {
  const first = await house.desktop('first')
  const one = await connectDesk(first.ready)
  const { customerId, wedding } = await scene(one)
  const limit = { creditLimitCents: { from: 300_00, to: 500_00 } }
  await give(one, 'customer.change', { customerId: wedding, changes: limit })
  await confirmFor(one, wedding)
  const bounced = check(customerId, '2042')
  await give(one, 'payment.receive', bounced)
  const { code } = await one.ask('devices.invite', {})
  const second = await house.desktop('second', code)
  const two = await connectDesk(second.ready)
  await two.ask('session.login', MARIA)
  await settled(two)
  const [confirmed] = (await two.ask('orders.summary', { customerId: wedding })).rows
  const view = await two.ask('orders.one', { orderId: confirmed!.orderId })

  await house.stopRelay()
  await give(one, 'payment.void', { paymentId: bounced.paymentId, voidedOn: ON })
  await confirmFor(one, wedding)
  const mark = { paymentId: bounced.paymentId, markedOn: ON, note: '', feeCents: 0, feeNumber: null }
  await give(two, 'payment.mark-nsf', mark)
  const { order } = view
  await give(two, 'order.revise', {
    orderId: order.id,
    expectedRevision: 1,
    revisedOn: ON,
    header: {
      shipOn: order.shipOn,
      carrier: order.carrier,
      shipToId: order.shipToId,
      poNumber: order.poNumber,
      reference: order.reference,
      salespersonId: order.salespersonId,
      buyerContactId: order.buyerContactId,
      warehouseNote: order.warehouseNote,
      invoiceNote: order.invoiceNote,
    },
    lines: view.lines.map(
      ({ id: lineId, orderId: _o, position: _p, totalCents: _t, editedBy: _e, ...entries }) => ({
        lineId,
        ...entries,
        boxes: 3,
      }),
    ),
    charges: order.charges.map(({ id: chargeId, ...charge }) => ({ chargeId, ...charge })),
  })
  await second.stop()
  await house.startRelay()
  await settled(one)
  const again = await connectDesk((await house.desktop('second')).ready)
  await again.ask('session.login', MARIA)
  await settled(again)
  await until(
    () => one.ask('attention.open', {}),
    ({ issues, tasks }) => issues.length === 0 && tasks.length === 2,
  )

  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/attention`)
  const card = (title: string) => page.getByRole('article').filter({ hasText: title })
  const told = card('Not posted as it was entered')
  await expect(told).toContainText('which was voided. It is not posted.')
  const held = card('Beyond the credit limit')
  await expect(held).toContainText('was raised by 114.00')
  await expect(held).toContainText('It goes 70.00 beyond the credit')
  await shot(page, 'facts')
  await told.getByRole('button', { name: 'Understood' }).click()
  await held.getByRole('button', { name: 'Release hold' }).click()
  await expect(page.getByText('Nothing needs attention')).toBeVisible()
})

test('the cards are Spanish for those who read Spanish', async ({ page }) => {
  const first = await house.desktop('first')
  const one = await connectDesk(first.ready)
  const { customerId } = await furnish(one, house)
  const { user } = await one.ask('session.state', {})
  await give(one, 'user.change', { userId: user!.id, changes: { language: { from: 'en', to: 'es' } } })
  await give(one, 'payment.receive', check(customerId, '1042'))
  await give(one, 'payment.receive', check(customerId, '1042'))
  await addFleur(one, 'FLEUR')
  await addFleur(one, 'FLEUR2')
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/attention`)
  await expect(page.getByRole('button', { name: /^Anular \d/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Son dos clientes' })).toBeVisible()
  await shot(page, 'es')
})

test('who asks for a credit override sees whom it waits for, and withdraws it', async ({ page }) => {
  const first = await house.desktop('first')
  const one = await connectDesk(first.ready)
  const { wedding } = await scene(one)
  const daniel = { userId: newId(), name: 'Daniel Ruiz', login: 'daniel@bloem.example', language: 'en' }
  await give(one, 'user.add', { ...daniel, roles: ['credit-manager'], manageOwnCustomers: false })
  const order = orderPayload(wedding)
  await give(one, 'order.create', order)
  await settled(one)
  await one.ask('session.login', MARIA)
  await give(one, 'credit.ask-override', { orderId: order.orderId, shortCents: 50_00, note: '' })
  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/attention`)
  const card = page.getByRole('article').filter({ hasText: 'A credit override is asked for' })
  await expect(card).toContainText('It waits for Daniel Ruiz. Once granted')
  await expect(card.getByRole('button', { name: 'Not granted' })).toHaveCount(0)
  await shot(page, 'override-asked')
  await card.getByRole('button', { name: 'Withdraw the request' }).click()
  await expect(page.getByText('The request is withdrawn.')).toBeVisible()
  await expect(card).toHaveCount(0)
})
