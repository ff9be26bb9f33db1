import type { Database } from 'better-sqlite3'
import { assert } from '../../../shared/lib/assert.ts'
import type { AttemptPage, AttemptSnapshot, GatewayRefusal, HostedCheckoutOrder } from '../gateway.ts'
import type { SandboxAccount } from './accounts.ts'
import { type AttemptRow, snapshotOf, type TokenizedMethod } from './attempt-row.ts'
import { createBalance } from './balance.ts'
import type { Deliveries } from './deliveries.ts'
import { createMoneyBack } from './money-back.ts'
import { createSavedMethods } from './saved-methods.ts'
import type { Outcome } from './test-cards.ts'

/** How long the sandbox takes for what a bank takes days for, in milliseconds. */
export type SandboxTiming = {
  achClearMs: number
  achReturnMs: number
  disputeMs: number
  /** How long the first movement waits for its payout. */
  payoutMs: number
  refundMs: number
  tokenTtlMs: number
}

export type AttemptsOptions = {
  db: Database
  now: () => number
  newId: (prefix: string) => string
  publicOrigin: string
  timing: SandboxTiming
  deliveries: Deliveries
}

/** What a confirm names: a token, perhaps to be kept, or a method that a holder had saved. */
export type ConfirmBy =
  | { methodToken: string; keepFor?: string | undefined }
  | { savedMethod: string; holderId: string }

export type Attempts = ReturnType<typeof createAttempts>

const declineCodes: Partial<Record<Outcome, string>> = {
  declined: 'card-declined',
  'insufficient-funds': 'insufficient-funds',
  'expired-card': 'expired-card',
}

/** The sandbox's book of attempts, refunds and disputes. Each change is written together with its event. */
export function createAttempts({ db, now, newId, publicOrigin, timing, deliveries }: AttemptsOptions) {
  const balance = createBalance({
    db,
    newId,
    payoutMs: timing.payoutMs,
    emit: (accountId, payout) => deliveries.enqueue(accountId, 'payout.updated', null, payout),
  })
  const moneyBack = createMoneyBack({ db, now, newId, refundMs: timing.refundMs, balance, touchAndEmit })
  const saved = createSavedMethods(db, newId)
  const selectById = db.prepare<[string], AttemptRow>('SELECT * FROM attempt WHERE id = ?')

  function open(
    account: SandboxAccount,
    order: { reference: string; amountCents: number; currency: string; description: string },
  ): AttemptSnapshot {
    const id = newId('at')
    db.prepare(
      `INSERT INTO attempt (id, account_id, reference, amount_cents, currency, description, state, created_at, change)
       VALUES (?, ?, ?, ?, ?, ?, 'created', ?, ?)`,
    ).run(
      id,
      account.id,
      order.reference,
      order.amountCents,
      order.currency,
      order.description,
      now(),
      nextChange(),
    )
    return snapshot(id)
  }

  function find(account: SandboxAccount, id: string): AttemptRow | null {
    const row = selectById.get(id)
    return row?.account_id === account.id ? row : null
  }

  function findByReference(account: SandboxAccount, reference: string): AttemptSnapshot | null {
    const row = db
      .prepare<[string, string], AttemptRow>(
        'SELECT * FROM attempt WHERE account_id = ? AND reference = ? ORDER BY created_at DESC, rowid DESC LIMIT 1',
      )
      .get(account.id, reference)
    return row ? snapshotOf(db, row, publicOrigin) : null
  }

  function listSince(account: SandboxAccount, after: number, limit: number): AttemptPage {
    const rows = db
      .prepare<[string, number, number], AttemptRow>(
        'SELECT * FROM attempt WHERE account_id = ? AND change > ? ORDER BY change LIMIT ?',
      )
      .all(account.id, after, limit + 1)
    const page = rows.slice(0, limit)
    return {
      attempts: page.map(row => snapshotOf(db, row, publicOrigin)),
      cursor: String(page.at(-1)?.change ?? after),
      more: rows.length > limit,
    }
  }

  function keepToken(account: SandboxAccount, method: TokenizedMethod): string {
    const id = newId('tok')
    db.prepare(
      `INSERT INTO method_token (id, account_id, kind, brand, last4, outcome, expires, expires_at)
       VALUES (@id, @accountId, @kind, @brand, @last4, @outcome, @expires, @expiresAt)`,
    ).run({ id, accountId: account.id, ...method, expiresAt: now() + timing.tokenTtlMs })
    return id
  }

  function confirm(
    account: SandboxAccount,
    row: AttemptRow,
    order: ConfirmBy & { returnUrl: string },
  ): AttemptSnapshot | GatewayRefusal {
    if (isClosed(row)) return snapshot(row.id)
    const keepFor = 'methodToken' in order ? (order.keepFor ?? null) : null
    if (keepFor !== null && !saved.isHolder(account.id, keepFor)) return { refused: 'method-token-unusable' }
    const method =
      'savedMethod' in order
        ? saved.find(account.id, order.holderId, order.savedMethod)
        : db
            .prepare<[string, string, string, number], TokenizedMethod>(
              `UPDATE method_token SET used_by = ? WHERE id = ? AND account_id = ? AND used_by IS NULL AND expires_at > ?
               RETURNING kind, brand, last4, outcome, expires`,
            )
            .get(row.id, order.methodToken, account.id, now())
    if (method === undefined) return { refused: 'method-token-unusable' }
    return charge(row, method, order.returnUrl, keepFor)
  }

  /** Charges a method typed on this attempt or behind a token; the attempt must not be closed. */
  function charge(
    row: AttemptRow,
    method: TokenizedMethod,
    returnUrl: string | null,
    keepFor: string | null = null,
  ): AttemptSnapshot {
    assert(!isClosed(row), `attempt ${row.id} is ${row.state}`)
    // A new key with each charge: the challenge of an abandoned one can't approve another card.
    update(row.id, {
      kind: method.kind,
      brand: method.brand,
      last4: method.last4,
      outcome: method.outcome,
      expires: method.expires,
      keep_for: keepFor,
      return_url: returnUrl,
      challenge_key: newId('key'),
      decline_code: null,
    })
    const code = declineCodes[method.outcome]
    if (code !== undefined) decline(row.id, code)
    else if (method.outcome === 'challenge') update(row.id, { state: 'requires-action' })
    else if (method.kind === 'ach') startDebit(row.id, method.outcome)
    else capture(row.id, now())
    return snapshot(row.id)
  }

  function answerChallenge(row: AttemptRow, approved: boolean): void {
    assert(row.state === 'requires-action', `attempt ${row.id} is ${row.state}`)
    if (approved) capture(row.id, now())
    else decline(row.id, 'authentication-failed')
  }

  function startDebit(id: string, outcome: Outcome): void {
    const step = outcome === 'ach-fails' ? 'fail' : 'clear'
    update(id, { state: 'processing', next_step: step, next_at: now() + timing.achClearMs })
    emit(id, 'attempt.processing')
  }

  function capture(id: string, at: number): void {
    const { amount_cents, outcome, ...paid } = selectById.get(id)!
    const isDisputed = outcome?.startsWith('dispute') || outcome === 'inquiry'
    const [step, wait] = isDisputed
      ? ([outcome === 'inquiry' ? 'inquire' : 'dispute', timing.disputeMs] as const)
      : outcome === 'ach-returned'
        ? (['return', timing.achReturnMs] as const)
        : [null, 0]
    update(id, {
      state: 'succeeded',
      saved_id: paid.keep_for === null ? null : saved.keep(paid.keep_for, { ...paid, outcome }),
      captured_at: at,
      fee_cents: feeCents(amount_cents),
      next_step: step,
      next_at: step && at + wait,
    })
    const fee = feeCents(amount_cents)
    balance.book(selectById.get(id)!, {
      kind: 'payment',
      objectId: id,
      amountCents: amount_cents,
      feeCents: fee,
      at,
    })
    emit(id, 'attempt.succeeded')
  }

  function decline(id: string, code: string): void {
    update(id, { state: 'declined', decline_code: code, next_step: null, next_at: null })
    emit(id, 'attempt.failed')
  }

  function cancel(row: AttemptRow): AttemptSnapshot {
    if (!isClosed(row)) {
      update(row.id, { state: 'canceled' })
      emit(row.id, 'attempt.canceled')
    }
    return snapshot(row.id)
  }

  function openCheckout(
    row: AttemptRow,
    order: Pick<HostedCheckoutOrder, 'returnUrl' | 'language' | 'expiresAt'>,
  ): { url: string } | GatewayRefusal {
    if (isClosed(row)) return { refused: 'attempt-closed' }
    const key = row.checkout_key ?? newId('key')
    update(row.id, { checkout_key: key, return_url: order.returnUrl, checkout_expires_at: order.expiresAt })
    return { url: `${publicOrigin}/checkout/${row.id}?key=${key}&lang=${order.language}` }
  }

  /** Does what banks have done by `at`: debits clear, fail and return, disputes open, slow refunds end. */
  function settleDue(at: number): void {
    const due = db.prepare<[number], AttemptRow>(
      'SELECT * FROM attempt WHERE next_at <= ? ORDER BY next_at, rowid',
    )
    for (let rows = due.all(at); rows.length > 0; rows = due.all(at)) {
      for (const row of rows) {
        if (row.next_step === 'clear') capture(row.id, row.next_at!)
        else if (row.next_step === 'fail') decline(row.id, 'ach-insufficient-funds')
        else goOn(row, row.next_step, row.next_at!)
      }
    }
    moneyBack.settleRefunds(at)
    balance.payOutDue(at)
  }

  /** A step of a dispute's or a returned debit's life, and what comes after it. */
  function goOn(row: AttemptRow, step: AttemptRow['next_step'], at: number): void {
    const after = nextAfter(row.outcome, step)
    update(row.id, { next_step: after, next_at: after && at + timing.disputeMs })
    if (step === 'return') moneyBack.openDispute(row, at, 'lost', 'ach-return')
    else if (step === 'inquire') moneyBack.openDispute(row, at, 'inquiry', 'general')
    else if (step === 'dispute') moneyBack.openDispute(row, at, 'open', 'fraudulent')
    else moneyBack.closeDispute(row, step === 'lose' ? 'lost' : 'won', at)
  }

  /** Makes the attempt's next step, and its slow refunds, due at once. */
  function hurry(row: AttemptRow): void {
    db.prepare('UPDATE attempt SET next_at = ? WHERE id = ? AND next_at IS NOT NULL').run(now(), row.id)
    db.prepare('UPDATE refund SET next_at = ? WHERE attempt_id = ? AND next_at IS NOT NULL').run(
      now(),
      row.id,
    )
  }

  function countPageDecline(row: AttemptRow): void {
    update(row.id, { page_declines: row.page_declines + 1 })
  }

  function snapshot(id: string): AttemptSnapshot {
    return snapshotOf(db, selectById.get(id)!, publicOrigin)
  }

  function update(id: string, fields: Partial<AttemptRow>): void {
    const names = Object.keys(fields)
    const sets = [...names.map(name => `${name} = @${name}`), 'change = @change'].join(', ')
    db.prepare(`UPDATE attempt SET ${sets} WHERE id = @id`).run({ ...fields, id, change: nextChange() })
  }

  function touchAndEmit(id: string, type: string): void {
    update(id, {})
    emit(id, type)
  }

  function emit(id: string, type: string): void {
    deliveries.enqueue(selectById.get(id)!.account_id, type, id, snapshot(id))
  }

  function nextChange(): number {
    return db.prepare<[], number>('UPDATE counter SET change = change + 1 RETURNING change').pluck().get()!
  }

  return {
    open,
    find,
    findById: (id: string) => selectById.get(id) ?? null,
    findByReference,
    listSince,
    snapshot,
    keepToken,
    confirm,
    charge,
    answerChallenge,
    cancel,
    openCheckout,
    refund: moneyBack.refund,
    closeDispute: moneyBack.closeDispute,
    balance,
    settleDue,
    hurry,
    countPageDecline,
    isClosed,
    openHolder: saved.openHolder,
    forgetMethod: saved.forget,
  }
}

function isClosed(row: AttemptRow): boolean {
  return row.state === 'processing' || row.state === 'succeeded' || row.state === 'canceled'
}

/** What follows a step: a dispute ends as its card says; one by the plain card waits for a hand. */
function nextAfter(outcome: Outcome | null, step: AttemptRow['next_step']): AttemptRow['next_step'] {
  if (step === 'inquire') return 'win'
  if (step === 'lose') return outcome === 'dispute-reinstated' ? 'win' : null
  if (step !== 'dispute' || outcome === 'dispute') return null
  return outcome === 'dispute-won' ? 'win' : 'lose'
}

/** 2.9 % rounded half up, and 30 cents. */
function feeCents(amountCents: number): number {
  return Math.floor((amountCents * 29 + 500) / 1000) + 30
}
