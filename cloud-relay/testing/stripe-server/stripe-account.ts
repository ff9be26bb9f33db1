import { type AccountStanding, accountObject } from './account-object.ts'
import { type Balance, createBalance } from './stripe-balance.ts'
import { createMoneyBack } from './stripe-money-back.ts'
import {
  type Charge,
  type Dispute,
  invalid,
  missing,
  type PaymentIntent,
  type Refund,
  type StripeEvent,
  StripeProblem,
} from './stripe-objects.ts'
import { createSaved, type Saved } from './stripe-saved.ts'
import { TEST_METHODS, type TestMethod } from './test-methods.ts'

const ACH_CLEARS_MS = 10 * 60_000
const ACH_RETURNS_MS = 6 * 3_600_000
const DISPUTE_MS = 10 * 60_000
const DEPOSITS_TIMEOUT_MS = 10 * 86_400_000

/** One account at the stand-in: what Stripe would keep of it, and what its banks are about to do. */
export interface StripeAccount {
  id: string
  standing: AccountStanding
  /** Stripe decides something about the account, and reports it. */
  stand(changes: Partial<AccountStanding>): void
  intents: Map<string, PaymentIntent>
  charges: Map<string, Charge>
  refunds: Map<string, Refund>
  disputes: Map<string, Dispute>
  events: StripeEvent[]
  balance: Balance
  saved: Saved
  openIntent(order: {
    amount: number
    currency: string
    description: string | null
    metadata: Record<string, string>
    methodTypes: string[]
  }): PaymentIntent
  intent(id: string): PaymentIntent
  /** A token for a test method, good for one confirm. */
  makeToken(methodId: string): string
  confirmByToken(intent: PaymentIntent, token: string, returnUrl: string): PaymentIntent
  confirmSaved(intent: PaymentIntent, id: string, hasMandate: boolean, returnUrl: string): PaymentIntent
  /** `isProved`: a bank account whose owner is known, because it was saved. */
  confirm(
    intent: PaymentIntent,
    method: TestMethod,
    returnUrl: string,
    methodId?: string,
    isProved?: boolean,
  ): PaymentIntent
  cancel(intent: PaymentIntent): PaymentIntent
  /** A payer enters the code of the small deposit, rightly or not; the third wrong one ends the payment. */
  verifyDeposits(intentId: string, isRight: boolean): void
  /** The bank's answer to a challenge. */
  answerChallenge(intentId: string, approve: boolean): void
  refund(order: { intentId: string; amount: number | null; metadata: Record<string, string> }): Refund
  /** Opens a dispute on a captured intent, or ends the one there is. */
  dispute(intentId: string, status: string, isAnother?: boolean): Dispute
  /** Does what banks have done by now. */
  settleDue(): void
  emit(type: string, object: object): void
}

export interface AccountParts {
  id: string
  /** Where the stand-in's own pages are. */
  origin: () => string
  now: () => number
  newId: (prefix: string) => string
  onEvent: (account: StripeAccount, event: StripeEvent) => void
}

/** Makes an empty account. */
export function createStripeAccount({ id, origin, now, newId, onEvent }: AccountParts): StripeAccount {
  const intents = new Map<string, PaymentIntent>()
  const charges = new Map<string, Charge>()
  const tokens = new Map<string, { methodId: string; usedBy: string | null }>()
  const methods = new Map<string, TestMethod>()
  /** By what an intent is paid whose payer the bank asks. */
  const asked = new Map<string, TestMethod>()
  const wrong = new Map<string, number>()
  const due: { at: number; work: () => void }[] = []
  const events: StripeEvent[] = []
  // What banks do late counts from when they did the thing before, not from when somebody looks.
  let settling: number | null = null
  const moment = () => settling ?? now()
  const seconds = () => Math.floor(moment() / 1000)
  const later = (ms: number, work: () => void) => void due.push({ at: moment() + ms, work })
  const balance = createBalance(newId, seconds)

  function emit(type: string, object: object): void {
    const event: StripeEvent = {
      id: newId('evt'),
      object: 'event',
      api_version: '2020-08-27',
      ...(id.startsWith('acct_connected') ? { account: id } : {}),
      created: seconds(),
      data: { object: structuredClone(object) },
      livemode: false,
      type,
    }
    events.push(event)
    onEvent(account, event)
  }

  const saved = createSaved(newId, seconds)
  const moneyBack = createMoneyBack({ charges, balance, newId, seconds, later, emit })

  function intentOf(intentId: string): PaymentIntent {
    const found = intents.get(intentId)
    if (!found) throw missing('payment_intent', intentId, 'intent')
    return found
  }

  function mustBeOpen(intent: PaymentIntent, verb: string): void {
    const open = ['requires_payment_method', 'requires_confirmation', 'requires_action']
    if (open.includes(intent.status)) return
    throw invalid(`You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`, {
      code: 'payment_intent_unexpected_state',
      payment_intent: structuredClone(intent),
    })
  }

  function charge(intent: PaymentIntent, method: TestMethod, status: Charge['status']): Charge {
    const made: Charge = {
      id: newId(method.type === 'card' ? 'ch' : 'py'),
      object: 'charge',
      amount: intent.amount,
      amount_captured: 0,
      amount_refunded: 0,
      balance_transaction: null,
      captured: false,
      created: seconds(),
      currency: intent.currency,
      disputed: false,
      failure_code: null,
      metadata: { ...intent.metadata },
      paid: false,
      payment_intent: intent.id,
      payment_method_details:
        method.type === 'card'
          ? {
              type: 'card',
              card: {
                brand: method.brand,
                last4: method.last4,
                funding: 'credit',
                exp_month: 12,
                exp_year: 2034,
              },
            }
          : { type: 'us_bank_account', us_bank_account: { bank_name: method.brand, last4: method.last4 } },
      refunded: false,
      status,
    }
    charges.set(made.id, made)
    methods.set(made.id, method)
    intent.latest_charge = made.id
    return made
  }

  function capture(intent: PaymentIntent, made: Charge): void {
    Object.assign(made, { status: 'succeeded', captured: true, paid: true, amount_captured: made.amount })
    made.balance_transaction = balance.book({
      amount: made.amount,
      fee: Math.floor((made.amount * 29 + 500) / 1000) + 30,
      currency: made.currency,
      category: 'charge',
      type: made.id.startsWith('py') ? 'payment' : 'charge',
      source: made.id,
    })
    Object.assign(intent, { status: 'succeeded', amount_received: intent.amount, next_action: null })
    saved.attach(intent, methods.get(made.id)!)
    emit('charge.succeeded', made)
    emit('payment_intent.succeeded', intent)
    const { outcome } = methods.get(made.id)!
    if (outcome === 'dispute')
      later(DISPUTE_MS, () => void moneyBack.dispute(made, 'needs_response', 'fraudulent'))
    if (outcome === 'ach-returned')
      later(ACH_RETURNS_MS, () => void moneyBack.dispute(made, 'lost', 'insufficient_funds'))
  }

  function decline(
    intent: PaymentIntent,
    made: Charge | null,
    code: string,
    declineCode: string | null,
  ): void {
    if (made !== null) Object.assign(made, { status: 'failed', failure_code: code })
    intent.status = 'requires_payment_method'
    intent.next_action = null
    intent.last_payment_error = {
      type: 'card_error',
      code,
      decline_code: declineCode,
      message: 'Your card was declined.',
    }
    if (made !== null) emit('charge.failed', made)
    emit('payment_intent.payment_failed', intent)
  }

  function cardError(intent: PaymentIntent): StripeProblem {
    return new StripeProblem(402, { ...intent.last_payment_error, payment_intent: structuredClone(intent) })
  }

  function debit(intent: PaymentIntent, method: TestMethod): PaymentIntent {
    const made = charge(intent, method, 'pending')
    Object.assign(intent, { status: 'processing', next_action: null })
    emit('payment_intent.processing', intent)
    later(ACH_CLEARS_MS, () => {
      if (method.outcome === 'ach-fails') decline(intent, made, 'insufficient_funds', null)
      else capture(intent, made)
    })
    return intent
  }

  function askForDeposits(intent: PaymentIntent, method: TestMethod): PaymentIntent {
    asked.set(intent.id, method)
    intent.status = 'requires_action'
    intent.next_action = {
      type: 'verify_with_microdeposits',
      verify_with_microdeposits: {
        arrival_date: seconds() + 86_400,
        hosted_verification_url: `${origin()}/microdeposits/${id}/${intent.id}`,
        microdeposit_type: 'descriptor_code',
      },
    }
    emit('payment_intent.requires_action', intent)
    later(DEPOSITS_TIMEOUT_MS, () => {
      if (intent.status === 'requires_action')
        decline(intent, null, 'payment_method_microdeposit_verification_timeout', null)
    })
    return intent
  }

  const account: StripeAccount = {
    id,
    standing: { charges_enabled: true, payouts_enabled: false, currently_due: ['external_account'] },
    stand(changes) {
      Object.assign(account.standing, changes)
      emit('account.updated', accountObject(account))
    },
    intents,
    charges,
    refunds: moneyBack.refunds,
    disputes: moneyBack.disputes,
    events,
    balance,
    emit,
    saved,
    intent: intentOf,

    openIntent({ amount, currency, description, metadata, methodTypes }) {
      const intentId = newId('pi')
      const intent: PaymentIntent = {
        id: intentId,
        object: 'payment_intent',
        amount,
        amount_received: 0,
        currency,
        status: 'requires_payment_method',
        created: seconds(),
        description,
        metadata,
        payment_method_types: methodTypes,
        payment_method: null,
        customer: null,
        setup_future_usage: null,
        latest_charge: null,
        last_payment_error: null,
        next_action: null,
        canceled_at: null,
        client_secret: `${intentId}_secret_${newId('s')}`,
        livemode: false,
      }
      intents.set(intentId, intent)
      emit('payment_intent.created', intent)
      return intent
    },

    makeToken(methodId) {
      if (!TEST_METHODS.some(each => each.id === methodId)) {
        throw missing('PaymentMethod', methodId, 'payment_method')
      }
      const token = newId('ctoken')
      tokens.set(token, { methodId, usedBy: null })
      return token
    },

    confirmByToken(intent, token, returnUrl) {
      mustBeOpen(intent, 'confirm')
      const found = tokens.get(token)
      if (!found) throw missing('confirmation_token', token, 'confirmation_token')
      if (found.usedBy !== null) {
        throw invalid('This ConfirmationToken has already been used.', { param: 'confirmation_token' })
      }
      found.usedBy = intent.id
      return account.confirm(intent, TEST_METHODS.find(each => each.id === found.methodId)!, returnUrl)
    },

    confirmSaved(intent, methodId, hasMandate, returnUrl) {
      mustBeOpen(intent, 'confirm')
      const method = saved.methodFor(intent, methodId)
      if (method.type === 'us_bank_account' && !hasMandate) {
        throw invalid('A mandate is required for this PaymentMethod.', { param: 'mandate_data' })
      }
      return account.confirm(intent, method, returnUrl, methodId, true)
    },

    confirm(intent, method, returnUrl, methodId = method.id, isProved = false) {
      mustBeOpen(intent, 'confirm')
      if (!intent.payment_method_types.includes(method.type)) {
        throw invalid(`The PaymentMethod type ${method.type} is not allowed.`, { param: 'payment_method' })
      }
      intent.payment_method = methodId
      intent.last_payment_error = null
      if (method.outcome === 'challenge') {
        const url = `${origin()}/3ds/${id}/${intent.id}`
        asked.set(intent.id, method)
        intent.status = 'requires_action'
        intent.next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: returnUrl } }
        emit('payment_intent.requires_action', intent)
        return intent
      }
      const declines: Record<string, [string, string | null]> = {
        declined: ['card_declined', 'generic_decline'],
        'insufficient-funds': ['card_declined', 'insufficient_funds'],
        'expired-card': ['expired_card', null],
      }
      const declined = declines[method.outcome]
      if (declined) {
        decline(intent, charge(intent, method, 'failed'), ...declined)
        throw cardError(intent)
      }
      if (method.outcome === 'ach-microdeposits' && !isProved) return askForDeposits(intent, method)
      if (method.type === 'us_bank_account') return debit(intent, method)
      capture(intent, charge(intent, method, 'pending'))
      return intent
    },

    cancel(intent) {
      mustBeOpen(intent, 'cancel')
      Object.assign(intent, { status: 'canceled', canceled_at: seconds(), next_action: null })
      emit('payment_intent.canceled', intent)
      return intent
    },

    verifyDeposits(intentId, isRight) {
      const intent = intentOf(intentId)
      if (intent.status !== 'requires_action') return
      const tries = (wrong.get(intentId) ?? 0) + 1
      if (isRight) debit(intent, asked.get(intentId)!)
      else if (tries < 3) wrong.set(intentId, tries)
      else decline(intent, null, 'payment_method_microdeposit_verification_attempts_exceeded', null)
    },

    answerChallenge(intentId, approve) {
      const intent = intentOf(intentId)
      if (intent.status !== 'requires_action') return
      const method = asked.get(intentId)!
      if (approve) capture(intent, charge(intent, method, 'pending'))
      else decline(intent, null, 'payment_intent_authentication_failure', null)
    },

    refund({ intentId, amount, metadata }) {
      const intent = intentOf(intentId)
      const made = intent.latest_charge === null ? undefined : charges.get(intent.latest_charge)
      if (!made?.captured) {
        throw invalid('This PaymentIntent does not have a successful charge to refund.', {
          code: 'payment_intent_unexpected_state',
        })
      }
      return moneyBack.refund(made, methods.get(made.id)!, amount, metadata)
    },

    dispute(intentId, status, isAnother = false) {
      const made = charges.get(intentOf(intentId).latest_charge ?? '')
      if (!made?.captured) throw new Error(`${intentId} was not captured`)
      return moneyBack.dispute(made, status, 'fraudulent', isAnother)
    },

    settleDue() {
      for (;;) {
        due.sort((a, b) => a.at - b.at)
        const next = due[0]
        if (next === undefined || next.at > now()) return
        due.shift()
        settling = next.at
        next.work()
        settling = null
      }
    },
  }
  return account
}
