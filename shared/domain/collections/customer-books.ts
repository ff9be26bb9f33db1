import type { InvoiceRevisionRow, InvoiceRow } from '../invoice/invoice-row.ts'
import type { ApplicationRow, PaymentRow } from '../payment/payment-row.ts'

export type BookInvoice = Pick<
  InvoiceRow,
  'id' | 'number' | 'kind' | 'status' | 'issuedOn' | 'dueOn' | 'poNumber' | 'totalCents' | 'voidedOn'
>
export type BookRevision = Pick<InvoiceRevisionRow, 'invoiceId' | 'revision' | 'totalCents' | 'effectiveOn'>
export type BookPayment = Pick<
  PaymentRow,
  | 'id'
  | 'number'
  | 'kind'
  | 'status'
  | 'receivedOn'
  | 'method'
  | 'reference'
  | 'totalCents'
  | 'reversesId'
  | 'voidedOn'
  | 'refundState'
>
export type BookApplication = Pick<
  ApplicationRow,
  'paymentId' | 'invoiceId' | 'amountCents' | 'discountCents' | 'appliedOn'
>

/** Everything of one customer that what they owe on any day is reckoned from, in no order. Cached figures are not in it. */
export interface CustomerBooks {
  invoices: readonly BookInvoice[]
  revisions: readonly BookRevision[]
  payments: readonly BookPayment[]
  applications: readonly BookApplication[]
}
