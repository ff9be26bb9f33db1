import { addDays } from '../../lib/dates.ts'
import { type Refusal, refuse } from '../rejections.ts'
import type { View } from '../view.ts'
import { companyOf } from './company-of.ts'

/** Refuses a date inside the closed period; null while it is open. Needs the company's row. */
export function closedOn(on: string, view: View, field = ''): Refusal | null {
  const closedThrough = companyOf(view)?.closedThrough ?? null
  return closedThrough !== null && on <= closedThrough
    ? refuse('period-closed', { closedThrough }, field)
    : null
}

/** The day a fact is posted on: its own, or the first open one where its own is closed. Needs the company's row. */
export function firstOpenDay(on: string, view: View): string {
  const closedThrough = companyOf(view)?.closedThrough ?? null
  return closedThrough !== null && on <= closedThrough ? addDays(closedThrough, 1) : on
}
