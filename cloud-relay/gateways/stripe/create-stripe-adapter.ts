import type Stripe from 'stripe'
import {
  type Gateway,
  type GatewayCapabilities,
  type GatewayRefusal,
  GatewayRejected,
  GatewayUnknown,
  GatewayUnreachable,
  type MethodKind,
  type PaidBy,
} from '../gateway.ts'
import {
  ATTEMPT,
  attemptIdOf,
  CHECKOUT,
  INTENT_EXPAND,
  type Intent,
  intentSchema,
  REFERENCE,
  readAttempt,
  readRefund,
  refundSchema,
} from './read-attempt.ts'
import { readStripeEvent } from './read-event.ts'
import { createStripeAttempts, sessionSchema } from './stripe-attempts.ts'
import { createStripeBooks } from './stripe-books.ts'
import { createStripeClient, mustBeRefusal, rejected, StripeRefused } from './stripe-client.ts'
import { isTestKey, type StripeConfig } from './stripe-config.ts'
import { createStripeSaving } from './stripe-saving.ts'

const METHOD_TYPES = { card: 'card', ach: 'us_bank_account' } as const satisfies Record<MethodKind, string>
/** Stripe keeps a Checkout page at least half an hour; it is ended by us when the payer's time is over. */
const CHECKOUT_MIN_MS = 31 * 60_000
const CHECKOUT_MAX_MS = 23 * 3_600_000

/** The adapter for one company's account at Stripe, or at any server that speaks its HTTP API. */
export function createStripeAdapter(config: StripeConfig): Gateway {
  const { call } = createStripeClient(config)
  const attempts = createStripeAttempts(call)
  const {
    intentOf,
    snapshotOf,
    payingIntent,
    endCheckout,
    retrieve,
    mustRetrieve,
    findByReference,
    listSince,
  } = attempts

  /**
   * The attempt, made ready for this confirm; null where it is too late: whoever pays on Stripe's page can't be charged here
   * as well. Throws GatewayUnreachable while that can't be told.
   */
  async function readyIntent(attemptId: string, holderId: string | null): Promise<{ usage: boolean } | null> {
    try {
      const attempt = await intentOf(attemptId)
      if (attempt === null) return { usage: false }
      if (!(await endCheckout(attempt))) return null
      const isOpen = attempt.status.startsWith('requires_')
      if (holderId !== null && isOpen && attempt.customer !== holderId) {
        await call(
          (stripe, to) => stripe.paymentIntents.update(attemptId, { customer: holderId }, to),
          intentSchema,
        ).catch(mustBeRefusal)
      }
      return { usage: Boolean(attempt.setup_future_usage) }
    } catch (error) {
      // Nothing was sent that charges: to whoever waits for the answer, that is certain.
      if (error instanceof GatewayUnknown) throw new GatewayUnreachable(error.message, { cause: error })
      throw error
    }
  }

  return {
    capabilities: (): GatewayCapabilities => ({
      name: 'stripe',
      test: isTestKey(config.secretKey),
      methods: config.methods,
      minAmountCents: 50,
      maxAmountCents: 99_999_999,
      hostedCheckout: true,
      referenceLagMs: 60_000,
      saves: config.way === 'embedded' ? config.methods : [],
      fields: fieldsOf(config),
    }),

    async createAttempt({ reference, amountCents, currency, description, idempotencyKey }) {
      const intent = await call(
        (stripe, to) =>
          stripe.paymentIntents.create(
            {
              amount: amountCents,
              currency: currency.toLowerCase(),
              description,
              metadata: { [REFERENCE]: reference },
              allowed_payment_method_types: config.methods.map(method => METHOD_TYPES[method]),
            },
            to,
          ),
        intentSchema,
        idempotencyKey,
      ).catch(mustBeRefusal)
      return readAttempt(intent, [])
    },

    async confirm({ attemptId, returnUrl, idempotencyKey, ...by }) {
      const holderId = 'savedMethod' in by ? by.savedMethod.holderId : (by.keepFor ?? null)
      const ready = await readyIntent(attemptId, holderId)
      if (ready === null) return mustRetrieve(attemptId)
      try {
        const intent = await call(
          (stripe, to) =>
            stripe.paymentIntents.confirm(
              attemptId,
              { ...paidBy(by, ready.usage), return_url: returnUrl, expand: INTENT_EXPAND },
              to,
            ),
          intentSchema,
          idempotencyKey,
        )
        return await snapshotOf(intent)
      } catch (error) {
        if (!(error instanceof StripeRefused)) throw error
        const { code, param, status, paymentIntent } = error.refusal
        const declined = status === 402 ? intentSchema.safeParse(paymentIntent).data : undefined
        if (declined !== undefined) return readAttempt(declined, [])
        if (code === 'payment_intent_unexpected_state') return mustRetrieve(attemptId)
        if (param === 'confirmation_token' || code.startsWith('confirmation_token')) {
          return { refused: 'method-token-unusable' }
        }
        // A bank account without its mandate, a card of a kind the account does not take: typed again, it may do.
        if (param.startsWith('payment_method') || param === 'mandate_data')
          return { refused: 'method-token-unusable' }
        if (status === 402) return mustRetrieve(attemptId)
        // Stripe has several words for a saved method that is gone, detached or another customer's.
        if ('savedMethod' in by && (status === 400 || status === 404)) {
          return { refused: 'method-token-unusable' }
        }
        throw rejected(error)
      }
    },

    async hostedCheckout({ attemptId, returnUrl, language, expiresAt }) {
      const attempt = await intentOf(attemptId)
      if (attempt === null) throw new GatewayRejected(404, 'not-found', 'no such attempt')
      const paying = readAttempt(await payingIntent(attempt), [])
      const isOpen =
        paying.state === 'created' || paying.state === 'declined' || paying.state === 'requires-action'
      if (!isOpen || !(await endCheckout(attempt))) return { refused: 'attempt-closed' }
      const now = config.now()
      const endsAt = Math.min(Math.max(expiresAt, now + CHECKOUT_MIN_MS), now + CHECKOUT_MAX_MS)
      const names = { [REFERENCE]: paying.reference, [ATTEMPT]: attemptId }
      const session = await call(
        (stripe, to) =>
          stripe.checkout.sessions.create(
            {
              mode: 'payment',
              line_items: [
                {
                  quantity: 1,
                  price_data: {
                    currency: attempt.currency,
                    unit_amount: attempt.amount,
                    product_data: { name: attempt.description || paying.reference },
                  },
                },
              ],
              allowed_payment_method_types: config.methods.map(method => METHOD_TYPES[method]),
              payment_intent_data: { metadata: names },
              metadata: names,
              locale: language,
              success_url: returnUrl,
              cancel_url: returnUrl,
              expires_at: Math.floor(endsAt / 1000),
            },
            to,
          ),
        sessionSchema,
      ).catch(mustBeRefusal)
      // Only now does the attempt lead to the page: a page whose address was lost is nobody's.
      await call(
        (stripe, to) => stripe.paymentIntents.update(attemptId, { metadata: { [CHECKOUT]: session.id } }, to),
        intentSchema,
      ).catch(mustBeRefusal)
      if (!session.url) throw new GatewayRejected(200, 'no-url', 'the page has no address')
      return { url: session.url }
    },

    retrieve,

    findByReference,

    async cancel(attemptId) {
      const attempt = await intentOf(attemptId)
      if (attempt === null) throw new GatewayRejected(404, 'not-found', 'no such attempt')
      if (!(await endCheckout(attempt))) return mustRetrieve(attemptId)
      try {
        const intent = await call(
          (stripe, to) => stripe.paymentIntents.cancel(attemptId, { expand: INTENT_EXPAND }, to),
          intentSchema,
        )
        return await snapshotOf(intent)
      } catch (error) {
        if (!(error instanceof StripeRefused) || error.refusal.status !== 400) throw rejected(error)
        return mustRetrieve(attemptId)
      }
    },

    async refund({ attemptId, amountCents, reference, idempotencyKey }) {
      const attempt = await intentOf(attemptId)
      if (attempt === null) throw new GatewayRejected(404, 'not-found', 'no such attempt')
      const paying = await payingIntent(attempt)
      try {
        const refund = await call(
          (stripe, to) =>
            stripe.refunds.create(
              { payment_intent: paying.id, amount: amountCents, metadata: { [REFERENCE]: reference } },
              to,
            ),
          refundSchema,
          idempotencyKey,
        )
        return readRefund(refund, attemptIdOf(paying))
      } catch (error) {
        if (!(error instanceof StripeRefused)) throw error
        const why = await whyNotRefunded(paying, error)
        if (why !== null) return why
        throw rejected(error)
      }
    },

    parseWebhook: (rawBody, headers) => readStripeEvent(rawBody, headers, config),

    listSince,

    books: createStripeBooks(call),

    saving: createStripeSaving(call),
  }

  async function whyNotRefunded(paying: Intent, error: StripeRefused): Promise<GatewayRefusal | null> {
    const { code, param } = error.refusal
    if (code === 'charge_disputed') return { refused: 'disputed' }
    const now = await mustRetrieve(paying.id)
    if (now.state !== 'succeeded') return { refused: 'not-captured' }
    if (now.disputes.some(({ state }) => state === 'open' || state === 'lost')) return { refused: 'disputed' }
    const isAmount = code === 'charge_already_refunded' || code === 'amount_too_large' || param === 'amount'
    return isAmount ? { refused: 'exceeds-captured' } : null
  }
}

/** How Stripe is told what the payer pays by. Whoever did not ask to be remembered is not, whoever asked before. */
function paidBy(by: PaidBy, wasAsked: boolean): Stripe.PaymentIntentConfirmParams {
  if (!('savedMethod' in by)) {
    const usage = by.keepFor === undefined ? (wasAsked ? '' : null) : ('on_session' as const)
    return { confirmation_token: by.methodToken, ...(usage === null ? {} : { setup_future_usage: usage }) }
  }
  const { methodId, kind, agreed } = by.savedMethod
  const online = { ip_address: agreed.ip, user_agent: agreed.userAgent }
  return {
    payment_method: methodId,
    ...(wasAsked ? { setup_future_usage: '' as const } : {}),
    ...(kind === 'ach' ? { mandate_data: { customer_acceptance: { type: 'online' as const, online } } } : {}),
  }
}

function fieldsOf({
  way,
  address,
  publishableKey,
  connectedAccount,
}: StripeConfig): GatewayCapabilities['fields'] {
  const isOwn = address.host === 'api.stripe.com'
  const origin = `${address.protocol}://${address.host}${isOwn ? '' : `:${address.port}`}`
  if (way === 'redirect') return { kind: 'elsewhere', origin: isOwn ? 'https://*.stripe.com' : origin }
  return {
    kind: 'payment-element',
    script: address.script,
    frameOrigins: isOwn
      ? ['https://js.stripe.com', 'https://hooks.stripe.com', 'https://*.js.stripe.com']
      : [origin],
    connectOrigins: [origin],
    formOrigins: isOwn ? ['https://*.stripe.com'] : [origin],
    publishableKey,
    connectedAccount,
  }
}
