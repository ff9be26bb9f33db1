import { isBusinessDate } from '../../shared/lib/dates.ts'
import { formatDate } from './format-date.ts'
import { formatCents, formatPriceE4 } from './format-money.ts'
import { percentOf } from './percent-of.ts'

/** A field's value as people read it; what it is follows from the field's name. */
export function formatFieldValue(field: string, value: string | number): string {
  if (typeof value === 'number' && field.endsWith('Cents')) return formatCents(value)
  if (typeof value === 'number' && field.endsWith('E4')) return formatPriceE4(value)
  if (typeof value === 'number' && field.endsWith('Bps')) return `${percentOf(value)} %`
  if (typeof value === 'string' && isBusinessDate(value)) return formatDate(value)
  return String(value)
}
