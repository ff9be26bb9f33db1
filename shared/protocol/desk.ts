import { z } from 'zod'
import type { CompanyRow } from '../domain/company/company-row.ts'
import type { CustomerRow } from '../domain/customer/customer-row.ts'
import type { PaymentRow } from '../domain/payment/payment-row.ts'
import type { Permission } from '../domain/permissions.ts'
import type { ProductRow } from '../domain/product/product-row.ts'
import type { Refusal } from '../domain/rejections.ts'
import type { SyncIssueRow, TaskRow } from '../domain/task/task-row.ts'
import type { UserRow } from '../domain/user/user-row.ts'
import { businessDate, emailAddress, id, line, requiredLine } from '../lib/parse.ts'
import { isSafeOrigin } from '../lib/safe-origin.ts'
import { type AgingAnswers, agingAsks } from './aging-asks.ts'
import { type AuditAnswers, auditAsks } from './audit-asks.ts'
import { type CardAnswers, cardAsks } from './card-asks.ts'
import { type CreditsAnswers, creditsAsks } from './credits-asks.ts'
import type { InvoiceView, OrderView, PaymentView } from './document-views.ts'
import { type ExportAnswers, exportAsks } from './export-asks.ts'
import { type FindAnswers, findAsks } from './find-asks.ts'
import { type HomeAnswers, homeAsks } from './home-asks.ts'
import { type ImportAnswers, importAsks } from './import-asks.ts'
import { type JournalAnswers, journalAsks } from './journal-asks.ts'
import { listPage as page } from './list-page.ts'
import type { InvoiceListRow, OrderListRow, PaymentListRow } from './list-rows.ts'
import type { MendingNotice, RecoveryNotice } from './mending-notices.ts'
import { type NumbersAnswers, numbersAsks } from './numbers-asks.ts'
import { type OrderAnswers, orderAsks } from './order-asks.ts'
import { type OrderMailAnswers, orderMailAsks } from './order-mail-asks.ts'
import { type PaymentAnswers, paymentAsks } from './payment-asks.ts'
import { type PaymentsAccountAnswers, paymentsAccountAsks } from './payments-account-asks.ts'
import { type MailDraft, openInvoicesFilter, type SendAnswers, sendAsks } from './send-asks.ts'
import { type SuppressedAnswers, suppressedAsks } from './suppressed-asks.ts'
import { createCompanyRequest, type DeviceEntry, password } from './sync.ts'
import { type TeamAnswers, teamAsks } from './team-asks.ts'

/**
 * What crosses between the renderer and the backend, over a MessagePort or a WebSocket. A question is
 * `{id, ask, input}`; its answer `{id, ok: true, value}`, or `{id, ok: false, refusal}` for what the user can mend, or
 * `{id, ok: false, fault}` for what went wrong. Events are `{event, …}` without an id.
 */

// Passwords and the setup token cross it: never in the clear, but on the machine itself.
const relayUrl = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine(isSafeOrigin, 'must be https, unless it is on this computer')

/** The input of each question. */
export const ASKS = {
  // Session
  'session.state': z.strictObject({}),
  'session.login': z.strictObject({ login: line(254), password: z.string().max(200) }),
  'session.logout': z.strictObject({}),
  /** A new password for whoever is logged in, who gives the one they have; the relay is asked. */
  'session.change-password': z.strictObject({ current: z.string().max(200), password }),
  'company.create': createCompanyRequest
    .omit({ device: true })
    .extend({ relayUrl, deviceName: requiredLine(80) }),
  'company.join': z.strictObject({ relayUrl, code: requiredLine(80), deviceName: requiredLine(80) }),
  // The relay was put back to before this desktop joined: a new code lets it in, with all it holds.
  'company.rejoin': z.strictObject({ code: requiredLine(80) }),
  // Changes: the one way in. `number` of order.create, payment.receive and credit.create is filled in by the backend.
  // With a `commandId`, a question asked again after a broken connection gets the first answer.
  command: z.strictObject({
    commandId: id.optional(),
    name: z.string().max(60),
    payload: z.record(z.string(), z.unknown()),
  }),
  // Sync
  'sync.status': z.strictObject({}),
  'sync.now': z.strictObject({}),
  'sync.recovery-seen': z.strictObject({ at: z.int() }),
  // Proves, as it is done once a day, that this desktop has what the relay has; `agreedAt` tells when that is through.
  'sync.check': z.strictObject({}),
  'sync.mending-seen': z.strictObject({ at: z.int() }),
  // Queries
  'company.settings': z.strictObject({}),
  'users.all': z.strictObject({}),
  'customers.list': z.strictObject({
    ...page,
    active: z.enum(['active', 'inactive', 'all']).default('active'),
    /** The salesperson's id; `''` for customers without one. */
    salespersonId: z
      .union([id, z.literal('')])
      .nullable()
      .default(null),
    tag: line(40).default(''),
    only: z.enum(['all', 'hold', 'over-limit']).default('all'),
  }),
  /** The tags that customers carry, as they are offered for filtering. */
  'customers.tags': z.strictObject({}),
  'customers.search': z.strictObject({ text: line(120), limit: z.int().min(1).max(50).default(12) }),
  'customers.one': z.strictObject({ customerId: id }),
  'products.list': z.strictObject({ ...page, active: z.enum(['active', 'all']).default('active') }),
  'products.search': z.strictObject({ text: line(120), limit: z.int().min(1).max(50).default(12) }),
  'orders.summary': z.strictObject({
    ...page,
    status: z
      .enum(['all', 'draft', 'pending', 'hold', 'confirmed', 'voided', 'unpaid', 'paid'])
      .default('all'),
    customerId: id.nullable().default(null),
  }),
  'orders.one': z.strictObject({ orderId: id }),
  'invoices.open': z.strictObject({
    ...page,
    ...openInvoicesFilter,
  }),
  'invoices.one': z.strictObject({ invoiceId: id }),
  'invoices.pdf': z.strictObject({ invoiceId: id, revision: z.int().min(1).nullable().default(null) }),
  'invoices.mail-draft': z.strictObject({ invoiceId: id }),
  'payments.history': z.strictObject({
    ...page,
    from: businessDate.nullable().default(null),
    to: businessDate.nullable().default(null),
    customerId: id.nullable().default(null),
    kind: z.enum(['all', 'payment', 'credit', 'refund', 'nsf', 'chargeback']).default('all'),
  }),
  'payments.one': z.strictObject({ paymentId: id }),
  'attention.open': z.strictObject({}),
  ...agingAsks,
  ...creditsAsks,
  ...numbersAsks,
  ...paymentsAccountAsks,
  ...cardAsks,
  ...homeAsks,
  ...findAsks,
  ...exportAsks,
  ...importAsks,
  ...paymentAsks,
  ...orderAsks,
  ...auditAsks,
  ...journalAsks,
  ...suppressedAsks,
  ...teamAsks,
  ...sendAsks,
  ...orderMailAsks,
  // Online only: answered by the relay
  'devices.all': z.strictObject({}),
  'devices.invite': z.strictObject({}),
  'devices.revoke': z.strictObject({ deviceId: id }),
  'users.set-password': z.strictObject({ userId: id, password }),
} as const

export type AskName = keyof typeof ASKS
export type AskInput<N extends AskName> = z.input<(typeof ASKS)[N]>
export type ParsedInput<N extends AskName> = z.output<(typeof ASKS)[N]>

/** One of the company's computers; `here`: the one that answers. */
export type Device = DeviceEntry & { here: boolean }

export interface SessionState {
  /** `no-company`: first start. `locked`: nobody is logged in. */
  phase: 'no-company' | 'locked' | 'ready'
  company: CompanyRow | null
  user: UserRow | null
  /** What the user may do, for the screens to hide the rest; the relay enforces. */
  rights: Permission[]
  /** Today in the company's time zone. */
  today: string
  deviceName: string
  relayUrl: string
}

export interface SyncStatus {
  phase: 'starting' | 'syncing' | 'up-to-date' | 'offline' | 'stopped'
  /** Since when it is offline or stopped, epoch milliseconds. */
  since: number
  /** Commands saved here and not yet settled by the relay. */
  queuedCount: number
  /** Requests the relay refused, waiting for someone to repair or drop them. */
  refusedCount: number
  /** Mails the relay has not yet got rid of. */
  waitingMailCount: number
  lastSyncAt: number | null
  /** How far a first sync has come; null when none runs. Rows in all are an estimate. */
  firstSync: { rows: number; rowsInAll: number; bytes: number } | null
  /** When this desktop last proved that it has what the relay has; null while that is under way, or never was. */
  agreedAt: number | null
  /** Rows that were found to differ from the relay's, and mended, which nobody has acknowledged yet. */
  mending: MendingNotice | null
  /** The newest recovery that nobody has acknowledged yet. */
  recovery: RecoveryNotice | null
  /** How far this computer's clock is from the relay's, in milliseconds, when by more than five minutes; else null. */
  clockSkewMs: number | null
  /** Why it stopped, when only a person can mend it. */
  problem:
    | 'device-revoked'
    | 'device-unknown'
    | 'update-required'
    | 'needs-recovery'
    | 'relay-error'
    | 'disk-full'
    | 'no-session'
    | null
}

/** Open balances by age; five buckets by due date (the first is `current`), four by invoice date. */
export interface Aging {
  basis: CompanyRow['ageBasis']
  buckets: { label: string; openCents: number }[]
}

export interface CustomerFigures {
  openCents: number
  pendingOrdersCents: number
  openCreditsCents: number
  /** Of the open credits: what is held for pending orders. */
  heldCents: number
  /** null: unlimited. */
  creditLeftCents: number | null
  /** Whether there ever was an invoice, void ones too. */
  hasInvoices: boolean
  aging: Aging
}

export interface CustomerHit {
  customerId: string
  code: string
  name: string
  city: string
  openCents: number
  creditHold: boolean
}

/** Where the words for one task or refused command come from. */
export interface Attention {
  tasks: (TaskRow & {
    customerName: string
    /** Whose command met it; empty for the relay's own and for people not known here. */
    causedByName: string
    /** Whether that came from this computer; null for what came from none. */
    here: boolean | null
    /** The invoice an undelivered mail was about. */
    invoiceId: string | null
    /** The link that an undelivered mail carries. */
    linkId: string | null
  })[]
  issues: (SyncIssueRow & { userName: string; here: boolean })[]
}

/** What each question answers. */
export interface Answers
  extends AgingAnswers,
    AuditAnswers,
    CreditsAnswers,
    ExportAnswers,
    FindAnswers,
    HomeAnswers,
    ImportAnswers,
    JournalAnswers,
    NumbersAnswers,
    OrderAnswers,
    OrderMailAnswers,
    PaymentAnswers,
    PaymentsAccountAnswers,
    CardAnswers,
    SendAnswers,
    SuppressedAnswers,
    TeamAnswers {
  'session.state': SessionState
  'session.login': SessionState
  'session.logout': SessionState
  'session.change-password': null
  'company.create': SessionState
  'company.join': SessionState
  'company.rejoin': SyncStatus
  /** `number`: the number an order or payment was given. */
  command: { commandId: string; number: string | null }
  'sync.status': SyncStatus
  'sync.now': SyncStatus
  'sync.recovery-seen': SyncStatus
  'sync.check': SyncStatus
  'sync.mending-seen': SyncStatus
  'company.settings': CompanyRow
  'users.all': UserRow[]
  'customers.list': {
    rows: (CustomerRow & { openCents: number; overLimit: boolean; salespersonName: string })[]
    count: number
    openCents: number
  }
  'customers.tags': string[]
  'customers.search': CustomerHit[]
  'customers.one': { customer: CustomerRow; salespersonName: string; figures: CustomerFigures }
  'products.list': { rows: ProductRow[]; count: number }
  'products.search': ProductRow[]
  'orders.summary': { rows: OrderListRow[]; count: number; totalCents: number; openCents: number }
  'orders.one': OrderView
  'invoices.open': {
    rows: InvoiceListRow[]
    count: number
    totalCents: number
    openCents: number
    chips: { all: number; pastDue: number; noLink: number; openedUnpaid: number; undelivered: number }
  }
  'invoices.one': InvoiceView
  'invoices.pdf': { fileName: string; base64: string }
  'invoices.mail-draft': MailDraft
  'payments.history': {
    rows: PaymentListRow[]
    count: number
    totalCents: number
    appliedCents: number
    unappliedCents: number
    /** How many there are of each kind, whichever is chosen. */
    kinds: Record<PaymentRow['kind'], number>
  }
  'payments.one': PaymentView
  'attention.open': Attention
  'devices.all': Device[]
  'devices.invite': { code: string; expiresAt: number }
  'devices.revoke': Device[]
  'users.set-password': null
}

/** What went wrong on the way, by name; the words are the renderer's. */
export type FaultCode =
  | 'unreachable' // the relay can't be reached: only for questions that need it
  | 'busy'
  | 'disk-full'
  | 'no-session' // nobody is logged in
  | 'log-in-again' // the relay does not know this login (any more): only for questions that need it
  | 'wrong-login'
  | 'wrong-code'
  | 'wrong-setup-token'
  | 'too-many-tries'
  | 'device-revoked'
  | 'login-taken'
  | 'not-found'
  | 'other-company' // the code is of another company than this profile's
  | 'already-set-up' // this profile belongs to a company
  | 'internal'

export const question = z.strictObject({
  id: z.int().min(1),
  ask: z.enum(Object.keys(ASKS) as [AskName, ...AskName[]]),
  input: z.unknown(),
})

export type DeskAnswer =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; refusal: Refusal }
  | { id: number; ok: false; fault: FaultCode }

export type DeskEvent =
  | { event: 'changed'; tables: string[] }
  | { event: 'sync'; status: SyncStatus }
  | { event: 'session' }

/** One recipient of the email dialog. */
export const recipient = emailAddress
