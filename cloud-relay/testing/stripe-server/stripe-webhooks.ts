import { signWebhook } from '../../gateways/webhook-signature.ts'
import type { StripeEvent } from './stripe-objects.ts'

/** What may go wrong with webhooks; counts run down. */
export interface WebhookFaults {
  /** The next n events are delivered twice. */
  duplicateNext: number
  /** The next n events are never delivered. */
  dropNext: number
  /** The next n events are held until the event after them went out. */
  reorderNext: number
  /** Every event waits this long. */
  delayMs: number
}

export interface WebhookEndpoint {
  url: string
  secret: string
  /** Event types it hears of. */
  types: readonly string[]
  /** True: of connected accounts only. False: of the account's own only. Left out: of both. */
  connect?: boolean
}

export interface StripeWebhooks {
  faults: WebhookFaults
  endpoints: WebhookEndpoint[]
  enqueue(event: StripeEvent): void
  /** Sends what is due; deliveries that were not answered 2xx come again a minute later. Answers how many were taken. */
  deliverDue(): Promise<number>
}

interface Delivery {
  endpoint: WebhookEndpoint
  body: string
  dueAt: number
  held: boolean
}

const RETRY_MS = 60_000

function hears({ types, connect }: WebhookEndpoint, event: StripeEvent): boolean {
  return types.includes(event.type) && (connect === undefined || connect === (event.account !== undefined))
}

/** The stand-in's webhooks: signed like Stripe's, at least once, in whatever order the faults make. */
export function createStripeWebhooks(now: () => number, deliver: typeof fetch): StripeWebhooks {
  const faults: WebhookFaults = { duplicateNext: 0, dropNext: 0, reorderNext: 0, delayMs: 0 }
  const endpoints: WebhookEndpoint[] = []
  const queue: Delivery[] = []

  async function send({ endpoint, body }: Delivery): Promise<boolean> {
    const bytes = new TextEncoder().encode(body)
    try {
      const answer = await deliver(endpoint.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signWebhook(bytes, endpoint.secret, now()),
        },
        body: bytes,
      })
      await answer.body?.cancel()
      return answer.ok
    } catch {
      return false
    }
  }

  return {
    faults,
    endpoints,
    enqueue(event) {
      const body = JSON.stringify({
        ...event,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
      })
      for (const endpoint of endpoints.filter(each => hears(each, event))) {
        const delivery: Delivery = { endpoint, body, dueAt: now() + faults.delayMs, held: false }
        if (faults.dropNext > 0) {
          faults.dropNext--
          continue
        }
        const waiting = queue.findIndex(each => each.held)
        if (faults.reorderNext > 0 && waiting < 0) {
          faults.reorderNext--
          queue.push({ ...delivery, held: true })
          continue
        }
        queue.push(delivery)
        if (faults.duplicateNext > 0) {
          faults.duplicateNext--
          queue.push({ ...delivery })
        }
        const [held] = waiting < 0 ? [] : queue.splice(waiting, 1)
        if (held) queue.push({ ...held, held: false })
      }
    },
    async deliverDue() {
      const dueNow = queue.filter(each => !each.held && each.dueAt <= now())
      let taken = 0
      for (const delivery of dueNow) {
        if (await send(delivery)) {
          taken++
          queue.splice(queue.indexOf(delivery), 1)
        } else {
          delivery.dueAt = now() + RETRY_MS
        }
      }
      return taken
    },
  }
}
