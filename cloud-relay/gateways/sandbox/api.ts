import { createHash } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Database } from 'better-sqlite3'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { GatewayRefusal } from '../gateway.ts'
import { findAccount, type SandboxAccount } from './accounts.ts'
import type { AttemptRow } from './attempt-row.ts'
import type { Attempts } from './attempts.ts'
import { readFaults, writeFaults } from './deliveries.ts'
import { faultsSchema } from './faults.ts'
import { problem } from './problem.ts'
import type { Outcome } from './test-cards.ts'

export type SandboxEnv = { Bindings: Partial<HttpBindings>; Variables: { account: SandboxAccount } }

export type ApiOptions = {
  db: Database
  attempts: Attempts
  now: () => number
  sleep: (ms: number) => Promise<void>
  /** Resolves when the server stops: calls whose answer never comes end then. */
  stopped: Promise<void>
}

const webUrl = z.url({ protocol: /^https?$/ }).max(2000)
const word = z.string().min(1).max(500)

const createSchema = z.strictObject({
  reference: word,
  amountCents: z.int().min(50).max(99_999_999),
  currency: z.string().regex(/^[A-Z]{3}$/),
  description: z.string().max(1000),
})
const confirmSchema = z.union([
  z.strictObject({ methodToken: word, keepFor: word.optional(), returnUrl: webUrl }),
  z.strictObject({ savedMethod: word, holderId: word, returnUrl: webUrl }),
])
const holderSchema = z.strictObject({ reference: word })
const checkoutSchema = z.strictObject({
  returnUrl: webUrl,
  language: z.enum(['en', 'es']),
  expiresAt: z.int().positive(),
})
const refundSchema = z.strictObject({ attemptId: word, amountCents: z.int().positive(), reference: word })
const disputeSchema = z.strictObject({ outcome: z.enum(['won', 'lost']) })
const sinceSchema = z.coerce.number().int().min(0)
const timeSchema = z.object({ from: sinceSchema, to: sinceSchema })

const keysLiveMs = 24 * 3_600_000
const pageSize = 100

/** The bearer-key API that the adapter speaks, and `/test`, where tests set faults and hurry the banks. */
export function createApi({ db, attempts, now, sleep, stopped }: ApiOptions): Hono<SandboxEnv> {
  const api = new Hono<SandboxEnv>()
  const authenticate = async (c: Context<SandboxEnv>, next: () => Promise<void>) => {
    const key = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    const account = key === undefined ? null : findAccount(db, 'secret_key', key)
    if (account === null) return problem(401, 'authentication', 'no account has this key')
    c.set('account', account)
    await next()
  }
  api.use('/v1/*', authenticate)
  api.use('/test/*', authenticate)
  api.use('/v1/*', async (c, next) => {
    const faults = readFaults(db, c.var.account.id)
    if (faults.api.stallMs > 0) await Promise.race([sleep(faults.api.stallMs), stopped])
    const fault = takeApiFault(c.var.account)
    if (fault === 'failNext') return problem(500, 'server-error', 'nothing was done')
    db.transaction(() => attempts.settleDue(now())).immediate()
    await next()
    if (fault === 'failAfterNext') c.res = problem(500, 'server-error', 'the work may have been done')
    if (fault === 'loseAnswerNext') c.res = cutConnection(c)
  })

  api.post('/v1/attempts', async c => {
    const order = parse(createSchema, await c.req.text())
    if (order === null) return problem(400, 'malformed', 'attempt')
    return once(c, order, () => attempts.open(c.var.account, order))
  })

  api.get('/v1/attempts', c => {
    const reference = c.req.query('reference')
    if (reference !== undefined)
      return c.json({ attempt: attempts.findByReference(c.var.account, reference) })
    const since = sinceSchema.safeParse(c.req.query('since') ?? '0')
    if (!since.success) return problem(400, 'malformed', 'since')
    return c.json(attempts.listSince(c.var.account, since.data, pageSize))
  })

  api.get('/v1/movements', c => {
    const { id } = c.var.account
    const payout = c.req.query('payout')
    if (payout !== undefined) return c.json({ movements: attempts.balance.movementsOf(id, payout) })
    const time = timeSchema.safeParse(c.req.query())
    if (!time.success) return problem(400, 'malformed', 'from, to')
    return c.json({ movements: attempts.balance.movements(id, time.data.from, time.data.to) })
  })

  api.get('/v1/payouts', c => {
    const time = timeSchema.safeParse(c.req.query())
    if (!time.success) return problem(400, 'malformed', 'from, to')
    return c.json({ payouts: attempts.balance.payouts(c.var.account.id, time.data.from, time.data.to) })
  })

  api.get('/v1/attempts/:id', c => withAttempt(c, row => c.json(attempts.snapshot(row.id))))

  api.post('/v1/attempts/:id/confirm', async c => {
    const order = parse(confirmSchema, await c.req.text())
    if (order === null) return problem(400, 'malformed', 'confirm')
    return withAttempt(c, row => {
      const answerFault = () => (attempts.isClosed(row) ? null : attempts.findById(row.id)!.outcome)
      return once(c, order, () => attempts.confirm(c.var.account, row, order), answerFault)
    })
  })

  api.post('/v1/attempts/:id/checkout', async c => {
    const order = parse(checkoutSchema, await c.req.text())
    if (order === null) return problem(400, 'malformed', 'checkout')
    return withAttempt(c, row =>
      answer(
        c,
        atomically(() => attempts.openCheckout(row, order)),
      ),
    )
  })

  api.post('/v1/attempts/:id/cancel', c =>
    withAttempt(c, row => c.json(atomically(() => attempts.cancel(row)))),
  )

  api.post('/v1/holders', async c => {
    const order = parse(holderSchema, await c.req.text())
    if (order === null) return problem(400, 'malformed', 'holder')
    return once(c, order, () => attempts.openHolder(c.var.account.id, order.reference))
  })

  api.post('/v1/methods/:id/forget', c => {
    attempts.forgetMethod(c.var.account.id, c.req.param('id'))
    return c.json({})
  })

  api.post('/v1/refunds', async c => {
    const order = parse(refundSchema, await c.req.text())
    if (order === null) return problem(400, 'malformed', 'refund')
    return withAttempt(c, row => once(c, order, () => attempts.refund(row, order)), order.attemptId)
  })

  api.post('/test/faults', async c => {
    const faults = parse(faultsSchema, await c.req.text())
    if (faults === null) return problem(400, 'malformed', 'faults')
    writeFaults(db, c.var.account.id, faults)
    return c.json(faults)
  })

  api.post('/test/attempts/:id/hurry', c =>
    withAttempt(c, row => {
      atomically(() => {
        attempts.hurry(row)
        attempts.settleDue(now())
      })
      return c.json(attempts.snapshot(row.id))
    }),
  )

  api.post('/test/attempts/:id/dispute', async c => {
    const order = parse(disputeSchema, await c.req.text())
    if (order === null) return problem(400, 'malformed', 'dispute')
    return withAttempt(c, row => {
      if (!atomically(() => attempts.closeDispute(row, order.outcome)))
        return problem(422, 'no-open-dispute', row.id)
      return c.json(attempts.snapshot(row.id))
    })
  })

  return api

  function atomically<T>(work: () => T): T {
    return db.transaction(work).immediate()
  }

  function withAttempt(
    c: Context<SandboxEnv>,
    handle: (row: AttemptRow) => Response | Promise<Response>,
    id = c.req.param('id') ?? '',
  ): Response | Promise<Response> {
    const row = attempts.find(c.var.account, id)
    return row === null ? problem(404, 'not-found', 'no such attempt') : handle(row)
  }

  /** Does the work once per idempotency key; refusals change nothing, so they are not kept. */
  function once(
    c: Context<SandboxEnv>,
    params: object,
    work: () => object,
    answerFault: () => Outcome | null = () => null,
  ): Response | Promise<Response> {
    const key = c.req.header('idempotency-key') ?? ''
    if (key === '' || key.length > 255) return problem(400, 'malformed', 'Idempotency-Key')
    const paramsHash = createHash('sha256')
      .update(`${c.req.path}\n${JSON.stringify(params)}`)
      .digest('hex')
    const done = atomically(() => {
      const kept = db
        .prepare<[string, string, number], { params_hash: string; answer: string }>(
          'SELECT params_hash, answer FROM idempotency WHERE account_id = ? AND key = ? AND created_at > ?',
        )
        .get(c.var.account.id, key, now() - keysLiveMs)
      if (kept !== undefined) return { kept }
      const fresh = work()
      if ('refused' in fresh) return { fresh }
      db.prepare('INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?)').run(
        c.var.account.id,
        key,
        paramsHash,
        JSON.stringify(fresh),
        now(),
      )
      return { fresh }
    })
    if (done.kept !== undefined) {
      if (done.kept.params_hash === paramsHash) return c.json(JSON.parse(done.kept.answer))
      return problem(409, 'idempotency-mismatch', 'this key was used with other parameters')
    }
    const fault = 'refused' in done.fresh ? null : answerFault()
    if (fault === 'server-error') return problem(500, 'server-error', 'the work may have been done')
    if (fault === 'lost-answer') return neverAnswer(c)
    return answer(c, done.fresh)
  }

  function answer(c: Context<SandboxEnv>, fresh: object | GatewayRefusal): Response {
    return 'refused' in fresh ? problem(422, fresh.refused, 'nothing was done') : c.json(fresh)
  }

  async function neverAnswer(c: Context<SandboxEnv>): Promise<Response> {
    const { signal } = c.req.raw
    const gone = new Promise<void>(resolve => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    await Promise.race([gone, stopped])
    return cutConnection(c)
  }

  function takeApiFault(account: SandboxAccount): 'failNext' | 'failAfterNext' | 'loseAnswerNext' | null {
    return atomically(() => {
      const faults = readFaults(db, account.id)
      const names = ['failNext', 'failAfterNext', 'loseAnswerNext'] as const
      const name = names.find(candidate => faults.api[candidate] > 0)
      if (name === undefined) return null
      faults.api[name]--
      writeFaults(db, account.id, faults)
      return name
    })
  }
}

function cutConnection(c: Context<SandboxEnv>): Response {
  // Called without a socket (by a test through `app.fetch`), a gateway's 504 says the same.
  if (c.env?.outgoing === undefined) return problem(504, 'no-answer', 'the answer was lost')
  c.env.outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}

function parse<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
