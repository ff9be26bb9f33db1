import { heldOf } from '../../../../shared/domain/payment/held-for-order.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import type { Rows, TableName } from '../../../../shared/domain/tables.ts'
import { row, rows } from '../../../../shared/domain/view.ts'
import type { QueryContext } from './query-context.ts'

/** What of a payment may be applied now, in cents: what is left of it less what is held of that for a pending order. */
export function freeOfHeld(q: Pick<QueryContext, 'rows'>, payment: PaymentRow): number {
  return (
    payment.unappliedCents -
    heldOf(payment, {
      get: <T extends TableName>(table: T, id: string) => q.rows.answer(row(table, id)) as Rows[T] | null,
      list: <T extends TableName>(table: T, ref: keyof Rows[T] & string, value: string) =>
        q.rows.answer(rows(table, ref, value)) as Rows[T][],
    })
  )
}
