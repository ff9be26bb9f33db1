import type { Language } from '../company/company-row.ts'
import { defineTable } from '../table.ts'

export type MailState = 'queued' | 'waiting' | 'sent' | 'probably-sent' | 'undelivered' | 'canceled'

/** The three ways a statement lists what is owed. */
export const STATEMENT_KINDS = ['balance-forward', 'unpaid', 'all-transactions'] as const
export type StatementKind = (typeof STATEMENT_KINDS)[number]

/** One mail to one recipient about one document: the relay sends it, the desktop shows how it fares. */
export interface MailRow {
  id: string
  kind:
    | 'invoice'
    | 'order'
    | 'receipt'
    | 'renewal'
    | 'statement'
    | 'links'
    | 'reminder'
    | 'refund'
    | 'question'
  customerId: string
  invoiceId: string | null
  revision: number
  paymentId: string | null
  linkId: string | null
  recipient: string
  subject: string
  message: string
  language: Language
  state: MailState
  attempts: number
  /** Why it waits or was not delivered, in the mail server's words. */
  lastError: string
  queuedAt: number
  queuedBy: string
  sentAt: number | null
  /** Of a statement: its kind and end date; empty for other mails. */
  statementKind: StatementKind | ''
  statementOn: string
  /** The invoices a mail of several lists; empty where `invoiceId` or the statement says it. */
  invoiceIds: string[]
  /** Why the relay sent it by itself, once per customer: `automatic:<invoice>`, `reminder:<date>`; of a customer's question `question:<address>`; empty for people's mails. */
  cause: string
  /** When the recipient's server said it has it, and when it came back; what a server never says stays null. */
  deliveredAt: number | null
  bouncedAt: number | null
  /** The pending order it is about; null for other mails. */
  orderId: string | null
}

export const mails = defineTable<MailRow>({
  name: 'mails',
  columns: {
    kind: 'text',
    customerId: 'text',
    invoiceId: 'text?',
    revision: 'integer',
    paymentId: 'text?',
    linkId: 'text?',
    recipient: 'text',
    subject: 'text',
    message: 'text',
    language: 'text',
    state: 'text',
    attempts: 'integer',
    lastError: 'text',
    queuedAt: 'integer',
    queuedBy: 'text',
    sentAt: 'integer?',
    statementKind: 'text',
    statementOn: 'text',
    invoiceIds: 'json',
    cause: 'text',
    deliveredAt: 'integer?',
    bouncedAt: 'integer?',
    orderId: 'text?',
  },
  added: { invoiceIds: [] },
  refs: ['invoiceId', 'linkId'],
})

/** What a mail has besides that is no statement, lists no several invoices and was sent by a person. */
export const PLAIN_MAIL: Pick<
  MailRow,
  'statementKind' | 'statementOn' | 'invoiceIds' | 'cause' | 'deliveredAt' | 'bouncedAt' | 'orderId'
> = {
  statementKind: '',
  statementOn: '',
  invoiceIds: [],
  cause: '',
  deliveredAt: null,
  bouncedAt: null,
  orderId: null,
}
