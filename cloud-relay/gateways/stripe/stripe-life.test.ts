import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { testMethod } from '../../testing/stripe-server/test-methods.ts'
import type { ConformanceMethod } from '../conformance/harness.ts'
import { createPayer, type Payer, returnUrl } from '../conformance/payer.ts'
import { GatewayUnknown } from '../gateway.ts'
import { makeStripeHarness, type StripeHarness } from './stripe-harness.ts'

const halfAnHour = 1_800_000

let harness: StripeHarness
let payer: Payer
beforeEach(async () => {
  harness = await makeStripeHarness()
  payer = createPayer(harness)
})
afterEach(() => harness.stop())

const words = async () =>
  (await harness.deliveries()).map(({ rawBody, headers }) => {
    const event = harness.gateway.parseWebhook(rawBody, headers)
    return 'refused' in event ? event.refused : event.rawType
  })

describe('a bank account typed by hand', () => {
  const day = 86_400_000
  const confirm = async (attemptId: string, keepFor?: string) =>
    harness.gateway.confirm({
      attemptId,
      methodToken: harness.account.makeToken(testMethod('ach-microdeposits').id),
      ...(keepFor === undefined ? {} : { keepFor }),
      idempotencyKey: `confirm:${attemptId}`,
      returnUrl,
    })

  test('waits for its small deposits as a debit under way, with the place to enter them', async () => {
    const { id } = await payer.open('req-1')
    expect(await confirm(id)).toMatchObject({
      state: 'processing',
      actionUrl: expect.stringContaining('/microdeposits/'),
      capturedAt: null,
    })
    await harness.passTime(2 * day)
    harness.account.verifyDeposits(id, false)
    expect(await payer.state(id)).toMatchObject({ state: 'processing', actionUrl: expect.any(String) })
    harness.account.verifyDeposits(id, true)
    expect(await payer.state(id)).toMatchObject({ state: 'processing', actionUrl: null })
    await harness.passTime(day)
    expect(await payer.state(id)).toMatchObject({ state: 'succeeded', method: { kind: 'ach' } })
  })

  test('never proved, or wrong three times, it is declined and moved nothing', async () => {
    const [late, wrong] = [await payer.open('req-1'), await payer.open('req-2')]
    await confirm(late.id)
    await confirm(wrong.id)
    for (let nth = 0; nth < 3; nth++) harness.account.verifyDeposits(wrong.id, false)
    await harness.passTime(11 * day)
    expect(await payer.state(late.id)).toMatchObject({
      state: 'declined',
      declineCode: 'payment-method-microdeposit-verification-timeout',
    })
    expect(await payer.state(wrong.id)).toMatchObject({ state: 'declined', capturedAt: null })
    expect(harness.account.charges.size).toBe(0)
  })

  test('proved once and remembered, it pays the next time without deposits', async () => {
    const holderId = await harness.gateway.saving!.createHolder({ reference: 'c', idempotencyKey: 'h' })
    const { id } = await payer.open('req-1')
    await confirm(id, holderId)
    harness.account.verifyDeposits(id, true)
    await harness.passTime(day)
    const { saved } = await payer.state(id)
    const next = await payer.open('req-2')
    const again = await harness.gateway.confirm({
      attemptId: next.id,
      savedMethod: { ...saved!, agreed: { ip: '203.0.113.7', userAgent: 'Mozilla/5.0' } },
      idempotencyKey: 'again',
      returnUrl,
    })
    expect(again).toMatchObject({ state: 'processing', actionUrl: null })
  })
})

describe('faults on the way', () => {
  test('a 5xx before anything happened is unknown, and the same key then opens it once', async () => {
    harness.server.faults.failNext = 1
    await expect(payer.open('req-1')).rejects.toBeInstanceOf(GatewayUnknown)
    expect(await harness.gateway.findByReference('req-1')).toBeNull()
    await payer.open('req-1')
    await payer.open('req-1')
    expect(harness.account.intents.size).toBe(1)
  })

  test('a stall of 80 s after the work is unknown at our own limit, and found paid once', async () => {
    const { id } = await payer.open('req-1')
    harness.server.faults.stallNext = 1
    const answer = payer.confirm(id, 'success').catch((error: unknown) => error)
    await vi.waitFor(() => expect(harness.account.intent(id).status).toBe('succeeded'), 10_000)
    await harness.passTime(80_000)
    harness.timeOut()
    expect(await answer).toBeInstanceOf(GatewayUnknown)
    expect(await payer.state(id)).toMatchObject({ state: 'succeeded' })
    expect(harness.account.charges.size).toBe(1)
  })

  test('nothing is repeated by the package itself', async () => {
    harness.server.faults.loseAnswerNext = 1
    await expect(payer.open('req-1')).rejects.toBeInstanceOf(GatewayUnknown)
    expect(harness.server.calls.filter(each => each.method === 'POST')).toHaveLength(1)
  })

  test('a charge that is disputed again tells all its disputes, oldest first', async () => {
    const { id } = await payer.paid('req-1', 'success', 10_000)
    const first = harness.account.dispute(id, 'needs_response')
    const second = harness.account.dispute(id, 'warning_needs_response', true)
    expect((await payer.state(id)).disputes).toMatchObject([
      { id: first.id, state: 'open' },
      { id: second.id, state: 'inquiry' },
    ])
    first.status = 'lost'
    expect((await payer.state(id)).disputes).toMatchObject([{ state: 'lost' }, { state: 'inquiry' }])
  })

  test('a status of tomorrow reads unknown', async () => {
    const { id } = await payer.open('req-1')
    harness.account.intent(id).status = 'levitating'
    expect(await payer.state(id)).toMatchObject({ state: 'unknown', capturedAt: null })
  })

  test('an attempt older than the list is found by the search', async () => {
    await payer.open('req-old')
    await harness.passTime(120_000)
    for (let nth = 0; nth < 101; nth++) await payer.open(`req-${nth}`)
    expect(await harness.gateway.findByReference('req-old')).toMatchObject({ reference: 'req-old' })
  })

  test('a reference with quotes asks for nothing else', async () => {
    const { id } = await payer.open("o'neill\\'s")
    await harness.passTime(120_000)
    for (let nth = 0; nth < 101; nth++) await payer.open(`req-${nth}`)
    expect(await harness.gateway.findByReference("o'neill\\'s")).toMatchObject({ id })
  })
})

describe('disputes', () => {
  test.each([
    ['won', 'won'],
    ['lost', 'lost'],
  ])('one that is opened, then %s', async (status, state) => {
    const { id } = await payer.paid('req-1', 'dispute', 10_000)
    await harness.passTime(halfAnHour)
    expect((await payer.state(id)).disputes[0]).toMatchObject({
      state: 'open',
      amountCents: 10_000,
      reason: 'fraudulent',
    })
    harness.account.dispute(id, status)
    expect((await payer.state(id)).disputes[0]).toMatchObject({ state })
    expect(await words()).toContain('charge.dispute.closed')
  })

  test('an inquiry moves no money, may be refunded, and ends quietly', async () => {
    const { id } = await payer.paid('req-1', 'success', 10_000)
    harness.account.dispute(id, 'warning_needs_response')
    expect((await payer.state(id)).disputes[0]).toMatchObject({ state: 'inquiry' })
    expect(harness.account.balance.transactions.map(each => each.reporting_category)).toEqual(['charge'])
    expect(await payer.refund(id, 1_000, 1)).toMatchObject({ state: 'succeeded' })
    harness.account.dispute(id, 'warning_closed')
    expect((await payer.state(id)).disputes[0]).toMatchObject({ state: 'won' })
  })

  test('a lost one under appeal stays lost until the appeal is won', async () => {
    const { id } = await payer.paid('req-1', 'success', 10_000)
    harness.account.dispute(id, 'lost')
    harness.account.dispute(id, 'appeal_under_review')
    expect((await payer.state(id)).disputes[0]).toMatchObject({ state: 'lost' })
    harness.account.dispute(id, 'won')
    expect((await payer.state(id)).disputes[0]).toMatchObject({ state: 'won' })
  })

  test('a status of tomorrow reads unknown', async () => {
    const { id } = await payer.paid('req-1', 'success', 10_000)
    harness.account.dispute(id, 'in_the_stars')
    expect((await payer.state(id)).disputes[0]).toMatchObject({ state: 'unknown' })
  })
})

describe('Stripe’s own Checkout page', () => {
  const open = async (reference: string) => {
    const { id } = await payer.open(reference, 10_000)
    const page = await harness.gateway.hostedCheckout({
      attemptId: id,
      returnUrl,
      language: 'es',
      expiresAt: harness.now() + 600_000,
    })
    if ('refused' in page) throw new Error(page.refused)
    return { id, url: page.url }
  }
  const number = (method: ConformanceMethod) =>
    ({ success: '4242424242424242', declined: '4000000000000002', 'ach-clears': '000123456789' })[
      method as 'success'
    ]
  const type = (url: string, method: ConformanceMethod) =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ number: number(method) }), redirect: 'manual' })

  test('what is paid there is the attempt’s, by id, by reference, by webhook and in the list', async () => {
    const { id, url } = await open('req-1')
    expect(await payer.state(id)).toMatchObject({ state: 'created' })
    expect((await type(url, 'success')).status).toBe(303)
    const paid = await payer.state(id)
    expect(paid).toMatchObject({ id, reference: 'req-1', state: 'succeeded', amountCents: 10_000 })
    expect(await harness.gateway.findByReference('req-1')).toEqual(paid)
    const told = (await harness.deliveries()).map(each =>
      harness.gateway.parseWebhook(each.rawBody, each.headers),
    )
    expect(told).toMatchObject([{ type: 'attempt.succeeded', attemptId: id }])
    const { attempts } = await harness.gateway.listSince(null)
    expect(new Set(attempts.map(each => `${each.id} ${each.state}`))).toEqual(new Set([`${id} succeeded`]))
    expect(await payer.refund(id, 4_000, 1)).toMatchObject({ attemptId: id, state: 'succeeded' })
  })

  test('a decline there is not the end', async () => {
    const { id, url } = await open('req-1')
    expect((await type(url, 'declined')).status).toBe(422)
    expect(await payer.state(id)).toMatchObject({ state: 'declined' })
    await type(url, 'success')
    expect(await payer.state(id)).toMatchObject({ state: 'succeeded' })
  })

  test('canceled, the page takes no card any more', async () => {
    const { id, url } = await open('req-1')
    expect(await harness.gateway.cancel(id)).toMatchObject({ id, state: 'canceled' })
    expect((await type(url, 'success')).status).not.toBe(303)
    expect(await payer.state(id)).toMatchObject({ state: 'canceled' })
  })

  test('paid, it can’t be canceled, and nothing is charged in the fields', async () => {
    const { id, url } = await open('req-1')
    await type(url, 'ach-clears')
    expect(await harness.gateway.cancel(id)).toMatchObject({ id, state: 'processing' })
    await harness.passTime(halfAnHour)
    expect(await harness.gateway.cancel(id)).toMatchObject({ id, state: 'succeeded' })
    expect(
      await harness.gateway.hostedCheckout({ attemptId: id, returnUrl, language: 'en', expiresAt: 0 }),
    ).toEqual({
      refused: 'attempt-closed',
    })
  })

  test('the fields end an open page before they charge', async () => {
    const { id, url } = await open('req-1')
    expect(await payer.confirm(id, 'success')).toMatchObject({ id, state: 'succeeded' })
    expect((await type(url, 'success')).status).not.toBe(303)
    expect([...harness.account.charges.values()].filter(each => each.paid)).toHaveLength(1)
  })

  test('a page sent for again ends the one before', async () => {
    const { id, url } = await open('req-1')
    const again = await harness.gateway.hostedCheckout({
      attemptId: id,
      returnUrl,
      language: 'en',
      expiresAt: 0,
    })
    expect((await type(url, 'success')).status).not.toBe(303)
    expect((await type((again as { url: string }).url, 'success')).status).toBe(303)
    expect(await payer.state(id)).toMatchObject({ state: 'succeeded' })
  })
})

describe('the books', () => {
  test('every movement is told once, and a payout is the sum of what it paid out', async () => {
    const { id } = await payer.paid('req-1', 'success', 100_000)
    await payer.refund(id, 20_000, 1)
    const { id: lostId } = await payer.paid('req-2', 'success', 10_000)
    harness.account.dispute(lostId, 'lost')
    const payout = harness.account.balance.payOut()!
    await harness.passTime(halfAnHour)
    const books = harness.gateway.books!
    const movements = await books.movements(0, harness.now())
    expect(movements.map(each => [each.kind, each.attemptId, each.amountCents, each.feeCents])).toEqual([
      ['payment', id, 100_000, 2_930],
      ['refund', id, -20_000, 0],
      ['payment', lostId, 10_000, 320],
      ['dispute', lostId, -10_000, 1_500],
      ['payout', null, -payout.amount, 0],
    ])
    const [told] = await books.payouts(0, harness.now())
    const parts = await books.movementsOf(told!.id)
    expect(parts).toHaveLength(4)
    expect(parts.reduce((sum, each) => sum + each.netCents, 0)).toBe(told!.amountCents)
  })

  test('the account’s standing names what is missing', async () => {
    expect(await harness.gateway.books!.standing()).toEqual({
      accountId: harness.account.id,
      takesPayments: true,
      paysOut: false,
      missing: ['external_account'],
    })
  })
})

test('an event of another connected account is kept and looked up nowhere', async () => {
  const adapter = harness.adapter({ connectedAccount: 'acct_ours' })
  const body = (account: string) =>
    harness.sign(
      JSON.stringify({
        id: 'evt_1',
        type: 'payment_intent.succeeded',
        created: 1,
        account,
        data: { object: { id: 'pi_1', object: 'payment_intent' } },
      }),
      harness.now(),
    )
  const read = (account: string) => adapter.parseWebhook(body(account).rawBody, body(account).headers)
  expect(read('acct_ours')).toMatchObject({ type: 'attempt.succeeded', attemptId: 'pi_1' })
  expect(read('acct_other')).toMatchObject({ type: 'unknown', attemptId: null })
})

test('a test key is told from a live one', () => {
  expect(harness.adapter({ secretKey: 'sk_live_1' }).capabilities().test).toBe(false)
  expect(harness.adapter({ secretKey: 'rk_test_1' }).capabilities().test).toBe(true)
})
