import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import { type TwinSigns, twinOf } from '../../../../shared/domain/payment/twin-payment.ts'
import type { TwinPayment } from '../../../../shared/protocol/payment-asks.ts'
import { paymentsOne } from './payments-one.ts'
import type { QueryContext } from './query-context.ts'

/** `payments.twin`: the payment that stands already for what is being typed; null where there is none. */
export function paymentsTwin(
  q: QueryContext,
  { paymentId, reference, ...signs }: Omit<TwinSigns, 'id'> & { paymentId: string; reference: string },
): TwinPayment | null {
  const withReference = q.rows.answer({
    kind: 'rows',
    table: 'payments',
    ref: 'reference',
    value: reference,
  }) as PaymentRow[]
  const twin = twinOf(withReference, { ...signs, id: paymentId })
  return twin && paymentsOne(q, twin.id) && { number: twin.number, receivedOn: twin.receivedOn }
}
