import type { Database } from 'better-sqlite3'
import type { Movement, MovementKind, Payout } from '../gateway.ts'

export type Balance = ReturnType<typeof createBalance>

type MovementRow = {
  id: string
  kind: MovementKind
  attempt_id: string | null
  object_id: string
  amount_cents: number
  fee_cents: number
  currency: string
  at: number
}

type PayoutRow = {
  id: string
  amount_cents: number
  currency: string
  arrives_at: number
  created_at: number
}

const COLUMNS = 'id, kind, attempt_id, object_id, amount_cents, fee_cents, currency, at'

/** The sandbox's own books: what moved on each account, and what was paid out of it. No money moves. */
export function createBalance({
  db,
  newId,
  payoutMs,
  emit,
}: {
  db: Database
  newId: (prefix: string) => string
  /** So long after the first movement that is not paid out yet a payout takes all of them. */
  payoutMs: number
  emit: (accountId: string, payout: Payout) => void
}) {
  /** Writes a movement of an attempt's account; call it inside the transaction that makes it true. */
  function book(
    attempt: { id: string; account_id: string; currency: string },
    movement: { kind: MovementKind; objectId: string; amountCents: number; feeCents: number; at: number },
  ): void {
    db.prepare(`INSERT INTO movement (account_id, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
      attempt.account_id,
      newId('txn'),
      movement.kind,
      attempt.id,
      movement.objectId,
      movement.amountCents,
      movement.feeCents,
      attempt.currency,
      movement.at,
    )
  }

  /** Pays out what has waited long enough by `at`; an account that owes waits for more to come in. */
  function payOutDue(at: number): void {
    const waiting = db
      .prepare<[], { account_id: string; currency: string; since: number; cents: number }>(
        `SELECT account_id, currency, min(at) AS since, sum(amount_cents - fee_cents) AS cents FROM movement
         WHERE payout_id IS NULL GROUP BY account_id, currency`,
      )
      .all()
    for (const { account_id, currency, since, cents } of waiting) {
      if (cents <= 0 || since + payoutMs > at) continue
      const id = newId('po')
      db.prepare(
        'INSERT INTO payout (id, account_id, amount_cents, currency, arrives_at, created_at) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(id, account_id, cents, currency, at, at)
      db.prepare(
        'UPDATE movement SET payout_id = ? WHERE account_id = ? AND currency = ? AND payout_id IS NULL',
      ).run(id, account_id, currency)
      db.prepare(
        `INSERT INTO movement (account_id, ${COLUMNS}, payout_id) VALUES (?, ?, 'payout', NULL, ?, ?, 0, ?, ?, ?)`,
      ).run(account_id, newId('txn'), id, -cents, currency, at, id)
      emit(account_id, payoutOf({ id, amount_cents: cents, currency, arrives_at: at, created_at: at }))
    }
  }

  return {
    book,
    payOutDue,
    movements(accountId: string, from: number, to: number): Movement[] {
      const text = `SELECT ${COLUMNS} FROM movement WHERE account_id = ? AND at >= ? AND at < ? ORDER BY at, rowid`
      return db.prepare<[string, number, number], MovementRow>(text).all(accountId, from, to).map(movementOf)
    },
    movementsOf(accountId: string, payoutId: string): Movement[] {
      const text = `SELECT ${COLUMNS} FROM movement
        WHERE account_id = ? AND payout_id = ? AND kind <> 'payout' ORDER BY at, rowid`
      return db.prepare<[string, string], MovementRow>(text).all(accountId, payoutId).map(movementOf)
    },
    payouts(accountId: string, from: number, to: number): Payout[] {
      const text = `SELECT id, amount_cents, currency, arrives_at, created_at FROM payout
        WHERE account_id = ? AND created_at >= ? AND created_at < ? ORDER BY created_at, rowid`
      return db.prepare<[string, number, number], PayoutRow>(text).all(accountId, from, to).map(payoutOf)
    },
  }
}

function movementOf(row: MovementRow): Movement {
  return {
    id: row.id,
    kind: row.kind,
    attemptId: row.attempt_id,
    objectId: row.object_id,
    amountCents: row.amount_cents,
    feeCents: row.fee_cents,
    netCents: row.amount_cents - row.fee_cents,
    currency: row.currency,
    at: row.at,
  }
}

function payoutOf(row: PayoutRow): Payout {
  return {
    id: row.id,
    amountCents: row.amount_cents,
    currency: row.currency,
    state: 'paid',
    arrivesAt: row.arrives_at,
    createdAt: row.created_at,
    isAutomatic: true,
  }
}
