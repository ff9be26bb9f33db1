import { defineTable } from '../table.ts'

/**
 * An entry on the customer's side: money received or returned, or a credit that was approved. Reversals are rows of their
 * own, with a negative total, that name what they reverse: nothing issued is ever deleted.
 */
export interface PaymentRow {
  id: string
  /** The control number; of a credit its own number. */
  number: string
  customerId: string
  kind: 'payment' | 'credit' | 'refund' | 'nsf' | 'chargeback'
  status: 'posted' | 'void'
  receivedOn: string
  method: string
  /** Check number, or the processor's id. */
  reference: string
  currency: string
  /** Negative for a refund, an NSF and a chargeback. */
  totalCents: number
  /** Cached: total less applied, less returned; 0 for reversals. Kept by the ledger commands, proved by `verify`. */
  unappliedCents: number
  source: 'desk' | 'link'
  linkId: string | null
  /** The gateway's id of the charge; of a reversal what makes it one of a kind there, once it is the gateway's. */
  attemptId: string | null
  feeCents: number
  note: string
  recordedBy: string
  recordedAt: number
  /** Of a refund, NSF or chargeback: the entry it returns or takes back. */
  reversesId: string | null
  /** Cached: what refunds, NSF and chargebacks took of it, as a positive amount. */
  returnedCents: number
  voidedOn: string | null
  /** Of a refund; empty for other kinds. A failed or canceled one has given its amount back. */
  refundState: '' | 'pending' | 'succeeded' | 'failed' | 'canceled'
  /** Of a credit: the request that was approved. */
  creditId: string | null
  /** Of a payment whose payer's bank asked for it back: an inquiry moves no money, a lost dispute is a chargeback. */
  disputeState: '' | 'inquiry' | 'open' | 'won' | 'lost'
  /** The order not yet confirmed that what is unapplied of it is a prepayment for: kept from all else until then. */
  heldForOrderId: string | null
}

export const payments = defineTable<PaymentRow>({
  name: 'payments',
  columns: {
    number: 'text',
    customerId: 'text',
    kind: 'text',
    status: 'text',
    receivedOn: 'text',
    method: 'text',
    reference: 'text',
    currency: 'text',
    totalCents: 'integer',
    unappliedCents: 'integer',
    source: 'text',
    linkId: 'text?',
    attemptId: 'text?',
    feeCents: 'integer',
    note: 'text',
    recordedBy: 'text',
    recordedAt: 'integer',
    reversesId: 'text?',
    returnedCents: 'integer',
    voidedOn: 'text?',
    refundState: 'text',
    creditId: 'text?',
    disputeState: 'text',
    heldForOrderId: 'text?',
  },
  refs: ['customerId', 'reference', 'reversesId', 'heldForOrderId'],
  claims: row => [
    ...(row.kind === 'credit' ? [] : [`no:PAY:${row.number}`]),
    ...(row.attemptId === null ? [] : [`charge:${row.method}:${row.attemptId}`]),
  ],
})

/** What an entry has that came in and is not taken back. */
export const NOT_REVERSED = {
  reversesId: null,
  returnedCents: 0,
  voidedOn: null,
  refundState: '',
  creditId: null,
  disputeState: '',
  heldForOrderId: null,
} as const

/** Part of a payment or credit tied to one invoice, dated. An unapply is a new row with both amounts negative. */
export interface ApplicationRow {
  id: string
  paymentId: string
  invoiceId: string
  customerId: string
  amountCents: number
  /** What the customer was let off beside it: lowers the open balance, takes nothing of the payment. */
  discountCents: number
  appliedOn: string
  recordedBy: string
  recordedAt: number
  /**
   * What booked it, by id. The payment whose coming in did: of its own entries, of those of credits used with it, and of
   * what takes such entries off or puts them on again. The invoice whose confirming did: of prepayments. Null in all others.
   */
  bookedWith: string | null
}

export const applications = defineTable<ApplicationRow>({
  name: 'applications',
  columns: {
    paymentId: 'text',
    invoiceId: 'text',
    customerId: 'text',
    amountCents: 'integer',
    discountCents: 'integer',
    appliedOn: 'text',
    recordedBy: 'text',
    recordedAt: 'integer',
    bookedWith: 'text?',
  },
  refs: ['paymentId', 'invoiceId', 'bookedWith'],
})
