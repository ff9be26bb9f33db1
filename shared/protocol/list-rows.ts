import type { MailState } from '../domain/mail/mail-row.ts'
import type { OrderStatus } from '../domain/order/order-row.ts'
import type { PaymentRow } from '../domain/payment/payment-row.ts'
import type { WentBack } from './entry-tag.ts'
import type { LinkSummary } from './link-summary.ts'

/** The rows of the lists, as the questions of `desk.ts` answer them. */

export interface OrderListRow {
  orderId: string
  number: string
  status: OrderStatus
  onHold: boolean
  orderedOn: string
  shipOn: string
  customerId: string
  customerName: string
  shipToName: string
  carrier: string
  poNumber: string
  reference: string
  salespersonName: string
  boxes: number
  totalCents: number
  openCents: number
  payment: 'none' | 'open' | 'part' | 'paid'
  emailedAt: number | null
  mailState: MailState | null
  link: LinkSummary | null
}

export interface InvoiceListRow {
  invoiceId: string
  orderId: string
  number: string
  customerId: string
  customerName: string
  issuedOn: string
  dueOn: string
  terms: string
  poNumber: string
  salespersonName: string
  totalCents: number
  /** Of `paidCents`: what credits took off, discounts among it. */
  creditsCents: number
  /** Of `paidCents`: what came in. */
  paymentsCents: number
  /** What is settled: the total less what is open. */
  paidCents: number
  openCents: number
  /** Negative before the due date. */
  daysPastDue: number
  bucket: string
  emailedAt: number | null
  mailState: MailState | null
  link: LinkSummary | null
}

export interface PaymentListRow {
  paymentId: string
  number: string
  receivedOn: string
  customerId: string
  customerName: string
  kind: PaymentRow['kind']
  status: PaymentRow['status']
  method: string
  reference: string
  source: PaymentRow['source']
  totalCents: number
  appliedCents: number
  unappliedCents: number
  /** What refunds, NSF and chargebacks took of it. */
  returnedCents: number
  /** Of a refund, NSF or chargeback: the number of what it is of; empty otherwise. */
  reversesNumber: string
  refundState: PaymentRow['refundState']
  disputeState: PaymentRow['disputeState']
  wentBack: WentBack
  feeCents: number
  invoiceNumbers: string[]
  recordedByName: string
}
