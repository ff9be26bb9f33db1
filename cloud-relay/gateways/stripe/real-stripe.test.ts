import { randomBytes } from 'node:crypto'
import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { testMethod } from '../../testing/stripe-server/test-methods.ts'
import type { ConformanceMethod } from '../conformance/harness.ts'
import type { AttemptSnapshot } from '../gateway.ts'
import { createStripeAdapter } from './create-stripe-adapter.ts'
import { isTestKey, STRIPE_ADDRESS, STRIPE_API_VERSION } from './stripe-config.ts'

const key = process.env.STRIPE_TEST_KEY ?? ''
const canRun = isTestKey(key)

/**
 * The suite's tests that real Stripe can take: it has no clock to turn, no answers to lose on order, and no webhooks that
 * reach a test. Those run on the stand-in alone.
 */
describe('the Stripe adapter on real Stripe', () => {
  if (!canRun) {
    test('is not tried', () => {
      process.stdout.write('real Stripe: not tried, because STRIPE_TEST_KEY is not set to a test key\n')
    })
    return
  }
  const run = randomBytes(6).toString('hex')
  const gateway = createStripeAdapter({
    address: STRIPE_ADDRESS,
    secretKey: key,
    publishableKey: 'pk_test_unused',
    webhookSecrets: ['whsec_unused'],
    connectedAccount: process.env.STRIPE_TEST_ACCOUNT ?? null,
    way: 'embedded',
    methods: ['card'],
    fetch,
    now: Date.now,
    timeoutMs: 60_000,
  })
  const stripe = new Stripe(key, { apiVersion: STRIPE_API_VERSION })
  const open = (name: string, amountCents = 304_450) =>
    gateway.createAttempt({
      reference: `${run}:${name}`,
      amountCents,
      currency: 'USD',
      description: 'Invoices 10214, 10231',
      idempotencyKey: `create:${run}:${name}`,
    })
  const confirm = async (attempt: AttemptSnapshot, method: ConformanceMethod, nth = 1) => {
    const token = await stripe.testHelpers.confirmationTokens.create({
      payment_method: testMethod(method).id,
    })
    return gateway.confirm({
      attemptId: attempt.id,
      methodToken: token.id,
      idempotencyKey: `confirm:${run}:${attempt.id}:${nth}`,
      returnUrl: 'https://example.com/back',
    })
  }

  test('a success is captured once, and refunded in parts, never above', async () => {
    const attempt = await open('success', 10_000)
    expect((await open('success', 10_000)).id).toBe(attempt.id)
    const paid = await confirm(attempt, 'success')
    expect(paid).toMatchObject({ state: 'succeeded', feeCents: 320, method: { kind: 'card', last4: '4242' } })
    expect(await confirm(attempt, 'success', 2)).toMatchObject({ state: 'succeeded', id: attempt.id })
    const refund = (amountCents: number, nth: number) =>
      gateway.refund({
        attemptId: attempt.id,
        amountCents,
        reference: `r${nth}`,
        idempotencyKey: `refund:${run}:${nth}`,
      })
    expect(await refund(10_001, 1)).toEqual({ refused: 'exceeds-captured' })
    expect(await refund(4_000, 2)).toMatchObject({ amountCents: 4_000 })
    expect(await refund(6_001, 3)).toEqual({ refused: 'exceeds-captured' })
    expect(await gateway.findByReference(`${run}:success`)).toMatchObject({ id: attempt.id })
  }, 60_000)

  test('a decline leaves the attempt open for another card', async () => {
    const attempt = await open('declined')
    expect(await confirm(attempt, 'insufficient-funds')).toMatchObject({
      state: 'declined',
      declineCode: 'insufficient-funds',
    })
    expect(await confirm(attempt, 'success', 2)).toMatchObject({ state: 'succeeded' })
  }, 60_000)

  test('a card kept with consent pays again, and no more once it is forgotten', async () => {
    const { saving } = gateway
    const holderId = await saving!.createHolder({ reference: run, idempotencyKey: `holder:${run}` })
    const attempt = await open('kept', 10_000)
    const token = await stripe.testHelpers.confirmationTokens.create({
      payment_method: testMethod('success').id,
    })
    const returnUrl = 'https://example.com/back'
    const paid = await gateway.confirm({
      attemptId: attempt.id,
      methodToken: token.id,
      keepFor: holderId,
      idempotencyKey: `confirm:${run}:kept`,
      returnUrl,
    })
    expect(paid).toMatchObject({ state: 'succeeded', saved: { holderId, kind: 'card', last4: '4242' } })
    const { saved } = paid as AttemptSnapshot
    const savedMethod = { ...saved!, agreed: { ip: '203.0.113.7', userAgent: 'Mozilla/5.0' } }
    const again = await open('again', 10_000)
    const idempotencyKey = `confirm:${run}:again`
    expect(
      await gateway.confirm({ attemptId: again.id, savedMethod, idempotencyKey, returnUrl }),
    ).toMatchObject({ state: 'succeeded', saved: null })
    await saving!.forget(saved!.methodId)
    await saving!.forget(saved!.methodId)
    const late = await open('late', 10_000)
    expect(
      await gateway.confirm({
        attemptId: late.id,
        savedMethod,
        idempotencyKey: `confirm:${run}:late`,
        returnUrl,
      }),
    ).toEqual({ refused: 'method-token-unusable' })
  }, 60_000)

  test('a challenge asks the payer to go to the bank, and a canceled attempt stays canceled', async () => {
    const attempt = await open('challenge')
    expect(await confirm(attempt, 'challenge')).toMatchObject({
      state: 'requires-action',
      actionUrl: expect.stringMatching(/^https:/),
    })
    expect(await gateway.cancel(attempt.id)).toMatchObject({ state: 'canceled' })
    expect(await confirm(attempt, 'success', 2)).toMatchObject({ state: 'canceled' })
  }, 60_000)

  test('a key with other parameters is rejected, an unknown attempt is null', async () => {
    await open('once', 10_000)
    await expect(open('once', 10_001)).rejects.toMatchObject({ code: 'idempotency-mismatch' })
    expect(await gateway.retrieve('pi_none')).toBeNull()
  }, 60_000)

  test('Checkout opens a page and ends it', async () => {
    const attempt = await open('checkout', 10_000)
    const page = await gateway.hostedCheckout({
      attemptId: attempt.id,
      returnUrl: 'https://example.com/back',
      language: 'en',
      expiresAt: Date.now() + 600_000,
    })
    expect(page).toMatchObject({ url: expect.stringMatching(/^https:/) })
    expect(await gateway.cancel(attempt.id)).toMatchObject({ state: 'canceled' })
  }, 60_000)

  test('the books tell of the account', async () => {
    expect(await gateway.books!.standing()).toMatchObject({ accountId: expect.stringMatching(/^acct_/) })
    expect(Array.isArray(await gateway.books!.movements(Date.now() - 3_600_000, Date.now()))).toBe(true)
  }, 60_000)
})
