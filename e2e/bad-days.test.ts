import { expect, test } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { furnish, give, type House, newId, orderPayload, startHouse, until } from './support/company.ts'

let house: House
test.beforeEach(async () => {
  house = await startHouse()
})
test.afterEach(() => house.stop())

test('with the mail server down the mail waits, and the desk says so and why', async () => {
  const desk = await connectDesk((await house.desktop('first')).ready)
  const { customerId } = await furnish(desk, house)
  const order = orderPayload(customerId)
  await give(desk, 'order.create', order)
  await give(desk, 'order.confirm', {
    orderId: order.orderId,
    issuedOn: '2026-11-20',
    expectedTotalCents: 22_800,
  })
  const { invoice } = await desk.ask('orders.one', { orderId: order.orderId })
  await house.inbox.stop()
  const recipients = [{ mailId: newId(), address: 'ines@petal.example' }]
  const mail = { invoiceId: invoice!.id, recipients, subject: 'Your invoice', message: '', linkId: newId() }
  await give(desk, 'document.email', mail)
  const view = await until(
    () => desk.ask('orders.one', { orderId: order.orderId }),
    ({ mails }) => mails[0]?.state === 'waiting',
  )
  expect(view.mails[0]?.lastError).not.toBe('')
  expect(view.link?.state).toBe('queued')
  const { waitingMailCount } = await desk.ask('sync.status', {})
  expect(waitingMailCount).toBe(1)
})

test('a line that is wrong in any way is refused by its field, and nothing of the order is written', async () => {
  const desk = await connectDesk((await house.desktop('first')).ready)
  const { customerId } = await furnish(desk, house)
  const wrong: [string, object][] = [
    ['lines.0.boxes', { boxes: -1 }],
    ['lines.0.boxes', { boxes: 1e12 }],
    ['lines.0.boxes', { boxes: 1.5 }],
    ['lines.0.boxes', { boxes: '2' }],
    ['lines.0.description', { description: 'x'.repeat(300) }],
    ['lines.0.description', { description: 'two\nlines' }],
    ['lines.0.priceE4', { priceE4: Number.MAX_SAFE_INTEGER }],
    ['lines.0', { discount: 5 }],
  ]
  for (const [field, figures] of wrong) {
    const payload = orderPayload(customerId)
    const line = { ...payload.lines[0]!, ...figures }
    const answer = await desk.answer('command', {
      name: 'order.create',
      payload: { ...payload, lines: [line] },
    })
    expect(answer, JSON.stringify(figures)).toMatchObject({ ok: false, refusal: { code: 'invalid', field } })
  }
  for (const shipOn of ['2026-02-30', '2026-13-01', 'tomorrow', '']) {
    const answer = await desk.answer('command', {
      name: 'order.create',
      payload: { ...orderPayload(customerId), shipOn },
    })
    expect(answer, shipOn).toMatchObject({ ok: false, refusal: { code: 'invalid', field: 'shipOn' } })
  }
  expect((await desk.ask('orders.summary', {})).count).toBe(0)
  expect((await give(desk, 'order.create', orderPayload(customerId))).number, 'no number was used up').toBe(
    '10001',
  )
})
