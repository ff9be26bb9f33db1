import { formatCents } from '../../parts/format-money.ts'
import type { Words } from '../../words/use-words.ts'
import type { Setting } from './setting-fields.ts'

/** A setting's value, stored or as typed, in one line for people. */
export function describeSetting(field: Setting, value: unknown, words: Words): string {
  const w = words.settings
  if (typeof value === 'boolean') return value ? w.yes : w.no
  if (field === 'ageBasis') return w.ageBases[value as keyof typeof w.ageBases]
  if (field === 'language') return value === 'es' ? 'Español' : 'English'
  const text = Array.isArray(value)
    ? value.map(describeEntry).join(', ')
    : String(value).replace(/\s*\n\s*/g, ', ')
  return text === '' ? w.nothing : text
}

interface ListedRow {
  code: string
  name: string
  days?: number | string
  fuel?: string
  fuelCents?: number
}

function describeEntry(entry: string | ListedRow): string {
  if (typeof entry === 'string') return entry
  const figure = entry.days ?? entry.fuel ?? formatCents(entry.fuelCents ?? 0)
  return `${entry.code} ${entry.name} ${figure}`
}
