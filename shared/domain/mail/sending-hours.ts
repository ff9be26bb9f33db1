import { addDays, businessDateAt, hourAt, instantAt } from '../../lib/dates.ts'
import type { CompanyRow } from '../company/company-row.ts'

type Hours = Pick<CompanyRow, 'timeZone' | 'quietFromHour' | 'quietUntilHour'>

/** Whether an hour of the company's day is a quiet one. Quiet hours that begin when they end are none. */
function isQuietHour(hour: number, { quietFromHour: from, quietUntilHour: until }: Hours): boolean {
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until
}

/** The instant at which the quiet hours end that hold at `at` (both epoch ms); null outside of them. */
export function quietUntil(company: Hours, at: number): number | null {
  const { timeZone, quietUntilHour } = company
  if (!isQuietHour(hourAt(at, timeZone), company)) return null
  return nextHour(company, quietUntilHour, at + 1)
}

/** The instant (epoch ms) of a day at which what is set to `hour` goes out: an hour in the quiet ones is put off to their end. */
export function sendingInstant(company: Hours, hour: number, on: string): number {
  return instantAt(on, loudHour(company, hour), company.timeZone)
}

/** The first such instant that is not before `at`, epoch ms. */
export function nextSendingInstant(company: Hours, hour: number, at: number): number {
  return nextHour(company, loudHour(company, hour), at)
}

function loudHour(company: Hours, hour: number): number {
  return isQuietHour(hour, company) ? company.quietUntilHour : hour
}

function nextHour({ timeZone }: Hours, hour: number, at: number): number {
  let on = businessDateAt(at, timeZone)
  for (;;) {
    const instant = instantAt(on, hour, timeZone)
    if (instant >= at) return instant
    on = addDays(on, 1)
  }
}
