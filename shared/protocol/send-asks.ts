import { z } from 'zod'
import type { Language } from '../domain/company/company-row.ts'
import type { TemplateValues } from '../domain/mail/fill-template.ts'
import { type MailRow, type MailState, STATEMENT_KINDS, type StatementKind } from '../domain/mail/mail-row.ts'
import type { NoStatementLinkReason } from '../domain/mail/statement-mail.ts'
import type { NoLinkReason } from '../domain/payment-link/link-offer.ts'
import { type LeftOutReason, MOST_LINKED } from '../domain/payment-link/link-plan.ts'
import type { PaymentLinkRow } from '../domain/payment-link/payment-link-row.ts'
import { businessDate, emailAddress, id, line, note, requiredLine } from '../lib/parse.ts'
import type { LinkSummary } from './link-summary.ts'

/** Which invoices Open Invoices shows, for a run over all of them. */
export const openInvoicesFilter = {
  search: line(120).default(''),
  chip: z.enum(['all', 'past-due', 'no-link', 'opened-unpaid', 'undelivered']).default('all'),
  /** Those of one bucket of the aging, counted from its youngest. */
  bucket: z.int().min(0).max(4).nullable().default(null),
  customerId: id.nullable().default(null),
}

const letter = {
  /** The same id sends it once. */
  commandId: id,
  recipients: z.array(emailAddress).min(1).max(20),
  subject: requiredLine(200),
  message: note(4000),
}

/** The questions about what is sent to customers and how it fares, a part of the desk's. */
export const sendAsks = {
  /** What sending payment links over these invoices, of any customers, would come to. */
  'links.plan': z.strictObject({ invoiceIds: z.array(id).max(50_000) }),
  /** The invoices that Open Invoices shows under a filter, for `links.plan`. */
  'links.chosen': z.strictObject(openInvoicesFilter),
  /** What the mail with one customer's link would list. */
  'links.listed': z.strictObject({ customerId: id, invoiceIds: z.array(id).min(1).max(MOST_LINKED) }),
  /** Mails one customer a link over the sum of these invoices; placeholders of `fillTemplate` are filled in. */
  'links.send': z.strictObject({
    ...letter,
    customerId: id,
    invoiceIds: z.array(id).min(1).max(MOST_LINKED),
  }),
  /** One payment link with everything that became of it. */
  'links.one': z.strictObject({ linkId: id }),
  /** What emailing the invoices of these orders would come to. */
  'documents.plan': z.strictObject({ orderIds: z.array(id).min(1).max(20_000) }),
  /** Mails one invoice as PDF; placeholders of `fillTemplate` in subject and message are filled in. */
  'documents.send': z.strictObject({ ...letter, invoiceId: id, withLink: z.boolean() }),
  /** What the dialog to mail a statement starts with. */
  'statement.mail-draft': z.strictObject({
    customerId: id,
    asOf: businessDate,
    kind: z.enum(STATEMENT_KINDS),
  }),
} as const

/** What one customer's mail with a payment link would ask for. */
export interface LinkGroup {
  customerId: string
  name: string
  language: Language
  currency: string
  /** The addresses on file; none where there is none. */
  recipients: string[]
  /** The invoices that can be asked for, oldest due first, and their sum. */
  invoiceIds: string[]
  askedCents: number
  /** How many of them are not due today. */
  notDueCount: number
  /** When a link over any of them last went out, if that is within a day and it neither came back nor was taken back. */
  recentLinkAt: number | null
  /** The customer's open credits that could be applied; they do not lower what is asked. */
  openCreditsCents: number
  /** What stands for the placeholders of subject and message. */
  values: TemplateValues
  /** Those that can't, and why. */
  left: { invoiceId: string; number: string; openCents: number; reason: LeftOutReason }[]
}

export interface LinkPlan {
  groups: LinkGroup[]
  /** How the subject and message start, in each language. */
  texts: Record<Language, { subject: string; message: string }>
  ccMe: string
}

/** One row of the table in a mail with payment links. */
export interface ListedInvoice {
  number: string
  issuedOn: string
  poNumber: string
  dueOn: string
  totalCents: number
  openCents: number
}

/** What the dialog of a document's mail starts with. */
export interface MailDraft {
  recipients: string[]
  ccMe: string
  subject: string
  message: string
  attachmentName: string
  /** The amount that will be asked. */
  askedCents: number
  /** null: a link may be offered. */
  noLinkReason: NoStatementLinkReason | null
  linkBox: boolean
  /** When this invoice, or a statement of this customer, was last emailed. */
  lastSentAt: number | null
}

/** What emailing an order's invoice would come to. */
export interface DocumentPlanRow {
  orderId: string
  orderNumber: string
  customerId: string
  customerName: string
  language: Language
  currency: string
  /** A pending order, which is mailed as its confirmation, with how the subject and message start; null for others. */
  order: {
    number: string
    orderedOn: string
    shipOn: string
    poNumber: string
    totalCents: number
    /** What is to be paid in advance. */
    askedCents: number
    subject: string
    message: string
  } | null
  /** null: the order is not confirmed or was voided. */
  invoice: {
    id: string
    number: string
    issuedOn: string
    dueOn: string
    poNumber: string
    totalCents: number
    openCents: number
  } | null
  /** What stands for the placeholders of subject and message. */
  values: TemplateValues | null
  isVoid: boolean
  recipients: string[]
  /** null: a link may be offered. */
  noLinkReason: NoLinkReason | null
}

export interface DocumentPlan {
  rows: DocumentPlanRow[]
  texts: Record<Language, { subject: string; message: string }>
  ccMe: string
  linkBox: boolean
}

/** A payment link with its invoices as they are now, its mails and what happened to it. */
export interface LinkView {
  link: Pick<
    PaymentLinkRow,
    | 'id'
    | 'customerId'
    | 'kind'
    | 'statementOn'
    | 'askedCents'
    | 'currency'
    | 'sentTo'
    | 'tokenLast4'
    | 'createdAt'
    | 'unopenedUntilAt'
  > & {
    /** Of the statement it came with. */
    statementKind: StatementKind
  }
  summary: LinkSummary
  customerName: string
  createdByName: string
  revokedByName: string
  /** What its page asks for now. */
  openCents: number
  /** The pending order that it asks to be paid in advance; null once that has an invoice, and for other links. */
  order: { orderId: string; number: string; totalCents: number; openCents: number; isVoid: boolean } | null
  invoices: {
    invoiceId: string
    number: string
    dueOn: string
    totalCents: number
    openCents: number
    isVoid: boolean
    /** A newer link asks for it. */
    newerLinkId: string | null
  }[]
  mails: LinkMail[]
}

/** One mail that carries a link. */
export interface LinkMail {
  mailId: string
  kind: MailRow['kind']
  recipient: string
  subject: string
  message: string
  state: MailState
  lastError: string
  queuedAt: number
  sentAt: number | null
  deliveredAt: number | null
  bouncedAt: number | null
}

/** What each of {@link sendAsks} answers. */
export interface SendAnswers {
  'links.plan': LinkPlan
  'links.chosen': string[]
  'links.listed': ListedInvoice[]
  'links.send': { recipients: string[]; invoiceCount: number; askedCents: number }
  'links.one': LinkView
  'documents.plan': DocumentPlan
  'documents.send': { recipients: string[]; withLink: boolean }
  /** `creditCents`: what open credits take off the sum that will be asked; `values` stand for placeholders of typed words. */
  'statement.mail-draft': MailDraft & { creditCents: number; values: TemplateValues }
}
