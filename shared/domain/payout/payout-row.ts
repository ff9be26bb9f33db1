import { defineTable } from '../table.ts'

/** What the gateway sent to the company's bank, or is about to: one row per deposit. */
export interface PayoutRow {
  id: string
  gateway: string
  /** The gateway's id of it. */
  reference: string
  state: 'pending' | 'paid' | 'failed' | 'canceled'
  currency: string
  /** What the bank receives: payments less refunds, disputes and fees, and what else the gateway moved. */
  amountCents: number
  arrivesOn: string
  createdAt: number
  entryCount: number
  /** True when its entries add up to it and each is one of ours. */
  isReconciled: boolean
}

export const payouts = defineTable<PayoutRow>({
  name: 'payouts',
  columns: {
    gateway: 'text',
    reference: 'text',
    state: 'text',
    currency: 'text',
    amountCents: 'integer',
    arrivesOn: 'text',
    createdAt: 'integer',
    entryCount: 'integer',
    isReconciled: 'boolean',
  },
  refs: ['reference'],
})

/** One movement of a payout, as the gateway tells it. */
export interface PayoutEntryRow {
  id: string
  payoutId: string
  kind: 'payment' | 'refund' | 'dispute' | 'fee' | 'other'
  /** Our entry it belongs to; null where there is none. */
  paymentId: string | null
  reference: string
  grossCents: number
  feeCents: number
  netCents: number
  at: number
}

export const payoutEntries = defineTable<PayoutEntryRow>({
  name: 'payout_entries',
  columns: {
    payoutId: 'text',
    kind: 'text',
    paymentId: 'text?',
    reference: 'text',
    grossCents: 'integer',
    feeCents: 'integer',
    netCents: 'integer',
    at: 'integer',
  },
  refs: ['payoutId', 'paymentId'],
})
