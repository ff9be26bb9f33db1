import type { Balance } from './stripe-balance.ts'
import { type Charge, type Dispute, invalid, type Refund } from './stripe-objects.ts'
import type { TestMethod } from './test-methods.ts'

const REFUND_FAILS_MS = 10 * 60_000
const DISPUTE_FEE = 1_500
const EVIDENCE_SECONDS = 9 * 86_400

/** Refunds and disputes of one account's charges, and what they do to its balance. */
export function createMoneyBack({
  charges,
  balance,
  newId,
  seconds,
  later,
  emit,
}: {
  charges: Map<string, Charge>
  balance: Balance
  newId: (prefix: string) => string
  seconds: () => number
  later: (ms: number, work: () => void) => void
  emit: (type: string, object: object) => void
}) {
  const refunds = new Map<string, Refund>()
  const disputes = new Map<string, Dispute>()

  function refund(
    charge: Charge,
    method: TestMethod,
    wanted: number | null,
    metadata: Record<string, string>,
  ): Refund {
    const current = [...disputes.values()].find(each => each.charge === charge.id)
    if (current && !current.is_charge_refundable) {
      throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
        code: 'charge_disputed',
      })
    }
    const left = charge.amount - charge.amount_refunded
    if (left === 0) {
      throw invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
    }
    const amount = wanted ?? left
    if (amount > left) {
      throw invalid('Refund amount is greater than unrefunded amount on charge', { param: 'amount' })
    }
    const isSlow = method.outcome === 'refund-fails'
    const made: Refund = {
      id: newId('re'),
      object: 'refund',
      amount,
      balance_transaction: null,
      charge: charge.id,
      created: seconds(),
      currency: charge.currency,
      metadata,
      payment_intent: charge.payment_intent,
      reason: null,
      status: isSlow ? 'pending' : 'succeeded',
    }
    refunds.set(made.id, made)
    charge.amount_refunded += amount
    charge.refunded = charge.amount_refunded === charge.amount
    made.balance_transaction = book(charge, -amount, 0, 'refund', made.id)
    emit('charge.refunded', charge)
    emit('refund.created', made)
    if (isSlow) later(REFUND_FAILS_MS, () => fail(made))
    return made
  }

  function fail(made: Refund): void {
    const charge = charges.get(made.charge)!
    made.status = 'failed'
    made.failure_reason = 'expired_or_canceled_card'
    charge.amount_refunded -= made.amount
    charge.refunded = false
    book(charge, made.amount, 0, 'refund_failure', made.id)
    emit('refund.failed', made)
  }

  /** Opens a dispute, or moves the newest one; `isAnother` opens one beside those there are. */
  function dispute(charge: Charge, status: string, reason: string, isAnother = false): Dispute {
    const theirs = [...disputes.values()].filter(each => each.charge === charge.id)
    const known = isAnother ? undefined : theirs.at(-1)
    const isInquiry = status.startsWith('warning_')
    const made: Dispute = known ?? {
      id: newId('dp'),
      object: 'dispute',
      amount: charge.amount,
      charge: charge.id,
      created: seconds(),
      currency: charge.currency,
      is_charge_refundable: isInquiry,
      evidence_details: { due_by: seconds() + EVIDENCE_SECONDS },
      balance_transactions: [],
      payment_intent: charge.payment_intent,
      reason,
      status,
    }
    disputes.set(made.id, made)
    const wasTaken = known !== undefined && !known.status.startsWith('warning_')
    made.status = status
    made.is_charge_refundable = isInquiry
    charge.disputed = true
    if (!isInquiry && !wasTaken && status !== 'won') {
      const id = book(charge, -made.amount, DISPUTE_FEE, 'dispute', made.id)
      made.balance_transactions.push({ id, amount: -made.amount, fee: DISPUTE_FEE })
      emit('charge.dispute.funds_withdrawn', made)
    }
    if (wasTaken && status === 'won') {
      made.is_charge_refundable = true
      const id = book(charge, made.amount, 0, 'dispute_reversal', made.id)
      made.balance_transactions.push({ id, amount: made.amount, fee: 0 })
      emit('charge.dispute.funds_reinstated', made)
    }
    const isClosed = ['won', 'lost', 'warning_closed'].includes(status)
    if (known === undefined) emit('charge.dispute.created', made)
    if (isClosed) emit('charge.dispute.closed', made)
    else if (known !== undefined) emit('charge.dispute.updated', made)
    return made
  }

  function book(charge: Charge, amount: number, fee: number, category: string, source: string): string {
    const type =
      category === 'refund' ? 'refund' : category === 'refund_failure' ? 'refund_failure' : 'adjustment'
    return balance.book({ amount, fee, currency: charge.currency, category, type, source })
  }

  return { refunds, disputes, refund, dispute }
}
