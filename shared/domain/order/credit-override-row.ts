import { defineTable } from '../table.ts'

/** Credit beyond the limit, granted for one order on one day. */
export interface CreditOverrideRow {
  id: string
  orderId: string
  customerId: string
  amountCents: number
  grantedOn: string
  grantedBy: string
  grantedAt: number
  note: string
}

export const creditOverrides = defineTable<CreditOverrideRow>({
  name: 'credit_overrides',
  columns: {
    orderId: 'text',
    customerId: 'text',
    amountCents: 'integer',
    grantedOn: 'text',
    grantedBy: 'text',
    grantedAt: 'integer',
    note: 'text',
  },
  refs: ['orderId'],
})
