import { z } from 'zod'
import type { CreditLine, CreditRow, CreditStatus, CreditStep } from '../domain/credit/credit-row.ts'
import type { InvoiceRow } from '../domain/invoice/invoice-row.ts'
import type { OrderLineRow } from '../domain/order/order-row.ts'
import type { ApplicationRow, PaymentRow } from '../domain/payment/payment-row.ts'
import { id, line } from '../lib/parse.ts'

/** The questions about credits and their pictures, a part of the desk's. */
export const creditsAsks = {
  'credits.list': z.strictObject({
    search: line(120).default(''),
    sort: line(40).default(''),
    descending: z.boolean().default(false),
    offset: z.int().min(0).max(100_000_000).default(0),
    limit: z.int().min(1).max(1000).default(100),
    chip: z.enum(['all', 'noted', 'waiting', 'rejected', 'approved', 'left']).default('all'),
    customerId: id.nullable().default(null),
  }),
  'credits.one': z.strictObject({ creditId: id }),
  /** What a new credit is chosen from: a customer's invoices, and one invoice's lines. */
  'credits.start': z.strictObject({
    customerId: id,
    invoiceId: id.nullable().default(null),
    /** A credit that is being changed: it does not stand in its own way. */
    creditId: id.nullable().default(null),
  }),
  /** How many credits wait for the asker's review: none for those who may not approve. */
  'credits.waiting': z.strictObject({}),
  /** A customer's open credits: approved credits and payments of which something is left. */
  'credits.open': z.strictObject({ customerId: id }),
  'attachments.one': z.strictObject({ attachmentId: id }),
} as const

export interface CreditListRow {
  creditId: string
  number: string
  creditedOn: string
  customerId: string
  customerName: string
  invoiceId: string | null
  invoiceNumber: string
  reason: string
  status: CreditStatus
  totalCents: number
  /** What is left of it once it is approved; 0 before. */
  leftCents: number
  createdByName: string
  reviewedByName: string
  pictureCount: number
}

/** A picture without its content. */
export interface PictureSummary {
  attachmentId: string
  name: string
  bytes: number
  addedByName: string
  addedAt: number
}

export interface CreditView {
  credit: CreditRow
  customerName: string
  invoice: InvoiceRow | null
  lines: (CreditLine & { lineCents: number | null })[]
  steps: (CreditStep & { byName: string })[]
  /** What approving it posted; null while it is not approved. */
  entry: PaymentRow | null
  applications: (ApplicationRow & { invoiceNumber: string })[]
  refunds: Pick<PaymentRow, 'id' | 'number' | 'receivedOn' | 'totalCents'>[]
  pictures: PictureSummary[]
}

/** An order line as it can be credited. */
export interface CreditableLine extends Omit<OrderLineRow, 'editedBy'> {
  /** What other credits take of it: approved ones and those that wait. */
  creditedCents: number
  /** The same in units, as far as they say how many. */
  creditedQuantity: number
}

export interface CreditStart {
  customer: { id: string; name: string; code: string; currency: string }
  /** The customer's invoices that are not void, those still open first, then the newest; the asked one is among them. */
  invoices: Pick<InvoiceRow, 'id' | 'number' | 'issuedOn' | 'totalCents' | 'openCents'>[]
  invoice: InvoiceRow | null
  /** What other credits take of the invoice. */
  creditedCents: number
  lines: CreditableLine[]
  /** The charges of the invoice's order, such as the fuel surcharge. */
  charges: { id: string; label: string; amountCents: number }[]
}

/** What of an approved credit or a payment is not used yet. */
export interface OpenCredit {
  paymentId: string
  kind: 'payment' | 'credit'
  number: string
  creditId: string | null
  receivedOn: string
  method: string
  /** Of a payment; of a credit its reason. */
  reference: string
  currency: string
  totalCents: number
  unappliedCents: number
  /** What of that may be applied now: what an order needs that it was paid for in advance may not. */
  freeCents: number
  /** The number of the pending order it was paid for in advance; null where it was for none. */
  heldForOrder: string | null
}

/** What each of {@link creditsAsks} answers. */
export interface CreditsAnswers {
  'credits.list': {
    rows: CreditListRow[]
    count: number
    totalCents: number
    leftCents: number
    chips: Record<'all' | 'noted' | 'waiting' | 'rejected' | 'approved' | 'left', number>
  }
  'credits.one': CreditView
  'credits.start': CreditStart
  'credits.waiting': { count: number }
  'credits.open': OpenCredit[]
  'attachments.one': { name: string; mime: string; base64: string }
}
