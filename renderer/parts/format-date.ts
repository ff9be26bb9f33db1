import { businessDateAt, daysBetween } from '../../shared/lib/dates.ts'
import { useSession } from '../store/session.ts'
import { currentLanguage } from '../words/language.ts'
import { wordsNow } from '../words/use-words.ts'

/** `short`: Aug 30, or Aug 30 ’25 when that is not this year; `long`: Wed, Nov 25, 2026, or mié, 25 nov 2026. */
export type DateStyle = 'short' | 'long'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

const formats = new Map<string, Intl.DateTimeFormat>()

// A list writes hundreds of them while it is scrolled.
const SHORT: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', timeZone: 'UTC' }

function formatFor(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = currentLanguage() === 'es' ? 'es-US' : 'en-US'
  const key = options === SHORT ? locale : locale + JSON.stringify(options)
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, format)
  return format
}

/** A business date in words; `''` for none. */
export function formatDate(date: string | null, style: DateStyle = 'short'): string {
  if (!date) return ''
  const day = new Date(`${date}T00:00:00Z`)
  if (style === 'long') {
    const long = { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' } as const
    const text = formatFor({ ...long, timeZone: 'UTC' }).format(day)
    return currentLanguage() === 'es' ? text.replaceAll(' de ', ' ') : text
  }
  const short = formatFor(SHORT).format(day)
  const today = useSession.getState().session?.today ?? date
  return date.slice(0, 4) === today.slice(0, 4) ? short : `${short} ’${date.slice(2, 4)}`
}

/** An instant as the company's clock shows it: `9:31 AM` today, `Nov 20, 9:31 AM` before; `''` for none. */
export function formatInstant(at: number | null): string {
  if (at === null) return ''
  const { timeZone, today } = companyTime()
  const date = businessDateAt(at, timeZone)
  const time = { hour: 'numeric', minute: '2-digit', timeZone } as const
  if (date === today) return formatFor(time).format(at)
  const year = date.slice(0, 4) === today.slice(0, 4) ? undefined : ('numeric' as const)
  return formatFor({ ...time, month: 'short', day: 'numeric', year }).format(at)
}

/** True when an instant is of the company's today. */
export function isToday(at: number): boolean {
  const { timeZone, today } = companyTime()
  return businessDateAt(at, timeZone) === today
}

/** An hour of the day, 0 to 23, as a clock shows it: `6:00 PM`. */
export function formatHour(hour: number): string {
  return formatFor({ hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(hour * HOUR_MS)
}

/** How long ago, in the fewest words: `2 h ago`, `yesterday`, `Nov 20`. */
export function formatAgo(at: number, now: number): string {
  const w = wordsNow().parts
  const { timeZone } = companyTime()
  if (now - at < MINUTE_MS) return w.justNow
  if (now - at < HOUR_MS) return w.minutesAgo(Math.floor((now - at) / MINUTE_MS))
  const date = businessDateAt(at, timeZone)
  const days = daysBetween(date, businessDateAt(now, timeZone))
  if (days === 0) return w.hoursAgo(Math.floor((now - at) / HOUR_MS))
  return days === 1 ? w.yesterday : formatDate(date)
}

function companyTime(): { timeZone: string; today: string } {
  const session = useSession.getState().session
  const timeZone = session?.company?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return { timeZone, today: session?.today ?? '' }
}
