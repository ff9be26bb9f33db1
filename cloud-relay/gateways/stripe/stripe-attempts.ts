import { z } from 'zod'
import { type AttemptPage, type AttemptSnapshot, GatewayRejected } from '../gateway.ts'
import {
  ATTEMPT,
  CHECKOUT,
  disputeSchema,
  INTENT_EXPAND,
  type Intent,
  intentSchema,
  REFERENCE,
  readAttempt,
  reference as referenceSchema,
} from './read-attempt.ts'
import { isMissing, mustBeRefusal, rejected, type StripeClient, StripeRefused } from './stripe-client.ts'

const PAGE = 100

export const sessionSchema = z.object({
  id: z.string(),
  url: z.string().nullish(),
  status: z.string().nullish(),
  payment_intent: referenceSchema,
})

const list = <T extends z.ZodType>(of: T) =>
  z.object({ data: z.array(of), has_more: z.boolean().catch(false) })
const intents = list(intentSchema)
const disputes = list(disputeSchema)
const events = list(
  z.object({
    id: z.string(),
    data: z.object({
      object: z.object({ id: z.string(), object: z.string(), payment_intent: referenceSchema }),
    }),
  }),
)
/** What changes an attempt, as `listSince` asks for it. */
const CHANGES = [
  'payment_intent.created',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.canceled',
  'payment_intent.requires_action',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
]

// An account may sell by other ways, too: what Florin did not begin is none of its business.
const isOurs = ({ metadata }: Intent): boolean =>
  metadata?.[REFERENCE] !== undefined || metadata?.[ATTEMPT] !== undefined

/** Finds and reads attempts at one account: intents, and the Checkout pages they were sent to. */
export function createStripeAttempts(call: StripeClient['call']) {
  async function intentOf(id: string): Promise<Intent | null> {
    try {
      return await call(
        (stripe, to) => stripe.paymentIntents.retrieve(id, { expand: INTENT_EXPAND }, to),
        intentSchema,
      )
    } catch (error) {
      if (isMissing(error)) return null
      throw rejected(error)
    }
  }

  async function snapshotOf(intent: Intent): Promise<AttemptSnapshot> {
    return readAttempt(intent, intent.latest_charge?.disputed ? await disputesOf(intent.id) : [])
  }

  async function disputesOf(intentId: string): Promise<z.infer<typeof disputeSchema>[]> {
    const found = await call(
      (stripe, to) => stripe.disputes.list({ payment_intent: intentId, limit: 100 }, to),
      disputes,
    ).catch(mustBeRefusal)
    return found.data
  }

  /** The intent that moves an attempt's money: its own, or the one behind the Checkout page it was sent to. */
  async function payingIntent(attempt: Intent): Promise<Intent> {
    const sessionId = attempt.metadata?.[CHECKOUT]
    if (sessionId === undefined || attempt.metadata?.[ATTEMPT] !== undefined) return attempt
    const session = await call(
      (stripe, to) => stripe.checkout.sessions.retrieve(sessionId, {}, to),
      sessionSchema,
    ).catch(mustBeRefusal)
    const behind = session.payment_intent === null ? null : await intentOf(session.payment_intent)
    // An ended page whose payer never paid leaves the attempt as it was.
    return behind === null || (session.status === 'expired' && readAttempt(behind, []).state !== 'succeeded')
      ? attempt
      : behind
  }

  async function retrieve(attemptId: string): Promise<AttemptSnapshot | null> {
    const intent = await intentOf(attemptId)
    return intent && isOurs(intent) ? snapshotOf(await payingIntent(intent)) : null
  }

  async function mustRetrieve(attemptId: string): Promise<AttemptSnapshot> {
    const found = await retrieve(attemptId)
    if (found === null) throw new GatewayRejected(404, 'not-found', 'no such attempt')
    return found
  }

  /** Ends the Checkout page an attempt was sent to, so that nobody pays there any more; false where it was too late. */
  async function endCheckout(attempt: Intent): Promise<boolean> {
    const sessionId = attempt.metadata?.[CHECKOUT]
    if (sessionId === undefined) return true
    try {
      const ended = await call(
        (stripe, to) => stripe.checkout.sessions.expire(sessionId, {}, to),
        sessionSchema,
      )
      return ended.status === 'expired'
    } catch (error) {
      if (!(error instanceof StripeRefused)) throw error
      const session = await call(
        (stripe, to) => stripe.checkout.sessions.retrieve(sessionId, {}, to),
        sessionSchema,
      ).catch(mustBeRefusal)
      return session.status === 'expired'
    }
  }

  function findAmong(found: readonly Intent[], reference: string): Intent | null {
    // The attempt itself, not the intent behind its Checkout page.
    const ours = found.filter(
      each => each.metadata?.[REFERENCE] === reference && each.metadata[ATTEMPT] === undefined,
    )
    return ours.toSorted((a, b) => b.created - a.created)[0] ?? null
  }

  /** Everything there is, newest first; the mark is the newest change before the first page. */
  async function listAll(mark: string, after: string | null): Promise<AttemptPage> {
    const page = await call(
      (stripe, to) =>
        stripe.paymentIntents.list(
          {
            limit: PAGE,
            expand: INTENT_EXPAND.map(path => `data.${path}`),
            ...(after === null ? {} : { starting_after: after }),
          },
          to,
        ),
      intents,
    ).catch(mustBeRefusal)
    const attempts: AttemptSnapshot[] = []
    for (const intent of page.data.filter(isOurs)) attempts.push(await snapshotOf(await payingIntent(intent)))
    const last = page.data.at(-1)
    const more = page.has_more && last !== undefined
    return { attempts, cursor: more ? `all ${mark} ${last.id}` : `since ${mark}`, more }
  }

  async function newestEvent(): Promise<string> {
    const newest = await call(
      (stripe, to) => stripe.events.list({ limit: 1, types: CHANGES }, to),
      events,
    ).catch(mustBeRefusal)
    return newest.data[0]?.id ?? 'none'
  }

  async function findByReference(reference: string): Promise<AttemptSnapshot | null> {
    // The list is up to date, the search is not; what is older than a page has been in the search for long.
    const recent = await call((stripe, to) => stripe.paymentIntents.list({ limit: PAGE }, to), intents).catch(
      mustBeRefusal,
    )
    let found = findAmong(recent.data, reference)
    if (found === null && recent.has_more) {
      const query = `metadata['${REFERENCE}']:'${reference.replace(/[\\']/g, '\\$&')}'`
      const searched = await call(
        (stripe, to) => stripe.paymentIntents.search({ query, limit: PAGE }, to),
        intents,
      ).catch(mustBeRefusal)
      found = findAmong(searched.data, reference)
    }
    return found && retrieve(found.id)
  }

  async function listSince(cursor: string | null): Promise<AttemptPage> {
    const [kind, mark = 'none', after] = (cursor ?? '').split(' ')
    if (kind === 'all') return listAll(mark, after ?? null)
    if (kind !== 'since' || mark === 'none') return listAll(await newestEvent(), null)
    try {
      const page = await call(
        (stripe, to) => stripe.events.list({ limit: PAGE, ending_before: mark, types: CHANGES }, to),
        events,
      )
      const oldestFirst = page.data.toReversed()
      const ids = new Set(
        oldestFirst.map(({ data: { object } }) =>
          object.object === 'payment_intent' ? object.id : object.payment_intent,
        ),
      )
      const attempts: AttemptSnapshot[] = []
      for (const id of ids) {
        const attempt = id && (await retrieve(id))
        if (attempt) attempts.push(attempt)
      }
      return { attempts, cursor: `since ${oldestFirst.at(-1)?.id ?? mark}`, more: page.has_more }
    } catch (error) {
      // Stripe forgets events after 30 days: everything is looked at again.
      if (isMissing(error)) return listAll(await newestEvent(), null)
      throw rejected(error)
    }
  }

  return {
    intentOf,
    snapshotOf,
    payingIntent,
    endCheckout,
    retrieve,
    mustRetrieve,
    findByReference,
    listSince,
  }
}
