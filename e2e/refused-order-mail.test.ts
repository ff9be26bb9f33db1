import { expect } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
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
const shot = shotsIn('refused-order-mail')

const settled = (desk: DeskClient) =>
  until(
    () => desk.ask('sync.status', {}),
    status => status.phase === 'up-to-date' && status.queuedCount === 0,
  )

test('an order’s mail that was refused is written again in its form, as it was typed', async ({ page }) => {
  const first = await house.desktop('first')
  const one = await connectDesk(first.ready)
  const { customerId } = await furnish(one, house)
  const userId = newId()
  const maria = { userId, name: 'Maria Ospina', login: MARIA.login, roles: ['cashier'], language: 'en' }
  await give(one, 'user.add', { ...maria, manageOwnCustomers: false })
  await settled(one)
  await one.ask('users.set-password', { userId, password: MARIA.password })
  const order = orderPayload(customerId)
  const { orderId } = order
  await give(one, 'order.create', order)
  await give(one, 'order.place', { orderId })
  await settled(one)

  const { code } = await one.ask('devices.invite', {})
  const second = await house.desktop('second', code)
  const two = await connectDesk(second.ready)
  await two.ask('session.login', MARIA)
  await settled(two)
  await until(
    () => two.answer('orders.one', { orderId }),
    answer => answer.ok,
  )
  await house.stopRelay()
  await give(one, 'user.change', {
    userId,
    changes: { roles: { from: ['cashier'], to: ['credit-manager'] } },
  })
  await give(two, 'order.email', {
    orderId,
    recipients: [{ mailId: newId(), address: 'dock@petal.example' }],
    subject: 'Roses for the wedding',
    message: 'As agreed on the phone.',
    linkId: null,
  })
  await second.stop()
  await house.startRelay()
  await settled(one)
  const again = await connectDesk((await house.desktop('second')).ready)
  await again.ask('session.login', MARIA)
  await settled(again)
  await until(
    () => one.ask('attention.open', {}),
    ({ issues }) => issues.length === 1,
  )

  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/attention`)
  const card = page.getByRole('article').filter({ hasText: 'Email of an order' })
  await expect(card).toBeVisible()
  await shot(page, 'card')
  await card.getByRole('link').filter({ hasNotText: 'Petal' }).last().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Subject')).toHaveValue('Roses for the wedding')
  await expect(dialog.getByLabel('Message')).toHaveValue('As agreed on the phone.')
  await expect(dialog.getByText('dock@petal.example').first()).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: /Payment link/ })).not.toBeChecked()
  await shot(page, 'form')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog).toBeHidden()
  await until(
    () => one.ask('attention.open', {}),
    ({ issues }) => issues.length === 0,
  )
  const { mail } = await house.inbox.mail(({ mail: { subject } }) => subject === 'Roses for the wedding')
  expect(mail.text).toContain('As agreed on the phone.')
})
