import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { startStatefulMock } from '../../testing/stateful-mock.ts'
import type { GatewayHarness, KnownGaps } from '../conformance/harness.ts'
import { runGatewayConformance } from '../conformance.ts'
import { GatewayRejected, GatewayUnknown, GatewayUnreachable } from '../gateway.ts'
import { signWebhook } from '../webhook-signature.ts'
import { createStripeAdapter } from './create-stripe-adapter.ts'
import { createStripeClient, StripeRefused } from './stripe-client.ts'
import type { StripeConfig } from './stripe-config.ts'
import { stripeEventBody } from './stripe-harness.ts'

const NO_INTENTS = 'it has no /v1/payment_intents (its API is of 2020 and knows charges only)'
const NO_EVENTS = 'it has neither payment intents nor webhooks'

/** What stripe-stateful-mock 0.0.16 gets wrong, so that the adapter need not work around it. */
const GAPS: KnownGaps = Object.fromEntries([
  ...[
    'a new attempt is created and has moved nothing',
    'a success is captured once, with its method, its time and the fee',
    'an attempt nobody opened is null, by id and by reference',
    'declined: nothing is captured, and another card may pay the same attempt',
    'insufficient-funds: nothing is captured, and another card may pay the same attempt',
    'expired-card: nothing is captured, and another card may pay the same attempt',
    'a token is good once',
    'a canceled attempt can’t be paid, a paid one can’t be canceled',
    'confirming a paid attempt again with another key and card charges nothing',
    'two confirms of one attempt at once charge once',
    'a create sent twice opens one attempt',
    'a confirm and a refund sent twice move money once',
    'a key used with other parameters is rejected and changes nothing',
    'listSince tells every attempt, and afterwards only what changed',
    'processing is not paid and can’t be canceled; it clears later',
    'one may fail before it clears',
    'one may come back after it cleared',
    'in parts up to what was captured, never above',
    'what was not captured can’t be refunded',
    'a refund that fails later is pending, counts until then, and frees its amount',
    'a dispute opens later, and a disputed charge can’t be refunded',
    'an attempt whose answer was lost is found by reference, and the key still leads to it',
    'a charge that timed out after it succeeded is unknown, then found paid once',
    'a 5xx after the charge is unknown, then found paid',
    'approved: the attempt succeeds only then',
    'refused: declined, and another card may pay',
    'an attempt canceled while the bank asks stays canceled',
    'a card kept with consent is told once it has paid, and pays again without being typed',
    'nothing is kept that nobody asked for, whoever asked before on the same attempt',
    'a decline keeps nothing',
    'a bank account is kept once its debit cleared, and pays again',
    'a kept card that the bank asks about waits for the answer',
    'a forgotten method pays nothing, and forgetting it again is fine',
    'another holder’s method pays nothing',
    'a charge by a kept method whose answer was lost is found paid once',
  ].map(name => [name, NO_INTENTS] as const),
  ...['each effect is told, with its own event id', 'a delivery that comes twice carries one event id'].map(
    name => [name, NO_EVENTS] as const,
  ),
])

function configOf(address: { host: string; port: number }): StripeConfig {
  return {
    address: { protocol: 'http', ...address, script: '' },
    secretKey: 'sk_test_mock',
    publishableKey: 'pk_test_mock',
    webhookSecrets: ['whsec_mock'],
    connectedAccount: null,
    way: 'embedded',
    methods: ['card'],
    fetch,
    now: () => Date.UTC(2026, 8, 14, 12),
    timeoutMs: 5_000,
  }
}

async function makeMockHarness(): Promise<GatewayHarness> {
  const mock = await startStatefulMock()
  const config = configOf(mock)
  const cannot = () => Promise.reject(new Error('stripe-stateful-mock can’t'))
  return {
    gateway: createStripeAdapter(config),
    unreachable: createStripeAdapter({ ...config, address: { ...config.address, port: 2 } }),
    unauthorized: createStripeAdapter({ ...config, secretKey: 'sk_test_wrong' }),
    token: async () => 'tok_visa',
    answerChallenge: cannot,
    loseNextAnswer: async () => undefined,
    timeOut: () => undefined,
    passTime: async () => undefined,
    duplicateNextWebhook: async () => undefined,
    deliveries: async () => [],
    now: config.now,
    eventBody: ({ id, type, attemptId }) => stripeEventBody(id, type, attemptId, null),
    sign(body, at) {
      const rawBody = new TextEncoder().encode(body)
      return { rawBody, headers: new Headers({ 'stripe-signature': signWebhook(rawBody, 'whsec_mock', at) }) }
    },
    stop: () => mock.stop(),
  }
}

// It tells the console of every mismatch that a test makes on purpose.
vi.spyOn(console, 'error').mockImplementation(() => undefined)

runGatewayConformance('the Stripe adapter on stripe-stateful-mock', makeMockHarness, GAPS)

describe('the adapter’s calls on stripe-stateful-mock, as far as it goes', () => {
  const charge = z.object({ id: z.string(), amount: z.int(), amount_refunded: z.int() })
  let mock: Awaited<ReturnType<typeof startStatefulMock>>
  beforeAll(async () => {
    mock = await startStatefulMock()
  })
  afterAll(() => mock.stop())

  const client = (changes: Partial<StripeConfig> = {}) =>
    createStripeClient({ ...configOf(mock), ...changes })
  const charged = (source: string, key: string, amount = 10_000) =>
    client().call((stripe, to) => stripe.charges.create({ amount, currency: 'usd', source }, to), charge, key)

  test('one key charges once, however often it is sent', async () => {
    const [first, second] = [await charged('tok_visa', 'k1'), await charged('tok_visa', 'k1')]
    expect(second.id).toBe(first.id)
    expect((await charged('tok_visa', 'k2')).id).not.toBe(first.id)
  })

  test('a key with other parameters is rejected', async () => {
    await charged('tok_visa', 'k3')
    await expect(charged('tok_visa', 'k3', 10_001)).rejects.toMatchObject({ code: 'idempotency-mismatch' })
  })

  test('a refund sent twice gives the money back once', async () => {
    const { id } = await charged('tok_visa', 'k4')
    const refund = () =>
      client().call(
        (stripe, to) => stripe.refunds.create({ charge: id, amount: 4_000 }, to),
        z.object({ id: z.string() }),
        'r4',
      )
    expect((await refund()).id).toBe((await refund()).id)
    const now = await client().call((stripe, to) => stripe.charges.retrieve(id, {}, to), charge)
    expect(now.amount_refunded).toBe(4_000)
  })

  test('a decline is an answer, a 500 is unknown, 429 was turned away', async () => {
    await expect(charged('tok_chargeDeclined', 'k5')).rejects.toMatchObject({
      name: 'StripeRefused',
      refusal: { status: 402, code: 'card_declined' },
    })
    await expect(charged('tok_500', 'k6')).rejects.toBeInstanceOf(GatewayUnknown)
    await expect(charged('tok_429', 'k7')).rejects.toBeInstanceOf(GatewayUnreachable)
  })

  test('an object nobody has is a refusal, a key of another form is rejected', async () => {
    const find = (from: ReturnType<typeof client>) =>
      from.call((stripe, to) => stripe.charges.retrieve('ch_none', {}, to), charge)
    await expect(find(client())).rejects.toBeInstanceOf(StripeRefused)
    await expect(find(client({ secretKey: 'nonsense' }))).rejects.toBeInstanceOf(GatewayRejected)
  })
})
