import { defineTable } from '../table.ts'

/** An address that mails no longer go to, and why. */
export interface SuppressedAddressRow {
  id: string
  /** In lower case. */
  address: string
  reason: 'bounced' | 'complained' | 'unsubscribed'
  /** Someone who unsubscribed gets no reminders; one that bounced or complained gets nothing. */
  scope: 'all' | 'reminders'
  /** The mail that came back; null where it was none of ours. */
  mailId: string | null
  detail: string
  sinceAt: number
  /** When someone allowed it again, and who. */
  liftedAt: number | null
  liftedBy: string | null
}

export const suppressedAddresses = defineTable<SuppressedAddressRow>({
  name: 'suppressed_addresses',
  columns: {
    address: 'text',
    reason: 'text',
    scope: 'text',
    mailId: 'text?',
    detail: 'text',
    sinceAt: 'integer',
    liftedAt: 'integer?',
    liftedBy: 'text?',
  },
  refs: ['address'],
})
