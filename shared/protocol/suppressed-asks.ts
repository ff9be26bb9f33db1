import { z } from 'zod'
import type { SuppressedAddressRow } from '../domain/mail/suppressed-address-row.ts'
import { line } from '../lib/parse.ts'

/** What the desk asks about addresses that mails no longer go to; `address.allow` lifts one by its id. */
export const suppressedAsks = {
  'mail.suppressed': z.strictObject({
    /** Part of an address, or of the name of a customer that has it. */
    search: line(120).default(''),
    /** Only these, as mails' dialogs ask for their recipients; null for all. */
    addresses: z.array(line(320)).max(20_000).nullable().default(null),
    state: z.enum(['active', 'lifted', 'all']).default('active'),
    limit: z.int().min(1).max(500).default(100),
  }),
} as const

export interface SuppressedAddress extends SuppressedAddressRow {
  /** The customer of the mail that came back; empty where there is none. */
  customerId: string
  customerName: string
  liftedByName: string
}

export interface SuppressedAnswers {
  /** Newest first; `count` is of all that match. */
  'mail.suppressed': { rows: SuppressedAddress[]; count: number }
}
