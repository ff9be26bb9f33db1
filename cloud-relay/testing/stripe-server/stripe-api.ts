import type { Context } from 'hono'
import { Hono } from 'hono'
import { accountObject } from './account-object.ts'
import type { Param } from './form.ts'
import { text, wholeNumber } from './form-values.ts'
import type { StripeAccount } from './stripe-account.ts'
import { type Checkouts, checkoutOf } from './stripe-checkout.ts'
import { expanded, listPage } from './stripe-lists.ts'
import { invalid, missing } from './stripe-objects.ts'

/** What the routes know of a call besides its path. */
export type StripeEnv = { Bindings: { account: StripeAccount; params: Record<string, Param> } }

const INTENT_PARAMS = new Set([
  'amount',
  'currency',
  'description',
  'metadata',
  'allowed_payment_method_types',
  'expand',
])

/** Stripe's routes, as far as the adapter and its tests use them. Calls come with their account and parameters. */
export function createStripeApi(
  checkouts: Checkouts,
  now: () => number,
  searchLagMs: () => number,
  platform: {
    connect(account: StripeAccount): StripeAccount
    onboardingUrl(accountId: string, back: string): string
  },
): Hono<StripeEnv> {
  const api = new Hono<StripeEnv>()
  const shown = (c: Context<StripeEnv>, object: object) =>
    c.json(expanded(c.env.account, object, texts(c.env.params.expand)))
  const page = (c: Context<StripeEnv>, oldestFirst: readonly { id: string; created: number }[]) =>
    c.json(listPage(c.env.account, oldestFirst, c.env.params, new URL(c.req.url).pathname))

  api.post('/v1/payment_intents', c => {
    const { account, params } = c.env
    const unknown = Object.keys(params).find(key => !INTENT_PARAMS.has(key))
    if (unknown)
      throw invalid(`Received unknown parameter: ${unknown}`, { code: 'parameter_unknown', param: unknown })
    const amount = wholeNumber(params.amount, 'amount')
    if (amount < 50)
      throw invalid('Amount must be at least $0.50 usd', { code: 'amount_too_small', param: 'amount' })
    const currency = text(params.currency)
    if (!/^[a-z]{3}$/.test(currency)) throw invalid(`Invalid currency: ${currency}`, { param: 'currency' })
    const intent = account.openIntent({
      amount,
      currency,
      description: text(params.description) || null,
      metadata: words(params.metadata),
      methodTypes: texts(params.allowed_payment_method_types),
    })
    return shown(c, intent)
  })

  api.get('/v1/payment_intents', c => page(c, [...c.env.account.intents.values()]))

  api.get('/v1/payment_intents/search', c => {
    const { account, params } = c.env
    const query = /^metadata\['([^']+)'\]:'((?:[^'\\]|\\.)*)'$/.exec(text(params.query))
    if (!query) throw invalid('We were unable to parse your search query.', { param: 'query' })
    const [, key = '', value = ''] = query
    const wanted = value.replace(/\\(.)/g, '$1')
    const before = Math.floor((now() - searchLagMs()) / 1000)
    const found = [...account.intents.values()].filter(
      each => each.metadata[key] === wanted && each.created <= before,
    )
    return c.json({
      object: 'search_result',
      data: found.toReversed(),
      has_more: false,
      url: '/v1/payment_intents/search',
    })
  })

  api.get('/v1/payment_intents/:id', c => shown(c, c.env.account.intent(c.req.param('id'))))

  api.post('/v1/payment_intents/:id', c => {
    const { account, params } = c.env
    const intent = account.intent(c.req.param('id'))
    Object.assign(intent.metadata, words(params.metadata))
    const customer = text(params.customer)
    if (customer !== '') {
      if (!account.saved.customers.has(customer)) throw missing('customer', customer, 'customer')
      intent.customer = customer
    }
    return shown(c, intent)
  })

  api.post('/v1/payment_intents/:id/confirm', c => {
    const { account, params } = c.env
    const intent = account.intent(c.req.param('id'))
    const token = text(params.confirmation_token)
    const returnUrl = text(params.return_url)
    if (!/^https?:\/\//.test(returnUrl))
      throw invalid('Invalid URL', { code: 'url_invalid', param: 'return_url' })
    const usage = params.setup_future_usage
    if (usage !== undefined && intent.status.startsWith('requires_')) {
      intent.setup_future_usage = text(usage) || null
    }
    const saved = text(params.payment_method)
    if (saved === '') return shown(c, account.confirmByToken(intent, token, returnUrl))
    return shown(c, account.confirmSaved(intent, saved, params.mandate_data !== undefined, returnUrl))
  })

  api.post('/v1/customers', c => c.json(c.env.account.saved.openCustomer(words(c.env.params.metadata))))

  api.post('/v1/payment_methods/:id/detach', c => c.json(c.env.account.saved.detach(c.req.param('id'))))

  api.post('/v1/payment_intents/:id/cancel', c =>
    shown(c, c.env.account.cancel(c.env.account.intent(c.req.param('id')))),
  )

  api.post('/v1/test_helpers/confirmation_tokens', c => {
    const id = c.env.account.makeToken(text(c.env.params.payment_method))
    return c.json({ id, object: 'confirmation_token', created: Math.floor(now() / 1000), livemode: false })
  })

  api.post('/v1/refunds', c => {
    const { account, params } = c.env
    const refund = account.refund({
      intentId: text(params.payment_intent),
      amount: params.amount === undefined ? null : wholeNumber(params.amount, 'amount'),
      metadata: words(params.metadata),
    })
    return shown(c, refund)
  })

  api.get('/v1/refunds', c => page(c, [...c.env.account.refunds.values()]))
  api.get('/v1/disputes', c => {
    const wanted = text(c.env.params.payment_intent)
    return page(
      c,
      [...c.env.account.disputes.values()].filter(each => wanted === '' || each.payment_intent === wanted),
    )
  })

  api.get('/v1/balance_transactions', c => {
    const { balance } = c.env.account
    const payout = text(c.env.params.payout)
    return page(c, payout === '' ? balance.transactions : balance.transactionsOf(payout))
  })
  api.get('/v1/payouts', c => page(c, c.env.account.balance.payouts))

  api.get('/v1/events', c => {
    const wanted = texts(c.env.params.types)
    const { events } = c.env.account
    return c.json(
      listPage(
        c.env.account,
        events,
        c.env.params,
        '/v1/events',
        each => wanted.length === 0 || wanted.includes((each as { type?: string }).type ?? ''),
      ),
    )
  })

  api.get('/v1/account', c => c.json(accountObject(c.env.account)))
  api.post('/v1/accounts', c => {
    const made = platform.connect(c.env.account)
    Object.assign(made.standing, {
      charges_enabled: false,
      currently_due: ['business_profile.url', 'external_account'],
    })
    return c.json(accountObject(made))
  })
  api.post('/v1/account_links', c => {
    const { account, return_url: back } = c.env.params
    return c.json({ object: 'account_link', url: platform.onboardingUrl(text(account), text(back)) })
  })
  api.get('/v1/accounts/:id', c => {
    if (c.req.param('id') !== c.env.account.id) throw missing('account', c.req.param('id'), 'account')
    return c.json(accountObject(c.env.account))
  })

  api.post('/v1/checkout/sessions', c => {
    const session = checkouts.open(c.env.account, c.env.params)
    return c.json(session)
  })
  api.get('/v1/checkout/sessions/:id', c =>
    c.json(checkoutOf(checkouts, c.env.account, c.req.param('id')).session),
  )
  api.post('/v1/checkout/sessions/:id/expire', c =>
    c.json(checkouts.expire(c.env.account, c.req.param('id'))),
  )

  api.notFound(c => {
    const message = `Unrecognized request URL (${c.req.method}: ${new URL(c.req.url).pathname}).`
    return c.json({ error: { type: 'invalid_request_error', message } }, 404)
  })
  return api
}

function texts(param: Param | undefined): string[] {
  return Array.isArray(param) ? param.map(text) : []
}

function words(param: Param | undefined): Record<string, string> {
  if (typeof param !== 'object' || Array.isArray(param)) return {}
  return Object.fromEntries(Object.entries(param).map(([key, value]) => [key, text(value)]))
}
