import { defineTable } from '../table.ts'

export const CREDIT_STATUSES = ['new', 'pending-review', 'approved', 'rejected', 'resubmitted'] as const
export type CreditStatus = (typeof CREDIT_STATUSES)[number]

/** A step in a credit's life, kept for good. */
export interface CreditStep {
  status: CreditStatus
  by: string
  at: number
  note: string
}

/** What part of a credit is for which line of the order; a stand-alone credit has lines of its own words. */
export interface CreditLine {
  lineId: string | null
  description: string
  amountCents: number
  /** How many units of the order line; absent where an amount alone was typed, and in credits from before version 2. */
  quantity?: number | undefined
}

/**
 * A request to lower what a customer owes. Approving it makes a posted entry of kind `credit` among the payments: that is
 * the money, and what invoices are credited from; this row is the paper.
 */
export interface CreditRow {
  id: string
  number: string
  customerId: string
  /** null: a stand-alone credit. */
  invoiceId: string | null
  status: CreditStatus
  reason: string
  creditedOn: string
  currency: string
  lines: CreditLine[]
  totalCents: number
  note: string
  steps: CreditStep[]
  /** The entry that approving it made. */
  paymentId: string | null
  createdBy: string
  createdAt: number
}

export const credits = defineTable<CreditRow>({
  name: 'credits',
  columns: {
    number: 'text',
    customerId: 'text',
    invoiceId: 'text?',
    status: 'text',
    reason: 'text',
    creditedOn: 'text',
    currency: 'text',
    lines: 'json',
    totalCents: 'integer',
    note: 'text',
    steps: 'json',
    paymentId: 'text?',
    createdBy: 'text',
    createdAt: 'integer',
  },
  refs: ['customerId', 'invoiceId'],
  claims: row => [`no:CR:${row.number}`],
})
