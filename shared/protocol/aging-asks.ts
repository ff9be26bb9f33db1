import { z } from 'zod'
import type { AgingStrip } from '../domain/collections/aging-strip.ts'
import type { LineKind, Statement } from '../domain/collections/statement.ts'
import type { CompanyRow, Language } from '../domain/company/company-row.ts'
import { type MailState, STATEMENT_KINDS } from '../domain/mail/mail-row.ts'
import type { NoStatementLinkReason } from '../domain/mail/statement-mail.ts'
import { businessDate, id, line, note, requiredLine } from '../lib/parse.ts'

export const AGING_CHIPS = ['all', 'past-due', 'over-limit', 'on-hold', 'credits', 'no-statement'] as const
export type AgingChip = (typeof AGING_CHIPS)[number]

const which = {
  search: line(120).default(''),
  chip: z.enum(AGING_CHIPS).default('all'),
  asOf: businessDate,
}
const text = z.strictObject({ subject: requiredLine(200), message: note(4000) })
const oneStatement = { customerId: id, asOf: businessDate, kind: z.enum(STATEMENT_KINDS) }

/** What a figure on a screen is: `net` is open balances less open credits, `credit-left` what may still be owed. */
export const FIGURES = ['open', 'bucket', 'past-due', 'credits', 'net', 'pending', 'credit-left'] as const
export type Figure = (typeof FIGURES)[number]

/** The questions about aging and statements, a part of the desk's. */
export const agingAsks = {
  /** Who owes how much for how long, as of any date. */
  'aging.customers': z.strictObject({
    ...which,
    sort: line(40).default(''),
    descending: z.boolean().default(false),
    offset: z.int().min(0).max(100_000_000).default(0),
    limit: z.int().min(1).max(1000).default(100),
  }),
  /** Whom a run of statements over a whole filter is for, by name. */
  'aging.chosen': z.strictObject(which),
  /** What a figure is made of: the entries and their sum. Without a customer: the customers it is the sum over. */
  'explain.number': z.strictObject({
    figure: z.enum(FIGURES),
    /** Which bucket of the aging, of a `bucket`. */
    bucket: z.int().min(0).max(4).default(0),
    customerId: id.nullable().default(null),
    /** Of an `open` figure: the one invoice it is the open balance of. */
    invoiceId: id.nullable().default(null),
    asOf: businessDate,
  }),
  'statement.of': z.strictObject(oneStatement),
  'statement.pdf': z.strictObject(oneStatement),
  /** Where statements of a date are kept unless someone says otherwise. */
  'statement.folder': z.strictObject({ asOf: businessDate }),
  /** Keeps one statement as a file in a folder of the computer that the backend runs on. */
  'statement.save': z.strictObject({ ...oneStatement, folder: z.string().min(1).max(1000) }),
  /** Subject and message that statements' mails start with, in each language, with what differs left as placeholders. */
  'statement.texts': z.strictObject({}),
  /** Those of these customers whom no statement can be mailed to, by name. */
  'statement.unreachable': z.strictObject({ customerIds: z.array(id).max(1_000_000) }),
  /**
   * Mails one statement to the customer's addresses, in these words or the company's. The same `commandId` mails it once.
   */
  'statement.send': z.strictObject({
    ...oneStatement,
    commandId: id,
    withLink: z.boolean(),
    texts: z.strictObject({ en: text, es: text }).nullable().default(null),
  }),
} as const

export interface AgingListRow extends Omit<AgingStrip, 'basis'> {
  customerId: string
  code: string
  name: string
  terms: string
  salespersonName: string
  /** null: unlimited. */
  creditLimitCents: number | null
  isOverLimit: boolean
  creditHold: boolean
  lastPaymentOn: string | null
  lastPaymentCents: number
  /** The newest statement mailed: its end date, when it was mailed, and how that went. */
  statement: { on: string; mailedAt: number; state: MailState } | null
}

/** What a number is made of. */
export interface ExplainedRow {
  kind: LineKind | 'customer' | 'order' | 'credit-limit' | 'open-balances' | 'open-credits' | 'pending-orders'
  number: string
  name: string
  reference: string
  on: string
  dueOn: string
  amountCents: number
  customerId: string | null
  invoiceId: string | null
  paymentId: string | null
  orderId: string | null
}

export interface StatementView {
  statement: Statement
  customerName: string
  currency: string
  /** Whom it would be mailed to. */
  recipients: string[]
  /** null: a link may be offered, over what is open now. */
  noLinkReason: NoStatementLinkReason | null
  askedCents: number
  /** Of the open credits: what is held for pending orders now. */
  heldCents: number
}

/** What each of {@link agingAsks} answers. */
export interface AgingAnswers {
  'aging.customers': {
    rows: AgingListRow[]
    count: number
    basis: CompanyRow['ageBasis']
    /** Over everyone the filter finds; without a filter, the A/R control total. */
    totals: AgingStrip
    chips: Record<AgingChip, number>
  }
  'aging.chosen': { customerId: string; name: string }[]
  'explain.number': { rows: ExplainedRow[]; count: number; totalCents: number }
  'statement.of': StatementView
  'statement.pdf': { fileName: string; base64: string }
  'statement.folder': { folder: string }
  'statement.save': { fileName: string }
  'statement.texts': Record<Language, { subject: string; message: string }>
  /** `blocked`: they have addresses, and none of them takes mails any more. */
  'statement.unreachable': { customerId: string; name: string; why: 'no-address' | 'blocked' }[]
  /** `blocked`: addresses of the customer's that take no mails any more; it does not go to them. */
  'statement.send': { recipients: string[]; blocked: string[]; withLink: boolean }
}
