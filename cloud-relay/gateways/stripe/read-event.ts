import { z } from 'zod'
import type { WebhookEvent, WebhookRefusal } from '../gateway.ts'
import { checkWebhookSignature } from '../webhook-signature.ts'
import { ATTEMPT, reference } from './read-attempt.ts'
import type { StripeConfig } from './stripe-config.ts'

const MAX_BYTES = 256 * 1024

/** Stripe's words that tell of an attempt, and ours. Everything else is kept as unknown. */
const TYPES: Record<string, WebhookEvent['type']> = {
  'payment_intent.succeeded': 'attempt.succeeded',
  'payment_intent.payment_failed': 'attempt.failed',
  'payment_intent.processing': 'attempt.processing',
  'payment_intent.canceled': 'attempt.canceled',
  'refund.created': 'refund.updated',
  'refund.updated': 'refund.updated',
  'refund.failed': 'refund.updated',
  'charge.refund.updated': 'refund.updated',
  'charge.dispute.created': 'dispute.updated',
  'charge.dispute.updated': 'dispute.updated',
  'charge.dispute.closed': 'dispute.updated',
  'charge.dispute.funds_withdrawn': 'dispute.updated',
  'charge.dispute.funds_reinstated': 'dispute.updated',
  'payout.paid': 'payout.updated',
  'payout.failed': 'payout.updated',
  'payout.canceled': 'payout.updated',
  'payout.reconciliation_completed': 'payout.updated',
}

/** What a webhook endpoint at Stripe is to be set to send. */
export const WEBHOOK_TYPES: readonly string[] = [
  ...Object.keys(TYPES),
  'account.updated',
  'account.application.deauthorized',
]

const eventSchema = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  created: z.int(),
  account: z.string().nullish(),
  // Of the object only what has had this name in every version of the API: the event's version is not ours to choose.
  data: z.object({
    object: z.object({
      id: z.string().catch(''),
      object: z.string().catch(''),
      payment_intent: reference.catch(null),
      metadata: z.record(z.string(), z.string()).nullish().catch(null),
    }),
  }),
})

/** Checks a delivery of Stripe's and reads which attempt to look at again. */
export function readStripeEvent(
  rawBody: Uint8Array,
  headers: Headers,
  config: Pick<StripeConfig, 'webhookSecrets' | 'connectedAccount' | 'now'>,
): WebhookEvent | WebhookRefusal {
  if (rawBody.byteLength > MAX_BYTES) return { refused: 'too-large' }
  const header = headers.get('stripe-signature')
  const refused = checkWebhookSignature(rawBody, header, config.webhookSecrets, config.now())
  if (refused !== null) return { refused }
  const event = parsed(rawBody)
  if (event === null) return { refused: 'unreadable' }
  const { object } = event.data
  // An endpoint of a platform hears of all its accounts; only ours is ours.
  const isOurs = config.connectedAccount === null || event.account === config.connectedAccount
  return {
    id: event.id,
    type: isOurs ? (TYPES[event.type] ?? 'unknown') : 'unknown',
    rawType: event.type,
    isOurs,
    attemptId: isOurs ? attemptOf(object) : null,
    createdAt: event.created * 1000,
  }
}

function attemptOf(object: z.infer<typeof eventSchema>['data']['object']): string | null {
  if (object.object === 'payment_intent') return object.metadata?.[ATTEMPT] ?? (object.id || null)
  return object.payment_intent
}

function parsed(rawBody: Uint8Array): z.infer<typeof eventSchema> | null {
  try {
    return eventSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)))
  } catch {
    return null
  }
}

const accountSchema = z.object({ account: z.string().min(1), livemode: z.boolean().catch(false) })

/**
 * Which connected account a delivery to a platform's one endpoint is about. Checked with the platform's own secrets; null
 * for an event of the platform itself, or of the other mode: an endpoint for live keys hears of test payments too.
 */
export function readPlatformEvent(
  rawBody: Uint8Array,
  headers: Headers,
  config: Pick<StripeConfig, 'webhookSecrets' | 'now'> & { isLive: boolean },
): { accountId: string } | WebhookRefusal | null {
  if (rawBody.byteLength > MAX_BYTES) return { refused: 'too-large' }
  const header = headers.get('stripe-signature')
  const refused = checkWebhookSignature(rawBody, header, config.webhookSecrets, config.now())
  if (refused !== null) return { refused }
  if (parsed(rawBody) === null) return { refused: 'unreadable' }
  const event = accountSchema.safeParse(JSON.parse(new TextDecoder().decode(rawBody))).data
  return event === undefined || event.livemode !== config.isLive ? null : { accountId: event.account }
}
