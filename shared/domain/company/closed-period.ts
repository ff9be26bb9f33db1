import { addDays } from '../../lib/dates.ts'
import { type Refusal, refuse } from '../rejections.ts'
import type { View } from '../view.ts'
import { companyOf } from './company-of.ts'
import type { CompanyRow } from './company-row.ts'

/** Refuses a date inside the company's closed period; null while it is open. */
export function closedOn(
  on: string,
  company: Pick<CompanyRow, 'closedThrough'> | null,
  field = '',
): Refusal | null {
  const closedThrough = company?.closedThrough ?? null
  return closedThrough !== null && on <= closedThrough
    ? refuse('period-closed', { on, closedThrough }, field)
    : null
}

/** The day a fact is posted on: its own, or the first open one where its own is closed. Needs the company's row. */
export function firstOpenDay(on: string, view: View): string {
  const closedThrough = companyOf(view)?.closedThrough ?? null
  return closedThrough !== null && on <= closedThrough ? addDays(closedThrough, 1) : on
}
