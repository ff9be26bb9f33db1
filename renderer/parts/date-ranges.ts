import { addDays } from '../../shared/lib/dates.ts'

/** The spans that have a name, as they are offered. */
export const RANGES = ['days30', 'month', 'lastMonth', 'year', 'all'] as const

export type RangeName = (typeof RANGES)[number] | 'dates'

/** A span of business dates: by name, or from two dates. */
export interface Range {
  name: RangeName
  from: string | null
  to: string | null
}

/** The first and last day of a span as of today; null is without end. */
export function datesOf(range: Range, today: string): { from: string | null; to: string | null } {
  const firstOfMonth = `${today.slice(0, 8)}01`
  if (range.name === 'dates') return { from: range.from, to: range.to }
  if (range.name === 'days30') return { from: addDays(today, -29), to: null }
  if (range.name === 'month') return { from: firstOfMonth, to: null }
  if (range.name === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: null }
  if (range.name === 'all') return { from: null, to: null }
  const lastOfBefore = addDays(firstOfMonth, -1)
  return { from: `${lastOfBefore.slice(0, 8)}01`, to: lastOfBefore }
}
