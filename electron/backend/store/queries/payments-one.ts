import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { DisputeRow } from '../../../../shared/domain/dispute/dispute-row.ts'
import type { OrderRow } from '../../../../shared/domain/order/order-row.ts'
import type { ApplicationRow, PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import type { UserRow } from '../../../../shared/domain/user/user-row.ts'
import type { PaymentView } from '../../../../shared/protocol/document-views.ts'
import type { WentBack } from '../../../../shared/protocol/entry-tag.ts'
import { toRow } from '../row-codec.ts'
import { freeOfHeld } from './free-of-held.ts'
import type { QueryContext } from './query-context.ts'
import { WENT_BACK } from './went-back.ts'

/** `payments.one`: a payment with every application and un-application; null when there is none. */
export function paymentsOne(q: QueryContext, paymentId: string): PaymentView | null {
  const payment = q.rows.answer({ kind: 'row', table: 'payments', id: paymentId }) as PaymentRow | null
  const customer =
    payment &&
    (q.rows.answer({ kind: 'row', table: 'customers', id: payment.customerId }) as CustomerRow | null)
  if (!payment || (q.ownerId !== null && customer?.salespersonId !== q.ownerId)) return null
  const recorder = q.rows.answer({ kind: 'row', table: 'users', id: payment.recordedBy }) as UserRow | null
  const applied = q
    .sql(
      `SELECT a.*, i.number AS invoiceNumber
       FROM applications a JOIN invoices i ON i.id = a.invoiceId WHERE a.paymentId = ? ORDER BY a.recordedAt, a.id`,
    )
    .all(paymentId) as Record<string, unknown>[]
  return {
    payment,
    customerName: customer?.name ?? '',
    recordedByName: recorder?.name ?? '',
    heldForOrder: payment.unappliedCents > 0 ? orderNumber(q, payment.heldForOrderId) : null,
    freeCents: freeOfHeld(q, payment),
    wentBack: q.sql(`SELECT ${WENT_BACK} FROM payments p WHERE p.id = ?`).pluck().get(paymentId) as WentBack,
    applications: applied.map(record => ({
      ...(toRow('applications', record) as ApplicationRow),
      invoiceNumber: record.invoiceNumber as string,
    })),
    disputes: q.rows.answer({
      kind: 'rows',
      table: 'disputes',
      ref: 'paymentId',
      value: paymentId,
    }) as DisputeRow[],
  }
}

function orderNumber(q: QueryContext, orderId: string | null): string | null {
  if (orderId === null) return null
  const order = q.rows.answer({ kind: 'row', table: 'orders', id: orderId }) as OrderRow | null
  return order?.number ?? null
}
