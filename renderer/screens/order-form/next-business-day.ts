import { addDays } from '../../../shared/lib/dates.ts'
import { weekdayOf } from '../../parts/read-typed-date.ts'

/** The next day after `today` that is not a Saturday or Sunday. */
export function nextBusinessDay(today: string): string {
  let day = addDays(today, 1)
  while (weekdayOf(day) === 0 || weekdayOf(day) === 6) day = addDays(day, 1)
  return day
}
