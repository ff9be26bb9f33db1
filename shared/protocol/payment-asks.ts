import { z } from 'zod'
import type { PaymentRow } from '../domain/payment/payment-row.ts'
import { businessDate, id, line, positiveCents, requiredLine } from '../lib/parse.ts'
import { type LinkMoneyAnswers, linkMoneyAsks } from './link-money-asks.ts'

/** The questions about what happens to payments after they came in, and about finance charges: a part of the desk's. */
export const paymentAsks = {
  ...linkMoneyAsks,
  'payments.related': z.strictObject({ paymentId: id }),
  /** The payment that stands already for the same money as the one being typed. */
  'payments.twin': z.strictObject({
    paymentId: id,
    customerId: id,
    method: line(40),
    reference: requiredLine(60),
    totalCents: positiveCents,
  }),
  'payments.receipt-pdf': z.strictObject({ paymentId: id }),
  'payments.receipt-draft': z.strictObject({ paymentId: id }),
  /** What each customer would be charged on a day: nothing is written. */
  'finance-charges.preview': z.strictObject({
    on: businessDate,
    rateBps: z.int().min(0).max(10_000),
    fromDays: z.int().min(0).max(366),
  }),
} as const

/** What else belongs to a payment. */
export interface RelatedPayments {
  /** The refunds, NSF and chargebacks of it, in the order they were recorded. */
  reversals: PaymentRow[]
  /** Of a refund, NSF or chargeback: what it is of. */
  reverses: PaymentRow | null
  /** The fee that an NSF of it cost. */
  fee: { invoiceId: string; number: string; totalCents: number; openCents: number } | null
  /** The credits used with it, which would be open credits again. */
  creditsUsed: { paymentId: string; number: string; invoiceNumber: string; amountCents: number }[]
  /** Receipts that were mailed. */
  receipts: { recipient: string; state: string; queuedAt: number; sentAt: number | null }[]
}

/** A payment that may be the one being typed. */
export interface TwinPayment {
  number: string
  receivedOn: string
}

/** What the receipt dialog starts with. */
export interface ReceiptDraft {
  recipients: string[]
  ccMe: string
  subject: string
  message: string
  attachmentName: string
}

/** Why a customer is not charged. */
export type NoChargeReason = 'exempt' | 'issued' | 'credits' | 'nothing'

export interface FinanceChargeRow {
  customerId: string
  customerName: string
  code: string
  currency: string
  /** Open balances in the chosen bucket and older. */
  openCents: number
  openCreditsCents: number
  /** What the charge is reckoned from; null where it was made and what is open has moved since. */
  basisCents: number | null
  /** What would be charged now; 0 where nothing is. */
  chargeCents: number
  /** What was charged for this month already; null when nothing was. */
  issuedCents: number | null
  /** The invoices that did, by number. */
  issuedNumbers: string
  /** null: will be charged. */
  skipped: NoChargeReason | null
}

/** What each of {@link paymentAsks} answers. */
export interface PaymentAnswers extends LinkMoneyAnswers {
  'payments.related': RelatedPayments
  'payments.twin': TwinPayment | null
  'payments.receipt-pdf': { fileName: string; base64: string }
  'payments.receipt-draft': ReceiptDraft
  'finance-charges.preview': { period: string; rows: FinanceChargeRow[]; chargeCents: number; count: number }
}
