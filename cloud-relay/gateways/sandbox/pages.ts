import { timingSafeEqual } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { Hono } from 'hono'
import { z } from 'zod'
import type { MethodKind } from '../gateway.ts'
import { findAccount, type SandboxAccount } from './accounts.ts'
import type { AttemptRow } from './attempt-row.ts'
import type { Attempts } from './attempts.ts'
import { challengePage, gonePage } from './challenge-page.ts'
import { checkoutPage } from './checkout-page.ts'
import { fieldsPage, fieldsScript } from './fields-page.ts'
import { plainHeaders } from './page.ts'
import { pageStyle } from './page-style.ts'
import { problem } from './problem.ts'
import { readMethod } from './read-method.ts'
import type { Language } from './words.ts'

export type PagesOptions = {
  db: Database
  attempts: Attempts
  now: () => number
  publicOrigin: string
  allowedFrameAncestors: readonly string[]
}

const typed = z.string().max(64)
const tokenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ key: typed, kind: z.literal('card'), number: typed, expiry: typed, cvc: typed }),
  z.strictObject({ key: typed, kind: z.literal('ach'), routing: typed, account: typed }),
])
const formSchema = z.object({
  key: typed,
  lang: typed.default('en'),
  method: z.enum(['card', 'ach']).default('card'),
  number: typed.default(''),
  expiry: typed.default(''),
  cvc: typed.default(''),
  routing: typed.default(''),
  account: typed.default(''),
  answer: z.enum(['approve', 'fail']).optional(),
})

const declinesPerCheckout = 5

/** What a payer's browser asks for: the fields, their tokens, the hosted checkout and the challenge. */
export function createPages({ db, attempts, now, publicOrigin, allowedFrameAncestors }: PagesOptions): Hono {
  const pages = new Hono()

  pages.use('*', async (c, next) => {
    // Another name for this address would be a page that isn't ours (DNS rebinding).
    if (new URL(c.req.url).host !== new URL(publicOrigin).host)
      return problem(421, 'wrong-host', 'unknown host')
    await next()
  })

  pages.get('/page.css', () => asset(pageStyle, 'text/css'))
  pages.get('/fields.js', () => asset(fieldsScript(), 'text/javascript'))

  pages.get('/fields', c => {
    const account = findAccount(db, 'publishable_key', c.req.query('key') ?? '')
    const parentOrigin = c.req.query('parent') ?? allowedFrameAncestors[0]
    const language = readLanguage(c.req.query('lang'))
    if (account === null || parentOrigin === undefined || !allowedFrameAncestors.includes(parentOrigin)) {
      return gonePage(language)
    }
    const method: MethodKind = c.req.query('method') === 'ach' ? 'ach' : 'card'
    if (!account.methods.includes(method)) return gonePage(language)
    return fieldsPage({ language, method, parentOrigin, publishableKey: account.publishableKey, now: now() })
  })

  pages.post('/tokens', async c => {
    const origin = c.req.header('origin')
    if (origin !== undefined && origin !== publicOrigin)
      return problem(403, 'wrong-origin', 'not from these fields')
    const order = tokenSchema.safeParse(await c.req.json().catch(() => null))
    if (!order.success) return problem(400, 'malformed', 'token')
    const account = findAccount(db, 'publishable_key', order.data.key)
    if (account === null) return problem(401, 'authentication', 'no account has this key')
    if (!account.methods.includes(order.data.kind)) return problem(400, 'malformed', 'method')
    const method = readMethod(order.data, now())
    if ('refused' in method) return problem(422, method.refused, 'this can’t be taken')
    const { kind, brand, last4 } = method
    return c.json(
      { token: attempts.keepToken(account, method), method: { kind, brand, last4 } },
      200,
      plainHeaders,
    )
  })

  pages.get('/checkout/:id', c => {
    const language = readLanguage(c.req.query('lang'))
    const found = openPage(c.req.param('id'), 'checkout_key', c.req.query('key'))
    if (found === null) return gonePage(language)
    if (attempts.isClosed(found.attempt)) return backTo(found.attempt)
    if (isPast(found.attempt)) return gonePage(language)
    const method = c.req.query('method') === 'ach' ? 'ach' : 'card'
    return checkoutPage({
      ...found,
      language,
      method: found.account.methods.includes(method) ? method : 'card',
    })
  })

  pages.post('/checkout/:id', async c => {
    const form = formSchema.safeParse(await c.req.parseBody().catch(() => null))
    if (!form.success) return gonePage('en')
    const language = readLanguage(form.data.lang)
    const found = openPage(c.req.param('id'), 'checkout_key', form.data.key)
    if (found === null) return gonePage(language)
    const { account, attempt } = found
    // A second press of Pay lands here after the first has paid.
    if (attempts.isClosed(attempt)) return backTo(attempt)
    const kind = form.data.method
    if (isPast(attempt) || !account.methods.includes(kind)) return gonePage(language)
    const page = { account, attempt, language, method: kind }
    if (attempt.page_declines >= declinesPerCheckout) return checkoutPage({ ...page, problem: 'too-many' })
    const method = readMethod({ ...form.data, kind }, now())
    if ('refused' in method) return checkoutPage({ ...page, problem: method.refused })
    const charge = db.transaction(() => {
      const snapshot = attempts.charge(attempt, method, attempt.return_url)
      if (snapshot.state === 'declined') attempts.countPageDecline(attempt)
      return snapshot
    })
    const snapshot = charge.immediate()
    if (snapshot.state === 'declined') return checkoutPage({ ...page, problem: 'declined' })
    return snapshot.actionUrl === null ? backTo(attempt) : seeOther(`${snapshot.actionUrl}&lang=${language}`)
  })

  pages.get('/challenge/:id', c => {
    const found = openPage(c.req.param('id'), 'challenge_key', c.req.query('key'))
    if (found === null) return gonePage(readLanguage(c.req.query('lang')))
    if (found.attempt.state !== 'requires-action') return backTo(found.attempt)
    // Asked from our own fields, only where the payer came from says their language.
    const from = new URL(found.attempt.return_url!).searchParams.get('lang')
    return challengePage(found.account, found.attempt, readLanguage(c.req.query('lang') ?? from ?? undefined))
  })

  pages.post('/challenge/:id', async c => {
    const form = formSchema.safeParse(await c.req.parseBody().catch(() => null))
    if (!form.success || form.data.answer === undefined) return gonePage('en')
    const found = openPage(c.req.param('id'), 'challenge_key', form.data.key)
    if (found === null) return gonePage('en')
    const { attempt } = found
    if (attempt.state === 'requires-action') {
      const approved = form.data.answer === 'approve'
      db.transaction(() => attempts.answerChallenge(attempt, approved)).immediate()
    }
    return backTo(attempt)
  })

  return pages

  function openPage(
    id: string,
    keyName: 'checkout_key' | 'challenge_key',
    key: string | undefined,
  ): { account: SandboxAccount; attempt: AttemptRow } | null {
    const attempt = attempts.findById(id)
    if (attempt === null || attempt.return_url === null) return null
    if (!isSame(attempt[keyName], key)) return null
    return { account: findAccount(db, 'id', attempt.account_id)!, attempt }
  }

  function isPast(attempt: AttemptRow): boolean {
    return attempt.checkout_expires_at === null || attempt.checkout_expires_at <= now()
  }
}

function backTo(attempt: AttemptRow): Response {
  return seeOther(attempt.return_url!)
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, ...plainHeaders } })
}

function asset(text: string, type: string): Response {
  return new Response(text, { headers: { 'content-type': `${type}; charset=utf-8`, ...plainHeaders } })
}

function readLanguage(tag: string | undefined): Language {
  return tag?.toLowerCase().startsWith('es') ? 'es' : 'en'
}

function isSame(expected: string | null, given: string | undefined): boolean {
  if (expected === null || given === undefined) return false
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
