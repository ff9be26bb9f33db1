import { defineTable } from '../table.ts'

/** Money received, or returned. Reversals are rows of their own: nothing issued is ever deleted. */
export interface PaymentRow {
  id: string
  /** The control number. */
  number: string
  customerId: string
  kind: 'payment' | 'refund' | 'nsf' | 'chargeback'
  status: 'posted' | 'void'
  receivedOn: string
  method: string
  /** Check number, or the processor's id. */
  reference: string
  currency: string
  totalCents: number
  /** Cached: total less applied. Kept by the ledger commands, proved by `verify`. */
  unappliedCents: number
  source: 'desk' | 'link'
  linkId: string | null
  attemptId: string | null
  feeCents: number
  note: string
  recordedBy: string
  recordedAt: number
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
  },
  refs: ['customerId', 'reference'],
  claims: row => [
    `no:PAY:${row.number}`,
    ...(row.attemptId === null ? [] : [`charge:${row.method}:${row.attemptId}`]),
  ],
})

/** Part of a payment tied to one invoice, dated. An unapply is a new row with the amount negative. */
export interface ApplicationRow {
  id: string
  paymentId: string
  invoiceId: string
  customerId: string
  amountCents: number
  appliedOn: string
  recordedBy: string
  recordedAt: number
}

export const applications = defineTable<ApplicationRow>({
  name: 'applications',
  columns: {
    paymentId: 'text',
    invoiceId: 'text',
    customerId: 'text',
    amountCents: 'integer',
    appliedOn: 'text',
    recordedBy: 'text',
    recordedAt: 'integer',
  },
  refs: ['paymentId', 'invoiceId'],
})
