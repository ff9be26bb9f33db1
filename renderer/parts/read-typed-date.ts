import { addDays, daysBetween, isBusinessDate } from '../../shared/lib/dates.ts'

const NEAR_DAYS: Partial<Record<string, number>> = {
  yesterday: -1,
  ayer: -1,
  today: 0,
  hoy: 0,
  tomorrow: 1,
  manana: 1,
}

const WEEKDAYS: readonly (readonly string[])[] = [
  ['sun', 'sunday', 'dom', 'domingo'],
  ['mon', 'monday', 'lun', 'lunes'],
  ['tue', 'tuesday', 'mar', 'martes'],
  ['wed', 'wednesday', 'mie', 'miercoles'],
  ['thu', 'thursday', 'jue', 'jueves'],
  ['fri', 'friday', 'vie', 'viernes'],
  ['sat', 'saturday', 'sab', 'sabado'],
]

/**
 * The date someone typed, read from today on, or null. `11/27` and `27/11` follow the language (`monthFirst`); a date
 * without a year is the nearest one that is not long past; `fri` is the next Friday, `tomorrow`, `yesterday` and `+3` count from today.
 */
export function readTypedDate(typed: string, today: string, monthFirst: boolean): string | null {
  const text = typed
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .trim()
    .toLowerCase()
  if (isBusinessDate(text)) return text
  const plus = /^\+(\d{1,3})$/.exec(text)
  if (plus) return addDays(today, Number(plus[1]))
  const near = NEAR_DAYS[text]
  if (near !== undefined) return addDays(today, near)
  const named = WEEKDAYS.findIndex(names => names.includes(text))
  if (named >= 0) return addDays(today, daysUntil(named, today))
  const inWords =
    /^(?:[a-z]{3,}\.?,? )?(?:([a-z]{3})[a-z]*\.? (\d{1,2})|(\d{1,2}) (?:de )?([a-z]{3})[a-z]*\.?)(?:,? (?:de )?(\d{4}))?$/.exec(
      text,
    )
  if (inWords) {
    const month = MONTHS.findIndex(names => names.includes(inWords[1] ?? inWords[4]!)) + 1
    return nearest(inWords[5], String(month), inWords[2] ?? inWords[3]!, today)
  }
  const parts = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?$/.exec(text)
  if (!parts) return null
  const [month, day] = monthFirst ? [parts[1]!, parts[2]!] : [parts[2]!, parts[1]!]
  const year = parts[3]?.length === 2 ? `20${parts[3]}` : parts[3]
  return nearest(year, month, day, today)
}

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene'],
  ['feb'],
  ['mar'],
  ['apr', 'abr'],
  ['may'],
  ['jun'],
  ['jul'],
  ['aug', 'ago'],
  ['sep'],
  ['oct'],
  ['nov'],
  ['dec', 'dic'],
]

function nearest(year: string | undefined, month: string, day: string, today: string): string | null {
  const at = (someYear: string) => existing(`${someYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  if (year !== undefined) return at(year)
  const thisYear = at(today.slice(0, 4))
  if (thisYear !== null && daysBetween(today, thisYear) > LONG_PAST_DAYS) return thisYear
  return at(String(Number(today.slice(0, 4)) + 1))
}

const LONG_PAST_DAYS = -180

function daysUntil(named: number, today: string): number {
  return ((named - weekdayOf(today) + 6) % 7) + 1
}

function existing(date: string): string | null {
  return isBusinessDate(date) ? date : null
}

/** The day of the week of a business date; 0 is Sunday. */
export function weekdayOf(date: string): number {
  // 1970-01-04 was a Sunday.
  return ((daysBetween('1970-01-04', date) % 7) + 7) % 7
}
