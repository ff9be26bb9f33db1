import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COMPANY_ROW } from '../../shared/domain/company/company-of.ts'
import { createApp } from '../app.ts'
import { createKeyRing } from '../auth/key-ring.ts'
import { createCompanyGateways } from '../gateways/company-gateways.ts'
import { createPaymentsSetup, type PaymentsSetup } from '../gateways/payments-setup.ts'
import { createPaymentsVault } from '../gateways/payments-vault.ts'
import { createFindReported, type FindReported } from '../gateways/platform-reports.ts'
import { WEBHOOK_TYPES } from '../gateways/stripe/read-event.ts'
import { signWebhook } from '../gateways/webhook-signature.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { SETUP_TOKEN } from '../testing/relay-under-test.ts'
import type { StripeAccount } from '../testing/stripe-server/stripe-account.ts'
import { type StripeServer, startStripeServer } from '../testing/stripe-server/stripe-server.ts'
import { testMethod } from '../testing/stripe-server/test-methods.ts'
import { type PagesUnderTest, PUBLIC_URL, startPagesUnderTest } from './testing/pages-under-test.ts'
import { Payer } from './testing/payer.ts'

const PLATFORM = {
  secretKey: 'sk_test_Platform',
  publishableKey: 'pk_test_Platform',
  webhookSecrets: ['whsec_Platform'],
}
const MINUTE = 60_000

describeEachEngine('companies under one platform', database => {
  let stripe: StripeServer
  let api: Hono
  let setup: PaymentsSetup
  let one: PagesUnderTest
  let two: PagesUnderTest
  const answers: { path: string; status: number }[] = []

  beforeAll(async () => {
    let now: () => number = Date.now
    let app: Hono | null = null
    stripe = await startStripeServer({
      now: () => now(),
      deliver: async (url, init) => {
        const path = new URL(String(url)).pathname
        const answer = await app!.request(path, init)
        answers.push({ path, status: answer.status })
        return answer
      },
    })
    stripe.account(PLATFORM.secretKey)
    let findReported: FindReported
    one = await startPagesUnderTest(database.open(), {
      gateways({ test, keys, sandbox, fetch }) {
        const address = {
          protocol: 'http' as const,
          host: stripe.host,
          port: stripe.port,
          script: `${stripe.origin}/v3/stripe.js`,
        }
        const vault = createPaymentsVault(createKeyRing([{ id: 'k', key: new Uint8Array(32).fill(1) }]))
        const platform = PLATFORM
        const gateways = createCompanyGateways(test.relay, {
          keys,
          sandbox,
          vault,
          stripe: address,
          platform,
          fetch,
        })
        setup = createPaymentsSetup(test.relay, {
          keys,
          vault,
          gateways,
          publicUrl: PUBLIC_URL,
          secret: new Uint8Array(32).fill(3),
          connect: { platform, stripe: address, fetch },
        })
        const clock = () => test.clock.now()
        findReported = createFindReported({ store: test.relay.store, vault, platform, now: clock })
        api = createApp(test.relay, {
          setupToken: SETUP_TOKEN,
          secret: new Uint8Array(32).fill(7),
          addressOf: () => '203.0.113.1',
          pages: null,
          paymentsSetup: setup,
          isReady: async () => true,
          stopping: new AbortController().signal,
        })
        return companyId => gateways.of(companyId)
      },
      more: () => ({
        findReported,
        onboardingUrl: (companyKey, pass) => setup.onboardingUrl(companyKey, pass),
        onAccountChange: companyId => setup.check(companyId),
      }),
    })
    now = () => one.test.clock.now()
    app = one.app
    two = await one.beside()
    stripe.webhooks.endpoints.push({
      url: 'http://relay.invalid/webhooks/stripe',
      secret: PLATFORM.webhookSecrets[0]!,
      types: WEBHOOK_TYPES,
      connect: true,
    })
  })
  afterAll(async () => {
    await one.stop()
    await stripe.stop()
  })

  const stripeOf = async (pages: PagesUnderTest) =>
    (await pages.get('companies', COMPANY_ROW)).paymentsAccount?.stripe
  const connect = async (pages: PagesUnderTest) => {
    await pages.device.renew()
    const answer = await api.request('/v1/payments-account/connect', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${pages.device.accessToken}`,
        'x-florin-user': pages.device.userToken,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ way: 'embedded', methods: ['card', 'ach'] }),
    })
    expect(answer.status).toBe(200)
    return (await answer.json()) as { path: string; account: { accountId: string } }
  }
  const accountOf = async (pages: PagesUnderTest): Promise<StripeAccount> => {
    const wanted = (await stripeOf(pages))!.accountId
    return stripe.connectedAccounts().find(each => each.id === wanted)!
  }
  const deliver = async () => {
    stripe.settle()
    await stripe.webhooks.deliverDue()
  }
  const eventsOf = async (pages: PagesUnderTest) =>
    (
      await one.test.store.read(sql =>
        sql.all<{ event_id: string }>('SELECT event_id FROM provider_event WHERE company_id = $1', [
          pages.companyId,
        ]),
      )
    ).map(each => each.event_id)
  const pay = async (
    pages: PagesUnderTest,
    payer: Payer,
    path: string,
    outcome: 'success' | 'ach-clears',
  ) => {
    const methodToken = (await accountOf(pages)).makeToken(testMethod(outcome).id)
    await payer.press(await payer.open(path), { methodToken, receiptTo: '' })
  }

  test('each gets an account of its own, and Setup follows what Stripe says of it', async () => {
    for (const pages of [one, two]) {
      const { path } = await connect(pages)
      expect(await stripeOf(pages)).toMatchObject({
        isConnected: true,
        takesPayments: false,
        missing: ['business_profile.url', 'external_account'],
      })
      const onward = await one.app.request(`/go${path}`)
      expect(onward.headers.get('location')).toBe(`${PUBLIC_URL}${path}`)
      const toStripe = (await one.app.request(path)).headers.get('location')!
      expect(toStripe).toContain(`${stripe.origin}/onboard/${(await stripeOf(pages))!.accountId}`)
      const back = await fetch(toStripe, { redirect: 'manual' })
      expect(back.headers.get('location')).toMatch(/\/connect\/[^/]+\/done$/)
      await deliver()
      expect(await stripeOf(pages)).toMatchObject({ takesPayments: true, paysOut: true, missing: [] })
      const company = await pages.get('companies', COMPANY_ROW)
      await pages.setCompany({ paymentsAccount: { ...company.paymentsAccount!, status: 'active' } })
    }
    const ids = [(await stripeOf(one))!.accountId, (await stripeOf(two))!.accountId]
    expect(new Set(ids).size).toBe(2)
    expect((await connect(one)).account.accountId).toBe(ids[0])
    expect(stripe.connectedAccounts()).toHaveLength(2)
  })

  test('a way to Stripe is over after half an hour, and nobody makes one up', async () => {
    const { path } = await connect(one)
    expect((await one.app.request(`${path}x`)).status).toBe(404)
    const other = path.replace(one.companyKey, two.companyKey)
    expect((await one.app.request(other)).status).toBe(404)
    one.test.clock.pass(31 * MINUTE)
    expect((await one.app.request(path)).status).toBe(404)
  })

  test('charges are made on the company’s own account, and its reports reach it alone', async () => {
    const [first, second] = [await one.linked(), await two.linked()]
    await pay(one, new Payer(one), first.path, 'success')
    await pay(two, new Payer(two, '203.0.113.8'), second.path, 'ach-clears')
    stripe.webhooks.faults.duplicateNext = 2
    await one.pass(15 * MINUTE)
    await deliver()
    await deliver()
    expect(await one.paymentsOf(first.linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect(await two.paymentsOf(second.linkId)).toEqual({ count: 1, totalCents: 22_800 })
    for (const pages of [one, two]) {
      const own = new Set((await accountOf(pages)).events.map(each => each.id))
      const told = await eventsOf(pages)
      expect(told.length).toBeGreaterThan(0)
      expect(told.filter(id => !own.has(id))).toEqual([])
      expect((await accountOf(pages)).intents.size).toBe(1)
    }
    expect(stripe.account(PLATFORM.secretKey).intents.size).toBe(0)
    expect(answers.filter(each => each.status !== 200)).toEqual([])
  })

  test('sent to another company’s own endpoint, a report changes nothing there', async () => {
    const event = (await accountOf(one)).events.at(-1)!
    const rawBody = new TextEncoder().encode(JSON.stringify(event))
    const signature = signWebhook(rawBody, PLATFORM.webhookSecrets[0]!, one.test.clock.now())
    const init = { method: 'POST', body: rawBody, headers: { 'stripe-signature': signature } }
    const before = (await two.all('payments')).length
    await one.app.request(`/webhooks/stripe/${two.companyKey}`, init)
    expect((await two.all('payments')).length).toBe(before)
    const wrong = {
      ...init,
      headers: { 'stripe-signature': signWebhook(rawBody, 'whsec_other', one.test.clock.now()) },
    }
    expect((await one.app.request('/webhooks/stripe', wrong)).status).toBe(400)
    const nobodys = new TextEncoder().encode(JSON.stringify({ ...event, account: 'acct_nobody' }))
    const signed = signWebhook(nobodys, PLATFORM.webhookSecrets[0]!, one.test.clock.now())
    const toNobody = { method: 'POST', body: nobodys, headers: { 'stripe-signature': signed } }
    expect((await one.app.request('/webhooks/stripe', toNobody)).status).toBe(200)
  })

  test('an account that another company has is not taken', async () => {
    const accountId = (await stripeOf(one))!.accountId
    const keys = { ...PLATFORM, webhookSecrets: ['whsec_x'], connectedAccount: accountId }
    const wish = { way: 'embedded' as const, methods: ['card' as const] }
    expect(await setup.enter(two.companyId, { ...keys, ...wish }, 'somebody')).toEqual({ refused: 'taken' })
  })

  test('disconnected, it shows so at once, its links say so, and the other company goes on', async () => {
    const [first, second] = [await one.linked(), await two.linked()]
    const payer = new Payer(one)
    expect((await payer.open(first.path)).html).toContain('id="element"')
    stripe.disconnect((await stripeOf(one))!.accountId)
    await deliver()
    expect(await stripeOf(one)).toMatchObject({
      takesPayments: false,
      paysOut: false,
      missing: ['disconnected'],
    })
    const closed = await payer.get(payer.at)
    expect(closed.text).toContain('takes no payments online at the moment')
    expect(closed.html).not.toContain('id="element"')
    expect((await new Payer(two, '203.0.113.8').open(second.path)).html).toContain('id="element"')
    expect((await stripeOf(two))!.takesPayments).toBe(true)
  })

  test('the report of it lost, the next comparison finds out; connected again, it has a new account', async () => {
    const before = (await stripeOf(two))!.accountId
    stripe.webhooks.faults.dropNext = 1
    stripe.disconnect(before)
    await deliver()
    expect((await stripeOf(two))!.takesPayments).toBe(true)
    await two.payments.compare(two.companyId).catch(() => undefined)
    expect(await stripeOf(two)).toMatchObject({ takesPayments: false, missing: ['disconnected'] })
    await connect(two)
    expect((await stripeOf(two))!.accountId).not.toBe(before)
  })

  test('with two accounts of a company’s behind one endpoint, the reports of each are about that one', async () => {
    const { path } = await connect(two)
    const toStripe = (await one.app.request(path)).headers.get('location')!
    await fetch(toStripe, { redirect: 'manual' })
    await deliver()
    const company = await two.get('companies', COMPANY_ROW)
    await two.setCompany({ paymentsAccount: { ...company.paymentsAccount!, status: 'active' } })
    const link = await two.linked()
    await pay(two, new Payer(two, '203.0.113.9'), link.path, 'ach-clears')
    await two.pass(15 * MINUTE)
    await deliver()
    const told = await two.test.store.read(sql =>
      sql.all<{ event_id: string; type: string; attempt_id: string | null }>(
        "SELECT event_id, type, attempt_id FROM provider_event WHERE company_id = $1 AND type LIKE 'payment_intent.%'",
        [two.companyId],
      ),
    )
    const own = new Set((await accountOf(two)).events.map(each => each.id))
    const ofNew = told.filter(each => own.has(each.event_id))
    expect(ofNew.map(each => each.type)).toContain('payment_intent.succeeded')
    expect(ofNew.filter(each => each.attempt_id === null)).toEqual([])
    expect(await two.paymentsOf(link.linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })
})
