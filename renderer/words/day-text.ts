import type { Language } from '../../shared/domain/company/company-row.ts'
import { isBusinessDate } from '../../shared/lib/dates.ts'

/** A business date within a sentence of that language, `Wed, Nov 25, 2026`; what is none stays as it is. */
export function dayText(date: string | number | undefined, language: Language): string {
  const text = String(date ?? '')
  if (!isBusinessDate(text)) return text
  const locale = language === 'es' ? 'es-US' : 'en-US'
  const parts = {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  } as const
  const written = new Intl.DateTimeFormat(locale, parts).format(new Date(`${text}T00:00:00Z`))
  return language === 'es' ? written.replaceAll(' de ', ' ') : written
}
