import type { Database } from 'better-sqlite3'
import { signWebhook } from '../webhook-signature.ts'
import { type Faults, faultsSchema } from './faults.ts'

export type DeliveriesOptions = {
  db: Database
  /** Where an account's webhooks go; null is tried again later, like an address that doesn't answer. */
  webhookUrl: (accountId: string) => string | null
  deliver: typeof fetch
  now: () => number
  newId: (prefix: string) => string
}

export type Deliveries = {
  /** Queues one event; call it inside the transaction that makes it true. */
  enqueue(accountId: string, type: string, attemptId: string | null, payload: unknown): void
  /** Sends what is due and answers how many were taken. */
  deliverDue(now: number): Promise<number>
  /** Breaks off what is under way; it stays due and is sent again after the next start. */
  stop(): Promise<void>
}

type DeliveryRow = { seq: number; event_id: string; account_id: string; body: string; tries: number }

const retryAfterMs = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000, 43_200_000, 86_400_000]
const reorderHoldMs = 5_000
const answerTimeoutMs = 10_000

/** The durable queue of webhook deliveries: at least once, with backoff over three days, faults on demand. */
export function createDeliveries({ db, webhookUrl, deliver, now, newId }: DeliveriesOptions): Deliveries {
  const selectDue = db.prepare<[number], DeliveryRow>(
    'SELECT seq, event_id, account_id, body, tries FROM delivery WHERE due_at <= ? ORDER BY due_at, seq LIMIT 100',
  )
  const stopping = new AbortController()
  let last: Promise<unknown> = Promise.resolve()

  function enqueue(accountId: string, type: string, attemptId: string | null, payload: unknown): void {
    const createdAt = now()
    const eventId = newId('evt')
    const body = JSON.stringify({ id: eventId, type, createdAt, attemptId, payload })
    const plan = planDelivery(accountId, createdAt)
    const insert = db.prepare(
      'INSERT INTO delivery (event_id, account_id, body, due_at, held, end) VALUES (?, ?, ?, ?, ?, ?)',
    )
    for (let copy = 0; copy < plan.copies; copy++) {
      insert.run(
        eventId,
        accountId,
        body,
        plan.dueAt,
        plan.held ? 1 : 0,
        plan.dueAt === null ? 'dropped' : null,
      )
    }
  }

  function planDelivery(accountId: string, at: number) {
    const faults = readFaults(db, accountId)
    const { webhooks } = faults
    const plan = { dueAt: (at + webhooks.delayMs) as number | null, copies: 1, held: false }
    if (webhooks.dropNext > 0) {
      webhooks.dropNext--
      plan.dueAt = null
    } else if (webhooks.duplicateNext > 0) {
      webhooks.duplicateNext--
      plan.copies = 2
    } else if (webhooks.reorderNext > 0 && !holdsOne(accountId)) {
      webhooks.reorderNext--
      plan.dueAt = at + webhooks.delayMs + reorderHoldMs
      plan.held = true
    }
    writeFaults(db, accountId, faults)
    return plan
  }

  function holdsOne(accountId: string): boolean {
    const held = 'SELECT 1 FROM delivery WHERE account_id = ? AND held = 1 AND due_at IS NOT NULL'
    return db.prepare(held).get(accountId) !== undefined
  }

  async function deliverDue(at: number): Promise<number> {
    let delivered = 0
    for (const row of selectDue.all(at)) {
      if (stopping.signal.aborted) break
      const url = webhookUrl(row.account_id)
      const taken = url !== null && (await send(row, url, at))
      if (!taken && stopping.signal.aborted) break
      if (taken) {
        db.prepare(
          "UPDATE delivery SET due_at = NULL, end = 'delivered', tries = tries + 1 WHERE seq = ?",
        ).run(row.seq)
        delivered++
      } else {
        const wait = retryAfterMs[row.tries]
        const [dueAt, end] = wait === undefined ? [null, 'given up'] : [at + wait, null]
        db.prepare('UPDATE delivery SET due_at = ?, end = ?, tries = tries + 1 WHERE seq = ?').run(
          dueAt,
          end,
          row.seq,
        )
      }
    }
    return delivered
  }

  async function send(row: DeliveryRow, url: string, at: number): Promise<boolean> {
    const account = db
      .prepare<[string], { webhook_secret: string }>('SELECT webhook_secret FROM account WHERE id = ?')
      .get(row.account_id)
    const body = new TextEncoder().encode(row.body)
    try {
      const answer = await deliver(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'florin-signature': signWebhook(body, account!.webhook_secret, at),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(answerTimeoutMs), stopping.signal]),
      })
      await answer.body?.cancel()
      return answer.ok
    } catch {
      return false
    }
  }

  return {
    enqueue,
    deliverDue(at) {
      // One after the other: two pumps at once would send the same row twice.
      const run = last.then(() => (stopping.signal.aborted ? 0 : deliverDue(at)))
      last = run.catch(() => undefined)
      return run
    },
    async stop() {
      stopping.abort()
      await last
    },
  }
}

/** The faults set for an account. */
export function readFaults(db: Database, accountId: string): Faults {
  const row = db
    .prepare<[string], { faults: string }>('SELECT faults FROM account WHERE id = ?')
    .get(accountId)
  return faultsSchema.parse(JSON.parse(row?.faults ?? '{}'))
}

/** Replaces the faults set for an account. */
export function writeFaults(db: Database, accountId: string, faults: Faults): void {
  db.prepare('UPDATE account SET faults = ? WHERE id = ?').run(JSON.stringify(faults), accountId)
}
