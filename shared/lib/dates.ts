import { Temporal } from 'temporal-polyfill'

/** A calendar date in the company's time zone, `YYYY-MM-DD`. */
export type BusinessDate = string

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** True for dates that exist: `2028-02-29` yes, `2026-02-30` no. Years 1900–2199. */
export function isBusinessDate(value: string): boolean {
  if (!SHAPE.test(value)) return false
  const year = Number(value.slice(0, 4))
  const month = Number(value.slice(5, 7))
  const day = Number(value.slice(8))
  return (
    year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  )
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The date `days` later (earlier when negative). */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days
}

/** The business date at an instant (epoch milliseconds) in an IANA time zone. */
export function businessDateAt(at: number, timeZone: string): BusinessDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/**
 * The instant (epoch milliseconds) at which the clocks of an IANA time zone show a full hour on a day. An hour that the
 * clocks skip is the first moment after the gap; one that comes twice is the first of the two.
 */
export function instantAt(date: BusinessDate, hour: number, timeZone: string): number {
  const time = Temporal.PlainTime.from({ hour })
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
}

/** The hour, 0 to 23, that the clocks of an IANA time zone show at an instant (epoch milliseconds). */
export function hourAt(at: number, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).hour
}

/** The latest of these dates. */
export function latestOf(first: BusinessDate, ...others: BusinessDate[]): BusinessDate {
  return [first, ...others].toSorted().at(-1)!
}

/** True when the IANA time zone is known to this runtime. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
