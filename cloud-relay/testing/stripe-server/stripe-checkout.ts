import type { Param } from './form.ts'
import { text, wholeNumber } from './form-values.ts'
import type { StripeAccount } from './stripe-account.ts'
import { type CheckoutSession, invalid, missing, StripeProblem } from './stripe-objects.ts'
import { TEST_METHODS } from './test-methods.ts'

interface OpenCheckout {
  account: StripeAccount
  session: CheckoutSession
  intentMetadata: Record<string, string>
  methodTypes: string[]
  description: string
}

export interface Checkouts {
  open(account: StripeAccount, params: Record<string, Param>): CheckoutSession
  expire(account: StripeAccount, id: string): CheckoutSession
  find(id: string): OpenCheckout | null
  /** A payer types a number on the page; where it leads, or null for a decline. Throws for a page that ended. */
  pay(id: string, number: string): string | null
}

/** Checkout pages: an intent of their own is made when the payer pays, as at Stripe. */
export function createCheckouts(parts: {
  origin: () => string
  now: () => number
  newId: (prefix: string) => string
}): Checkouts {
  const open = new Map<string, OpenCheckout>()
  const seconds = () => Math.floor(parts.now() / 1000)

  function settle(checkout: OpenCheckout): OpenCheckout {
    const { session } = checkout
    if (session.status === 'open' && session.expires_at <= seconds()) end(checkout)
    const intent = session.payment_intent === null ? null : checkout.account.intent(session.payment_intent)
    if (session.status === 'open' && (intent?.status === 'succeeded' || intent?.status === 'processing')) {
      Object.assign(session, { status: 'complete', url: null })
      checkout.account.emit('checkout.session.completed', session)
    }
    if (intent?.status === 'succeeded') session.payment_status = 'paid'
    return checkout
  }

  function end(checkout: OpenCheckout): void {
    const { session, account } = checkout
    Object.assign(session, { status: 'expired', url: null })
    const intent = session.payment_intent === null ? null : account.intent(session.payment_intent)
    if (intent && intent.status !== 'succeeded' && intent.status !== 'processing') account.cancel(intent)
    account.emit('checkout.session.expired', session)
  }

  return {
    open(account, params) {
      const line = (params.line_items as { quantity: string; price_data: Record<string, Param> }[])[0]!
      const expiresAt = wholeNumber(params.expires_at, 'expires_at')
      if (expiresAt < seconds() + 1_800 || expiresAt > seconds() + 86_400) {
        throw invalid(
          'The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.',
          {
            param: 'expires_at',
          },
        )
      }
      const id = parts.newId('cs_test')
      const session: CheckoutSession = {
        id,
        object: 'checkout.session',
        url: `${parts.origin()}/checkout/${id}`,
        status: 'open',
        payment_status: 'unpaid',
        payment_intent: null,
        amount_total: wholeNumber(line.price_data.unit_amount, 'unit_amount') * Number(line.quantity),
        currency: text(line.price_data.currency),
        created: seconds(),
        expires_at: expiresAt,
        metadata: (params.metadata ?? {}) as Record<string, string>,
        success_url: text(params.success_url),
        cancel_url: text(params.cancel_url),
      }
      const inner = (params.payment_intent_data ?? {}) as { metadata?: Record<string, string> }
      open.set(id, {
        account,
        session,
        intentMetadata: inner.metadata ?? {},
        methodTypes: params.allowed_payment_method_types as string[],
        description: text((line.price_data.product_data as Record<string, Param>).name),
      })
      return session
    },

    expire(account, id) {
      const checkout = checkoutOf(this, account, id)
      if (checkout.session.status !== 'open') {
        throw invalid(`Only Checkout Sessions with a status in ["open"] can be expired.`)
      }
      end(checkout)
      return checkout.session
    },

    find(id) {
      const found = open.get(id)
      return found ? settle(found) : null
    },

    pay(id, number) {
      const checkout = this.find(id)
      const method = TEST_METHODS.find(each => each.number === number.replace(/\D/g, ''))
      if (checkout?.session.status !== 'open') throw invalid('This page is no longer open.')
      if (!method) throw invalid('Not a test number.')
      const { account, session } = checkout
      const intent =
        session.payment_intent === null
          ? account.openIntent({
              amount: session.amount_total,
              currency: session.currency,
              description: checkout.description,
              metadata: { ...checkout.intentMetadata },
              methodTypes: checkout.methodTypes,
            })
          : account.intent(session.payment_intent)
      session.payment_intent = intent.id
      try {
        account.confirm(intent, method, session.success_url)
      } catch (error) {
        if (error instanceof StripeProblem && error.status === 402) return null
        throw error
      }
      settle(checkout)
      return intent.next_action?.redirect_to_url?.url ?? session.success_url
    },
  }
}

/** The page with that id, if it is this account's. */
export function checkoutOf(checkouts: Checkouts, account: StripeAccount, id: string): OpenCheckout {
  const found = checkouts.find(id)
  if (found === null || found.account !== account) throw missing('checkout.session', id, 'session')
  return found
}
