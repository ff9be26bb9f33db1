import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'

/** What the company keeps of a payment by a gateway, in cents: less the fee and all that went back, so below zero after a whole refund; null while nothing did. */
export function keptOf(
  { totalCents, returnedCents }: Pick<PaymentRow, 'totalCents' | 'returnedCents'>,
  feeCents: number,
): number | null {
  return feeCents === 0 || returnedCents === 0 ? null : totalCents - feeCents - returnedCents
}
