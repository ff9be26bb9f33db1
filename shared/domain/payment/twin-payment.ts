import type { PaymentRow } from './payment-row.ts'

/** What makes two payments look like one that was typed twice. */
export type TwinSigns = Pick<PaymentRow, 'id' | 'customerId' | 'method' | 'totalCents'>

/**
 * The payment that stands already for the same money, among those with the same reference. What bounced, was charged back
 * or refunded as a whole is not one: the same check may be received again.
 */
export function twinOf(withReference: readonly PaymentRow[], payment: TwinSigns): PaymentRow | null {
  return (
    withReference.find(
      other =>
        other.id !== payment.id &&
        other.kind === 'payment' &&
        other.status === 'posted' &&
        other.returnedCents < other.totalCents &&
        other.customerId === payment.customerId &&
        other.method === payment.method &&
        other.totalCents === payment.totalCents,
    ) ?? null
  )
}
