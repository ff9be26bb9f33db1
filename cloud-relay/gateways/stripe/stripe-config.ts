import type { MethodKind } from '../gateway.ts'

/** The version of Stripe's API that this adapter was written for; a server that speaks another one still understands it. */
export const STRIPE_API_VERSION = '2026-10-28.endive'

/** Stripe's own script for the Payment Element, of the release that belongs to {@link STRIPE_API_VERSION}. */
export const STRIPE_SCRIPT = 'https://js.stripe.com/endive/stripe.js'

/** Where Stripe is reached: its own servers, or any server that speaks its HTTP API. */
export interface StripeAddress {
  protocol: 'https' | 'http'
  host: string
  port: number
  /** The script that draws the Payment Element. */
  script: string
}

export const STRIPE_ADDRESS: StripeAddress = {
  protocol: 'https',
  host: 'api.stripe.com',
  port: 443,
  script: STRIPE_SCRIPT,
}

/** The card is typed on the relay's page in Stripe's Payment Element, or on Stripe's hosted Checkout page. */
export type StripeWay = 'embedded' | 'redirect'

/** One company's account at Stripe. */
export interface StripeConfig {
  address: StripeAddress
  secretKey: string
  publishableKey: string
  /** Any of these may have signed a webhook: two while one is being replaced. */
  webhookSecrets: readonly string[]
  /** The connected account that direct charges are made on; null where the key is the account's own. */
  connectedAccount: string | null
  way: StripeWay
  methods: readonly MethodKind[]
  fetch: typeof fetch
  now: () => number
  timeoutMs: number
  /** The clock of the timeout, where a test brings its own. */
  timeoutSignal?: (ms: number) => AbortSignal
}

/** A key tells by its own prefix whether real money moves. */
export function isTestKey(key: string): boolean {
  return /^(sk|rk|pk)_test_/.test(key)
}
