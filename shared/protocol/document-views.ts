import type { CreditRow } from '../domain/credit/credit-row.ts'
import type { CustomerRow } from '../domain/customer/customer-row.ts'
import type { DisputeRow } from '../domain/dispute/dispute-row.ts'
import type { InvoiceRow } from '../domain/invoice/invoice-row.ts'
import type { MailRow, MailState } from '../domain/mail/mail-row.ts'
import type { OrderLineRow, OrderRow } from '../domain/order/order-row.ts'
import type { ApplicationRow, PaymentRow } from '../domain/payment/payment-row.ts'
import type { WentBack } from './entry-tag.ts'
import type { LinkSummary } from './link-summary.ts'

export interface MailSummary {
  mailId: string
  recipient: string
  subject: string
  kind: MailRow['kind']
  linkId: string | null
  state: MailState
  lastError: string
  queuedAt: number
  sentAt: number | null
  deliveredAt: number | null
}

export interface OrderView {
  order: OrderRow
  lines: OrderLineRow[]
  customer: CustomerRow
  invoice: InvoiceRow | null
  mails: MailSummary[]
  link: LinkSummary | null
  /** That link went in no mail: it was opened here, for a card by telephone. */
  linkByPhone: boolean
  payments: (Pick<PaymentRow, 'number' | 'receivedOn' | 'method' | 'creditId'> & {
    paymentId: string
    amountCents: number
  })[]
  /** What is held as prepayments for it while it is pending. */
  heldCents: number
  /** True while commands on this order have not been settled by the relay. */
  unsent: boolean
}

export interface InvoiceView {
  invoice: InvoiceRow
  customerName: string
  /** Of an imported invoice: its total where it was issued, when part of that was paid before; null otherwise. */
  originalTotalCents: number | null
  revisions: { revision: number; totalCents: number; issuedAt: number; issuedByName: string }[]
  applications: (ApplicationRow & { paymentNumber: string; method: string; creditId: string | null })[]
  /** The credits asked for on it, whatever became of them. */
  credits: Pick<CreditRow, 'id' | 'number' | 'status' | 'reason' | 'creditedOn' | 'totalCents'>[]
  mails: MailSummary[]
  links: LinkSummary[]
}

export interface PaymentView {
  payment: PaymentRow
  customerName: string
  recordedByName: string
  /** The number of the pending order it is held for; null where it is for none. */
  heldForOrder: string | null
  /** What of it may be applied now: what is left less what that order needs. */
  freeCents: number
  wentBack: WentBack
  applications: (ApplicationRow & { invoiceNumber: string })[]
  disputes: DisputeRow[]
}
