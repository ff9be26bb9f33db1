import { sumCents } from '../../../shared/domain/money.ts'
import type { WantedApplication } from '../../../shared/domain/payment/apply-to-invoices.ts'
import { type LumpSumWay, matchLumpSum } from '../../../shared/domain/payment/match-lump-sum.ts'
import { allocateOldestDue } from '../../../shared/domain/payment-link/allocate.ts'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { type AmountProblem, amountProblem } from '../../parts/amount-problem.ts'
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
  /** No date was typed: it is the day on which the draft is looked at, whenever it was begun. */
  dateFollows?: boolean
  amount: string
  method: string
  reference: string
  note: string
  /** What shall be applied, as typed, by invoice id; used once `byHand`. */
  applied: Record<string, string>
  /** Open credits that shall be used besides, by the id of their entry. Drafts of earlier versions have none. */
  credits?: Record<string, CreditUse>
  /** What the customer is let off, as typed, by invoice id. */
  discounts?: Record<string, string>
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
    dateFollows: true,
    amount: '',
    method: '',
    reference: '',
    note: '',
    applied: {},
    discounts: {},
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

/** What money can go to: of an invoice with a discount only what is open besides. */
function figuresOf(invoices: readonly OpenInvoice[], draft: Pick<PaymentDraft, 'discounts'>) {
  return invoices.map(({ invoiceId, dueOn, number, openCents }) => ({
    id: invoiceId,
    dueOn,
    number,
    openCents: Math.max(0, openCents - discountCents(draft, invoiceId)),
    status: 'open' as const,
  }))
}

function textsOf(applications: readonly WantedApplication[]): Record<string, string> {
  return Object.fromEntries(
    applications.map(({ invoiceId, amountCents: applied }) => [invoiceId, formatCents(applied)]),
  )
}

/** How the amount spread itself: as a sum does, or round discounts. */
export type SpreadWay = LumpSumWay | 'discounted'

type Matched = Omit<ReturnType<typeof matchLumpSum>, 'way'> & { way: SpreadWay }
// The search may take a moment, and a form is drawn at every key.
const matched = new WeakMap<readonly OpenInvoice[], { typed: string; found: Matched }>()

function matchOf(draft: PaymentDraft, invoices: readonly OpenInvoice[]): Matched {
  const typed = JSON.stringify([draft.amount, draft.discounts])
  const known = matched.get(invoices)
  if (known?.typed === typed) return known.found
  const found = spread(parseCents(draft.amount) ?? 0, invoices, draft)
  matched.set(invoices, { typed, found })
  return found
}

/**
 * The amount spread as if there were no discounts; what they take the place of goes on to the next oldest due. An
 * invoice with a discount is meant: where one would get nothing, those are paid first.
 */
function spread(amountCents: number, invoices: readonly OpenInvoice[], draft: PaymentDraft): Matched {
  const whole = matchLumpSum(amountCents, figuresOf(invoices, {}))
  const figures = figuresOf(invoices, draft)
  const meant = figures.filter(({ id }) => discountCents(draft, id) > 0)
  if (meant.length === 0) return whole
  const roomOf = new Map(figures.map(({ id, openCents }) => [id, openCents]))
  const isPaid = meant.every(({ id }) => whole.applications.some(({ invoiceId }) => invoiceId === id))
  const kept = isPaid
    ? whole.applications.map(({ invoiceId, amountCents: cents }) => ({
        invoiceId,
        amountCents: Math.min(cents, roomOf.get(invoiceId) ?? 0),
      }))
    : allocateOldestDue(amountCents, meant).applications
  const keptOf = new Map(kept.map(each => [each.invoiceId, each.amountCents]))
  const freeCents = amountCents - sumCents(kept.map(each => each.amountCents))
  const rest = figures.map(each => ({ ...each, openCents: each.openCents - (keptOf.get(each.id) ?? 0) }))
  const { applications: more, leftCents } = allocateOldestDue(freeCents, rest)
  for (const { invoiceId, amountCents: cents } of more)
    keptOf.set(invoiceId, (keptOf.get(invoiceId) ?? 0) + cents)
  const applications = [...keptOf]
    .filter(([, cents]) => cents > 0)
    .map(([invoiceId, cents]) => ({ invoiceId, amountCents: cents }))
  return { applications, leftCents, way: isPaid && more.length === 0 ? whole.way : 'discounted' }
}

/** How the amount spread itself, and over how many invoices; null where the user chose, or there is nothing to spread. */
export function spreadOf(
  draft: PaymentDraft,
  invoices: readonly OpenInvoice[],
): { way: SpreadWay; count: number } | null {
  const amountCents = parseCents(draft.amount) ?? 0
  if (draft.byHand || draft.chosen.length > 0 || amountCents <= 0 || invoices.length === 0) return null
  const { way, applications } = matchOf(draft, invoices)
  return { way, count: applications.length }
}

/**
 * The draft as it stands against what is open now: unless the user chose where the money goes, the amount goes to the
 * one set of invoices it pays, or over all, oldest due first; of chosen invoices always to these. What a discount frees goes
 * on to the next.
 */
export function resolved(draft: PaymentDraft, invoices: readonly OpenInvoice[]): PaymentDraft {
  if (draft.byHand) return draft
  const amountCents = parseCents(draft.amount) ?? 0
  if (draft.chosen.length === 0) return { ...draft, applied: textsOf(matchOf(draft, invoices).applications) }
  const among = invoices.filter(invoice => draft.chosen.includes(invoice.invoiceId))
  const figures = figuresOf(among, draft)
  const openCents = sumCents(figures.map(invoice => invoice.openCents))
  const cents = draft.amountFollows ? openCents : amountCents
  const { applications } = allocateOldestDue(cents, figures)
  const amount = draft.amountFollows ? formatCents(openCents) : draft.amount
  return { ...draft, amount, applied: textsOf(applications) }
}

/** The draft as it stands today: a date that was not typed is today's. */
export function onDay(draft: PaymentDraft, today: string): PaymentDraft {
  return draft.dateFollows && draft.receivedOn !== today ? { ...draft, receivedOn: today } : draft
}

/** The draft with another date typed. */
export function withDate(draft: PaymentDraft, receivedOn: string): PaymentDraft {
  return { ...draft, receivedOn, dateFollows: false }
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
 * The draft with a discount typed at one invoice: with it no more is applied there than is open. Unless the user chose where
 * the money goes, the rest of it goes to the next oldest due.
 */
export function withDiscount(draft: PaymentDraft, invoice: OpenInvoice, text: string): PaymentDraft {
  const { invoiceId, openCents } = invoice
  const discounts = { ...draft.discounts, [invoiceId]: text }
  if (!draft.byHand) return { ...draft, discounts }
  const roomCents = openCents - (parseCents(text) ?? 0)
  const givenCents = parseCents(draft.applied[invoiceId] ?? '') ?? 0
  if (givenCents <= roomCents || roomCents < 0) return { ...draft, byHand: true, discounts }
  const applied = { ...draft.applied, [invoiceId]: roomCents > 0 ? formatCents(roomCents) : '' }
  const amount = draft.amountFollows ? formatCents(appliedCents({ applied })) : draft.amount
  return { ...draft, byHand: true, discounts, applied, amount }
}

/** The discount typed at an invoice, in cents; 0 where none can be read. */
function discountCents(draft: Pick<PaymentDraft, 'discounts'>, invoiceId: string): number {
  return parseCents(draft.discounts?.[invoiceId] ?? '') ?? 0
}

/**
 * Ticks an invoice or takes the tick away. Ticked, it gets what is left of the amount, up to what is open; where no
 * amount was typed, it gets all that is open, and the amount follows.
 */
export function withTick(draft: PaymentDraft, invoice: OpenInvoice, ticked: boolean): PaymentDraft {
  const others = { ...draft.applied, [invoice.invoiceId]: '' }
  const elsewhereCents = appliedCents({ applied: others })
  const leftCents = Math.max(0, (parseCents(draft.amount) ?? 0) - elsewhereCents)
  const openCents = Math.max(0, invoice.openCents - discountCents(draft, invoice.invoiceId))
  const roomCents = draft.amountFollows ? openCents : Math.min(openCents, leftCents)
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
  | AmountProblem
  | 'method'
  | 'date'
  | 'dateForm'
  | 'dateToCome'
  | 'appliedForm'
  | 'appliedNegative'
  | 'appliedOverOpen'
  | 'discountOverOpen'
  | 'appliedOverReceived'
  | 'discountForm'
  | 'discountAlone'

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
  const unusable = amountProblem(draft.amount)
  if (draft.amount.trim() === '') problems.amount = 'amount'
  else if (unusable !== null) problems.amount = unusable
  else if (appliedCents(draft) > (received ?? 0)) problems.amount = 'appliedOverReceived'
  for (const invoice of invoices) {
    const { invoiceId, openCents } = invoice
    const text = draft.applied[invoiceId]?.trim() ?? ''
    const discount = draft.discounts?.[invoiceId]?.trim() ?? ''
    const cents = text === '' ? 0 : parseCents(text)
    const offCents = discount === '' ? 0 : parseCents(discount)
    if (cents === null)
      problems[`applied.${invoiceId}`] = isNegative(text) ? 'appliedNegative' : 'appliedForm'
    else if (offCents === null) problems[`discount.${invoiceId}`] = 'discountForm'
    else if (offCents > openCents) problems[`discount.${invoiceId}`] = 'discountOverOpen'
    else if (cents + offCents > openCents) problems[`applied.${invoiceId}`] = 'appliedOverOpen'
    else if (offCents > 0 && cents === 0) problems[`discount.${invoiceId}`] = 'discountAlone'
  }
  return problems
}

const isNegative = (text: string) => amountProblem(text) === 'amountPositive'

/** Whether a problem is said as soon as it is typed, and not first when the payment is saved. */
export function isSaidAtOnce(problem: DraftProblem): boolean {
  return problem === 'appliedOverOpen' || problem === 'discountOverOpen'
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
  draft: Pick<PaymentDraft, 'applied' | 'discounts'>,
  invoices: readonly OpenInvoice[],
): { invoiceId: string; amountCents: number; discountCents?: number }[] {
  return invoices
    .map(({ invoiceId }) => {
      const offCents = discountCents(draft, invoiceId)
      const amountCents = parseCents(draft.applied[invoiceId] ?? '') ?? 0
      return { invoiceId, amountCents, ...(offCents > 0 && { discountCents: offCents }) }
    })
    .filter(({ amountCents }) => amountCents > 0)
}
