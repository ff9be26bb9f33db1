import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import { REVERSED } from '../derived-ids.ts'
import type { DisputeRow } from '../dispute/dispute-row.ts'
import { sumCents } from '../money.ts'
import { freeNumber, numberReads } from '../numbers/free-number.ts'
import { newTask } from '../task/new-task.ts'
import { type Read, rows, type View } from '../view.ts'
import { markBesides, standsFor } from './dispute-entries.ts'
import type { PaymentRow } from './payment-row.ts'
import { isTakeBack, reversalWrites, takenBackBy } from './reversal-rows.ts'

/** What `takeUnposted` reads beside the refund and what it is of. */
export function unpostedReads(refundId: string, view: ReadSoFar): Read[] {
  const refund = view.get('payments', refundId)
  if (!refund?.reversesId) return []
  return [
    rows('payments', 'reversesId', refund.reversesId),
    rows('disputes', 'paymentId', refund.reversesId),
    ...numberReads('no:PAY:', refund.number, refund.id),
  ]
}

/**
 * What a refund that did not happen has given back to a payment is not there where the bank took the payment meanwhile: a
 * take-back posts no more than refunds leave, and the rest of it is posted here. `payment` has the amount again;
 * `takenCents` is what of it is gone, so that the books are those of a refund that was never there.
 */
export function takeUnposted(
  payment: PaymentRow,
  refund: PaymentRow,
  on: string,
  view: View,
  context: CommandContext,
): { writes: Write[]; takenCents: number } {
  const unposted = unpostedOf(payment, view)
  const amountCents = Math.min(unposted?.amountCents ?? 0, -refund.totalCents)
  if (unposted === null || amountCents <= 0) return { writes: [put('payments', payment)], takenCents: 0 }
  const { kind, dispute, isFirst } = unposted
  const number = freeNumber('no:PAY:', refund.number, refund.id, view, context)
  const feeCents = isFirst ? (dispute?.feeCents ?? 0) : 0
  const { method, reference } = payment
  const writes = reversalWrites(
    payment,
    0,
    {
      kind,
      number,
      on,
      amountCents,
      method,
      reference,
      note: '',
      refundState: '',
      source: dispute ? 'link' : 'desk',
      feeCents,
      attemptId: dispute && !isFirst ? markBesides(dispute, refund.id) : null,
    },
    context,
  )
  if (dispute && isFirst) {
    writes.push(put('disputes', { ...dispute, chargebackId: context.derive(REVERSED.twin.first) }))
  }
  const reason = dispute?.reason ?? 'general'
  const params = { payment: payment.number, chargeback: number, kind, reason, amountCents, feeCents }
  const subject = `payments:${payment.id}`
  const customerId = payment.customerId || null
  writes.push(newTask(context, REVERSED.unposted.first, 'payment-taken-back', subject, customerId, params))
  return { writes, takenCents: amountCents }
}

/** What a bank took of a payment and no entry says: by a lost dispute, or the whole of one taken back by hand. */
function unpostedOf(
  payment: PaymentRow,
  view: View,
): {
  kind: 'nsf' | 'chargeback'
  dispute: DisputeRow | null
  isFirst: boolean
  amountCents: number
} | null {
  const entries = view.list('payments', 'reversesId', payment.id).filter(isTakeBack)
  const lost = view.list('disputes', 'paymentId', payment.id).filter(({ state }) => state === 'lost')
  for (const dispute of lost.toSorted(oldestFirst)) {
    const own = entries.filter(entry => standsFor(entry, dispute))
    const amountCents = dispute.amountCents - postedCents(own)
    const kind = dispute.reason === 'ach-return' ? 'nsf' : 'chargeback'
    if (amountCents > 0) return { kind, dispute, isFirst: own.length === 0, amountCents }
  }
  const byHand = takenBackBy(entries)
  if (lost.length > 0 || !byHand) return null
  const amountCents = payment.totalCents - postedCents(entries)
  return { kind: byHand.kind as 'nsf' | 'chargeback', dispute: null, isFirst: false, amountCents }
}

function postedCents(entries: readonly PaymentRow[]): number {
  return -sumCents(entries.map(({ totalCents }) => totalCents))
}

function oldestFirst(a: DisputeRow, b: DisputeRow): number {
  return a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1)
}
