import type { Logger } from 'pino'
import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import { row } from '../../shared/domain/view.ts'
import { businessDateAt } from '../../shared/lib/dates.ts'
import { isId } from '../../shared/lib/ids.ts'
import type { AttemptSnapshot } from '../gateways/gateway.ts'
import type { CompanyTransaction } from '../ports.ts'
import { applyDispute } from './apply-dispute.ts'
import { applyRefunds } from './apply-refunds.ts'
import { type Ask, askOf, askReads } from './ask.ts'
import { countDecline } from './card-testing.ts'
import { type CreditPart, freeCredits, holdsOf } from './credit-holds.ts'
import { hashId } from './hash-id.ts'
import {
  claimEffect,
  effectsOf,
  freeLeases,
  holdLeases,
  type PayRequest,
  requestById,
  saveRequest,
  takeLeases,
} from './pay-requests.ts'
import { pressLanguage } from './press-language.ts'
import { isFinal } from './request-states.ts'
import { forgetLater, keepSaved } from './saved-methods.ts'

/** Where a snapshot comes from, and what that allows it to say. */
export interface Report {
  /**
   * `answer`: the gateway's answer to the confirm under way. `canceled`: after we canceled the attempt, so that nothing
   * can come any more. `look`: read at some moment, perhaps while a confirm is on its way.
   */
  from: 'answer' | 'canceled' | 'look'
  /** The gateway's name with us. */
  gateway: string
  /** When it was read, epoch ms. */
  readAt: number
  /** The payer's address as a keyed hash, where it is known. */
  address: string | null
  /** The gateway's event that led to the look. */
  eventId?: string
}

/** Leases of payments whose end only the gateway knows. */
const UNTIL_FINAL = 8_640_000_000_000_000

const FIRST_RETRY_MS = 60_000

/**
 * Moves a payment request to what the gateway says, forward only. A capture becomes a payment exactly once, whoever
 * reports it first and however often; nothing else becomes one.
 */
export async function applySnapshot(
  tx: CompanyTransaction,
  snapshot: AttemptSnapshot,
  report: Report,
  log: Logger,
): Promise<void> {
  const { linkId, requestId } = readReference(snapshot.reference)
  const request = requestId === null ? null : await requestById(tx.sql, tx.companyId, requestId)
  if (snapshot.state === 'succeeded') {
    await capture(tx, snapshot, request, linkId, report, log)
    return applyMoneyBack(tx, snapshot, report, log)
  }
  if (request === null || isFinal(request)) return
  if (request.state === 'checkout' && snapshot.state === 'declined' && report.eventId !== undefined) {
    await recordTry(tx, request, 'declined', report, report.eventId)
  }
  if (!maySay(request, snapshot, report)) return
  const { sql, companyId } = tx
  const moved: PayRequest = { ...request, attemptId: snapshot.id, actionUrl: null, updatedAt: report.readAt }
  switch (snapshot.state) {
    case 'declined':
      await saveRequest(sql, companyId, { ...moved, state: 'declined' })
      await freeLeases(sql, companyId, request.id)
      await recordTry(tx, request, 'declined', report)
      return
    case 'requires-action':
      // At the gateway's own page the challenge is the page's affair, and the time runs since the payer was sent there.
      if (request.state === 'checkout') return
      // A look that finds it unchanged does not prolong the payer's time.
      await saveRequest(sql, companyId, {
        ...moved,
        state: 'requires-action',
        actionUrl: snapshot.actionUrl,
        updatedAt: request.state === 'requires-action' ? request.updatedAt : report.readAt,
      })
      return
    case 'processing':
      await saveRequest(sql, companyId, { ...moved, state: 'processing', actionUrl: snapshot.actionUrl })
      await holdLeases(sql, companyId, request.id, UNTIL_FINAL)
      await recordTry(tx, request, 'processing', report)
      return
    case 'canceled':
      await saveRequest(sql, companyId, { ...moved, state: 'canceled' })
      await freeLeases(sql, companyId, request.id)
      return
    case 'created':
      if (report.from !== 'answer') return
      await saveRequest(sql, companyId, { ...moved, state: 'open' })
      await freeLeases(sql, companyId, request.id)
      return
    case 'unknown':
      log.warn({ companyId, requestId: request.id }, 'the gateway told a state this version does not know')
  }
}

/** Writes down how the refunds and the dispute of a captured payment stand; what was written down before changes nothing. */
export async function applyMoneyBack(
  tx: CompanyTransaction,
  snapshot: AttemptSnapshot,
  report: Pick<Report, 'gateway' | 'readAt'>,
  log: Logger,
): Promise<void> {
  await applyRefunds(tx, snapshot.refunds, report.readAt)
  for (const dispute of snapshot.disputes) await applyDispute(tx, snapshot.id, dispute, report, log)
}

/** The answer to a confirm was lost: nobody may pay these invoices until the gateway is asked what became of it. */
export async function markUnknown(tx: CompanyTransaction, request: PayRequest, at: number): Promise<void> {
  const current = await requestById(tx.sql, tx.companyId, request.id)
  if (current?.state !== 'confirming' || current.confirms !== request.confirms) return
  await saveRequest(tx.sql, tx.companyId, { ...current, state: 'unknown', updatedAt: at })
  await holdLeases(tx.sql, tx.companyId, request.id, UNTIL_FINAL)
}

/** The gateway never took the confirm: the invoices are free again. */
export async function stepBack(tx: CompanyTransaction, request: PayRequest, at: number): Promise<void> {
  const current = await requestById(tx.sql, tx.companyId, request.id)
  if (!current || isFinal(current) || current.confirms !== request.confirms) return
  await saveRequest(tx.sql, tx.companyId, { ...current, state: 'open', actionUrl: null, updatedAt: at })
  await freeLeases(tx.sql, tx.companyId, request.id)
}

/** The same where the gateway knew no attempt: changes nothing when one was opened meanwhile. */
export async function stepBackUnopened(
  tx: CompanyTransaction,
  request: PayRequest,
  at: number,
): Promise<void> {
  const current = await requestById(tx.sql, tx.companyId, request.id)
  if (current?.attemptId === request.attemptId) await stepBack(tx, request, at)
}

/** While a confirm is on its way, only its own answer or a final state counts: a late word may be about the one before. */
function maySay(request: PayRequest, snapshot: AttemptSnapshot, report: Report): boolean {
  if (snapshot.state === 'canceled' || snapshot.state === 'processing') return true
  if (report.from === 'answer') return request.state === 'confirming' || request.state === 'unknown'
  if (request.state === 'confirming' || request.state === 'unknown') return false
  // At the gateway's own page a decline is not the end: the payer tries again there.
  if (request.state === 'checkout' && snapshot.state === 'declined') return false
  if (snapshot.state === 'declined' && request.state !== 'requires-action' && request.state !== 'processing')
    return false
  return report.readAt >= request.updatedAt
}

async function capture(
  tx: CompanyTransaction,
  snapshot: AttemptSnapshot,
  request: PayRequest | null,
  linkId: string | null,
  report: Report,
  log: Logger,
): Promise<void> {
  const { sql, companyId } = tx
  const effects = await effectsOf(sql, companyId, snapshot.id)
  const tried = `capture-failed:${new Date(report.readAt).toISOString().slice(0, 10)}`
  if (effects.includes('captured') || effects.includes(tried)) return
  const isRetry = effects.some(effect => effect.startsWith('capture-failed:'))
  if (linkId === null) {
    log.error({ companyId, attemptId: snapshot.id }, 'the gateway captured money that names no link of ours')
  }
  const view = await tx.gather(() => [row('companies', COMPANY_ROW)])
  const timeZone = companyOf(view)?.timeZone ?? 'UTC'
  const capturedAt = snapshot.capturedAt ?? report.readAt
  const paymentId = hashId(companyId, 'payment', snapshot.id)
  const outcome = await tx.run({
    // The outcome of an id is kept for good: what could not be posted is tried again, once a day, under another.
    id: hashId(companyId, 'payment.capture', snapshot.id, ...(isRetry ? [tried] : [])),
    name: 'payment.capture',
    payload: {
      paymentId,
      number: await tx.nextNumber('payment'),
      // Money of nobody we know is posted all the same, unapplied, with a task: as for a link that is gone.
      linkId: linkId ?? hashId(companyId, 'no-link', snapshot.id),
      attemptId: snapshot.id,
      method: snapshot.method?.kind === 'ach' ? 'ach' : 'card',
      reference: referenceText(snapshot),
      receivedOn: businessDateAt(capturedAt, timeZone),
      capturedAt,
      totalCents: snapshot.amountCents,
      feeCents: snapshot.feeCents ?? 0,
      currency: snapshot.currency,
      receiptTo: request?.receiptTo ?? null,
      language: request && (await pressLanguage(sql, companyId, request)),
      invoiceIds: request?.picks ?? null,
      credits: await creditsWith(tx, request, linkId),
    },
    actor: { kind: 'relay' },
    at: capturedAt,
  })
  if (outcome.outcome !== 'accepted') {
    log.error(
      { companyId, attemptId: snapshot.id, outcome: outcome.outcome },
      'a captured payment was not posted',
    )
    await claimEffect(sql, companyId, snapshot.id, tried, report.readAt)
    if (request !== null) await holdCaptured(tx, snapshot, request, report.readAt)
    return
  }
  await claimEffect(sql, companyId, snapshot.id, 'captured', report.readAt)
  if (request === null) return
  await saveRequest(sql, companyId, {
    ...request,
    attemptId: snapshot.id,
    state: 'succeeded',
    actionUrl: null,
    paymentId,
    updatedAt: report.readAt,
  })
  await freeLeases(sql, companyId, request.id)
  if (snapshot.saved === null) return
  if (await keepSaved(tx, request, snapshot.saved, report.readAt)) return
  log.error({ companyId, requestId: request.id }, 'the gateway kept a method that nobody agreed to')
  await forgetLater(tx, request.gateway, snapshot.saved.methodId, report.readAt)
}

/** The credits that a capture brings with it: those it held, or where that is lost all that nobody else holds. */
async function creditsWith(
  tx: CompanyTransaction,
  request: PayRequest | null,
  linkId: string | null,
): Promise<CreditPart[]> {
  const { sql, companyId } = tx
  const held = request === null ? [] : await holdsOf(sql, companyId, request.id)
  if (held.length > 0 || linkId === null) return held
  const view = await tx.gather(askReads(linkId))
  const requestId = request?.id ?? null
  return freeCredits(sql, companyId, linkId, view, { cents: Number.MAX_SAFE_INTEGER, requestId })
}

/** Money that is taken but not posted: nobody may pay these invoices again, and the gateway is looked at until it is. */
async function holdCaptured(
  tx: CompanyTransaction,
  snapshot: AttemptSnapshot,
  request: PayRequest,
  readAt: number,
): Promise<void> {
  const { sql, companyId } = tx
  const held: PayRequest = { ...request, attemptId: snapshot.id, actionUrl: null, updatedAt: readAt }
  await saveRequest(sql, companyId, { ...held, state: 'unknown' })
  const ask = askOf(request.linkId, await tx.gather(askReads(request.linkId)))
  if (ask !== null) await takeLeases(sql, companyId, request.id, dueOf(request, ask), UNTIL_FINAL)
  await tx.enqueue(
    {
      kind: 'gateway.reconcile',
      key: `reconcile:${request.id}:captured`,
      payload: { requestId: request.id },
    },
    readAt + FIRST_RETRY_MS,
  )
}

/** The invoices of a request that something is due on. */
function dueOf({ picks }: PayRequest, ask: Ask): string[] {
  const due = ask.invoices.filter(each => each.dueCents > 0).map(each => each.row.id)
  return picks === null ? due : due.filter(id => picks.includes(id))
}

async function recordTry(
  tx: CompanyTransaction,
  request: PayRequest,
  outcome: 'declined' | 'processing',
  report: Report,
  occasion = String(request.confirms),
): Promise<void> {
  const effect = `${outcome}:${occasion}`
  if (!(await claimEffect(tx.sql, tx.companyId, request.id, effect, report.readAt))) return
  if (outcome === 'declined') {
    await countDecline(tx.sql, tx.companyId, {
      linkId: request.linkId,
      address: report.address,
      effect: `${request.id}:${occasion}`,
      at: report.readAt,
    })
  }
  await tx.run({
    id: hashId(tx.companyId, 'link.record-try', request.id, effect),
    name: 'link.record-try',
    payload: { linkId: request.linkId, triedAt: report.readAt, outcome },
    actor: { kind: 'relay' },
    at: report.readAt,
  })
}

/** Our reference at the gateway is `linkId:requestId`. */
function readReference(reference: string): { linkId: string | null; requestId: string | null } {
  const [linkId = '', requestId = ''] = reference.split(':')
  return { linkId: isId(linkId) ? linkId : null, requestId: isId(requestId) ? requestId : null }
}

/** How the payer will know the payment again, such as `Visa 4242`. */
function referenceText(snapshot: AttemptSnapshot): string {
  const brand = snapshot.method?.brand ?? ''
  const text = `${brand.charAt(0).toUpperCase()}${brand.slice(1)} ${snapshot.method?.last4 ?? ''}`.trim()
  return text.slice(0, 60) || snapshot.id.slice(0, 60)
}
