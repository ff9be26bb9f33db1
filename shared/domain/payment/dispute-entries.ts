import type { DisputeRow } from '../dispute/dispute-row.ts'
import type { View } from '../view.ts'
import type { PaymentRow } from './payment-row.ts'
import { isTakeBack } from './reversal-rows.ts'

/**
 * The NSF and chargebacks that stand for a dispute, its own first: that, the rest that was posted later, and what someone
 * registered by hand.
 */
export function entriesOf(dispute: DisputeRow, view: View): PaymentRow[] {
  const others = view.list('disputes', 'paymentId', dispute.paymentId).filter(({ id }) => id !== dispute.id)
  return view
    .list('payments', 'reversesId', dispute.paymentId)
    .filter(isTakeBack)
    .filter(entry => standsFor(entry, dispute) || !others.some(other => standsFor(entry, other)))
    .toSorted(
      (a, b) =>
        Number(b.id === dispute.chargebackId) - Number(a.id === dispute.chargebackId) ||
        (a.id < b.id ? -1 : 1),
    )
}

/** Such an entry once a dispute is lost: the gateway's from then on, whose word alone withdraws it. */
export function asTaken(entry: PaymentRow, dispute: DisputeRow, first: PaymentRow): PaymentRow {
  if (entry.id !== first.id) return { ...entry, source: 'link', attemptId: markBesides(dispute, entry.id) }
  return { ...entry, source: 'link', feeCents: entry.feeCents || dispute.feeCents }
}

/** Whether an entry is of a dispute: its own, or the rest of it that a refund had kept for a while. */
export function standsFor(
  { id, attemptId }: Pick<PaymentRow, 'id' | 'attemptId'>,
  dispute: Pick<DisputeRow, 'id' | 'chargebackId'>,
): boolean {
  return id === dispute.chargebackId || (attemptId?.startsWith(markBesides(dispute, '')) ?? false)
}

/** What marks an entry as one of a dispute's besides its own; `part` makes it one of a kind. */
export function markBesides({ id }: Pick<DisputeRow, 'id'>, part: string): string {
  return `dispute:${id}:${part}`
}
