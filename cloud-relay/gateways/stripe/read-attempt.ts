import { z } from 'zod'
import { sumCents } from '../../../shared/domain/money.ts'
import type {
  AttemptSnapshot,
  AttemptState,
  DisputeSnapshot,
  PaymentMethod,
  RefundSnapshot,
  SavedMethod,
} from '../gateway.ts'

/** Our name for an attempt, in the metadata of whatever it is at Stripe. */
export const REFERENCE = 'florin_reference'
/** On the intent behind a Checkout page: the attempt it pays. */
export const ATTEMPT = 'florin_attempt'
/** On an attempt: the Checkout page it was sent to last. */
export const CHECKOUT = 'florin_checkout'

const metadata = z.record(z.string(), z.string()).nullish()

/** An object, or the id of one. */
export const reference = z
  .union([z.string(), z.object({ id: z.string() })])
  .nullish()
  .transform(value => (typeof value === 'string' ? value : (value?.id ?? null)))

export const refundSchema = z.object({
  id: z.string(),
  amount: z.int(),
  status: z.string().nullish(),
  failure_reason: z.string().nullish(),
  metadata,
  payment_intent: reference,
  created: z.int(),
})

export const disputeSchema = z.object({
  id: z.string(),
  amount: z.int(),
  status: z.string(),
  reason: z.string().catch(''),
  payment_intent: reference,
  created: z.int(),
  // Told late, and not by every server: they only add to what is shown.
  evidence_details: z.object({ due_by: z.int().nullish() }).nullish().catch(null),
  balance_transactions: z
    .array(z.object({ fee: z.int() }))
    .nullish()
    .catch(null),
})

const transactionSchema = z.object({ fee: z.int(), currency: z.string(), created: z.int() })

const accountDetails = z.object({ bank_name: z.string().nullish(), last4: z.string().nullish() })
const methodSchema = z.object({
  type: z.string(),
  card: z
    .object({
      brand: z.string().nullish(),
      last4: z.string().nullish(),
      exp_month: z.int().nullish().catch(null),
      exp_year: z.int().nullish().catch(null),
    })
    .nullish(),
  us_bank_account: accountDetails.nullish(),
})

const chargeSchema = z.object({
  id: z.string(),
  created: z.int(),
  disputed: z.boolean().catch(false),
  payment_method_details: methodSchema.nullish().catch(null),
  // Not expanded by every server: an id tells nothing.
  balance_transaction: transactionSchema.nullish().catch(null),
  refunds: z
    .object({ data: z.array(refundSchema), has_more: z.boolean().catch(false) })
    .nullish()
    .catch(null),
})

export const intentSchema = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.string(),
  description: z.string().nullish(),
  created: z.int(),
  metadata,
  customer: reference.catch(null),
  payment_method: reference.catch(null),
  setup_future_usage: z.string().nullish().catch(null),
  last_payment_error: z
    .object({ code: z.string().nullish(), decline_code: z.string().nullish() })
    .nullish()
    .catch(null),
  next_action: z
    .object({
      type: z.string(),
      redirect_to_url: z.object({ url: z.string().nullish() }).nullish(),
      verify_with_microdeposits: z
        .object({ hosted_verification_url: z.url({ protocol: /^https?$/ }).nullish() })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  latest_charge: z.union([z.string().transform(() => null), chargeSchema]).nullish(),
})

export type Intent = z.infer<typeof intentSchema>
type Dispute = z.infer<typeof disputeSchema>
type Refund = z.infer<typeof refundSchema>

/** What to ask for with an intent so that {@link readAttempt} knows all of it. */
export const INTENT_EXPAND = ['latest_charge.balance_transaction', 'latest_charge.refunds']

/** Stripe's intent as our attempt. An intent behind a Checkout page reads as the attempt that it pays. */
export function readAttempt(intent: Intent, disputes: readonly Dispute[]): AttemptSnapshot {
  const id = attemptIdOf(intent)
  const charge = intent.latest_charge ?? null
  const state = stateOf(intent)
  const isCaptured = state === 'succeeded'
  const fee = charge?.balance_transaction ?? null
  return {
    id,
    reference: intent.metadata?.[REFERENCE] ?? '',
    amountCents: intent.amount,
    currency: intent.currency.toUpperCase(),
    state,
    actionUrl: actionUrlOf(intent, state),
    declineCode: state === 'declined' ? declineCode(intent) : null,
    // A fee in another currency than the payment's is no figure of ours.
    feeCents: isCaptured && fee?.currency === intent.currency ? fee.fee : null,
    method: charge?.payment_method_details ? methodOf(charge.payment_method_details) : null,
    // A bank debit is charged days before its money is there; the transaction is from that day.
    capturedAt: isCaptured ? (fee?.created ?? charge?.created ?? intent.created) * 1000 : null,
    // Newest first, as Stripe lists.
    refunds: (charge?.refunds?.data ?? []).map(each => readRefund(each, id)).toReversed(),
    disputes: disputes
      .map(each => readDispute(each, charge?.payment_method_details?.type === 'us_bank_account'))
      .toReversed(),
    saved: isCaptured ? savedOf(intent, charge?.payment_method_details ?? null) : null,
  }
}

function actionUrlOf({ next_action: action }: Intent, state: AttemptState): string | null {
  if (state === 'requires-action') return action?.redirect_to_url?.url ?? null
  if (state !== 'processing') return null
  return action?.verify_with_microdeposits?.hosted_verification_url ?? null
}

function savedOf(intent: Intent, details: z.infer<typeof methodSchema> | null): SavedMethod | null {
  const { customer, payment_method: methodId, setup_future_usage: usage } = intent
  const method = details && methodOf(details)
  if (!usage || customer === null || methodId === null || !method || method.kind === 'unknown') return null
  const { exp_month: month, exp_year: year } = details.card ?? {}
  const expires = month && year ? `${year}-${String(month).padStart(2, '0')}` : null
  return {
    holderId: customer,
    methodId,
    kind: method.kind,
    brand: method.brand,
    last4: method.last4,
    expires,
  }
}

/** Our id of the attempt that an intent belongs to. */
export function attemptIdOf(intent: {
  id: string
  metadata?: Record<string, string> | null | undefined
}): string {
  return intent.metadata?.[ATTEMPT] ?? intent.id
}

/** Stripe's refund as ours. One that was called off has failed: the money stays where it is. */
export function readRefund(refund: Refund, attemptId: string): RefundSnapshot {
  const isOff = refund.status === 'failed' || refund.status === 'canceled'
  return {
    id: refund.id,
    attemptId,
    reference: refund.metadata?.[REFERENCE] ?? '',
    amountCents: refund.amount,
    state: isOff
      ? 'failed'
      : refund.status === 'succeeded'
        ? 'succeeded'
        : refund.status === 'pending' || refund.status === 'requires_action'
          ? 'pending'
          : 'unknown',
    failureCode: isOff ? (refund.failure_reason ?? refund.status ?? null) : null,
    createdAt: refund.created * 1000,
  }
}

const DISPUTES: Record<string, DisputeSnapshot['state']> = {
  warning_needs_response: 'inquiry',
  warning_under_review: 'inquiry',
  warning_closed: 'won',
  needs_response: 'open',
  under_review: 'open',
  won: 'won',
  prevented: 'won',
  lost: 'lost',
  // The money stays gone until the appeal is won.
  appeal_needs_response: 'lost',
  appeal_under_review: 'lost',
}

function readDispute(dispute: Dispute, isDebit: boolean): DisputeSnapshot {
  return {
    id: dispute.id,
    amountCents: dispute.amount,
    state: DISPUTES[dispute.status] ?? 'unknown',
    reason: isDebit ? 'ach-return' : hyphened(dispute.reason),
    feeCents: Math.max(0, sumCents((dispute.balance_transactions ?? []).map(({ fee }) => fee))),
    openedAt: dispute.created * 1000,
    dueAt: dispute.evidence_details?.due_by ? dispute.evidence_details.due_by * 1000 : null,
  }
}

function stateOf(intent: Intent): AttemptState {
  switch (intent.status) {
    case 'requires_payment_method':
    case 'requires_confirmation':
      return intent.last_payment_error ? 'declined' : 'created'
    case 'requires_action':
      // The payer has days to read the small deposits off a bank statement: a debit on its way, not a page left open.
      return intent.next_action?.type === 'verify_with_microdeposits' ? 'processing' : 'requires-action'
    case 'processing':
    case 'succeeded':
    case 'canceled':
      return intent.status
    default:
      return 'unknown'
  }
}

function declineCode(intent: Intent): string {
  const { code, decline_code } = intent.last_payment_error ?? {}
  if (code === 'payment_intent_authentication_failure') return 'authentication-failed'
  const isPlain = !decline_code || decline_code === 'generic_decline'
  return hyphened((isPlain ? code : decline_code) || 'card_declined')
}

function methodOf(details: z.infer<typeof methodSchema>): PaymentMethod {
  const { type, card, us_bank_account: bank } = details
  if (type === 'us_bank_account')
    return { kind: 'ach', brand: bank?.bank_name ?? '', last4: bank?.last4 ?? '' }
  if (card) return { kind: 'card', brand: card.brand ?? '', last4: card.last4 ?? '' }
  return { kind: 'unknown', brand: type, last4: '' }
}

function hyphened(word: string): string {
  return word.replaceAll('_', '-')
}
