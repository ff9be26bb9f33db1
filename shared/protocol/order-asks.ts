import { z } from 'zod'
import type { InvoiceContent } from '../domain/invoice/invoice-content.ts'
import type { InvoiceRow } from '../domain/invoice/invoice-row.ts'
import type { OrderRow } from '../domain/order/order-row.ts'
import type { PaymentRow } from '../domain/payment/payment-row.ts'
import type { Refusal } from '../domain/rejections.ts'
import { id } from '../lib/parse.ts'

/** The questions of order entry, a part of the desk's. */
export const orderAsks = {
  /** How an order stands with its customer's credit today. */
  'orders.credit': z.strictObject({ orderId: id }),
  /** What taking a payment for an order has to know; with `paymentId` also what became of that one. */
  'orders.pay-state': z.strictObject({ orderId: id, paymentId: id.nullable() }),
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

/** A payment page that was opened for a card by telephone. */
export interface PageByPhone {
  linkId: string
  /** `open` can be charged now; `taking-back` until the relay knows that it was taken back. */
  state: 'open' | 'taking-back' | 'ended'
}

/** An order's payment as it stands on this computer. */
export interface OrderPayState {
  order: OrderRow
  /** True while commands on it have not been settled by the relay. */
  unsent: boolean
  /** What is held for it while it is pending. */
  heldCents: number
  invoice: Pick<InvoiceRow, 'id' | 'openCents'> | null
  /** null where that payment is not known to have been taken. */
  payment: Pick<PaymentRow, 'unappliedCents'> | null
  /** What the customer has unapplied, prepayments and credits, that no order holds. */
  prepaidCents: number
  /** Confirming uses these, the oldest first; for customers who don't pay first it leaves them open. */
  paysFirst: boolean
  pages: PageByPhone[]
  /** Why it can't be confirmed as it stands, even once the rest of it is paid: nothing should be taken for it then. */
  whyNotOncePaid: Refusal | null
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
  'orders.pay-state': OrderPayState
  'orders.last': { orderId: string; number: string; orderedOn: string; totalCents: number } | null
  'orders.print': { fileName: string; base64: string }
  'invoices.revisions': IssuedRevision[]
}
