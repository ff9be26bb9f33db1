import { documentFormats, documentLocale, printsOnLetter } from '../../shared/documents/document-formats.ts'
import type { Language } from '../../shared/domain/company/company-row.ts'

/** Amounts and dates as the payer's locale writes them. */
export interface PageFormats {
  /** `$3,044.50` from cents. */
  money(amountCents: number): string
  /** `September 29`, with the year when it is not this one, from a 'YYYY-MM-DD' date. */
  date(on: string, today: string): string
  /** `Tuesday, November 24, 2:31 PM EST` in the company's time zone, from epoch milliseconds. */
  moment(at: number): string
  /** `10214, 10231 and 10240`. */
  list(items: readonly string[]): string
  /** What reads amounts that a payer types. */
  typing: Typing
  /** How amounts are written, for the page's own script. */
  written: { locale: string; currency: string; digits: number }
}

/** The sign before the cents and how many digits they have. */
export interface Typing {
  decimal: string
  digits: number
}

const memo = new Map<string, PageFormats>()
const MAX_KNOWN = 500

/** The formats for a payer's language, a currency and the company's time zone. */
export function pageFormats(language: Language, currency: string, timeZone: string): PageFormats {
  const key = `${language} ${currency} ${timeZone}`
  const known = memo.get(key)
  if (known) return known
  const made = build(language, currency, timeZone)
  if (memo.size >= MAX_KNOWN) memo.clear()
  memo.set(key, made)
  return made
}

function build(language: Language, currency: string, timeZone: string): PageFormats {
  const atHome = printsOnLetter(currency)
  const locale = language === 'es' ? (atHome ? 'es-US' : 'es-ES') : atHome ? 'en-US' : 'en-GB'
  const { money } = documentFormats(language, currency)
  const day = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' })
  const dayAndYear = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const moment = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const isCode = /^[A-Z]{3}$/.test(currency)
  const amounts = documentLocale(language, currency)
  const number = new Intl.NumberFormat(amounts, { style: 'currency', currency: isCode ? currency : 'XXX' })
  const digits = isCode ? (number.resolvedOptions().maximumFractionDigits ?? 2) : 2
  const decimal = new Intl.NumberFormat(amounts).formatToParts(1.5).find(each => each.type === 'decimal')
  return {
    money,
    typing: { decimal: decimal?.value ?? '.', digits },
    written: { locale: amounts, currency: isCode ? currency : '', digits },
    date(on, today) {
      const format = on.slice(0, 4) === today.slice(0, 4) ? day : dayAndYear
      return plain(format.format(new Date(`${on}T00:00:00Z`)))
    },
    moment: at => plain(moment.format(at).replace(' at ', ', ')),
    list: items => list.format(items),
  }
}

/** Intl separates with several kinds of space; a page uses one. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/g, ' ')
}
