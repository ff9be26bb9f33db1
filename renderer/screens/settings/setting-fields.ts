import type { BoxType, CompanyRow, Terms } from '../../../shared/domain/company/company-row.ts'
import { fold } from '../../../shared/domain/fold.ts'
import { formatCents } from '../../parts/format-money.ts'
import { readText } from '../order-form/field-text.ts'
import { asStored, type FieldKind, type FieldKinds, oneLine, type Problem, type Read } from './edits.ts'

/** The settings a person edits; the payments account is switched, not edited. */
export type Setting = Exclude<
  keyof CompanyRow,
  | 'id'
  | 'currency'
  | 'paymentsAccount'
  | 'charges'
  | 'creditReasons'
  | 'orderChangePolicy'
  | 'closedThrough'
  | 'nsfFeeCents'
  | 'financeChargeBps'
  | 'financeChargeFromDays'
>

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

/** What is typed into each setting. */
export type TypedSettings = Omit<
  Pick<CompanyRow, Setting>,
  'addressLines' | 'terms' | 'boxTypes' | 'linkHours'
> & {
  addressLines: string
  terms: TypedTerms[]
  boxTypes: TypedBoxType[]
  linkHours: string
}

const MAX_ADDRESS_LINES = 6
const MAX_TERM_DAYS = 365
const MAX_LINK_HOURS = 720
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
    readRows<TypedTerms, Terms>(typed, ({ code, name, days }) => {
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
    readRows<TypedBoxType, BoxType>(typed, ({ code, name, fuel }) => {
      const read = readFuel(fuel)
      return typeof read === 'string'
        ? { problems: { fuel: read } }
        : { value: { code: code.trim(), name: name.trim(), fuelCents: read } }
    }),
}

const linkHours: FieldKind<number, string> = {
  typed: String,
  read(typed) {
    const hours = readWhole(typed, 1, MAX_LINK_HOURS)
    return hours === null ? { problems: { '': 'not-hours' } } : { value: hours }
  },
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
  carriers: asStored(),
  paymentMethods: asStored(),
  linksEnabled: asStored(),
  linkBoxDefault: asStored(),
  linkHours,
}

function readRows<T extends { code: string }, V>(
  typed: readonly T[],
  readRow: (row: T) => Read<V>,
): Read<V[]> {
  const value: V[] = []
  const problems: Record<string, Problem> = {}
  const seen = new Set<string>()
  for (const [at, row] of typed.entries()) {
    const read = readRow(row)
    if ('value' in read) value.push(read.value)
    else for (const [path, problem] of Object.entries(read.problems)) problems[`${at}.${path}`] = problem
    const code = fold(row.code)
    if (code !== '' && seen.has(code)) problems[`${at}.code`] = 'there-twice'
    seen.add(code)
  }
  return Object.keys(problems).length > 0 ? { problems } : { value }
}

function readWhole(text: string, least: number, most: number): number | null {
  const digits = text.trim()
  if (!/^\d{1,4}$/.test(digits)) return null
  const count = Number(digits)
  return count >= least && count <= most ? count : null
}

function readFuel(text: string): number | Problem {
  if (text.trim() === '') return 0
  const read = readText('priceE4', text.trim())
  if ('problem' in read) return read.problem === 'unclear-comma' ? 'unclear-comma' : 'not-an-amount'
  const priceE4 = Number(read.value)
  return priceE4 % E4_PER_CENT === 0 ? priceE4 / E4_PER_CENT : 'not-an-amount'
}
