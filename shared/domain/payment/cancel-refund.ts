import { z } from 'zod'
import { businessDate, id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, put, type ReadSoFar, reject } from '../command.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import type { TaskRow } from '../task/task-row.ts'
import { row, rows, type View } from '../view.ts'
import type { PaymentRow } from './payment-row.ts'
import { takenBackBy } from './reversal-rows.ts'
import { takeUnposted, unpostedReads } from './take-unposted.ts'

/**
 * Gives up a refund that the gateway has not carried out, or could not: what it was of has the amount again, as open
 * credit, but for what the bank took of it meanwhile. A failed one gave it back when it failed.
 */
export const cancelRefund = keepingBalances(
  defineCommand({
    name: 'payment.cancel-refund',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'payments.reverse',
    payload: z.strictObject({ refundId: id, canceledOn: businessDate }),
    reads(p, view) {
      const reversesId = view.get('payments', p.refundId)?.reversesId
      return [
        row('payments', p.refundId),
        ...reversedReads(p.refundId, view),
        ...unpostedReads(p.refundId, view),
        ...(reversesId ? taskReads(`payments:${reversesId}`) : []),
      ]
    },
    customerOf: (p, view) => view.get('payments', p.refundId)?.customerId ?? null,
    decide(p, view, context) {
      const refund = view.get('payments', p.refundId)
      if (!refund) return reject('unknown-payment')
      const { number, kind, refundState, receivedOn } = refund
      if (kind !== 'refund' || refund.status === 'void') return reject('not-a-refund', { number })
      if (refundState !== 'pending' && refundState !== 'failed')
        return reject('refund-not-open', { number, state: refundState })
      // What the gateway was asked for may happen whatever is wished here.
      if (refundState === 'pending' && refund.attemptId !== null)
        return reject('refund-not-open', { number, state: refundState })
      if (p.canceledOn < receivedOn) return reject('before-payment', { number, receivedOn }, 'canceledOn')
      const bounced = refundState === 'pending' ? bouncedSince(refund.id, view) : null
      if (bounced) return { refusal: bounced }
      const voidedOn = refund.voidedOn ?? p.canceledOn
      const canceled: PaymentRow = { ...refund, refundState: 'canceled', voidedOn }
      if (refundState === 'failed') {
        const isMeant = (task: TaskRow) => task.params.refund === number
        const subject = `payments:${refund.reversesId}`
        const settled = settleTasks(subject, ['refund-failed'], view, context, isMeant)
        return accept([put('payments', canceled), ...settled])
      }
      const { writes } = takeUnposted(givenBack(refund, view), refund, voidedOn, view, context)
      return accept([put('payments', canceled), ...writes])
    },
  }),
  (p, view) => [view.get('payments', p.refundId)?.customerId, reversedOf(p.refundId, view)?.customerId],
)

/** What `givenBack` reads of a reversal. */
export function reversedReads(reversalId: string, view: ReadSoFar) {
  const reversesId = view.get('payments', reversalId)?.reversesId
  return reversesId ? [row('payments', reversesId), rows('payments', 'reversesId', reversesId)] : []
}

/** Refuses to give back what a bounce or a chargeback took since: that is withdrawn first. Null where nothing did. */
export function bouncedSince(refundId: string, view: View): Refusal | null {
  const payment = reversedOf(refundId, view)
  const taken = payment && takenBackBy(view.list('payments', 'reversesId', payment.id))
  return taken
    ? refuse('payment-taken-back', { number: payment.number, kind: taken.kind, by: taken.number })
    : null
}

/** What a reversal is of; null for entries that are no reversal. */
export function reversedOf(reversalId: string, view: Pick<View, 'get'>): PaymentRow | null {
  const reversesId = view.get('payments', reversalId)?.reversesId
  return reversesId ? view.get('payments', reversesId) : null
}

/** The entry a reversal was of, once the reversal no longer counts: it has the amount again, unapplied. */
export function givenBack(reversal: PaymentRow, view: View): PaymentRow {
  const reversed = view.get('payments', reversal.reversesId ?? '')
  if (!reversed) throw new Error(`a reversal of nothing: ${reversal.id}`)
  return givenBackTo(reversed, reversal)
}

/** The same of an entry as its command has moved it. */
export function givenBackTo(reversed: PaymentRow, { totalCents }: PaymentRow): PaymentRow {
  return {
    ...reversed,
    returnedCents: reversed.returnedCents + totalCents,
    unappliedCents: reversed.unappliedCents - totalCents,
  }
}
