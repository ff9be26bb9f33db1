import { defineTable } from '../table.ts'
import type { InvoiceContent } from './invoice-content.ts'

/** The receivable that confirming an order issues; carries the order's number. */
export interface InvoiceRow {
  id: string
  orderId: string
  customerId: string
  number: string
  /** Rises when a confirmed order is changed. */
  revision: number
  status: 'open' | 'void'
  issuedOn: string
  dueOn: string
  termsCode: string
  currency: string
  poNumber: string
  salespersonId: string | null
  totalCents: number
  /** Cached: total less everything applied. Kept by the ledger commands, proved by `verify`. */
  openCents: number
  voidedOn: string | null
  lastLinkId: string | null
  lastMailId: string | null
  /** `order` issued by confirming one; the others have no order: `orderId` is empty. */
  kind: 'order' | 'nsf-fee' | 'finance-charge' | 'opening'
  /** What only one invoice may be issued for, such as `finance-charge:2026-10` or `nsf:<payment>`; empty for orders. */
  cause: string
}

export const invoices = defineTable<InvoiceRow>({
  name: 'invoices',
  columns: {
    orderId: 'text',
    customerId: 'text',
    number: 'text',
    revision: 'integer',
    status: 'text',
    issuedOn: 'text',
    dueOn: 'text',
    termsCode: 'text',
    currency: 'text',
    poNumber: 'text',
    salespersonId: 'text?',
    totalCents: 'integer',
    openCents: 'integer',
    voidedOn: 'text?',
    lastLinkId: 'text?',
    lastMailId: 'text?',
    kind: 'text',
    cause: 'text',
  },
  added: { kind: 'order' },
  refs: ['customerId', 'orderId'],
  claims: row => [
    `no:INV:${row.number}`,
    ...(row.cause === '' || row.status === 'void' ? [] : [`invoice.cause:${row.customerId}:${row.cause}`]),
  ],
})

/** What an invoice said at one revision: frozen, so that any revision can be read and printed again. */
export interface InvoiceRevisionRow {
  id: string
  invoiceId: string
  revision: number
  totalCents: number
  content: InvoiceContent
  issuedAt: number
  issuedBy: string
  /** From when on the invoice has this total; empty for the first: its issue date. */
  effectiveOn: string
}

export const invoiceRevisions = defineTable<InvoiceRevisionRow>({
  name: 'invoice_revisions',
  columns: {
    invoiceId: 'text',
    revision: 'integer',
    totalCents: 'integer',
    content: 'json',
    issuedAt: 'integer',
    issuedBy: 'text',
    effectiveOn: 'text',
  },
  refs: ['invoiceId'],
})
