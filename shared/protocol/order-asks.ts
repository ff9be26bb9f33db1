import { z } from 'zod'
import type { InvoiceContent } from '../domain/invoice/invoice-content.ts'
import { id } from '../lib/parse.ts'

/** The questions of order entry, a part of the desk's. */
export const orderAsks = {
  /** How an order stands with its customer's credit today. */
  'orders.credit': z.strictObject({ orderId: id }),
  /** A customer's last order that was not voided, to order it again. */
  'orders.last': z.strictObject({ customerId: id }),
  /** The invoices of these orders as one PDF, in this order. */
  'orders.print': z.strictObject({ orderId: id }),
  /** Every revision of an invoice with all it said, the newest first. */
  'invoices.revisions': z.strictObject({ invoiceId: id }),
} as const

/** Credit as an order is judged by it: `available = limit + open credits − open balances − pending orders + override`. */
export interface OrderCredit {
  creditHold: boolean
  /** null: unlimited. */
  limitCents: number | null
  openCents: number
  creditsCents: number
  /** With this order, while it is pending. */
  pendingCents: number
  /** The largest override of today that counts for who asks; null when there is none. */
  overrideCents: number | null
  /** What is short, without the override; 0 when nothing is. */
  shortCents: number
  /** True when someone was asked for an override and has not answered. */
  asked: boolean
  overrides: { amountCents: number; grantedOn: string; grantedByName: string; note: string }[]
  /** The customer pays before an order is confirmed. */
  paymentRequired: boolean
  /** Unapplied money in the order's currency. */
  prepaidCents: number
}

export interface IssuedRevision {
  revision: number
  totalCents: number
  effectiveOn: string
  issuedAt: number
  issuedByName: string
  content: InvoiceContent
}

/** What each of {@link orderAsks} answers. */
export interface OrderAnswers {
  'orders.credit': OrderCredit
  'orders.last': { orderId: string; number: string; orderedOn: string; totalCents: number } | null
  'orders.print': { fileName: string; base64: string }
  'invoices.revisions': IssuedRevision[]
}
