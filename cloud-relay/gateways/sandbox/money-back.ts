import type { Database } from 'better-sqlite3'
import type { DisputeSnapshot, GatewayRefusal, RefundOrder, RefundSnapshot } from '../gateway.ts'
import { type AttemptRow, type RefundRow, refundSnapshot } from './attempt-row.ts'
import type { Balance } from './balance.ts'

export type MoneyBackOptions = {
  db: Database
  now: () => number
  newId: (prefix: string) => string
  refundMs: number
  balance: Pick<Balance, 'book'>
  /** Marks the attempt as changed and queues the event. */
  touchAndEmit: (attemptId: string, type: string) => void
}

/** What the gateway keeps for a dispute, whoever wins. */
const DISPUTE_FEE = 1_500
/** So long evidence is taken. */
const EVIDENCE_MS = 7 * 86_400_000

type Dispute = { id: string; amount_cents: number; state: DisputeSnapshot['state'] }

/** Refunds and disputes: how captured money leaves again, and comes back. */
export function createMoneyBack({ db, now, newId, refundMs, balance, touchAndEmit }: MoneyBackOptions) {
  function refund(
    row: AttemptRow,
    order: Pick<RefundOrder, 'amountCents' | 'reference'>,
  ): RefundSnapshot | GatewayRefusal {
    if (row.state !== 'succeeded') return { refused: 'not-captured' }
    const dispute = disputeOf(row.id)
    if (dispute?.state === 'open' || dispute?.state === 'lost') return { refused: 'disputed' }
    if (order.amountCents > row.amount_cents - refundedCents(row.id)) return { refused: 'exceeds-captured' }
    const id = newId('re')
    const slow = row.kind === 'ach' || row.outcome === 'refund-fails'
    db.prepare(
      `INSERT INTO refund (id, attempt_id, reference, amount_cents, state, next_state, next_at, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      row.id,
      order.reference,
      order.amountCents,
      slow ? 'pending' : 'succeeded',
      slow ? (row.outcome === 'refund-fails' ? 'failed' : 'succeeded') : null,
      slow ? now() + refundMs : null,
      now(),
    )
    book(row, 'refund', id, -order.amountCents, now())
    touchAndEmit(row.id, 'refund.updated')
    return refundSnapshot(db.prepare<[string], RefundRow>('SELECT * FROM refund WHERE id = ?').get(id)!)
  }

  function refundedCents(id: string): number {
    const sum = "SELECT coalesce(sum(amount_cents), 0) FROM refund WHERE attempt_id = ? AND state <> 'failed'"
    return db.prepare<[string], number>(sum).pluck().get(id)!
  }

  function disputeOf(id: string): Dispute | undefined {
    return db
      .prepare<[string], Dispute>('SELECT id, amount_cents, state FROM dispute WHERE attempt_id = ?')
      .get(id)
  }

  function book(
    row: AttemptRow,
    kind: Parameters<Balance['book']>[1]['kind'],
    objectId: string,
    amountCents: number,
    at: number,
    feeCents = 0,
  ): void {
    balance.book(row, { kind, objectId, amountCents, feeCents, at })
  }

  /**
   * Opens the dispute over what has not been refunded: a question that moves nothing yet, one that takes the money at once, or
   * (a returned debit) one that is lost already.
   */
  function openDispute(
    row: AttemptRow,
    at: number,
    state: 'inquiry' | 'open' | 'lost',
    reason: string,
  ): void {
    const leftCents = row.amount_cents - refundedCents(row.id)
    if (leftCents === 0) return
    const id = newId('dp')
    const feeCents = state === 'open' ? DISPUTE_FEE : 0
    db.prepare(
      `INSERT INTO dispute (id, attempt_id, amount_cents, state, reason, opened_at, fee_cents, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(id, row.id, leftCents, state, reason, at, feeCents, state === 'lost' ? null : at + EVIDENCE_MS)
    if (state !== 'inquiry') book(row, 'dispute', id, -leftCents, at, feeCents)
    touchAndEmit(row.id, 'dispute.updated')
  }

  /** Ends a dispute, or an appeal against a lost one; false where there is none that can end so. */
  function closeDispute(row: AttemptRow, state: 'won' | 'lost', at = now()): boolean {
    const dispute = disputeOf(row.id)
    if (dispute === undefined || dispute.state === 'won' || dispute.state === state) return false
    if (dispute.state === 'inquiry' && state === 'lost') return false
    db.prepare('UPDATE dispute SET state = ? WHERE id = ?').run(state, dispute.id)
    const comesBack = state === 'won' && dispute.state !== 'inquiry'
    if (comesBack) book(row, 'dispute-won', dispute.id, dispute.amount_cents, at)
    touchAndEmit(row.id, 'dispute.updated')
    return true
  }

  /** Ends the slow refunds that banks have decided by `at`. */
  function settleRefunds(at: number): void {
    const ended = db.prepare<
      [number],
      { id: string; attempt_id: string; state: string; amount_cents: number }
    >(
      `UPDATE refund SET state = next_state, next_state = NULL, next_at = NULL,
         failure_code = CASE next_state WHEN 'failed' THEN 'account-closed' END
       WHERE next_at <= ? RETURNING id, attempt_id, state, amount_cents`,
    )
    for (const { id, attempt_id, state, amount_cents } of ended.all(at)) {
      const row = db.prepare<[string], AttemptRow>('SELECT * FROM attempt WHERE id = ?').get(attempt_id)!
      if (state === 'failed') book(row, 'refund-failed', id, amount_cents, at)
      touchAndEmit(attempt_id, 'refund.updated')
    }
  }

  return { refund, openDispute, closeDispute, settleRefunds }
}
