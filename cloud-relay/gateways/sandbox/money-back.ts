import type { Database } from 'better-sqlite3'
import type { GatewayRefusal, RefundOrder, RefundSnapshot } from '../gateway.ts'
import { type AttemptRow, type RefundRow, refundSnapshot } from './attempt-row.ts'

export type MoneyBackOptions = {
  db: Database
  now: () => number
  newId: (prefix: string) => string
  refundMs: number
  /** Marks the attempt as changed and queues the event. */
  touchAndEmit: (attemptId: string, type: string) => void
}

/** Refunds and disputes: how captured money leaves again. */
export function createMoneyBack({ db, now, newId, refundMs, touchAndEmit }: MoneyBackOptions) {
  function refund(
    row: AttemptRow,
    order: Pick<RefundOrder, 'amountCents' | 'reference'>,
  ): RefundSnapshot | GatewayRefusal {
    if (row.state !== 'succeeded') return { refused: 'not-captured' }
    if (hasLiveDispute(row.id)) return { refused: 'disputed' }
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
    touchAndEmit(row.id, 'refund.updated')
    return refundSnapshot(db.prepare<[string], RefundRow>('SELECT * FROM refund WHERE id = ?').get(id)!)
  }

  function refundedCents(id: string): number {
    const sum = "SELECT coalesce(sum(amount_cents), 0) FROM refund WHERE attempt_id = ? AND state <> 'failed'"
    return db.prepare<[string], number>(sum).pluck().get(id)!
  }

  function hasLiveDispute(id: string): boolean {
    return db.prepare("SELECT 1 FROM dispute WHERE attempt_id = ? AND state <> 'won'").get(id) !== undefined
  }

  /** Opens (or, for a returned debit, opens and loses) the dispute over what has not been refunded. */
  function openDispute(row: AttemptRow, at: number, state: 'open' | 'lost', reason: string): void {
    const leftCents = row.amount_cents - refundedCents(row.id)
    if (leftCents === 0) return
    db.prepare(
      'INSERT INTO dispute (id, attempt_id, amount_cents, state, reason, opened_at) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(newId('dp'), row.id, leftCents, state, reason, at)
    touchAndEmit(row.id, 'dispute.updated')
  }

  function closeDispute(row: AttemptRow, state: 'won' | 'lost'): boolean {
    const closed = db
      .prepare("UPDATE dispute SET state = ? WHERE attempt_id = ? AND state = 'open'")
      .run(state, row.id).changes
    if (closed > 0) touchAndEmit(row.id, 'dispute.updated')
    return closed > 0
  }

  /** Ends the slow refunds that banks have decided by `at`. */
  function settleRefunds(at: number): void {
    const ended = db.prepare<[number], { attempt_id: string }>(
      `UPDATE refund SET state = next_state, next_state = NULL, next_at = NULL,
         failure_code = CASE next_state WHEN 'failed' THEN 'account-closed' END
       WHERE next_at <= ? RETURNING attempt_id`,
    )
    for (const { attempt_id } of ended.all(at)) touchAndEmit(attempt_id, 'refund.updated')
  }

  return { refund, openDispute, closeDispute, settleRefunds }
}
