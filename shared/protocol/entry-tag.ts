import type { PaymentRow } from '../domain/payment/payment-row.ts'

/** How a payment went back: wholly by its bank or its payer's, or by refunds; '' where nothing did. */
export type WentBack = '' | 'bounced' | 'charged-back' | 'refunded' | 'part-refunded'

type Entry = Pick<PaymentRow, 'kind' | 'status' | 'refundState'> & { wentBack: WentBack }

/** The one word for what an entry is and how it stands, on screen and in files; what became of it comes before what it is. */
export function entryTag({ kind, status, refundState, wentBack }: Entry) {
  if (status === 'void') return 'void'
  if (refundState !== '' && refundState !== 'succeeded') return `refund-${refundState}` as const
  return wentBack === '' ? kind : wentBack
}
