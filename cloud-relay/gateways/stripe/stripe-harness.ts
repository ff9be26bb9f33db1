import type { StripeAccount } from '../../testing/stripe-server/stripe-account.ts'
import { type StripeServer, startStripeServer } from '../../testing/stripe-server/stripe-server.ts'
import { testMethod } from '../../testing/stripe-server/test-methods.ts'
import type { Delivery, GatewayHarness } from '../conformance/harness.ts'
import type { Gateway } from '../gateway.ts'
import { signWebhook } from '../webhook-signature.ts'
import { createStripeAdapter } from './create-stripe-adapter.ts'
import { WEBHOOK_TYPES } from './read-event.ts'
import { STRIPE_SCRIPT, type StripeConfig } from './stripe-config.ts'

const STAND_IN_KEY = 'sk_test_standin'
const STAND_IN_SECRET = 'whsec_standin'

export type StripeHarness = GatewayHarness & {
  server: StripeServer
  account: StripeAccount
  adapter(changes?: Partial<StripeConfig>): Gateway
}

/** The Stripe adapter on our own stand-in, with a clock that stands still. `connected` makes direct charges. */
export async function makeStripeHarness(options: { connected?: boolean } = {}): Promise<StripeHarness> {
  let now = Date.UTC(2026, 8, 14, 12)
  const inbox: Delivery[] = []
  const waiting = new Set<AbortController>()
  const server = await startStripeServer({
    now: () => now,
    deliver: async (_url, init) => {
      inbox.push({ rawBody: init?.body as Uint8Array, headers: new Headers(init?.headers) })
      return new Response(null, { status: 200 })
    },
  })
  const platform = server.account(STAND_IN_KEY)
  const account = options.connected ? server.connect(STAND_IN_KEY) : platform
  server.webhooks.endpoints.push({
    url: 'http://relay.invalid',
    secret: STAND_IN_SECRET,
    types: WEBHOOK_TYPES,
  })

  const adapter = (changes: Partial<StripeConfig> = {}): Gateway =>
    createStripeAdapter({
      address: { protocol: 'http', host: server.host, port: server.port, script: STRIPE_SCRIPT },
      secretKey: STAND_IN_KEY,
      publishableKey: 'pk_test_standin',
      webhookSecrets: [STAND_IN_SECRET],
      connectedAccount: options.connected ? account.id : null,
      way: 'embedded',
      methods: ['card', 'ach'],
      fetch,
      now: () => now,
      timeoutMs: 30_000,
      timeoutSignal() {
        const controller = new AbortController()
        waiting.add(controller)
        return controller.signal
      },
      ...changes,
    })

  return {
    server,
    account,
    adapter,
    gateway: adapter(),
    // Nobody listens on port 2.
    unreachable: adapter({ address: { protocol: 'http', host: '127.0.0.1', port: 2, script: '' } }),
    unauthorized: adapter({ secretKey: 'sk_test_wrong' }),
    token: async method => account.makeToken(testMethod(method).id),
    async answerChallenge(actionUrl, approve) {
      const body = new URLSearchParams({ answer: approve ? 'approve' : 'fail' })
      const answer = await fetch(actionUrl, { method: 'POST', body, redirect: 'manual' })
      if (answer.status !== 303) throw new Error(`challenge: ${answer.status}`)
    },
    async loseNextAnswer() {
      server.faults.loseAnswerNext = 1
    },
    async duplicateNextWebhook() {
      server.webhooks.faults.duplicateNext = 1
    },
    timeOut() {
      for (const controller of waiting) controller.abort(new DOMException('timed out', 'TimeoutError'))
      waiting.clear()
    },
    async passTime(ms) {
      now += ms
      server.settle()
      await server.webhooks.deliverDue()
    },
    async deliveries() {
      server.settle()
      await server.webhooks.deliverDue()
      return inbox
    },
    now: () => now,
    eventBody: ({ id, type, attemptId }) =>
      stripeEventBody(id, type, attemptId, options.connected ? account.id : null),
    sign(body, at) {
      const rawBody = new TextEncoder().encode(body)
      return {
        rawBody,
        headers: new Headers({ 'stripe-signature': signWebhook(rawBody, STAND_IN_SECRET, at) }),
      }
    },
    stop: () => server.stop(),
  }
}

const WORDS: Record<string, string> = { 'attempt.succeeded': 'payment_intent.succeeded' }

/** An event about an intent, as Stripe writes it. */
export function stripeEventBody(id: string, type: string, attemptId: string, account: string | null): string {
  return JSON.stringify({
    id,
    object: 'event',
    api_version: '2019-12-03',
    ...(account === null ? {} : { account }),
    created: 1,
    type: WORDS[type] ?? type,
    data: { object: { id: attemptId, object: 'payment_intent' } },
  })
}
