import type { Language } from '../company/company-row.ts'
import { defineTable } from '../table.ts'

/** The URL a customer pays by. Its secret is never here: the relay keeps only the token's hash. */
export interface PaymentLinkRow {
  id: string
  customerId: string
  /** `expired` is not stored: it follows from `activeUntilAt` or `unopenedUntilAt` and the clock. */
  state: 'queued' | 'sent' | 'opened' | 'paid' | 'revoked' | 'undelivered'
  invoiceCount: number
  /** What was open when the link was made: for the record only, never charged. */
  askedCents: number
  currency: string
  language: Language
  sentTo: string[]
  tokenLast4: string
  createdAt: number
  createdBy: string
  sentAt: number | null
  openedAt: number | null
  activeUntilAt: number | null
  /** Links nobody opens end at this instant. */
  unopenedUntilAt: number
  triedAt: number | null
  tryOutcome: '' | 'declined' | 'processing' | 'paid'
  paidAt: number | null
  /** What it was made for. */
  kind: 'invoice' | 'order' | 'statement' | 'links' | 'reminder'
  /** The end date of the statement it came with; empty otherwise. */
  statementOn: string
  /** When its mail was taken by a recipient's server, as far as one said so. */
  deliveredAt: number | null
  revokedAt: number | null
  revokedBy: string | null
  /** The order that it asks to be paid ahead; once that is confirmed, the link's set is its invoice. */
  orderId: string | null
}

export const paymentLinks = defineTable<PaymentLinkRow>({
  name: 'payment_links',
  columns: {
    customerId: 'text',
    state: 'text',
    invoiceCount: 'integer',
    askedCents: 'integer',
    currency: 'text',
    language: 'text',
    sentTo: 'json',
    tokenLast4: 'text',
    createdAt: 'integer',
    createdBy: 'text',
    sentAt: 'integer?',
    openedAt: 'integer?',
    activeUntilAt: 'integer?',
    unopenedUntilAt: 'integer',
    triedAt: 'integer?',
    tryOutcome: 'text',
    paidAt: 'integer?',
    kind: 'text',
    statementOn: 'text',
    deliveredAt: 'integer?',
    revokedAt: 'integer?',
    revokedBy: 'text?',
    orderId: 'text?',
  },
  refs: ['customerId', 'orderId'],
  added: { kind: 'invoice' },
})

/** One invoice of a link's frozen set, with the revision it had when the link was made. */
export interface PaymentLinkInvoiceRow {
  id: string
  linkId: string
  invoiceId: string
  revision: number
}

export const paymentLinkInvoices = defineTable<PaymentLinkInvoiceRow>({
  name: 'payment_link_invoices',
  columns: { linkId: 'text', invoiceId: 'text', revision: 'integer' },
  refs: ['linkId', 'invoiceId'],
})
