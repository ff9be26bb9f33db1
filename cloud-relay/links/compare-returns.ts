import type { DisputeRow } from '../../shared/domain/dispute/dispute-row.ts'
import { sumCents } from '../../shared/domain/money.ts'
import { standsFor } from '../../shared/domain/payment/dispute-entries.ts'
import type { PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import { row, rows } from '../../shared/domain/view.ts'
import type { MovementKind } from '../gateways/gateway.ts'
import type { CompanyTransaction, Sql } from '../ports.ts'
import { hashId } from './hash-id.ts'
import { type Difference, tellDifference } from './tell-difference.ts'

/** What one side wrote down so lately may still come on the other. */
const PATIENCE_MS = 86_400_000

interface Line {
  movement_id: string
  kind: MovementKind
  amount_cents: number
  currency: string
  happened_at: number
}

/** Payments of a gateway's of which money went back, or was disputed, since then (epoch ms). */
export async function attemptsWithReturns(
  sql: Sql,
  companyId: string,
  gateway: string,
  since: number,
): Promise<string[]> {
  const found = await sql.all<{ attempt_id: string }>(
    `SELECT attempt_id FROM movement
     WHERE company_id = $1 AND gateway = $2 AND happened_at >= $3 AND attempt_id <> ''
       AND kind IN ('refund', 'refund-failed', 'payment-returned', 'dispute', 'dispute-won')
     UNION
     SELECT e.object_id FROM provider_effect e
     WHERE e.company_id = $1 AND e.done_at >= $3 AND e.effect LIKE 'dispute:%' AND EXISTS (
       SELECT 1 FROM movement m WHERE m.company_id = e.company_id AND m.attempt_id = e.object_id AND m.gateway = $2)`,
    [companyId, gateway, since],
  )
  return found.map(each => each.attempt_id)
}

/**
 * Compares what went back of a payment, line by line: each line of the gateway's has one entry of ours, and each entry that
 * the gateway moved has one line. A dispute that is open holds its money, and one that is won has it back, without an entry.
 */
export async function compareReturns(
  tx: CompanyTransaction,
  gateway: string,
  attemptId: string,
  until: number,
): Promise<void> {
  const paymentId = hashId(tx.companyId, 'payment', attemptId)
  const view = await tx.gather(() => [
    row('payments', paymentId),
    rows('payments', 'reversesId', paymentId),
    rows('disputes', 'paymentId', paymentId),
  ])
  const payment = view.get('payments', paymentId)
  if (payment === null) return
  const lines = await tx.sql.all<Line>(
    `SELECT movement_id, kind, amount_cents, currency, happened_at FROM movement
     WHERE company_id = $1 AND attempt_id = $2 ORDER BY happened_at, movement_id`,
    [tx.companyId, attemptId],
  )
  const entries = view.list('payments', 'reversesId', paymentId)
  const disputes = view.list('disputes', 'paymentId', paymentId)
  for (const difference of differencesOf({ payment, lines, entries, disputes, until }))
    await tellDifference(tx, gateway, difference)
}

interface Both {
  payment: PaymentRow
  lines: readonly Line[]
  entries: readonly PaymentRow[]
  disputes: readonly DisputeRow[]
  until: number
}

/** All that one side has of a payment's returns and the other has not. Pure. */
export function differencesOf({ payment, lines, entries, disputes, until }: Both): Difference[] {
  const found: Difference[] = []
  const differs = (line: Line, what: Difference['what']) =>
    found.push({
      paymentId: payment.id,
      what,
      reference: line.movement_id,
      oursCents: 0,
      theirsCents: line.amount_cents,
      currency: line.currency,
      happenedAt: line.happened_at,
    })
  const of = (kind: MovementKind) => lines.filter(line => line.kind === kind)
  const isOld = (at: number) => at < until - PATIENCE_MS
  const free = new Set(entries.toSorted((a, b) => Number(isGone(a)) - Number(isGone(b))))
  const take = (line: Line, fits: (entry: PaymentRow) => boolean) => {
    if (line.currency !== payment.currency) return null
    const entry = [...free].find(each => each.totalCents === line.amount_cents && fits(each))
    return entry !== undefined && free.delete(entry) ? entry : null
  }
  /** What a bank took by one line, posted at once or, where a refund stood in between, in parts. */
  const takeBack = (line: Line) => {
    const entry = take(line, isTaken)
    if (entry !== null || line.currency !== payment.currency) return entry
    for (const dispute of disputes) {
      const parts = [...free].filter(each => isTaken(each) && standsFor(each, dispute))
      if (parts.length < 2 || sumCents(parts.map(each => each.totalCents)) !== line.amount_cents) continue
      for (const part of parts) free.delete(part)
      return parts[0]!
    }
    return null
  }

  const back = new Set([...of('refund-failed'), ...of('dispute-won')])
  const giveBack = (line: Line, kind: MovementKind) => {
    const twin = [...back].find(each => each.kind === kind && each.amount_cents === -line.amount_cents)
    return twin !== undefined && back.delete(twin)
  }
  for (const line of of('refund')) {
    const entry = take(line, ({ kind }) => kind === 'refund')
    if (entry === null) differs(line, 'returned')
    else if (isGone(entry) && !giveBack(line, 'refund-failed') && isOld(goneAt(entry)))
      differs(line, 'returned')
  }
  for (const line of of('payment-returned')) {
    if (takeBack(line) === null) differs(line, 'returned')
  }
  const quiet = new Set(disputes.filter(({ state }) => state === 'open' || state === 'won'))
  for (const line of of('dispute')) {
    const entry = takeBack(line)
    const without = [...quiet].find(each => entry === null && each.amountCents === -line.amount_cents)
    if (without !== undefined) quiet.delete(without)
    const isOver = entry === null ? without?.state === 'won' : isGone(entry)
    const isTold = entry !== null || (without !== undefined && line.currency === payment.currency)
    const overAt = entry === null ? (without?.closedAt ?? 0) : goneAt(entry)
    if (!isTold || (isOver && !giveBack(line, 'dispute-won') && isOld(overAt))) differs(line, 'dispute')
  }
  for (const line of back) {
    const isNews = line.kind === 'dispute-won' && !isOld(line.happened_at)
    if (!isNews) differs(line, line.kind === 'refund-failed' ? 'refund-failed' : 'dispute-won')
  }
  for (const entry of free) {
    const isByGateway = entry.source === 'link' && !isGone(entry) && entry.refundState !== 'pending'
    if (!isByGateway || !isOld(entry.recordedAt)) continue
    found.push({
      paymentId: entry.id,
      what: 'not-in-books',
      reference: entry.id,
      oursCents: entry.totalCents,
      theirsCents: 0,
      currency: entry.currency,
      happenedAt: entry.recordedAt,
    })
  }
  return found
}

function isTaken({ kind }: PaymentRow): boolean {
  return kind === 'chargeback' || kind === 'nsf'
}

/** Entries that no longer count: the gateway has, or had, the money back. */
function isGone({ status, refundState }: PaymentRow): boolean {
  return status === 'void' || refundState === 'failed' || refundState === 'canceled'
}

function goneAt({ voidedOn, recordedAt }: PaymentRow): number {
  return voidedOn === null ? recordedAt : Date.parse(voidedOn)
}
