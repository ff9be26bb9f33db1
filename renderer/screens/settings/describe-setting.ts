import type { MailTemplate } from '../../../shared/domain/company/company-row.ts'
import { formatHour } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { Words } from '../../words/use-words.ts'
import { reminderDays, type TypedReminder } from './reminder-days.ts'
import type { Setting } from './setting-fields.ts'

/** A setting's value, stored or as typed, in one line for people. */
export function describeSetting(field: Setting, value: unknown, words: Words): string {
  const w = words.settings
  if (typeof value === 'boolean') return value ? w.yes : w.no
  if (field === 'ageBasis') return w.ageBases[value as keyof typeof w.ageBases]
  if (field === 'orderChangePolicy') return w.orderChangePolicies[value as keyof typeof w.orderChangePolicies]
  if (field === 'language') return words.listed.languages[value === 'es' ? 'es' : 'en']
  if (CENTS.has(field) && typeof value === 'number') return formatCents(value)
  if (HOURS.has(field)) return formatHour(Number(value))
  if (field === 'logo' && value !== '') return w.aPicture
  if (field === 'reminderDays') return describeDays(value as (number | TypedReminder)[], words)
  if (field === 'mailTemplates') return describeTemplates(value as MailTemplate[], words)
  if (field === 'financeChargeBps' && typeof value === 'number') return String(value / 100)
  const text = Array.isArray(value)
    ? value.map(describeEntry).join(', ')
    : String(value).replace(/\s*\n\s*/g, ', ')
  return text === '' ? w.nothing : text
}

const CENTS: ReadonlySet<Setting> = new Set(['nsfFeeCents', 'partialMinimumCents'])
const HOURS: ReadonlySet<Setting> = new Set([
  'automaticInvoiceHour',
  'quietFromHour',
  'quietUntilHour',
  'reminderHour',
])

function describeDays(days: readonly (number | TypedReminder)[], { settings: w }: Words): string {
  const text = days.map(day => {
    const row = typeof day === 'number' ? reminderDays.typed([day])[0]! : day
    return w.reminderDay(w.reminderWhens[row.when], row.when === 'on' ? '' : row.days)
  })
  return text.join(', ') || w.nothing
}

function describeTemplates(templates: readonly MailTemplate[], { settings: w }: Words): string {
  const text = templates.map(
    ({ kind, language, subject }) => `${w.templateKinds[kind]} (${language}): ${subject}`,
  )
  return text.join(', ') || w.nothing
}

interface ListedRow {
  code?: string
  name?: string
  label?: string
  kind?: string
  days?: number | string
  fuel?: string
  fuelCents?: number
  figure?: string
  rateBps?: number
  amountCents?: number
}

function describeEntry(entry: string | ListedRow): string {
  if (typeof entry === 'string') return entry
  return [entry.code, entry.name, entry.label, figureOf(entry)].filter(Boolean).join(' ')
}

function figureOf(entry: ListedRow): string {
  const { days, fuel, fuelCents, kind, figure, rateBps = 0, amountCents = 0 } = entry
  if (days !== undefined) return String(days)
  if (fuel !== undefined || fuelCents !== undefined) return fuel ?? formatCents(fuelCents ?? 0)
  if (kind === 'percent') return `${figure ?? rateBps / 100}%`
  return kind === 'fixed' ? (figure ?? formatCents(amountCents)) : ''
}
