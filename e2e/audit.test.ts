import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { ADMIN, type DeskClient, furnish, give, orderPayload, until } from './support/company.ts'
import { eachInAHouse } from './support/each-in-a-house.ts'
import { expectAccessible } from './support/expect-accessible.ts'
import { test } from './support/page-test.ts'

test.use({ expectedErrors: ['WebSocket connection to', '/desk-access?token='] })

const SERVER = fileURLToPath(new URL('../cloud-relay/server.ts', import.meta.url))

const house = eachInAHouse()

const settled = (desk: DeskClient) =>
  until(
    () => desk.ask('sync.status', {}),
    status => status.phase === 'up-to-date' && status.queuedCount === 0,
  )

/** What `npm run relay -- verify` says, and its exit code. */
function verify(): { status: number | null; said: string } {
  const env = { PATH: process.env.PATH, FLORIN_DATA: join(house.folder, 'relay') }
  const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER, 'verify'], {
    env,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

test('who changed what is told of an order and a customer, a refusal too, and tampering is found', async ({
  page,
}) => {
  const first = await house.desktop('first')
  const desk = await connectDesk(first.ready)
  const { customerId } = await furnish(desk, house)
  const order = orderPayload(customerId)
  const { orderId } = order
  const lineId = order.lines[0]!.lineId
  await give(desk, 'order.create', order)
  await settled(desk)

  // A second desktop changes the same line without the network: its change is refused.
  const { code } = await desk.ask('devices.invite', {})
  const second = await connectDesk((await house.desktop('second', code)).ready)
  await second.ask('session.login', { login: ADMIN.login, password: ADMIN.password })
  await until(
    () => second.answer('orders.one', { orderId }),
    answer => answer.ok,
  )
  await house.stopRelay()
  const boxes = (to: number) => ({ orderId, lineId, changes: { boxes: { from: 2, to } } })
  await give(desk, 'order.change-line', boxes(8))
  await give(second, 'order.change-line', boxes(6))
  await give(desk, 'customer.change', {
    customerId,
    changes: { creditLimitCents: { from: 500_000, to: 750_000 } },
  })

  await page.goto(`${first.ready.url}/#token=${first.ready.token}`)
  await page.goto(`${first.ready.url}/#/orders/${orderId}`)
  await page.getByRole('button', { name: 'History' }).click()
  const history = page.getByRole('dialog', { name: /^History of/ })
  await expect(history.getByText('Not sent yet')).toBeVisible()
  await expect(history.getByText(/kept at the relay, which can’t be reached/)).toBeVisible()
  await expectAccessible(page, 'history without the relay')
  await page.keyboard.press('Escape')
  await expect(history).toBeHidden()

  await house.startRelay()
  await settled(desk)
  await settled(second)
  // Whichever came to the relay first stands.
  const kept = (await desk.ask('orders.one', { orderId })).lines[0]!.boxes
  const refused = kept === 8 ? 6 : 8
  await page.getByRole('button', { name: 'History' }).click()
  await expect(
    history.getByText(`${ADMIN.name} changed boxes of Rose Freedom Red 60cm from 2 to ${kept}`),
  ).toBeVisible()
  await expect(history.getByText(`${ADMIN.name} wanted to change a line`)).toBeVisible()
  await expect(history.getByText(`changed this meanwhile: you typed “${refused}”`)).toBeVisible()
  await expect(history.getByText('Front desk · today', { exact: false }).first()).toBeVisible()
  await expect(history.getByText(`Total: 228.00 → ${kept * 114}.00`)).toBeVisible()
  await expectAccessible(page, 'history of an order')
  await history.getByLabel('Show changes of').selectOption('Carrier')
  await expect(history.getByText(`${ADMIN.name} entered the order`)).toBeVisible()
  await expect(history.getByText(/wanted to change a line/)).toBeHidden()

  await page.goto(`${first.ready.url}/#/customers/${customerId}`)
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByText(`${ADMIN.name} changed credit limit from 5,000.00 to 7,500.00`)).toBeVisible()
  await expectAccessible(page, 'history of a customer')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, 'history of a customer, dark')

  expect(verify()).toMatchObject({ status: 0, said: expect.stringContaining('unbroken') })
  const db = new Sqlite(join(house.folder, 'relay', 'relay.db'))
  db.exec('DROP TRIGGER audit_no_update')
  db.exec('UPDATE audit SET entry = replace(entry, \'"to":750000\', \'"to":950000\')')
  db.close()
  expect(verify()).toMatchObject({
    status: 1,
    said: expect.stringMatching(/audit trail breaks at entry \d+ \(revision \d+, customer\.change/),
  })
})
