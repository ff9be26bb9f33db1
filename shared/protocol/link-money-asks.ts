import { z } from 'zod'
import type { DisputeRow } from '../domain/dispute/dispute-row.ts'
import type { MailState } from '../domain/mail/mail-row.ts'
import type { PaymentRow } from '../domain/payment/payment-row.ts'
import type { PayoutEntryRow, PayoutRow } from '../domain/payout/payout-row.ts'
import { id, instant } from '../lib/parse.ts'
import { listPage } from './list-page.ts'

/** Ready-made filters of the payments that came by link. */
export const LINK_PAYMENT_CHIPS = ['all', 'processing', 'captured', 'refunded', 'disputed'] as const
export type LinkPaymentChip = (typeof LINK_PAYMENT_CHIPS)[number]

/** The questions about money that came by payment links and how it reached the bank, a part of the desk's. */
export const linkMoneyAsks = {
  /** Payments by link of so many days, and bank debits that have not cleared; newest first. */
  'link-payments.list': z.strictObject({
    ...listPage,
    chip: z.enum(LINK_PAYMENT_CHIPS).default('all'),
    days: z.int().min(1).max(3650).default(30),
  }),
  'link-payments.one': z.strictObject({ paymentId: id }),
  /** What came by link after an instant, oldest first, and until when that is all. */
  'link-payments.since': z.strictObject({ afterAt: instant }),
  'payouts.list': z.strictObject({ ...listPage }),
  'payouts.one': z.strictObject({ payoutId: id }),
} as const

/**
 * How a payment by link stands. `processing`: a bank debit that has not cleared, which is no payment yet; `taken-back`: the
 * payer's bank took it.
 */
export type LinkPaymentState =
  | 'processing'
  | 'captured'
  | 'refund-pending'
  | 'part-refunded'
  | 'refunded'
  | 'disputed'
  | 'taken-back'

export interface LinkPaymentRow {
  /** Null while it is processing. */
  paymentId: string | null
  linkId: string | null
  number: string
  /** When it was captured; of one that is processing, when it was tried. */
  at: number
  customerId: string
  customerName: string
  method: string
  reference: string
  grossCents: number
  feeCents: number
  netCents: number
  /** What went back of it. */
  returnedCents: number
  state: LinkPaymentState
}

/** One thing that happened on the way of a payment by link, in the order of time. */
export interface LinkPaymentEvent {
  kind:
    | 'link-sent'
    | 'link-delivered'
    | 'link-opened'
    | 'paid'
    | 'receipt'
    | 'refund-mail'
    | 'refund'
    | 'chargeback'
    | 'chargeback-withdrawn'
    | 'dispute'
    | 'dispute-over'
    | 'payout'
  at: number
  amountCents: number | null
  /** Whom a mail went to, a control number, a payout's reference. */
  detail: string
  state: MailState | PaymentRow['refundState'] | PayoutRow['state'] | DisputeRow['state']
  /** The refund, chargeback or payout; null for the others. */
  subjectId: string | null
}

export interface LinkPaymentView {
  payment: PaymentRow
  customerName: string
  state: Exclude<LinkPaymentState, 'processing'>
  disputes: DisputeRow[]
  invoices: { invoiceId: string; number: string; amountCents: number }[]
  events: LinkPaymentEvent[]
}

/** A payment by link as a notification names it. */
export interface LinkPaymentNotice {
  paymentId: string
  number: string
  customerName: string
  amountCents: number
  currency: string
  recordedAt: number
}

export interface PayoutListRow extends Omit<PayoutRow, 'id'> {
  payoutId: string
}

/** A payout with the movements it is made of. */
export interface PayoutView {
  payout: PayoutRow
  entries: (PayoutEntryRow & { number: string; customerName: string })[]
  grossCents: number
  feeCents: number
  netCents: number
}

/** What each of {@link linkMoneyAsks} answers. */
export interface LinkMoneyAnswers {
  'link-payments.list': {
    rows: LinkPaymentRow[]
    count: number
    /** Of what was captured: what is processing counts in none of the sums. */
    grossCents: number
    feeCents: number
    netCents: number
    returnedCents: number
    chips: Record<LinkPaymentChip, number>
  }
  'link-payments.one': LinkPaymentView
  'link-payments.since': { notices: LinkPaymentNotice[] }
  'payouts.list': { rows: PayoutListRow[]; count: number; amountCents: number }
  'payouts.one': PayoutView
}
