import { createHash } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { type Listener, listen } from '../../listen.ts'
import { readForm } from './form.ts'
import type { ServerEnv } from './server-env.ts'
import { createStripeAccount, type StripeAccount } from './stripe-account.ts'
import { createStripeApi } from './stripe-api.ts'
import { type Checkouts, createCheckouts } from './stripe-checkout.ts'
import { StripeProblem } from './stripe-objects.ts'
import { addStripePages } from './stripe-pages.ts'
import { createStripeWebhooks, type StripeWebhooks } from './stripe-webhooks.ts'
import { TEST_METHODS } from './test-methods.ts'

/** What may go wrong with calls; counts run down. */
export interface ApiFaults {
  /** The next n calls answer 500 and do nothing. */
  failNext: number
  /** The next n calls do their work and answer 500. */
  failAfterNext: number
  /** The next n calls do their work and the connection is cut. */
  loseAnswerNext: number
  /** The next n calls that change something do it and never answer, as in a stall longer than anyone waits. */
  stallNext: number
}

/** A server on loopback that speaks Stripe's HTTP API, with everything that can go wrong on order. */
export interface StripeServer {
  host: string
  port: number
  origin: string
  faults: ApiFaults
  webhooks: StripeWebhooks
  checkouts: Checkouts
  /** How old an intent must be for the search to know it. */
  searchLagMs: number
  /** An account with a secret key; the same key answers the same account. */
  account(secretKey: string): StripeAccount
  /** An account connected to the key's, as `Stripe-Account` names it. */
  connect(secretKey: string): StripeAccount
  /** The accounts that are connected now. */
  connectedAccounts(): StripeAccount[]
  /** Its owner takes the platform's access away. */
  disconnect(accountId: string): void
  /** Every call since the start. */
  calls: { method: string; path: string; account: string; key: string | null }[]
  /** Lets banks do what they have done by now, without a call. */
  settle(): void
  stop(): Promise<void>
}

interface Kept {
  hash: string
  answer: { status: number; body: string } | null
}

/** Starts it on a free port. */
export async function startStripeServer(options: {
  now: () => number
  deliver?: typeof fetch
}): Promise<StripeServer> {
  const { now } = options
  let nextId = 0
  let connections = 0
  const newId = (prefix: string) => {
    nextId++
    return `${prefix}_${nextId.toString(36).padStart(5, '0')}${createHash('sha256').update(`${prefix}${nextId}`).digest('hex').slice(0, 12)}`
  }
  const keys = new Map<string, StripeAccount>()
  const connected = new Map<string, { account: StripeAccount; platform: StripeAccount }>()
  const kept = new Map<string, Kept>()
  const stopped = Promise.withResolvers<void>()
  let listener: Listener | null = null
  const origin = () => listener!.url
  const checkouts = createCheckouts({ origin, now, newId })
  const webhooks = createStripeWebhooks(now, options.deliver ?? fetch)

  function make(id: string): StripeAccount {
    return createStripeAccount({
      id,
      origin,
      now,
      newId,
      onEvent: (_account, event) => webhooks.enqueue(event),
    })
  }

  const app = new Hono<ServerEnv>()
  const accounts = () => [...keys.values(), ...[...connected.values()].map(each => each.account)]
  addStripePages(app, { checkouts, accounts, settle })

  function settle(): void {
    for (const account of accounts()) account.settleDue()
  }

  const server: StripeServer = {
    host: '127.0.0.1',
    port: 0,
    origin: '',
    faults: { failNext: 0, failAfterNext: 0, loseAnswerNext: 0, stallNext: 0 },
    webhooks,
    checkouts,
    searchLagMs: 60_000,
    calls: [],
    settle,
    account(secretKey) {
      const found = keys.get(secretKey) ?? make(`acct_${keys.size + 1}standin`)
      keys.set(secretKey, found)
      return found
    },
    connect(secretKey) {
      const made = make(`acct_connected${++connections}`)
      connected.set(made.id, { account: made, platform: server.account(secretKey) })
      return made
    },
    connectedAccounts: () => [...connected.values()].map(each => each.account),
    disconnect(accountId) {
      const gone = connected.get(accountId)!
      connected.delete(accountId)
      gone.account.emit('account.application.deauthorized', { id: 'ca_standin', object: 'application' })
    },
    async stop() {
      stopped.resolve()
      await listener?.close(0)
    },
  }

  const api = createStripeApi(checkouts, now, () => server.searchLagMs, {
    connect: account => server.connect([...keys].find(([, each]) => each === account)![0]),
    onboardingUrl: (accountId, back) => `${origin()}/onboard/${accountId}?back=${encodeURIComponent(back)}`,
  })
  api.onError(answerProblem)
  app.onError(answerProblem)

  app.use('/v1/*', async (c, next) => {
    settle()
    const key = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    const platform = keys.get(key)
    if (!platform) return problem(401, 'Invalid API Key provided')
    const on = c.req.header('stripe-account')
    const direct = on === undefined ? null : connected.get(on)
    if (direct === undefined || (direct !== null && direct.platform !== platform)) {
      return problem(403, `The provided key does not have access to account '${on}'`, 'account_invalid')
    }
    c.set('account', direct === null ? platform : direct.account)
    const sent = c.req.method === 'POST' ? await c.req.text() : new URL(c.req.url).search.slice(1)
    c.set('params', readForm(sent))
    await next()
    return undefined
  })

  app.all('/v1/*', async c => {
    const { account, params } = c.var
    const path = new URL(c.req.url).pathname
    const key = c.req.header('idempotency-key') ?? null
    server.calls.push({ method: c.req.method, path, account: account.id, key })
    if (take('failNext')) return problem(500, 'nothing was done', undefined, 'api_error')
    const answered = await once(account, key, `${c.req.method} ${path} ${JSON.stringify(params)}`, () =>
      api.request(path, { method: c.req.method }, { account, params }),
    )
    if (take('failAfterNext')) return problem(500, 'the work may have been done', undefined, 'api_error')
    if (take('loseAnswerNext')) return cut(c.env)
    const outcome = path.endsWith('/confirm') && answered.status === 200 ? outcomeOf(account, path) : null
    if (outcome === 'server-error') return problem(500, 'the work may have been done', undefined, 'api_error')
    if (outcome === 'lost-answer' || (c.req.method === 'POST' && take('stallNext'))) {
      await Promise.race([gone(c.req.raw), stopped.promise])
      return cut(c.env)
    }
    return answered
  })

  function take(name: keyof ApiFaults): boolean {
    if (server.faults[name] === 0) return false
    server.faults[name]--
    return true
  }

  /** Keeps the answer of every call that began to do something, and plays it again for the same key. */
  async function once(
    account: StripeAccount,
    key: string | null,
    params: string,
    work: () => Response | Promise<Response>,
  ): Promise<Response> {
    if (key === null) return work()
    const name = `${account.id} ${key}`
    const hash = createHash('sha256').update(params).digest('hex')
    const before = kept.get(name)
    if (before && before.hash !== hash) {
      const message = `Keys for idempotent requests can only be used with the same parameters they were first used with.`
      return Response.json({ error: { type: 'idempotency_error', message } }, { status: 400 })
    }
    if (before?.answer === null) {
      return problem(
        409,
        'There is currently another in-progress request using this key',
        'idempotency_key_in_use',
      )
    }
    if (before?.answer) {
      const { status, body } = before.answer
      return new Response(body, {
        status,
        headers: { 'content-type': 'application/json', 'idempotent-replayed': 'true' },
      })
    }
    kept.set(name, { hash, answer: null })
    const answer = await work()
    const body = await answer.clone().text()
    // What failed validation did nothing, and is not kept.
    if (answer.status === 200 || answer.status === 402)
      kept.set(name, { hash, answer: { status: answer.status, body } })
    else kept.delete(name)
    return answer
  }

  listener = await listen('127.0.0.1', 0, (request, bindings) => app.fetch(request, bindings))
  server.origin = listener.url
  server.port = Number(new URL(listener.url).port)
  return server
}

function problem(status: number, message: string, code?: string, type = 'invalid_request_error'): Response {
  return Response.json({ error: { type, message, ...(code === undefined ? {} : { code }) } }, { status })
}

function answerProblem(error: Error): Response {
  if (!(error instanceof StripeProblem)) throw error
  return Response.json({ error: error.body }, { status: error.status })
}

function outcomeOf(account: StripeAccount, path: string): string | null {
  const intent = account.intents.get(path.split('/')[3] ?? '')
  return TEST_METHODS.find(each => each.id === intent?.payment_method)?.outcome ?? null
}

function gone({ signal }: Request): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function cut(env: HttpBindings): Response {
  env.outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}
