import { z } from 'zod'
import {
  type AttemptSnapshot,
  attemptStates,
  disputeStates,
  eventTypes,
  type Gateway,
  type GatewayRefusal,
  gatewayRefusals,
  type MethodKind,
  movementKinds,
  payoutStates,
  type RefundSnapshot,
  refundStates,
} from './gateway.ts'
import { createGatewayClient } from './gateway-client.ts'
import { checkWebhookSignature } from './webhook-signature.ts'

export type SandboxGatewayConfig = {
  /** Where the relay reaches the sandbox's API. */
  baseUrl: string
  /** Where a payer's browser reaches its pages; must differ from the payment page's origin. */
  publicOrigin: string
  secretKey: string
  publishableKey: string
  /** Any of these may have signed a webhook: two while one is being replaced. */
  webhookSecrets: readonly string[]
  methods: readonly MethodKind[]
  fetch: typeof fetch
  now: () => number
  timeoutMs: number
  /** The clock of the timeout, where a test brings its own. */
  timeoutSignal?: (ms: number) => AbortSignal
}

const maxWebhookBytes = 256 * 1024

const text = z.string()
const refundSchema = z.object({
  id: text,
  attemptId: text,
  reference: text,
  amountCents: z.int(),
  state: z.enum(refundStates).catch('unknown'),
  failureCode: text.nullable(),
  createdAt: z.int(),
})
const attemptSchema = z.object({
  id: text,
  reference: text,
  amountCents: z.int(),
  currency: text,
  state: z.enum(attemptStates).catch('unknown'),
  actionUrl: text.nullable(),
  declineCode: text.nullable(),
  feeCents: z.int().nullable(),
  method: z
    .object({ kind: z.enum(['card', 'ach', 'unknown']).catch('unknown'), brand: text, last4: text })
    .nullable(),
  capturedAt: z.int().nullable(),
  refunds: z.array(refundSchema),
  disputes: z.array(
    z.object({
      id: text,
      amountCents: z.int(),
      state: z.enum(disputeStates).catch('unknown'),
      reason: text,
      feeCents: z.int(),
      openedAt: z.int(),
      dueAt: z.int().nullable(),
    }),
  ),
  saved: z
    .object({
      holderId: text,
      methodId: text,
      kind: z.enum(['card', 'ach']),
      brand: text,
      last4: text,
      expires: text.nullable(),
    })
    .nullable(),
})
const idSchema = z.object({ id: text.min(1) })
const movementsSchema = z.object({
  movements: z.array(
    z.object({
      id: text,
      kind: z.enum(movementKinds).catch('other'),
      attemptId: text.nullable(),
      objectId: text.nullable(),
      amountCents: z.int(),
      feeCents: z.int(),
      netCents: z.int(),
      currency: text,
      at: z.int(),
    }),
  ),
})
const payoutsSchema = z.object({
  payouts: z.array(
    z.object({
      id: text,
      amountCents: z.int(),
      currency: text,
      state: z.enum(payoutStates).catch('unknown'),
      arrivesAt: z.int(),
      createdAt: z.int(),
      isAutomatic: z.boolean(),
    }),
  ),
})
const foundSchema = z.object({ attempt: attemptSchema.nullable() })
const pageSchema = z.object({ attempts: z.array(attemptSchema), cursor: text, more: z.boolean() })
const checkoutSchema = z.object({ url: z.url({ protocol: /^https?$/ }) })
const eventSchema = z.object({
  id: text.min(1),
  type: text,
  createdAt: z.int(),
  attemptId: text.nullable().default(null),
})

/** The adapter for one account at the sandbox gateway. */
export function createSandboxAdapter(config: SandboxGatewayConfig): Gateway {
  const call = createGatewayClient(config)
  const { publicOrigin, publishableKey } = config

  return {
    capabilities: () => ({
      name: 'sandbox',
      test: true,
      methods: config.methods,
      minAmountCents: 50,
      maxAmountCents: 99_999_999,
      hostedCheckout: true,
      referenceLagMs: 0,
      saves: config.methods,
      fields: { kind: 'frame', origin: publicOrigin, url: `${publicOrigin}/fields?key=${publishableKey}` },
    }),

    createAttempt({
      idempotencyKey,
      reference,
      amountCents,
      currency,
      description,
    }): Promise<AttemptSnapshot> {
      const body = { reference, amountCents, currency, description }
      return call({ path: '/v1/attempts', body, idempotencyKey }, attemptSchema)
    },

    confirm({ attemptId, returnUrl, idempotencyKey, ...by }): Promise<AttemptSnapshot | GatewayRefusal> {
      const path = `/v1/attempts/${encodeURIComponent(attemptId)}/confirm`
      const body =
        'savedMethod' in by
          ? { savedMethod: by.savedMethod.methodId, holderId: by.savedMethod.holderId, returnUrl }
          : { ...by, returnUrl }
      return call({ path, body, idempotencyKey }, attemptSchema, gatewayRefusals)
    },

    hostedCheckout({ attemptId, returnUrl, language, expiresAt }): Promise<{ url: string } | GatewayRefusal> {
      const path = `/v1/attempts/${encodeURIComponent(attemptId)}/checkout`
      return call({ path, body: { returnUrl, language, expiresAt } }, checkoutSchema, gatewayRefusals)
    },

    async retrieve(attemptId): Promise<AttemptSnapshot | null> {
      return call({ path: `/v1/attempts/${encodeURIComponent(attemptId)}`, missing: null }, attemptSchema)
    },

    async findByReference(reference): Promise<AttemptSnapshot | null> {
      return (await call({ path: `/v1/attempts?reference=${encodeURIComponent(reference)}` }, foundSchema))
        .attempt
    },

    cancel(attemptId): Promise<AttemptSnapshot> {
      return call({ path: `/v1/attempts/${encodeURIComponent(attemptId)}/cancel`, body: {} }, attemptSchema)
    },

    refund({ attemptId, amountCents, reference, idempotencyKey }): Promise<RefundSnapshot | GatewayRefusal> {
      const body = { attemptId, amountCents, reference }
      return call({ path: '/v1/refunds', body, idempotencyKey }, refundSchema, gatewayRefusals)
    },

    parseWebhook(rawBody, headers) {
      if (rawBody.byteLength > maxWebhookBytes) return { refused: 'too-large' }
      const header = headers.get('florin-signature')
      const refused = checkWebhookSignature(rawBody, header, config.webhookSecrets, config.now())
      if (refused !== null) return { refused }
      const event = readEvent(rawBody)
      if (event === null) return { refused: 'unreadable' }
      const type = eventTypes.find(known => known === event.type) ?? 'unknown'
      return {
        id: event.id,
        type,
        rawType: event.type,
        isOurs: true,
        attemptId: event.attemptId,
        createdAt: event.createdAt,
      }
    },

    books: {
      async movements(from, to) {
        return (await call({ path: `/v1/movements?from=${from}&to=${to}` }, movementsSchema)).movements
      },
      async movementsOf(payoutId) {
        const path = `/v1/movements?payout=${encodeURIComponent(payoutId)}`
        return (await call({ path }, movementsSchema)).movements
      },
      async payouts(from, to) {
        return (await call({ path: `/v1/payouts?from=${from}&to=${to}` }, payoutsSchema)).payouts
      },
      // An account of tests lacks nothing.
      standing: async () => ({ accountId: 'sandbox', takesPayments: true, paysOut: true, missing: [] }),
    },

    listSince(cursor) {
      return call({ path: `/v1/attempts?since=${encodeURIComponent(cursor ?? '0')}` }, pageSchema)
    },

    saving: {
      async createHolder({ reference, idempotencyKey }) {
        return (await call({ path: '/v1/holders', body: { reference }, idempotencyKey }, idSchema)).id
      },
      async forget(methodId) {
        await call({ path: `/v1/methods/${encodeURIComponent(methodId)}/forget`, body: {} }, z.object({}))
      },
    },
  }
}

function readEvent(rawBody: Uint8Array): z.infer<typeof eventSchema> | null {
  try {
    return eventSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)))
  } catch {
    return null
  }
}
