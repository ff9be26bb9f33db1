import { defineTable } from '../table.ts'

/** A payer's bank asks for a payment back, as the gateway tells it. Its money moves by the entries it causes, not by this. */
export interface DisputeRow {
  id: string
  paymentId: string
  customerId: string
  /** The gateway's id of it. */
  reference: string
  /** An inquiry is a question that moves no money; what was won may have been lost before (an appeal). */
  state: 'inquiry' | 'open' | 'won' | 'lost'
  /** The gateway's word, such as `fraudulent`; `ach-return` is a bank debit that came back after it had cleared. */
  reason: string
  currency: string
  amountCents: number
  /** What the gateway keeps for it, whoever wins. */
  feeCents: number
  openedAt: number
  /** Until when the gateway takes evidence; null where it says nothing. */
  dueAt: number | null
  closedAt: number | null
  /** The NSF or chargeback that stands for a lost one; null while there is none. */
  chargebackId: string | null
}

export const disputes = defineTable<DisputeRow>({
  name: 'disputes',
  columns: {
    paymentId: 'text',
    customerId: 'text',
    reference: 'text',
    state: 'text',
    reason: 'text',
    currency: 'text',
    amountCents: 'integer',
    feeCents: 'integer',
    openedAt: 'integer',
    dueAt: 'integer?',
    closedAt: 'integer?',
    chargebackId: 'text?',
  },
  refs: ['paymentId'],
})
