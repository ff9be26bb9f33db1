import type { BoxType, ChargeType, CompanyRow, Terms } from '../../../shared/domain/company/company-row.ts'
import { fold } from '../../../shared/domain/fold.ts'
import { formatCents } from '../../parts/format-money.ts'
import { readText } from '../order-form/field-text.ts'
import { asStored, type FieldKind, type FieldKinds, oneLine, type Problem, type Read } from './edits.ts'
import { reminderDays, type TypedReminder } from './reminder-days.ts'

/** The settings a person edits; the payments account is switched and periods are closed, neither is edited. */
export type Setting = Exclude<keyof CompanyRow, 'id' | 'currency' | 'paymentsAccount' | 'closedThrough'>

/** Terms as they are typed. `key` tells rows apart while they are moved about. */
export interface TypedTerms {
  key: string
  code: string
  name: string
  days: string
}

/** A box type as it is typed. */
export interface TypedBoxType {
  key: string
  code: string
  name: string
  fuel: string
}

/** A name in a list of names. */
export interface TypedName {
  key: string
  name: string
}

/** An additional charge as it is typed; its key is its id. `figure` is a percentage, an amount, or nothing for fuel. */
export interface TypedCharge {
  key: string
  label: string
  kind: ChargeType['kind']
  figure: string
  onNewOrders: boolean
}

/** What is typed into each setting. */
export type TypedSettings = Omit<
  Pick<CompanyRow, Setting>,
  | 'addressLines'
  | 'terms'
  | 'boxTypes'
  | 'linkHours'
  | 'carriers'
  | 'paymentMethods'
  | 'creditReasons'
  | 'charges'
  | 'nsfFeeCents'
  | 'financeChargeBps'
  | 'financeChargeFromDays'
  | 'partialMinimumCents'
  | 'automaticInvoiceHour'
  | 'reminderDays'
  | 'reminderHour'
  | 'quietFromHour'
  | 'quietUntilHour'
  | 'mailsPerMinute'
> & {
  addressLines: string
  terms: TypedTerms[]
  boxTypes: TypedBoxType[]
  linkHours: string
  carriers: TypedName[]
  paymentMethods: TypedName[]
  creditReasons: TypedName[]
  charges: TypedCharge[]
  nsfFeeCents: string
  financeChargeBps: string
  financeChargeFromDays: string
  partialMinimumCents: string
  automaticInvoiceHour: string
  reminderDays: TypedReminder[]
  reminderHour: string
  quietFromHour: string
  quietUntilHour: string
  mailsPerMinute: string
}

const MAX_ADDRESS_LINES = 6
const MAX_TERM_DAYS = 365
const MAX_LINK_HOURS = 720
const MAX_BPS = 10_000
const MAX_MAILS = 6000
const E4_PER_CENT = 100

const addressLines: FieldKind<string[], string> = {
  typed: lines => lines.join('\n'),
  read(typed) {
    const lines = typed
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
    return lines.length > MAX_ADDRESS_LINES ? { problems: { '': 'too-many-lines' } } : { value: lines }
  },
}

const terms: FieldKind<Terms[], TypedTerms[]> = {
  typed: list => list.map((row, at) => ({ key: String(at), ...row, days: String(row.days) })),
  read: typed =>
    readRows<TypedTerms, Terms>(typed, 'code', ({ code, name, days }) => {
      const count = readWhole(days, 0, MAX_TERM_DAYS)
      return count === null
        ? { problems: { days: 'not-days' } }
        : { value: { code: code.trim(), name: name.trim(), days: count } }
    }),
}

const boxTypes: FieldKind<BoxType[], TypedBoxType[]> = {
  typed: list =>
    list.map(({ code, name, fuelCents }, at) => ({
      key: String(at),
      code,
      name,
      fuel: formatCents(fuelCents),
    })),
  read: typed =>
    readRows<TypedBoxType, BoxType>(typed, 'code', ({ code, name, fuel }) => {
      const read = readHundredths(fuel)
      return typeof read === 'string'
        ? { problems: { fuel: read } }
        : { value: { code: code.trim(), name: name.trim(), fuelCents: read } }
    }),
}

const names: FieldKind<string[], TypedName[]> = {
  typed: list => list.map((name, at) => ({ key: String(at), name })),
  read: typed => readRows<TypedName, string>(typed, 'name', ({ name }) => ({ value: name.trim() })),
}

const charges: FieldKind<ChargeType[], TypedCharge[]> = {
  typed: list =>
    list.map(({ id, label, kind, rateBps, amountCents, onNewOrders }) => {
      const figure = kind === 'percent' ? String(rateBps / 100) : formatCents(amountCents)
      return { key: id, label, kind, figure: kind === 'fuel' ? '' : figure, onNewOrders }
    }),
  read: typed =>
    readRows<TypedCharge, ChargeType>(typed, 'label', ({ key, label, kind, figure, onNewOrders }) => {
      const charge = { id: key, label: label.trim(), kind, rateBps: 0, amountCents: 0, onNewOrders }
      if (kind === 'fuel') return { value: charge }
      const read = kind === 'percent' ? readPercent(figure) : readHundredths(figure)
      if (typeof read === 'string') return { problems: { figure: read } }
      return { value: { ...charge, [kind === 'percent' ? 'rateBps' : 'amountCents']: read } }
    }),
}

const linkHours: FieldKind<number, string> = {
  typed: String,
  read(typed) {
    const hours = readWhole(typed, 1, MAX_LINK_HOURS)
    return hours === null ? { problems: { '': 'not-hours' } } : { value: hours }
  },
}

/** One of a list of choices that are numbers. */
const chosen: FieldKind<number, string> = { typed: String, read: typed => ({ value: Number(typed) }) }

const mailsPerMinute: FieldKind<number, string> = {
  typed: String,
  read(typed) {
    const count = readWhole(typed, 1, MAX_MAILS)
    return count === null ? { problems: { '': 'not-a-rate' } } : { value: count }
  },
}

const amount: FieldKind<number, string> = {
  typed: formatCents,
  read: typed => oneOrProblem(readHundredths(typed)),
}

const percent: FieldKind<number, string> = {
  typed: bps => String(bps / 100),
  read: typed => oneOrProblem(readPercent(typed)),
}

/** How each setting is typed and read. */
export const SETTING_KINDS: FieldKinds<CompanyRow, TypedSettings> = {
  name: oneLine,
  addressLines,
  phone: oneLine,
  email: oneLine,
  timeZone: asStored(),
  language: asStored(),
  ageBasis: asStored(),
  terms,
  boxTypes,
  carriers: names,
  paymentMethods: names,
  linksEnabled: asStored(),
  linkBoxDefault: asStored(),
  linkHours,
  charges,
  creditReasons: names,
  orderChangePolicy: asStored(),
  nsfFeeCents: amount,
  financeChargeBps: percent,
  financeChargeFromDays: chosen,
  manualLinksEnabled: asStored(),
  payerPicksInvoices: asStored(),
  partialPayments: asStored(),
  partialMinimumCents: amount,
  automaticInvoiceHour: chosen,
  quietFromHour: chosen,
  quietUntilHour: chosen,
  mailsPerMinute,
  mailTemplates: asStored(),
  logo: asStored(),
  remindersEnabled: asStored(),
  reminderDays,
  reminderHour: chosen,
}

/** Reads a list row by row; what `unique` names may be there once only, however it is capitalized. */
function readRows<T extends object, V>(
  typed: readonly T[],
  unique: keyof T & string,
  readRow: (row: T) => Read<V>,
): Read<V[]> {
  const value: V[] = []
  const problems: Record<string, Problem> = {}
  const seen = new Set<string>()
  for (const [at, row] of typed.entries()) {
    const read = readRow(row)
    if ('value' in read) value.push(read.value)
    else for (const [path, problem] of Object.entries(read.problems)) problems[`${at}.${path}`] = problem
    const name = fold(String(row[unique]))
    if (name !== '' && seen.has(name))
      problems[`${at}.${unique}`] = unique === 'code' ? 'there-twice' : 'name-twice'
    seen.add(name)
  }
  return Object.keys(problems).length > 0 ? { problems } : { value }
}

function oneOrProblem(read: number | Problem): Read<number> {
  return typeof read === 'string' ? { problems: { '': read } } : { value: read }
}

function readWhole(text: string, least: number, most: number): number | null {
  const digits = text.trim()
  if (!/^\d{1,4}$/.test(digits)) return null
  const count = Number(digits)
  return count >= least && count <= most ? count : null
}

function readPercent(text: string): number | Problem {
  const bps = readHundredths(text)
  if (bps === 'unclear-comma') return bps
  return typeof bps === 'string' || bps > MAX_BPS ? 'not-a-percent' : bps
}

/** Hundredths of what was typed; nothing typed is none. Never guessed where it could mean two amounts. */
function readHundredths(text: string): number | Problem {
  if (text.trim() === '') return 0
  const read = readText('priceE4', text.trim())
  if ('problem' in read) return read.problem === 'unclear-comma' ? 'unclear-comma' : 'not-an-amount'
  const priceE4 = Number(read.value)
  return priceE4 % E4_PER_CENT === 0 ? priceE4 / E4_PER_CENT : 'not-an-amount'
}
