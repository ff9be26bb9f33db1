import type { Database } from 'better-sqlite3'
import type {
  AttemptSnapshot,
  AttemptState,
  DisputeSnapshot,
  MethodKind,
  RefundSnapshot,
} from '../gateway.ts'
import type { Outcome } from './test-cards.ts'

export type AttemptRow = {
  id: string
  account_id: string
  reference: string
  amount_cents: number
  currency: string
  description: string
  state: AttemptState
  challenge_key: string | null
  checkout_key: string | null
  return_url: string | null
  checkout_expires_at: number | null
  page_declines: number
  decline_code: string | null
  fee_cents: number | null
  kind: MethodKind | null
  brand: string | null
  last4: string | null
  outcome: Outcome | null
  expires: string | null
  /** The holder that the payer asked to save this method for. */
  keep_for: string | null
  /** What was saved when it succeeded. */
  saved_id: string | null
  captured_at: number | null
  next_step: 'clear' | 'fail' | 'return' | 'inquire' | 'dispute' | 'lose' | 'win' | null
  next_at: number | null
  created_at: number
  change: number
}

export type RefundRow = {
  id: string
  attempt_id: string
  reference: string
  amount_cents: number
  state: RefundSnapshot['state']
  failure_code: string | null
  next_state: RefundSnapshot['state'] | null
  next_at: number | null
  created_at: number
}

type DisputeRow = {
  id: string
  amount_cents: number
  state: DisputeSnapshot['state']
  reason: string
  opened_at: number
  fee_cents: number
  due_at: number | null
}

/** The attempt as the API tells it. */
export function snapshotOf(db: Database, row: AttemptRow, publicOrigin: string): AttemptSnapshot {
  const refunds = db
    .prepare<[string], RefundRow>('SELECT * FROM refund WHERE attempt_id = ? ORDER BY created_at, rowid')
    .all(row.id)
  const dispute = db.prepare<[string], DisputeRow>('SELECT * FROM dispute WHERE attempt_id = ?').get(row.id)
  return {
    id: row.id,
    reference: row.reference,
    amountCents: row.amount_cents,
    currency: row.currency,
    state: row.state,
    actionUrl:
      row.state === 'requires-action' ? `${publicOrigin}/challenge/${row.id}?key=${row.challenge_key}` : null,
    declineCode: row.decline_code,
    feeCents: row.fee_cents,
    method: row.kind && { kind: row.kind, brand: row.brand!, last4: row.last4! },
    capturedAt: row.captured_at,
    refunds: refunds.map(refundSnapshot),
    disputes: dispute
      ? [
          {
            id: dispute.id,
            amountCents: dispute.amount_cents,
            state: dispute.state,
            reason: dispute.reason,
            feeCents: dispute.fee_cents,
            openedAt: dispute.opened_at,
            dueAt: dispute.due_at,
          },
        ]
      : [],
    saved:
      row.saved_id === null
        ? null
        : {
            holderId: row.keep_for!,
            methodId: row.saved_id,
            kind: row.kind!,
            brand: row.brand!,
            last4: row.last4!,
            expires: row.expires,
          },
  }
}

/** The refund as the API tells it. */
export function refundSnapshot(row: RefundRow): RefundSnapshot {
  return {
    id: row.id,
    attemptId: row.attempt_id,
    reference: row.reference,
    amountCents: row.amount_cents,
    state: row.state,
    failureCode: row.failure_code,
    createdAt: row.created_at,
  }
}

/** What a typed number becomes: all that the sandbox keeps of it. */
export type TokenizedMethod = {
  kind: MethodKind
  brand: string
  last4: string
  outcome: Outcome
  /** 'YYYY-MM'; null where it has no end. */
  expires: string | null
}
