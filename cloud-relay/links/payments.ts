import { hash } from 'node:crypto'
import {
  type AttemptSnapshot,
  type Gateway,
  GatewayRejected,
  GatewayUnknown,
  GatewayUnreachable,
  isGatewayFault,
  type PaidBy,
  type WebhookEvent,
} from '../gateways/gateway.ts'
import type { RelayPorts } from '../ports.ts'
import { applySnapshot, markUnknown, type Report, stepBack, stepBackUnopened } from './apply-snapshot.ts'
import type { Ask } from './ask.ts'
import { beginPayment, LEASE_MS, type Press, type PressRefusal } from './begin-payment.ts'
import type { Chosen } from './choose.ts'
import { compareNightly } from './compare-nightly.ts'
import { comparePayouts } from './compare-payouts.ts'
import type { CompanyGateways, NamedGateway } from './named-gateway.ts'
import { createNonces } from './nonces.ts'
import { createPaidBy, type PressBy } from './paid-by.ts'
import { isSettled, noteAnswer, noteCall, type PayRequest, requestById, saveRequest } from './pay-requests.ts'
import { statementText } from './statement-text.ts'
import { takeWebhook, type WebhookAnswer } from './take-webhook.ts'

/** What the pages and the jobs do with money that payers move. */
export interface Payments {
  /** A payer pressed Pay with a token from the card fields, or with what they had kept. */
  payByFields(companyId: string, press: PressOrder, by: PressBy): Promise<PressAnswer>
  /** A payer without scripts goes to the gateway's own page. */
  payByCheckout(companyId: string, press: PressOrder, language: 'en' | 'es'): Promise<PressAnswer>
  /** Asks the gateway about a request that is under way and writes down what it says; true when nothing is open any more. */
  lookUp(companyId: string, requestId: string, options?: { isBack: boolean }): Promise<boolean>
  /** Posts captured money that nothing reported, and queues the next comparison. Throws gateway faults. */
  compare(companyId: string): Promise<void>
  /** Writes down the payouts that a gateway has told of. Throws gateway faults. */
  comparePayouts(companyId: string): Promise<void>
  /** Takes a report of the gateway's; null for a company without a payments account. */
  takeWebhook(
    companyId: string,
    kind: 'sandbox' | 'stripe',
    rawBody: Uint8Array,
    headers: Headers,
  ): Promise<WebhookAnswer | null>
}

export interface PressOrder extends Omit<Press, 'way'> {
  nonce: string
  /** Where the gateway sends the payer back to. */
  returnUrl: string
}

export type PressAnswer =
  | Refused
  /** Send the payer's browser there. */
  | { goTo: string }
  /** The request knows how it went. */
  | { done: true }

/** Nothing was charged; `repeated` means that this press was answered before. */
type Refused = { refused: PressRefusal | 'repeated' | 'gateway-down' | 'type-again' }
type Opened = { gateway: Gateway; request: PayRequest; ask: Ask; chosen: Chosen }

export interface PaymentParts {
  gatewaysOf(companyId: string): Promise<CompanyGateways>
  /** Tells of a word of the gateway's about the account itself. */
  onAccountChange?(companyId: string): Promise<void>
  /** The relay's secret. */
  secret: Uint8Array
}

/** A confirm may be on its way for so long; only then is its attempt canceled to be sure that nothing comes. */
const IN_FLIGHT_MS = 60_000
const MAX_TAKE_OVERS = 3
const ABOUT_THE_ACCOUNT = ['account.updated', 'account.application.deauthorized']

/** The one place that talks to gateways on behalf of payers. */
export function createPayments(ports: RelayPorts, parts: PaymentParts): Payments {
  const { clock, log } = ports
  const nonces = createNonces({ ...ports, secret: parts.secret })
  const paidBy = createPaidBy(ports)

  async function begin(
    companyId: string,
    { name, gateway }: NamedGateway,
    press: Press,
    nonce: string,
  ): Promise<Omit<Opened, 'gateway'> | Refused> {
    for (let takeOvers = 0; takeOvers <= MAX_TAKE_OVERS; takeOvers++) {
      const begun = await ports.inCompany(companyId, async tx => {
        // Spent with the first try, whatever comes of it: a second press is another press.
        if (takeOvers === 0 && !(await nonces.spend(tx.sql, companyId, nonce)))
          return { refused: 'repeated' as const }
        return beginPayment(tx, press, { gateway: name, ...gateway.capabilities() }, ports)
      })
      if (!('cancelFirst' in begun)) return begun
      for (const request of begun.cancelFirst) await cancel(companyId, request)
    }
    return { refused: 'busy' }
  }

  /**
   * The request's attempt at the gateway: opened once, found again where the answer was lost. Refused where that took so
   * long that the invoices were given to others; nothing comes of an attempt that nobody confirms.
   */
  async function openAttempt(
    companyId: string,
    gateway: Gateway,
    request: PayRequest,
    description: string,
  ): Promise<{ attemptId: string } | { refused: 'busy' }> {
    if (request.attemptId !== null) return { attemptId: request.attemptId }
    const order = {
      reference: request.reference,
      amountCents: request.amountCents,
      currency: request.currency,
      description,
    }
    const key = `create:${request.id}:1`
    const isFirst = await note(companyId, request, key, order)
    const found = isFirst ? null : await gateway.findByReference(request.reference)
    const attempt = found ?? (await gateway.createAttempt({ ...order, idempotencyKey: key }))
    return ports.inCompany(companyId, async tx => {
      await noteAnswer(tx.sql, companyId, key, 'answered')
      const current = await requestById(tx.sql, companyId, request.id)
      if (current === null) return { refused: 'busy' }
      if (current.attemptId === null) {
        await saveRequest(tx.sql, companyId, { ...current, attemptId: attempt.id })
      }
      const isOurs = current.confirms === request.confirms && current.state === request.state
      return isOurs ? { attemptId: attempt.id } : { refused: 'busy' }
    })
  }

  function note(companyId: string, request: PayRequest, key: string, params: object): Promise<boolean> {
    const paramsHash = hash('sha256', JSON.stringify(params), 'hex')
    return ports.inCompany(companyId, tx =>
      noteCall(tx.sql, companyId, { key, requestId: request.id, paramsHash, at: clock.now() }),
    )
  }

  /** Runs the calls before a confirm: when one fails, nothing was charged and the request steps back. */
  async function prepare<T>(
    companyId: string,
    request: PayRequest,
    work: () => Promise<T>,
  ): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      if (!isGatewayFault(error)) throw error
      log.warn(
        { companyId, requestId: request.id, error: error.message },
        'the gateway did not open a payment',
      )
      await ports.inCompany(companyId, tx => stepBack(tx, request, clock.now()))
      return null
    }
  }

  async function gatewayNamed(companyId: string, name: string): Promise<Gateway | null> {
    const { all } = await parts.gatewaysOf(companyId)
    return all.find(each => each.name === name)?.gateway ?? null
  }

  async function cancel(companyId: string, request: PayRequest): Promise<void> {
    if (request.attemptId === null) {
      await ports.inCompany(companyId, tx => stepBackUnopened(tx, request, clock.now()))
      return
    }
    const gateway = await gatewayNamed(companyId, request.gateway)
    if (gateway === null) throw new GatewayUnreachable(`no keys for ${request.gateway}`)
    const snapshot = await gateway.cancel(request.attemptId)
    await apply(companyId, snapshot, {
      from: 'canceled',
      gateway: request.gateway,
      readAt: clock.now(),
      address: null,
    })
  }

  function apply(companyId: string, snapshot: AttemptSnapshot, report: Report): Promise<void> {
    return ports.inCompany(companyId, tx => applySnapshot(tx, snapshot, report, log))
  }

  async function confirm(
    companyId: string,
    gateway: Gateway,
    request: PayRequest,
    order: { attemptId: string; returnUrl: string } & PaidBy,
    address: string,
  ): Promise<PressAnswer> {
    const key = `confirm:${request.id}:${request.confirms}`
    await note(companyId, request, key, order)
    const ended = async (state: Parameters<typeof noteAnswer>[3], back: boolean) =>
      ports.inCompany(companyId, async tx => {
        await noteAnswer(tx.sql, companyId, key, state)
        if (back) await stepBack(tx, request, clock.now())
        else if (state === 'unknown') await markUnknown(tx, request, clock.now())
      })
    try {
      const answer = await gateway.confirm({ ...order, idempotencyKey: key })
      const isClosed = 'refused' in answer && answer.refused === 'attempt-closed'
      const snapshot = isClosed ? await readClosed(gateway, order.attemptId) : answer
      if ('refused' in snapshot) {
        await ended('answered', true)
        return { refused: 'type-again' }
      }
      await ended('answered', false)
      await apply(companyId, snapshot, {
        from: 'answer',
        gateway: request.gateway,
        readAt: clock.now(),
        address,
      })
      return snapshot.state === 'requires-action' && snapshot.actionUrl !== null
        ? { goTo: snapshot.actionUrl }
        : { done: true }
    } catch (error) {
      if (error instanceof GatewayUnknown) {
        log.warn({ companyId, requestId: request.id }, 'the answer to a payment was lost: looking it up')
        await ended('unknown', false)
        return { done: true }
      }
      if (!isGatewayFault(error)) throw error
      log.warn(
        { companyId, requestId: request.id, error: error.message },
        'a payment did not reach the gateway',
      )
      await ended(error instanceof GatewayRejected ? 'rejected' : 'not-reached', true)
      return { refused: 'gateway-down' }
    }
  }

  /** Begins a press; gateway faults on the way mean that nothing was charged. */
  async function open(companyId: string, order: PressOrder, way: Press['way']): Promise<Opened | Refused> {
    const { active } = await parts.gatewaysOf(companyId)
    if (active === null) return { refused: 'gateway-down' }
    try {
      const begun = await begin(companyId, active, { ...order, way }, order.nonce)
      return 'refused' in begun ? begun : { gateway: active.gateway, ...begun }
    } catch (error) {
      if (!isGatewayFault(error)) throw error
      return { refused: 'gateway-down' }
    }
  }

  return {
    async payByFields(companyId, order, by) {
      const begun = await open(companyId, order, 'fields')
      if ('refused' in begun) return begun
      const { gateway, request } = begun
      const text = statementText(begun.ask, begun.chosen)
      if ('kept' in by && by.kept.gateway !== request.gateway) {
        await ports.inCompany(companyId, tx => stepBack(tx, request, clock.now()))
        return { refused: 'type-again' }
      }
      const opened = await prepare(companyId, request, async () => {
        const attempt = await openAttempt(companyId, gateway, request, text)
        return 'refused' in attempt ? attempt : { ...attempt, paidBy: await paidBy(companyId, begun, by) }
      })
      if (opened === null) return { refused: 'gateway-down' }
      if ('refused' in opened) return opened
      const wanted = { attemptId: opened.attemptId, returnUrl: order.returnUrl, ...opened.paidBy }
      return confirm(companyId, gateway, request, wanted, order.address)
    },

    async payByCheckout(companyId, order, language) {
      const begun = await open(companyId, order, 'checkout')
      if ('refused' in begun) return begun
      const { gateway, request } = begun
      const text = statementText(begun.ask, begun.chosen)
      const page = await prepare(companyId, request, async () => {
        const opened = await openAttempt(companyId, gateway, request, text)
        if ('refused' in opened) return opened
        const expiresAt = request.updatedAt + LEASE_MS
        return gateway.hostedCheckout({ ...opened, returnUrl: order.returnUrl, language, expiresAt })
      })
      if (page === null) return { refused: 'gateway-down' }
      if ('url' in page) return { goTo: page.url }
      await this.lookUp(companyId, request.id)
      return { done: true }
    },

    async lookUp(companyId, requestId, options = { isBack: false }) {
      const request = await ports.store.read(sql => requestById(sql, companyId, requestId))
      if (request === null || isSettled(request)) return true
      const gateway = await gatewayNamed(companyId, request.gateway)
      if (gateway === null) return false
      const readAt = clock.now()
      const snapshot =
        request.attemptId === null
          ? await gateway.findByReference(request.reference)
          : await gateway.retrieve(request.attemptId)
      const lagMs = request.attemptId === null ? gateway.capabilities().referenceLagMs : 0
      const isInFlight = readAt - request.updatedAt < Math.max(IN_FLIGHT_MS, 2 * lagMs)
      if (snapshot === null) {
        // An attempt that the gateway once told of may have taken money, whatever it says of it now.
        if (isInFlight || (request.state === 'unknown' && request.attemptId !== null)) return false
        await ports.inCompany(companyId, tx => stepBackUnopened(tx, request, readAt))
        const current = await ports.store.read(sql => requestById(sql, companyId, requestId))
        return current === null || isSettled(current)
      }
      await apply(companyId, snapshot, { from: 'look', gateway: request.gateway, readAt, address: null })
      const current = await ports.store.read(sql => requestById(sql, companyId, requestId))
      if (current === null || isSettled(current)) return true
      if (!mayCancel(current, readAt, options.isBack)) return false
      await cancel(companyId, { ...current, attemptId: snapshot.id })
      const last = await ports.store.read(sql => requestById(sql, companyId, requestId))
      return last === null || isSettled(last)
    },

    compare: companyId => compareNightly(ports, parts, companyId),

    async comparePayouts(companyId) {
      const { active } = await parts.gatewaysOf(companyId)
      if (active !== null) await comparePayouts(ports, companyId, active)
    },

    async takeWebhook(companyId, kind, rawBody, headers) {
      const { all } = await parts.gatewaysOf(companyId)
      let answer: WebhookAnswer | null = null
      let others: { named: NamedGateway; event: WebhookEvent } | null = null
      for (const named of all) {
        if (named.name.split(':')[0] !== kind) continue
        // Each account signs with its own secret; those of one platform share theirs, and the event says which it is.
        const event = named.gateway.parseWebhook(rawBody, headers)
        if ('refused' in event) {
          answer ??= event
          continue
        }
        if (!event.isOurs) {
          others ??= { named, event }
          continue
        }
        if (ABOUT_THE_ACCOUNT.includes(event.rawType)) {
          try {
            await parts.onAccountChange?.(companyId)
          } catch (error) {
            if (!isGatewayFault(error)) throw error
            return 'later'
          }
        }
        return takeWebhook(ports, companyId, named, event)
      }
      return others === null ? answer : takeWebhook(ports, companyId, others.named, others.event)
    },
  }
}

/**
 * When an attempt that the gateway still calls unfinished is ended for good: a confirm whose answer is long overdue, a
 * payer who did not come back from the bank in time, or one who came back without paying.
 */
function mayCancel(request: PayRequest, now: number, isBack: boolean): boolean {
  if (request.state === 'processing') return false
  const ageMs = now - request.updatedAt
  if (request.state === 'confirming' || request.state === 'unknown') return ageMs >= IN_FLIGHT_MS
  return ageMs >= LEASE_MS || (isBack && request.state === 'checkout')
}

/** An attempt that takes no confirm any more. Throws GatewayUnknown where it can't be read: it may have succeeded. */
async function readClosed(gateway: Gateway, attemptId: string): Promise<AttemptSnapshot> {
  try {
    const snapshot = await gateway.retrieve(attemptId)
    if (snapshot !== null) return snapshot
  } catch (error) {
    if (!isGatewayFault(error)) throw error
  }
  throw new GatewayUnknown('a closed attempt could not be read')
}
