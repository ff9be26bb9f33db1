import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import { row } from '../../../../shared/domain/view.ts'
import type { OpenCredit } from '../../../../shared/protocol/credits-asks.ts'
import { freeOfHeld } from './free-of-held.ts'
import type { QueryContext } from './query-context.ts'

/** `credits.open`: a customer's credits and payments of which something is left, oldest first; held ones last. */
export function creditsOpen(q: QueryContext, customerId: string): OpenCredit[] {
  const credits = q
    .sql(
      `SELECT p.id AS paymentId, p.kind, p.number, p.creditId, p.receivedOn, p.method,
         CASE WHEN p.kind = 'credit' THEN coalesce(k.reason, '') ELSE p.reference END AS reference, p.currency,
         p.totalCents, p.unappliedCents, o.number AS heldForOrder
       FROM payments p JOIN customers c ON c.id = p.customerId LEFT JOIN credits k ON k.id = p.creditId
         LEFT JOIN orders o ON o.id = p.heldForOrderId
       WHERE p.customerId = ? AND p.status = 'posted' AND p.unappliedCents > 0 AND (? IS NULL OR c.salespersonId = ?)
       ORDER BY p.heldForOrderId IS NOT NULL, p.receivedOn, p.id`,
    )
    .all(customerId, q.ownerId, q.ownerId) as Omit<OpenCredit, 'freeCents'>[]
  return credits.map(credit => ({ ...credit, freeCents: freeCents(q, credit) }))
}

function freeCents(
  q: QueryContext,
  { paymentId, heldForOrder, unappliedCents }: Omit<OpenCredit, 'freeCents'>,
): number {
  if (heldForOrder === null) return unappliedCents
  return freeOfHeld(q, q.rows.answer(row('payments', paymentId)) as PaymentRow)
}
