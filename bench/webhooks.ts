import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pino from 'pino'
import type { AttemptSnapshot, Gateway } from '../cloud-relay/gateways/gateway.ts'
import { createStripeAdapter } from '../cloud-relay/gateways/stripe/create-stripe-adapter.ts'
import { STRIPE_ADDRESS } from '../cloud-relay/gateways/stripe/stripe-config.ts'
import { checkWebhookSignature, signWebhook } from '../cloud-relay/gateways/webhook-signature.ts'
import { createRelay } from '../cloud-relay/ledger/create-relay.ts'
import { createPayments } from '../cloud-relay/links/payments.ts'
import { startPagesUnderTest } from '../cloud-relay/pages/testing/pages-under-test.ts'
import { openSqlite } from '../cloud-relay/store/sqlite.ts'
import { seededRandom } from '../shared/lib/seeded-random.ts'
import type { BenchResult } from './bench-result.ts'

const SECRET = 'whsec_bench'
const FLOOR_ROUNDS = 2_000
const AT_ONCE = 32
const LINKS = 40
/** What Stripe tells of one payment, in the order in which it happens. */
const STORY = [
  ['payment_intent.payment_failed', 'declined'],
  ['payment_intent.processing', 'processing'],
  ['payment_intent.succeeded', 'succeeded'],
  ['refund.created', 'succeeded'],
  ['charge.dispute.created', 'succeeded'],
] as const

export interface WebhookRun {
  deliveries: number
  events: number
  captured: number
  doubled: number
  lost: number
  centsOff: number
  /** Answers that were neither taken nor known. */
  refused: number
  oursMs: number
  floorMs: number
}

/**
 * Delivers every event of many payments twice, shuffled by a seed, many at once, to a relay on SQLite, and counts what was
 * posted. The gateway tells a payment as far as its reports were delivered, so that old states come late. Beside it the
 * floor: one signature check and one durable insert.
 */
export async function deliverWebhooks(options: { deliveries: number; seed: number }): Promise<WebhookRun> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-bench-'))
  const store = openSqlite(join(folder, 'relay.db'))
  const pages = await startPagesUnderTest(store)
  try {
    const links: string[] = []
    for (let nth = 0; nth < LINKS; nth++) links.push((await pages.linked()).linkId)
    const attempts = Math.floor(options.deliveries / 2 / STORY.length)
    const events = attempts * STORY.length
    const now = pages.test.clock.now()
    const reached = new Uint8Array(attempts)
    const amountOf = (attempt: number) => 1_000 + ((attempt * 7919) % 500_000)
    const feeOf = (attempt: number) => Math.floor((amountOf(attempt) * 29 + 500) / 1000) + 30
    const idOf = (attempt: number) => `pi_${attempt}`
    // One in ten never gets past its debit: nothing may be posted for it.
    const lastStep = (attempt: number) => (attempt % 10 === 9 ? 1 : STORY.length - 1)

    const adapter = createStripeAdapter({
      address: STRIPE_ADDRESS,
      secretKey: 'sk_test_bench',
      publishableKey: 'pk_test_bench',
      webhookSecrets: [SECRET],
      connectedAccount: null,
      way: 'embedded',
      methods: ['card'],
      fetch,
      now: () => now,
      timeoutMs: 1_000,
    })
    const gateway: Gateway = {
      ...adapter,
      async retrieve(id): Promise<AttemptSnapshot> {
        const attempt = Number(id.slice(3))
        const [, state] = STORY[Math.min(reached[attempt]!, lastStep(attempt))]!
        const isPaid = state === 'succeeded'
        return {
          id,
          reference: `${links[attempt % LINKS]}:${requestOf(attempt)}`,
          amountCents: amountOf(attempt),
          currency: 'USD',
          state,
          actionUrl: null,
          declineCode: state === 'declined' ? 'card-declined' : null,
          feeCents: isPaid ? feeOf(attempt) : null,
          method: { kind: 'card', brand: 'visa', last4: '4242' },
          capturedAt: isPaid ? now : null,
          refunds: [],
          disputes: [],
          saved: null,
        }
      },
    }
    const requestOf = (attempt: number) => `01a207a2-0000-7000-8000-${attempt.toString(16).padStart(12, '0')}`
    await insertRequests(pages, attempts, attempt => ({
      id: requestOf(attempt),
      linkId: links[attempt % LINKS]!,
      attemptId: idOf(attempt),
      amountCents: amountOf(attempt),
    }))

    const relay = createRelay({ ...pages.test.relay, log: pino({ level: 'silent' }) })
    const named = { name: 'stripe:test:acct_bench', gateway }
    const payments = createPayments(relay, {
      gatewaysOf: async () => ({ active: named, all: [named] }),
      secret: new Uint8Array(32),
    })
    const delivery = (event: number) => {
      const attempt = Math.floor(event / STORY.length)
      const step = event % STORY.length
      const body = new TextEncoder().encode(
        JSON.stringify({
          id: `evt_${event}`,
          object: 'event',
          type: STORY[step]![0],
          created: Math.floor(now / 1000),
          data: { object: { id: idOf(attempt), object: 'payment_intent' } },
        }),
      )
      return { attempt, step, body, signature: signWebhook(body, SECRET, now) }
    }

    const order = shuffled(events * 2, options.seed)
    let refused = 0
    let next = 0
    const began = performance.now()
    const courier = async () => {
      while (next < order.length) {
        const { attempt, step, body, signature } = delivery(Math.floor(order[next++]! / 2))
        reached[attempt] = Math.max(reached[attempt]!, step)
        const headers = new Headers({ 'stripe-signature': signature })
        const answer = await payments.takeWebhook(pages.companyId, 'stripe', body, headers)
        if (answer !== 'taken' && answer !== 'known') refused++
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, courier))
    const oursMs = (performance.now() - began) / order.length

    const posted = await pages.test.store.read(sql =>
      sql.all<{ doc: string }>(
        "SELECT doc FROM entity WHERE company_id = $1 AND tbl = 'payments' AND deleted = 0",
        [pages.companyId],
      ),
    )
    const counts = new Map<string, { times: number; cents: number; fee: number }>()
    for (const { doc } of posted) {
      const { attemptId, totalCents, feeCents } = JSON.parse(doc) as {
        attemptId: string
        totalCents: number
        feeCents: number
      }
      const seen = counts.get(attemptId) ?? { times: 0, cents: 0, fee: 0 }
      counts.set(attemptId, {
        times: seen.times + 1,
        cents: seen.cents + totalCents,
        fee: seen.fee + feeCents,
      })
    }
    const run: WebhookRun = {
      deliveries: order.length,
      events,
      captured: 0,
      doubled: 0,
      lost: 0,
      centsOff: 0,
      refused,
      oursMs,
      floorMs: floor(folder, delivery, now),
    }
    for (let attempt = 0; attempt < attempts; attempt++) {
      const seen = counts.get(idOf(attempt)) ?? { times: 0, cents: 0, fee: 0 }
      const isPaid = lastStep(attempt) > 1
      if (isPaid) run.captured++
      run.doubled += Math.max(0, seen.times - (isPaid ? 1 : 0))
      run.lost += isPaid && seen.times === 0 ? 1 : 0
      const wanted = isPaid ? amountOf(attempt) : 0
      run.centsOff += Math.abs(seen.cents - wanted) + Math.abs(seen.fee - (isPaid ? feeOf(attempt) : 0))
    }
    return run
  } finally {
    await pages.stop()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A million deliveries: none posted twice, none lost, no cent off. */
export async function benchWebhooks(options = { deliveries: 1_000_000, seed: 1 }): Promise<BenchResult> {
  const run = await deliverWebhooks(options)
  const { doubled, lost, centsOff, refused, oursMs, floorMs } = run
  const perSecond = (ms: number) => Math.round(1000 / ms)
  return {
    name: 'a webhook, shuffled and doubled',
    floorMs,
    oursMs,
    ratio: oursMs / floorMs,
    aim: '0 doubled, 0 lost, 0 cents off',
    met: doubled + lost + centsOff + refused === 0,
    note:
      `seed ${options.seed}: ${run.deliveries} deliveries of ${run.events} events, ${run.captured} payments captured; ` +
      `${doubled} posted twice, ${lost} lost, ${centsOff} cents off, ${refused} refused; ${perSecond(oursMs)}/s, ` +
      `the floor (one signature, one durable insert) ${perSecond(floorMs)}/s`,
  }
}

async function insertRequests(
  pages: Awaited<ReturnType<typeof startPagesUnderTest>>,
  attempts: number,
  requestOf: (attempt: number) => { id: string; linkId: string; attemptId: string; amountCents: number },
): Promise<void> {
  const columns =
    'company_id id link_id version amount_cents currency reference attempt_id state confirms visitor created_at updated_at gateway'.split(
      ' ',
    )
  const at = pages.test.clock.now()
  for (let from = 0; from < attempts; from += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, attempts - from) }, (_, nth) => {
      const { id, linkId, attemptId, amountCents } = requestOf(from + nth)
      const reference = `${linkId}:${id}`
      const state = 'unknown'
      return [
        pages.companyId,
        id,
        linkId,
        'v',
        amountCents,
        'USD',
        reference,
        attemptId,
        state,
        1,
        'bench',
        at,
        at,
        'stripe:test:acct_bench',
      ]
    })
    await pages.test.store.write(sql => sql.insert('pay_request', columns, rows))
  }
}

/** Numbers below `count` in an order that only the seed decides. */
function shuffled(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at)
  const random = seededRandom(seed)
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random.fraction() * (at + 1))
    const kept = order[at]!
    order[at] = order[other]!
    order[other] = kept
  }
  return order
}

function floor(
  folder: string,
  delivery: (event: number) => { body: Uint8Array; signature: string },
  now: number,
): number {
  const db = new Database(join(folder, 'floor.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE event (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT')
  const insert = db.prepare('INSERT INTO event (body) VALUES (?)')
  const sent = Array.from({ length: FLOOR_ROUNDS }, (_, nth) => delivery(nth % 5))
  const began = performance.now()
  for (const { body, signature } of sent) {
    if (checkWebhookSignature(body, signature, [SECRET], now) !== null) throw new Error('not signed')
    insert.run(body)
  }
  const ms = (performance.now() - began) / FLOOR_ROUNDS
  db.close()
  return ms
}
