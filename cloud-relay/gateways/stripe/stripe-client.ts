import type Stripe from 'stripe'
import { z } from 'zod'
import { GatewayRejected, GatewayUnknown, GatewayUnreachable } from '../gateway.ts'
import { causeCode, wasNeverSent } from '../never-sent.ts'
import { STRIPE_API_VERSION, type StripeConfig } from './stripe-config.ts'

/** Stripe read the call and answered with an error of its own; nothing happened unless it says so. */
export class StripeRefused extends Error {
  override name = 'StripeRefused'
  readonly refusal: StripeRefusal

  constructor(refusal: StripeRefusal) {
    super(`${refusal.code}: ${refusal.detail}`)
    this.refusal = refusal
  }
}

export type StripeRefusal = {
  status: number
  /** Stripe's word; empty where it gives none. */
  code: string
  param: string
  detail: string
  /** The attempt as the error shows it, for declines. */
  paymentIntent: unknown
}

const errorSchema = z.object({
  rawType: z.string().catch(''),
  statusCode: z.number().catch(0),
  code: z.string().catch(''),
  param: z.string().catch(''),
  message: z.string().catch(''),
  payment_intent: z.unknown(),
  detail: z.unknown(),
})

/** Makes calls to one account at Stripe: `schema` reads the answer, faults are the gateway's three. */
export interface StripeClient {
  call<T>(
    work: (stripe: Stripe, options: Stripe.RequestOptions) => Promise<unknown>,
    schema: z.ZodType<T>,
    idempotencyKey?: string,
  ): Promise<T>
}

/**
 * A client for one account. Throws {@link StripeRefused} for what Stripe refuses, else GatewayUnknown,
 * GatewayUnreachable or GatewayRejected. Nothing is repeated by itself: whoever calls looks up first.
 */
export function createStripeClient(config: StripeConfig): StripeClient {
  const { timeoutSignal = AbortSignal.timeout } = config
  let made: Promise<Stripe> | null = null

  // The package takes long to load: a relay without companies at Stripe never does.
  function client(): Promise<Stripe> {
    made ??= import('stripe').then(({ default: StripeApi }) => {
      const bounded: typeof fetch = (input, init) =>
        config.fetch(input, { ...init, signal: timeoutSignal(config.timeoutMs), redirect: 'manual' })
      return new StripeApi(config.secretKey, {
        apiVersion: STRIPE_API_VERSION,
        httpClient: StripeApi.createFetchHttpClient(bounded),
        protocol: config.address.protocol,
        host: config.address.host,
        port: config.address.port,
        maxNetworkRetries: 0,
        telemetry: false,
      })
    })
    return made
  }

  return {
    async call(work, schema, idempotencyKey) {
      const stripe = await client()
      const options: Stripe.RequestOptions = {
        ...(config.connectedAccount === null ? {} : { stripeAccount: config.connectedAccount }),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      }
      let answer: unknown
      try {
        answer = await work(stripe, options)
      } catch (error) {
        throw faultOf(error)
      }
      const read = schema.safeParse(answer)
      // Stripe did something, and we can't tell what.
      if (!read.success)
        throw new GatewayUnknown(`unreadable answer: ${read.error.issues[0]?.path.join('.')}`)
      return read.data
    },
  }
}

function faultOf(error: unknown): Error {
  if (!(error instanceof Error) || !('rawType' in error)) {
    return error instanceof Error ? error : new GatewayUnknown('no answer')
  }
  const {
    rawType,
    statusCode: status,
    code,
    param,
    message,
    payment_intent,
    detail,
  } = errorSchema.parse(error)
  if (status === 0) {
    const cause = causeCode(detail)
    return wasNeverSent(cause)
      ? new GatewayUnreachable(`not reached: ${cause}`)
      : new GatewayUnknown(`no answer: ${cause}`)
  }
  if (status === 429) return new GatewayUnreachable(`turned away: ${code || 'too many calls'}`)
  // 409: a call with the same key is still under way.
  if (status < 400 || status >= 500 || status === 408 || status === 409) {
    return new GatewayUnknown(`status ${status}${code === '' ? '' : ` ${code}`}`)
  }
  if (rawType === 'idempotency_error') {
    return new GatewayRejected(409, 'idempotency-mismatch', 'this key was used with other parameters')
  }
  if (status === 401 || status === 403)
    return new GatewayRejected(status, code || rawType, 'the key may not do this')
  return new StripeRefused({
    status,
    code,
    param,
    detail: message.slice(0, 300),
    paymentIntent: payment_intent,
  })
}

/** An object that Stripe itself says it does not have. */
export function isMissing(error: unknown): boolean {
  return error instanceof StripeRefused && error.refusal.code === 'resource_missing'
}

/** A refusal of Stripe's as the fault it is where nobody knows better; other errors as they are. */
export function rejected(error: unknown): unknown {
  if (!(error instanceof StripeRefused)) return error
  const { status, code, detail } = error.refusal
  return new GatewayRejected(status, code || 'refused', detail)
}

/** The same, thrown. */
export function mustBeRefusal(error: unknown): never {
  throw rejected(error)
}
