import type { CreditLine, CreditRow } from '../../../shared/domain/credit/credit-row.ts'
import { extendCents, sumCents } from '../../../shared/domain/money.ts'
import { lineUnits } from '../../../shared/domain/order/order-totals.ts'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import type { CreditableLine, CreditStart } from '../../../shared/protocol/credits-asks.ts'
import { formatCents, parseCents } from '../../parts/format-money.ts'

/** What is typed at a line of the order. */
export interface LineEntry {
  quantity: string
  amount: string
  /** What the credit said about it before, for as long as its amount stays. */
  said?: { description: string; amount: string }
}

/** A line that is no line of the order. */
export interface FreeEntry {
  key: string
  description: string
  amount: string
}

/** What is typed into the form for a credit: texts as typed, so that nothing is lost. */
export interface CreditDraft {
  creditId: string
  /** The number of the credit that is being changed; empty for a new one. */
  number: string
  customerId: string | null
  invoiceId: string | null
  reason: string
  /** A business date, or what was typed and can't be read as one. */
  creditedOn: string
  /** No date was typed: it is the day on which the draft is looked at, whenever it was begun. */
  dateFollows?: boolean
  /** By the order line's id. */
  lines: Record<string, LineEntry>
  free: FreeEntry[]
  note: string
  answer: string
  /** What the user came with, as the address says it; empty: nothing. */
  cameWith: string
}

/** A draft in which nothing is typed yet; stand-alone credits begin with a line of their own. */
export function emptyCredit(creditId: string, creditedOn: string): CreditDraft {
  return {
    creditId,
    number: '',
    customerId: null,
    invoiceId: null,
    reason: '',
    creditedOn,
    dateFollows: true,
    lines: {},
    free: [{ key: creditId, description: '', amount: '' }],
    note: '',
    answer: '',
    cameWith: '',
  }
}

/** The draft as it stands today: a date that was not typed is today's. */
export function onDay(draft: CreditDraft, today: string): CreditDraft {
  return draft.dateFollows && draft.creditedOn !== today ? { ...draft, creditedOn: today } : draft
}

/** The draft with another date typed. */
export function withDate(draft: CreditDraft, creditedOn: string): CreditDraft {
  return { ...draft, creditedOn, dateFollows: false }
}

type Written = Pick<CreditRow, 'customerId' | 'invoiceId' | 'reason' | 'creditedOn' | 'note'> & {
  lines: readonly CreditLine[]
}

/** The draft that holds what a credit, or a refused request for one, says. */
export function draftOf(empty: CreditDraft, written: Written, key: () => string): CreditDraft {
  const lines: Record<string, LineEntry> = {}
  const free: FreeEntry[] = []
  for (const { lineId, description, amountCents, quantity } of written.lines) {
    const before = lineId === null ? undefined : lines[lineId]
    const amount = formatCents(amountCents + (parseCents(before?.amount ?? '') ?? 0))
    const counted = before === undefined && quantity !== undefined ? String(quantity) : ''
    if (lineId === null) free.push({ key: key(), description, amount })
    else lines[lineId] = { quantity: counted, amount, said: { description, amount } }
  }
  const { customerId, invoiceId, reason, creditedOn, note } = written
  return { ...withDate(empty, creditedOn), customerId, invoiceId, reason, note, lines, free }
}

/** What a line's quantity counts. */
export function unitOf({ soldAs }: Pick<CreditableLine, 'soldAs'>): 'stems' | 'bunches' | 'pieces' {
  if (soldAs === 'hard-good') return 'pieces'
  return soldAs === 'box-stem' || soldAs === 'unit-stem' ? 'stems' : 'bunches'
}

/** What can still be credited of a line. */
export function leftOfLine(line: Pick<CreditableLine, 'totalCents' | 'creditedCents'>): number {
  return Math.max(0, line.totalCents - line.creditedCents)
}

/** How many units of a line can still be credited. */
function unitsLeftOfLine(line: CreditableLine): number {
  return Math.max(0, lineUnits(line) - line.creditedQuantity)
}

/** The draft with another quantity typed at a line: its amount follows, up to what is left of the line. */
export function withQuantity(draft: CreditDraft, line: CreditableLine, quantity: string): CreditDraft {
  const count = parseCount(quantity)
  const cents = count === null ? 0 : Math.min(extendCents(count, line.priceE4), leftOfLine(line))
  const entry = { quantity, amount: cents > 0 ? formatCents(cents) : '' }
  return { ...draft, lines: { ...draft.lines, [line.id]: entry } }
}

/** The draft with another amount typed at a line: a quantity that was typed no longer says how it came about. */
export function withLineAmount(draft: CreditDraft, line: CreditableLine, amount: string): CreditDraft {
  const said = draft.lines[line.id]?.said
  const entry = { quantity: '', amount, ...(said && { said }) }
  return { ...draft, lines: { ...draft.lines, [line.id]: entry } }
}

/** Ticks a line, which credits what is left of it, or takes the tick away. */
export function withTickedLine(draft: CreditDraft, line: CreditableLine, ticked: boolean): CreditDraft {
  const left = leftOfLine(line)
  const whole = ticked && line.creditedCents === 0 ? String(lineUnits(line)) : ''
  const entry = { quantity: whole, amount: ticked && left > 0 ? formatCents(left) : '' }
  return { ...draft, lines: { ...draft.lines, [line.id]: entry } }
}

/** The draft with a charge of the order credited as a line of its own, in the place of one that is still empty. */
export function withCharge(draft: CreditDraft, key: string, description: string, cents: number): CreditDraft {
  const entry = { key, description, amount: formatCents(cents) }
  const isEmpty = (line: FreeEntry) => line.description.trim() === '' && line.amount.trim() === ''
  const at = draft.free.findIndex(isEmpty)
  return { ...draft, free: at < 0 ? [...draft.free, entry] : draft.free.with(at, entry) }
}

/** A whole number of pieces as typed; null when it is none. */
export function parseCount(text: string): number | null {
  const digits = text.trim().replace(/(?<=\d),(?=\d{3}\b)/g, '')
  return /^\d{1,7}$/.test(digits) ? Number(digits) : null
}

/** Everything credited, as far as it reads as amounts. */
export function creditCents(draft: Pick<CreditDraft, 'lines' | 'free'>): number {
  const texts = [...Object.values(draft.lines), ...draft.free].map(entry => entry.amount)
  return sumCents(texts.map(text => parseCents(text) ?? 0))
}

/** What is wrong with a draft; fields are `lines.<line>`, `quantity.<line>`, `free.<key>`, `what.<key>` and its own. */
export type CreditProblem =
  | { kind: 'customer' | 'reason' | 'date' | 'dateForm' | 'dateToCome' | 'lines' }
  | { kind: 'amountForm' | 'quantityForm' | 'freeDescription' }
  | { kind: 'overLine' | 'overInvoice'; mostCents: number }
  | { kind: 'overQuantity'; most: number }

/** The problems that keep a draft from being saved, by field; empty when there are none. */
export function creditProblems(
  draft: CreditDraft,
  start: CreditStart | null,
  today: string,
): Record<string, CreditProblem> {
  const problems: Record<string, CreditProblem> = {}
  if (draft.customerId === null) problems.customerId = { kind: 'customer' }
  if (draft.reason.trim() === '') problems.reason = { kind: 'reason' }
  if (draft.creditedOn.trim() === '') problems.creditedOn = { kind: 'date' }
  else if (!isBusinessDate(draft.creditedOn)) problems.creditedOn = { kind: 'dateForm' }
  else if (draft.creditedOn > today) problems.creditedOn = { kind: 'dateToCome' }
  for (const line of start?.lines ?? []) {
    const { quantity, amount } = draft.lines[line.id] ?? { quantity: '', amount: '' }
    const cents = parseCents(amount)
    const count = parseCount(quantity)
    if (quantity.trim() !== '' && count === null) problems[`quantity.${line.id}`] = { kind: 'quantityForm' }
    else if ((count ?? 0) > unitsLeftOfLine(line))
      problems[`quantity.${line.id}`] = { kind: 'overQuantity', most: unitsLeftOfLine(line) }
    if (amount.trim() !== '' && cents === null) problems[`lines.${line.id}`] = { kind: 'amountForm' }
    else if ((cents ?? 0) > leftOfLine(line))
      problems[`lines.${line.id}`] = { kind: 'overLine', mostCents: leftOfLine(line) }
  }
  for (const { key, description, amount } of draft.free) {
    const isTyped = amount.trim() !== ''
    if (isTyped && (parseCents(amount) ?? 0) === 0) problems[`free.${key}`] = { kind: 'amountForm' }
    if (isTyped && description.trim() === '') problems[`what.${key}`] = { kind: 'freeDescription' }
    if (!isTyped && description.trim() !== '') problems[`free.${key}`] = { kind: 'amountForm' }
  }
  const cents = creditCents(draft)
  if (cents === 0 && Object.keys(problems).every(field => !field.includes('.')))
    problems.lines = { kind: 'lines' }
  if (start?.invoice) {
    const mostCents = Math.max(0, start.invoice.totalCents - start.creditedCents)
    if (cents > mostCents) problems.lines = { kind: 'overInvoice', mostCents }
  }
  return problems
}

/** The lines a draft asks for, in the order of the form. `said` puts a quantity into words: `25 stems`. */
export function linesOf(
  draft: Pick<CreditDraft, 'lines' | 'free'>,
  ordered: readonly CreditableLine[],
  said: (line: CreditableLine, count: number) => string,
): CreditLine[] {
  const ofOrder = ordered.map(line => {
    const entry = draft.lines[line.id]
    const count = parseCount(entry?.quantity ?? '')
    const kept = entry?.said?.amount === entry?.amount ? entry?.said?.description : undefined
    const told = count === null ? line.description : `${line.description} · ${said(line, count)}`
    return {
      lineId: line.id as string | null,
      description: (kept ?? told).slice(0, 300),
      amountCents: parseCents(entry?.amount ?? '') ?? 0,
      ...(count !== null && count > 0 && { quantity: count }),
    }
  })
  const own = draft.free.map(({ description, amount }) => ({
    lineId: null,
    description: description.trim(),
    amountCents: parseCents(amount) ?? 0,
  }))
  return [...ofOrder, ...own].filter(line => line.amountCents > 0)
}

/** The form's field a refusal belongs to, given the lines that were sent; null when it is about the whole. */
export function fieldOfRefusal(
  field: string,
  sent: readonly CreditLine[],
  draft: CreditDraft,
): string | null {
  const at = /^lines\.(\d+)/.exec(field)?.[1]
  if (at !== undefined) {
    const line = sent[Number(at)]
    if (!line) return null
    if (line.lineId !== null)
      return field.endsWith('.quantity') ? `quantity.${line.lineId}` : `lines.${line.lineId}`
    const own = draft.free.filter(entry => (parseCents(entry.amount) ?? 0) > 0)
    const key = own[Number(at) - (sent.length - own.length)]?.key
    return key === undefined ? null : `free.${key}`
  }
  return ['customerId', 'invoiceId', 'reason', 'creditedOn', 'note', 'lines'].includes(field) ? field : null
}
