import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GatewayUnreachable } from '../gateways/gateway.ts'
import { answerChallenge } from '../pages/testing/at-the-gateway.ts'
import { type PagesUnderTest, startPagesUnderTest } from '../pages/testing/pages-under-test.ts'
import { Payer } from '../pages/testing/payer.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { applySnapshot } from './apply-snapshot.ts'
import { type PayRequest, requestsOfLink } from './pay-requests.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describeEachEngine('money on its way', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  const requests = (linkId: string): Promise<PayRequest[]> =>
    pages.test.store.read(sql => requestsOfLink(sql, pages.companyId, linkId))
  const leases = (requestId: string) =>
    pages.test.store.read(sql =>
      sql.all('SELECT invoice_id FROM pay_lease WHERE company_id = $1 AND request_id = $2', [
        pages.companyId,
        requestId,
      ]),
    )
  const quarantined = async () =>
    (
      await pages.test.store.read(sql =>
        sql.all<{ doc: string }>(`SELECT doc FROM entity WHERE company_id = $1 AND tbl = 'tasks'`, [
          pages.companyId,
        ]),
      )
    ).filter(each => each.doc.includes('"command-quarantined"')).length

  test('captured but not posted: the staff is told, nobody can pay again, and it is posted later', async () => {
    const { linkId, invoiceId, path } = await pages.linked()
    const [payer, other] = [new Payer(pages), new Payer(pages, '203.0.113.8')]
    const page = await payer.open(path)
    const otherPage = await other.open(path)
    const pressed = await payer.pay(page, 'challenge')
    await answerChallenge(pressed.location!, true)
    const [request] = await requests(linkId)
    const snapshot = (await pages.gateway.retrieve(request!.attemptId!))!
    expect(snapshot.state).toBe('succeeded')
    await pages.test.relay.inCompany(pages.companyId, tx =>
      applySnapshot(
        tx,
        { ...snapshot, currency: 'not a currency' },
        { from: 'look', gateway: 'sandbox', readAt: pages.test.clock.now(), address: null },
        pages.test.relay.log,
      ),
    )
    expect(await quarantined()).toBe(1)
    await pages.deliverWebhooks()
    await pages.pass(15 * MINUTE)
    expect(await quarantined()).toBe(1)
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
    for (const [each, form] of [
      [payer, page],
      [other, otherPage],
    ] as const) {
      await each.pay(form)
      expect((await each.get(each.at)).html).not.toContain('<iframe')
    }
    expect(await requests(linkId)).toMatchObject([{ id: request!.id, state: 'unknown' }])
    await pages.pass(24 * HOUR)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
    expect(await requests(linkId)).toMatchObject([{ state: 'succeeded' }])
    expect(await leases(request!.id)).toEqual([])
  })

  test('a challenge nobody answers is canceled at the gateway, and the invoice is free', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path), 'challenge')
    const [request] = await requests(linkId)
    for (let minute = 0; minute < 20; minute++) await pages.pass(MINUTE)
    expect((await pages.gateway.retrieve(request!.attemptId!))?.state).toBe('canceled')
    expect(await requests(linkId)).toMatchObject([{ state: 'canceled' }])
    expect(await leases(request!.id)).toEqual([])
  })

  test('a paused account confirms no press, not even of a known attempt, and still sees through what began', async () => {
    const [one, two] = [await pages.linked(), await pages.linked()]
    const [payer, other] = [new Payer(pages), new Payer(pages, '203.0.113.8')]
    const pressed = await payer.pay(await payer.open(one.path), 'declined')
    const page = await payer.get(pressed.location!)
    const challenge = await other.pay(await other.open(two.path), 'challenge')
    await answerChallenge(challenge.location!, true)
    pages.network.isPaused = true
    await payer.pay(page)
    await pages.pass(15 * MINUTE)
    pages.network.isPaused = false
    expect((await pages.paymentsOf(one.linkId)).count).toBe(0)
    expect(await requests(one.linkId)).toMatchObject([{ state: 'declined', confirms: 1 }])
    expect((await pages.paymentsOf(two.linkId)).count).toBe(1)
  })

  test.each([
    ['can’t be reached', () => Promise.reject(new GatewayUnreachable('down'))],
    ['does not find it', () => Promise.resolve(null)],
  ])('a closed attempt whose end is not known, as the gateway %s, stays under way', async (_, retrieve) => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    const confirm = vi.spyOn(pages.gateway, 'confirm').mockResolvedValueOnce({ refused: 'attempt-closed' })
    const reads = vi.spyOn(pages.gateway, 'retrieve').mockImplementation(retrieve)
    await payer.pay(page)
    await pages.pass(5 * MINUTE)
    const [request] = await requests(linkId)
    const held = await leases(request!.id)
    confirm.mockRestore()
    reads.mockRestore()
    expect(request!.state).toBe('unknown')
    expect(held).toHaveLength(1)
    await pages.pass(15 * MINUTE)
    expect(await requests(linkId)).toMatchObject([{ state: 'canceled' }])
  })

  test('an attempt that opens only after its invoices were given free is not confirmed', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    const { createAttempt } = pages.gateway
    const create = vi.spyOn(pages.gateway, 'createAttempt').mockImplementationOnce(async order => {
      await pages.pass(2 * MINUTE)
      return createAttempt(order)
    })
    const confirm = vi.spyOn(pages.gateway, 'confirm')
    await payer.pay(page)
    const confirms = confirm.mock.calls.length
    create.mockRestore()
    confirm.mockRestore()
    expect(confirms).toBe(0)
    const [request] = await requests(linkId)
    expect(request).toMatchObject({ state: 'open', attemptId: expect.any(String) })
    expect(await leases(request!.id)).toEqual([])
    await payer.pay(await payer.get(payer.at))
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('who turns from the gateway’s page to the card fields can’t pay at both', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await payer.press(page, { methodToken: '' })
    const [first] = await requests(linkId)
    pages.test.clock.pass(1_000)
    await payer.pay(await payer.get(payer.at), 'declined')
    expect((await pages.gateway.retrieve(first!.attemptId!))?.state).toBe('canceled')
    expect(await requests(linkId)).toMatchObject([
      { state: 'declined' },
      { id: first!.id, state: 'canceled' },
    ])
  })
})
