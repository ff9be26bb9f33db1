import { sumCents } from '../../../shared/domain/money.ts'
import { allocateOldestDue } from '../../../shared/domain/payment-link/allocate.ts'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { formatCents, parseCents } from '../../parts/format-money.ts'

/** What is typed about an open credit that shall be used: how much, and on which invoice; null: oldest due first. */
export interface CreditUse {
  amount: string
  invoiceId: string | null
}

/** An open invoice money can be applied to. */
export type OpenInvoice = Pick<
  InvoiceListRow,
  'invoiceId' | 'number' | 'issuedOn' | 'dueOn' | 'poNumber' | 'totalCents' | 'openCents'
>

/** What is typed into Receive Payment: texts as typed, so that nothing is lost. */
export interface PaymentDraft {
  paymentId: string
  customerId: string | null
  /** A business date, or what was typed and can't be read as one. */
  receivedOn: string
  amount: string
  method: string
  reference: string
  note: string
  /** What shall be applied, as typed, by invoice id; used once `byHand`. */
  applied: Record<string, string>
  /** Open credits that shall be used besides, by the id of their entry. Drafts of earlier versions have none. */
  credits?: Record<string, CreditUse>
  /** The invoices the user came with; empty: any. */
  chosen: string[]
  /** No amount was typed: it follows what is ticked. */
  amountFollows: boolean
  /** Once the user chose where the money goes, a changed amount no longer spreads itself. */
  byHand: boolean
  /** What the user came with, as the address says it; empty: nothing. */
  cameWith: string
}

/** A draft in which nothing is typed yet. */
export function emptyDraft(paymentId: string, receivedOn: string): PaymentDraft {
  return {
    paymentId,
    customerId: null,
    receivedOn,
    amount: '',
    method: '',
    reference: '',
    note: '',
    applied: {},
    chosen: [],
    amountFollows: true,
    byHand: false,
    cameWith: '',
  }
}

/**
 * The draft to go on with: the kept one when it was begun from the same place, so that what is saved twice has one id;
 * else a fresh one. Coming with nothing goes on with any.
 */
export function draftFor(
  kept: PaymentDraft | null,
  cameWith: string,
  fresh: () => PaymentDraft,
): PaymentDraft {
  if (kept !== null && (cameWith === '' || kept.cameWith === cameWith)) return kept
  return { ...fresh(), cameWith }
}

/** An amount spread over invoices, oldest due first, as texts by invoice id. */
function spread(amountCents: number, invoices: readonly OpenInvoice[]): Record<string, string> {
  const open = invoices.map(({ invoiceId, dueOn, number, openCents }) => ({
    id: invoiceId,
    dueOn,
    number,
    openCents,
    status: 'open' as const,
  }))
  const { applications } = allocateOldestDue(amountCents, open)
  return Object.fromEntries(
    applications.map(({ invoiceId, amountCents: applied }) => [invoiceId, formatCents(applied)]),
  )
}

/**
 * The draft as it stands against what is open now: unless the user chose where the money goes, the amount is spread
 * over the chosen invoices, oldest due first.
 */
export function resolved(draft: PaymentDraft, invoices: readonly OpenInvoice[]): PaymentDraft {
  if (draft.byHand) return draft
  const among =
    draft.chosen.length === 0
      ? invoices
      : invoices.filter(invoice => draft.chosen.includes(invoice.invoiceId))
  if (draft.amountFollows && draft.chosen.length > 0) {
    const openCents = sumCents(among.map(invoice => invoice.openCents))
    return { ...draft, amount: formatCents(openCents), applied: spread(openCents, among) }
  }
  return { ...draft, applied: spread(parseCents(draft.amount) ?? 0, among) }
}

/** The draft with another amount typed. */
export function withAmount(draft: PaymentDraft, amount: string): PaymentDraft {
  return { ...draft, amount, amountFollows: amount.trim() === '' }
}

/** The draft spread over everything that is open again, oldest due first. */
export function withOldestFirst(draft: PaymentDraft): PaymentDraft {
  return { ...draft, byHand: false, chosen: [], applied: {} }
}

/** The draft with another amount typed at one invoice. */
export function withApplied(draft: PaymentDraft, invoiceId: string, text: string): PaymentDraft {
  return { ...draft, byHand: true, applied: { ...draft.applied, [invoiceId]: text } }
}

/**
 * Ticks an invoice or takes the tick away. Ticked, it gets what is left of the amount, up to what is open; where no
 * amount was typed, it gets all that is open, and the amount follows.
 */
export function withTick(draft: PaymentDraft, invoice: OpenInvoice, ticked: boolean): PaymentDraft {
  const others = { ...draft.applied, [invoice.invoiceId]: '' }
  const elsewhereCents = appliedCents({ applied: others })
  const leftCents = Math.max(0, (parseCents(draft.amount) ?? 0) - elsewhereCents)
  const roomCents = draft.amountFollows ? invoice.openCents : Math.min(invoice.openCents, leftCents)
  const givenCents = ticked ? roomCents : 0
  return {
    ...draft,
    byHand: true,
    applied: { ...others, [invoice.invoiceId]: givenCents > 0 ? formatCents(givenCents) : '' },
    amount: draft.amountFollows ? formatCents(elsewhereCents + givenCents) : draft.amount,
  }
}

/** Everything applied, as far as it reads as amounts. */
export function appliedCents(draft: Pick<PaymentDraft, 'applied'>): number {
  return sumCents(Object.values(draft.applied).map(text => parseCents(text) ?? 0))
}

/** What is wrong with a draft, by field; `applied.<invoiceId>` for the grid. */
export type DraftProblem =
  | 'customer'
  | 'amount'
  | 'amountForm'
  | 'method'
  | 'date'
  | 'dateForm'
  | 'dateToCome'
  | 'appliedForm'
  | 'appliedOverOpen'
  | 'appliedOverReceived'

/** The problems that keep a draft from being saved; empty when there are none. */
export function problemsOf(
  draft: PaymentDraft,
  invoices: readonly OpenInvoice[],
  today: string,
): Record<string, DraftProblem> {
  const problems: Record<string, DraftProblem> = {}
  const received = parseCents(draft.amount)
  if (draft.customerId === null) problems.customerId = 'customer'
  if (draft.receivedOn.trim() === '') problems.receivedOn = 'date'
  else if (!isBusinessDate(draft.receivedOn)) problems.receivedOn = 'dateForm'
  else if (draft.receivedOn > today) problems.receivedOn = 'dateToCome'
  if (draft.method === '') problems.method = 'method'
  if (draft.amount.trim() === '' || received === 0) problems.amount = 'amount'
  else if (received === null) problems.amount = 'amountForm'
  else if (appliedCents(draft) > received) problems.amount = 'appliedOverReceived'
  for (const invoice of invoices) {
    const text = draft.applied[invoice.invoiceId]?.trim() ?? ''
    if (text === '') continue
    const cents = parseCents(text)
    if (cents === null) problems[`applied.${invoice.invoiceId}`] = 'appliedForm'
    else if (cents > invoice.openCents) problems[`applied.${invoice.invoiceId}`] = 'appliedOverOpen'
  }
  return problems
}

/** The invoices a draft gives money to that are not open any more: it can't be saved while there are any. */
export function goneInvoices(draft: PaymentDraft, invoices: readonly OpenInvoice[]): string[] {
  return Object.entries(draft.applied)
    .filter(
      ([id, text]) => text.trim() !== '' && parseCents(text) !== 0 && !invoices.some(i => i.invoiceId === id),
    )
    .map(([invoiceId]) => invoiceId)
}

/** The applications a draft asks for, in the order of the grid; nothing for invoices that are not open any more. */
export function applicationsOf(
  draft: Pick<PaymentDraft, 'applied'>,
  invoices: readonly OpenInvoice[],
): { invoiceId: string; amountCents: number }[] {
  return invoices
    .map(({ invoiceId }) => ({ invoiceId, amountCents: parseCents(draft.applied[invoiceId] ?? '') ?? 0 }))
    .filter(({ amountCents }) => amountCents > 0)
}
