import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashId } from '../links/hash-id.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type PagesUnderTest, PUBLIC_URL, startPagesUnderTest } from './testing/pages-under-test.ts'
import { Payer } from './testing/payer.ts'

const MINUTE = 60_000

describeEachEngine('the gateway’s reports', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  const send = async (init: RequestInit, key = pages.companyKey) =>
    (await pages.app.request(`/webhooks/sandbox/${key}`, init)).status
  const eventsStored = (eventId: string) =>
    pages.test.store.read(sql =>
      sql.all('SELECT type FROM provider_event WHERE company_id = $1 AND event_id = $2', [
        pages.companyId,
        eventId,
      ]),
    )
  const body = (id: string, type: string, attemptId: string | null = null) =>
    JSON.stringify({ id, type, createdAt: pages.test.clock.now(), attemptId })

  test('delivered twice and out of order, a payment is posted once', async () => {
    const { linkId, path } = await pages.linked()
    await pages.setFaults({ webhooks: { duplicateNext: 2, reorderNext: 1 } })
    const payer = new Payer(pages)
    const declined = await payer.get((await payer.pay(await payer.open(path), 'declined')).location!)
    await payer.pay(declined)
    const before = pages.webhookAnswers.length
    for (let minute = 0; minute < 5; minute++) {
      await pages.pass(MINUTE)
      await pages.deliverWebhooks()
    }
    const answers = pages.webhookAnswers.slice(before)
    expect(answers.length).toBeGreaterThanOrEqual(3)
    expect(new Set(answers)).toEqual(new Set([200]))
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect((await payer.get(payer.at)).text).toContain('Paid, thank you')
  })

  test('lost reports: a payment whose answer is lost too is found by a look', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await pages.setFaults({ webhooks: { dropNext: 1 } })
    await payer.pay(page, 'server-error')
    await pages.deliverWebhooks()
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
    await pages.pass(11_000)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('an unknown type is kept and answered 200, also the second time', async () => {
    const event = pages.webhook(body('evt_new_kind', 'attempt.levitated', 'at_none'))
    expect([await send(event), await send(event)]).toEqual([200, 200])
    expect(await eventsStored('evt_new_kind')).toEqual([{ type: 'attempt.levitated' }])
  })

  test('a report about an attempt nobody knows is kept and does nothing', async () => {
    expect(await send(pages.webhook(body('evt_nobody', 'attempt.succeeded', 'at_none')))).toBe(200)
    expect(await eventsStored('evt_nobody')).toHaveLength(1)
  })

  test('unsigned, wrongly signed, old, future and oversized reports are refused and not kept', async () => {
    const good = pages.webhook(body('evt_bad', 'attempt.succeeded'))
    const now = pages.test.clock.now()
    expect(await send({ ...good, headers: {} })).toBe(400)
    expect(await send({ ...good, body: body('evt_bad', 'attempt.failed') })).toBe(400)
    expect(await send(pages.webhook(body('evt_bad', 'attempt.succeeded'), now - 6 * MINUTE))).toBe(400)
    expect(await send(pages.webhook(body('evt_bad', 'attempt.succeeded'), now + 6 * MINUTE))).toBe(400)
    expect(await send(pages.webhook(body('evt_bad', 'x'.repeat(256 * 1024))))).toBe(413)
    expect(await send(good, 'nobody12')).toBe(404)
    expect(await eventsStored('evt_bad')).toEqual([])
  })

  test('while the gateway can’t be asked, it is told to come again', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path), 'server-error')
    pages.network.isDown = true
    const before = pages.webhookAnswers.length
    await pages.deliverWebhooks()
    // A payout is told by a report that needs no answer.
    expect(pages.webhookAnswers.slice(before).filter(status => status !== 200)).toEqual([503])
    pages.network.isDown = false
    pages.test.clock.pass(10 * MINUTE)
    await pages.deliverWebhooks()
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('money that nothing reported, whose request is lost to an old backup, is found in the night', async () => {
    const { linkId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await pages.setFaults({ webhooks: { dropNext: 1 } })
    await payer.pay(page, 'server-error')
    await pages.test.store.write(sql =>
      sql.run('DELETE FROM pay_request WHERE company_id = $1 AND link_id = $2', [pages.companyId, linkId]),
    )
    await pages.pass(MINUTE)
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
    await pages.pass(24 * 60 * MINUTE)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
    await pages.pass(24 * 60 * MINUTE)
    expect((await pages.paymentsOf(linkId)).count).toBe(1)
  })

  test('money that names no link of ours is posted once, unapplied, with a task', async () => {
    const { gateway, companyId } = pages
    const order = { reference: 'counter sale', amountCents: 5_000, currency: 'USD', description: '' }
    const { id } = await gateway.createAttempt({ ...order, idempotencyKey: 'foreign:create' })
    await pages.setFaults({ webhooks: { duplicateNext: 1 } })
    await gateway.confirm({
      attemptId: id,
      methodToken: await pages.methodToken('success'),
      idempotencyKey: 'foreign:confirm',
      returnUrl: PUBLIC_URL,
    })
    await pages.deliverWebhooks()
    await pages.pass(24 * 60 * MINUTE)
    const paymentId = hashId(companyId, 'payment', id)
    const { linkId, ...payment } = await pages.get('payments', paymentId)
    expect(payment).toMatchObject({
      totalCents: 5_000,
      unappliedCents: 5_000,
      status: 'posted',
      attemptId: id,
    })
    expect((await pages.paymentsOf(linkId!)).count).toBe(1)
    expect(await pages.openTasks('payment-for-unknown-customer', paymentId)).toBe(1)
  })

  test('money for a link whose payment request is lost to an old backup still reaches its invoice', async () => {
    const { linkId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await payer.pay(page, 'server-error')
    await pages.test.store.write(sql =>
      sql.run('DELETE FROM pay_request WHERE company_id = $1 AND link_id = $2', [pages.companyId, linkId]),
    )
    await pages.deliverWebhooks()
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
  })
})
