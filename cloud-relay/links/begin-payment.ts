import type { Language } from '../../shared/domain/company/company-row.ts'
import { sumCents } from '../../shared/domain/money.ts'
import type { Clock, Random } from '../../shared/lib/ids.ts'
import { newId } from '../../shared/lib/ids.ts'
import type { CompanyTransaction } from '../ports.ts'
import { type Ask, type AskedInvoice, askOf, askReads, heldBy, leaseIds } from './ask.ts'
import { hasFailedTooOften, isLocked } from './card-testing.ts'
import { type Choice, type ChoiceRefusal, type Chosen, choose, isAsSeen } from './choose.ts'
import { enqueueComparison } from './compare-gateway.ts'
import { freeCredits, heldByOthers, holdCredits } from './credit-holds.ts'
import { hashId } from './hash-id.ts'
import {
  insertRequest,
  leasesOn,
  type PayRequest,
  requestsOfLink,
  saveRequest,
  takeLeases,
} from './pay-requests.ts'
import { pressKey } from './press-language.ts'
import { isFinal, isUnderWay, waitsForPayer } from './request-states.ts'

/** A press of Pay. */
export interface Press {
  linkId: string
  /** Whose browser. */
  visitor: string
  /** The version of the amounts that the payer saw. */
  version: string
  /** What they picked of it, and the amount their button named. */
  choice: Choice
  receiptTo: string | null
  /** The language of the page on which they pressed; null where staff did it for them. */
  language: Language | null
  /** The payer's network address as a keyed hash. */
  address: string
  /** Card fields on our page, or the gateway's own page. */
  way: 'fields' | 'checkout'
}

/** Why a press does not reach the gateway. In every case nothing was charged. */
export type PressRefusal =
  | 'gone'
  | 'nothing-due'
  | 'changed'
  | 'locked'
  | 'too-many-failures'
  | 'busy'
  | 'amount-not-payable'
  | ChoiceRefusal

export type Begun =
  | { refused: PressRefusal }
  /** Requests to cancel at the gateway first: nobody holds them any more, but their payer might still finish. */
  | { cancelFirst: PayRequest[] }
  | { request: PayRequest; ask: Ask; chosen: Chosen }

/** How long a payer has their invoices to themselves. */
export const LEASE_MS = 10 * 60_000

/** When the first look at a payment under way is due, should its answer never come. */
const FIRST_LOOK_MS = 10_000

/**
 * The first half of a press, in one transaction: checks what the payer saw against what is due now, takes a lease on
 * every invoice picked and holds the open credits that lower them, and writes down that the gateway is about to be asked. The clock of the link starts if it has not.
 */
export async function beginPayment(
  tx: CompanyTransaction,
  press: Press,
  at: { gateway: string; minAmountCents: number; maxAmountCents: number },
  ports: { clock: Clock; random: Random },
): Promise<Begun> {
  const { sql, companyId } = tx
  const now = ports.clock.now()
  const view = await tx.gather(askReads(press.linkId))
  const ask = askOf(press.linkId, view, await heldByOthers(sql, companyId, press.linkId, view))
  if (ask === null || ask.link.state === 'revoked') return { refused: 'gone' }
  if (await isLocked(sql, companyId, press.linkId)) return { refused: 'locked' }
  if (await hasFailedTooOften(sql, companyId, press.address, now)) return { refused: 'too-many-failures' }

  const chosen = choose(ask, press.choice)
  const wanted = 'refused' in chosen ? ask.invoices : paidBy(ask, chosen)
  const requests = await requestsOfLink(sql, companyId, press.linkId)
  const version = 'refused' in chosen ? ask.version : chosen.version
  const known = requests.find(
    each => each.version === version && each.gateway === at.gateway && !isFinal(each),
  )
  const leases = await leasesOn(sql, companyId, heldBy(wanted))
  const others = leases.filter(lease => lease.request.id !== known?.id && isUnderWay(lease.request))
  const mayTakeOver = (untilAt: number, request: PayRequest) =>
    waitsForPayer(request) && (untilAt <= now || request.visitor === press.visitor)
  if (others.some(lease => !mayTakeOver(lease.untilAt, lease.request))) return { refused: 'busy' }
  const ownLease = leases.find(lease => lease.request.id === known?.id)
  if (known && isUnderWay(known) && !mayTakeOver(ownLease?.untilAt ?? 0, known)) return { refused: 'busy' }

  if (ask.dueCents === 0) return { refused: 'nothing-due' }
  if (!isAsSeen(ask, press.version, press.choice)) return { refused: 'changed' }
  if ('refused' in chosen) return chosen
  if (chosen.amountCents !== press.choice.shownCents) return { refused: 'changed' }
  // The gateway's own page stays open in some tab: its attempt ends before the invoices are asked for by another way.
  const open = known?.state === 'checkout' ? [known] : []
  const cancelFirst = distinct([...others.map(lease => lease.request), ...open])
  if (cancelFirst.length > 0) return { cancelFirst }
  if (chosen.amountCents < at.minAmountCents || chosen.amountCents > at.maxAmountCents) {
    return { refused: 'amount-not-payable' }
  }

  const cents = sumCents(paidBy(ask, chosen).map(each => each.creditCents))
  const requestId = known?.id ?? null
  const credits = await freeCredits(sql, companyId, press.linkId, view, { cents, requestId })
  // Others at this link bring with them what it takes off: the payer would be asked for too little.
  if (sumCents(credits.map(each => each.amountCents)) < cents) return { refused: 'busy' }

  const request = known ?? (await openRequest(tx, ask, chosen, press, at.gateway, ports))
  const begun: PayRequest = {
    ...request,
    state: press.way === 'fields' ? 'confirming' : 'checkout',
    confirms: request.confirms + 1,
    visitor: press.visitor,
    receiptTo: press.receiptTo,
    actionUrl: null,
    updatedAt: now,
  }
  await saveRequest(sql, companyId, begun)
  await takeLeases(sql, companyId, begun.id, leaseIds(paidBy(ask, chosen)), now + LEASE_MS)
  await holdCredits(sql, companyId, begun.id, credits)
  await startClock(tx, ask, now)
  await enqueueComparison(tx, now)
  await tx.enqueue(
    {
      kind: 'gateway.reconcile',
      key: pressKey(begun),
      payload: { requestId: begun.id, ...(press.language === null ? {} : { language: press.language }) },
    },
    now + FIRST_LOOK_MS,
  )
  return { request: begun, ask, chosen }
}

/** Starts the clock of a link that a person opened; later calls change nothing. */
export async function startClock(tx: CompanyTransaction, ask: Ask, now: number): Promise<void> {
  if (ask.link.openedAt !== null) return
  await tx.run({
    id: hashId(tx.companyId, 'link.record-open', ask.link.id),
    name: 'link.record-open',
    payload: { linkId: ask.link.id, openedAt: now },
    actor: { kind: 'relay' },
    at: now,
  })
}

async function openRequest(
  tx: CompanyTransaction,
  ask: Ask,
  chosen: Chosen,
  press: Press,
  gateway: string,
  ports: { clock: Clock; random: Random },
): Promise<PayRequest> {
  const now = ports.clock.now()
  const id = newId(ports.clock, ports.random)
  const request: PayRequest = {
    id,
    linkId: ask.link.id,
    version: chosen.version,
    picks: chosen.picks,
    amountCents: chosen.amountCents,
    currency: ask.link.currency,
    gateway,
    // The link's id leads from the gateway to the invoices even where this row is lost to an old backup.
    reference: `${ask.link.id}:${id}`,
    attemptId: null,
    state: 'open',
    confirms: 0,
    visitor: press.visitor,
    receiptTo: press.receiptTo,
    actionUrl: null,
    paymentId: null,
    createdAt: now,
    updatedAt: now,
  }
  await insertRequest(tx.sql, tx.companyId, request)
  return request
}

/** The invoices that a payment of a choice settles: with all of a link's also those that credits alone cover. */
function paidBy(ask: Ask, chosen: Chosen): readonly AskedInvoice[] {
  if (chosen.picks !== null) return chosen.invoices
  return ask.invoices.filter(each => each.dueCents > 0 || each.creditCents > 0)
}

function distinct(requests: readonly PayRequest[]): PayRequest[] {
  return [...new Map(requests.map(request => [request.id, request])).values()]
}
