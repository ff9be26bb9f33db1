import { Temporal } from 'temporal-polyfill'
import { addDays, type BusinessDate } from '../../shared/lib/dates.ts'
import { DEMO_COMPANY } from './demo-company.ts'

/** The instant of a minute of the day (0–1439) on a date, where the demo company is. */
export function instantAt(date: BusinessDate, minute: number): number {
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: DEMO_COMPANY.timeZone, plainTime })
    .epochMilliseconds
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date: BusinessDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

/** The date itself or the first one after it that is not on a weekend. */
export function workdayFrom(date: BusinessDate): BusinessDate {
  const day = weekday(date)
  return day === 6 ? addDays(date, 2) : day === 7 ? addDays(date, 1) : date
}

/** What share of a customer's usual orders a date gets: flowers are Valentine's, Mother's Day and Christmas. */
export function tradeOn(date: BusinessDate): number {
  const shareOfWeek = [0, 0.21, 0.17, 0.16, 0.17, 0.12, 0.04, 0][weekday(date)] ?? 0
  return shareOfWeek * season(date.slice(5))
}

function season(monthDay: string): number {
  if (monthDay >= '01-28' && monthDay <= '02-13') return 1.8
  if (monthDay >= '04-27' && monthDay <= '05-10') return 1.8
  if (monthDay >= '12-01' && monthDay <= '12-23') return 1.3
  if (monthDay >= '07-05' && monthDay <= '08-25') return 0.75
  return 1
}
