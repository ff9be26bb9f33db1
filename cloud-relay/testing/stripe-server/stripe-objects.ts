/** Stripe's objects as its API shows them, with the fields that anyone here reads. Amounts in the currency's minor unit, times in seconds. */

export interface PaymentIntent {
  id: string
  object: 'payment_intent'
  amount: number
  amount_received: number
  currency: string
  status: string
  created: number
  description: string | null
  metadata: Record<string, string>
  payment_method_types: string[]
  payment_method: string | null
  customer: string | null
  setup_future_usage: string | null
  latest_charge: string | null
  last_payment_error: object | null
  next_action: {
    type: string
    redirect_to_url?: { url: string; return_url: string }
    verify_with_microdeposits?: {
      arrival_date: number
      hosted_verification_url: string
      microdeposit_type: 'descriptor_code'
    }
  } | null
  canceled_at: number | null
  client_secret: string
  livemode: false
}

export interface Customer {
  id: string
  object: 'customer'
  created: number
  metadata: Record<string, string>
}

export interface PaymentMethod {
  id: string
  object: 'payment_method'
  created: number
  customer: string | null
  type: string
}

export interface Charge {
  id: string
  object: 'charge'
  amount: number
  amount_captured: number
  amount_refunded: number
  balance_transaction: string | null
  captured: boolean
  created: number
  currency: string
  disputed: boolean
  failure_code: string | null
  metadata: Record<string, string>
  paid: boolean
  payment_intent: string
  payment_method_details: object
  refunded: boolean
  status: 'succeeded' | 'pending' | 'failed'
}

export interface Refund {
  id: string
  object: 'refund'
  amount: number
  balance_transaction: string | null
  charge: string
  created: number
  currency: string
  failure_reason?: string
  metadata: Record<string, string>
  payment_intent: string
  reason: null
  status: string
}

export interface Dispute {
  id: string
  object: 'dispute'
  amount: number
  charge: string
  created: number
  currency: string
  is_charge_refundable: boolean
  evidence_details: { due_by: number | null }
  balance_transactions: { id: string; amount: number; fee: number }[]
  payment_intent: string
  reason: string
  status: string
}

export interface BalanceTransaction {
  id: string
  object: 'balance_transaction'
  amount: number
  fee: number
  net: number
  currency: string
  created: number
  available_on: number
  reporting_category: string
  type: string
  source: string
  status: 'available'
}

export interface Payout {
  id: string
  object: 'payout'
  amount: number
  currency: string
  status: string
  created: number
  arrival_date: number
  automatic: boolean
  balance_transaction: string
}

export interface CheckoutSession {
  id: string
  object: 'checkout.session'
  url: string | null
  status: 'open' | 'complete' | 'expired'
  payment_status: 'unpaid' | 'paid'
  payment_intent: string | null
  amount_total: number
  currency: string
  created: number
  expires_at: number
  metadata: Record<string, string>
  success_url: string
  cancel_url: string
}

export interface StripeEvent {
  id: string
  object: 'event'
  /** Another version than the adapter's on purpose: nobody may depend on it. */
  api_version: '2020-08-27'
  account?: string
  created: number
  data: { object: object }
  livemode: false
  type: string
}

/** What Stripe answers instead of an object. */
export class StripeProblem extends Error {
  readonly status: number
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.message))
    this.status = status
    this.body = body
  }
}

/** An error of Stripe's about what was asked. */
export function invalid(message: string, more: Record<string, unknown> = {}, status = 400): StripeProblem {
  return new StripeProblem(status, { type: 'invalid_request_error', message, ...more })
}

/** The error for an id nobody has. */
export function missing(what: string, id: string, param: string): StripeProblem {
  return invalid(`No such ${what}: '${id}'`, { code: 'resource_missing', param }, 404)
}
