/** Writes a document's amounts, prices, counts and dates the way its reader expects them. */
export interface DocumentFormats {
  /** Minor units with the currency's sign: `$1,284.50`. */
  money(amountCents: number): string
  /** Minor units bare, for columns: `1,284.50`. */
  amount(amountCents: number): string
  /** Ten-thousandths of the currency's unit, at least with its usual decimals: `0.38`, `0.3825`. */
  price(priceE4: number): string
  count(quantity: number): string
  /** A 'YYYY-MM-DD' date as `Nov 25, 2026`; other text comes back as it is. */
  date(on: string): string
}

/** The formats of a language for a currency. An unknown currency code is printed as it is, with two decimals. */
export function documentFormats(language: 'en' | 'es', currency: string): DocumentFormats {
  const key = `${language} ${currency}`
  const known = memo.get(key)
  if (known !== undefined) return known
  const formats = build(language, currency)
  memo.set(key, formats)
  return formats
}

/** Whether a currency's home prints on US Letter; all others use A4. */
export function printsOnLetter(currency: string): boolean {
  return /^(?:USD|CAD|MXN|COP|CLP|CRC|GTQ|DOP|PAB|PHP|VES|NIO|HNL)$/.test(currency)
}

const memo = new Map<string, DocumentFormats>()

function build(language: 'en' | 'es', currency: string): DocumentFormats {
  const locale = documentLocale(language, currency)
  const isCode = /^[A-Z]{3}$/.test(currency)
  const sign = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: isCode ? currency : 'XXX',
    useGrouping: 'always',
  })
  const digits = isCode ? (sign.resolvedOptions().maximumFractionDigits ?? 2) : 2
  const unit = 10 ** digits
  const bare = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: 'always',
  })
  const price = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: 4,
    useGrouping: 'always',
  })
  const count = new Intl.NumberFormat(locale, { useGrouping: 'always' })
  const amount = (amountCents: number) => plain(bare.format(amountCents / unit))
  return {
    money: amountCents =>
      isCode ? plain(sign.format(amountCents / unit)) : `${amount(amountCents)} ${currency}`.trim(),
    amount,
    price: priceE4 => plain(price.format(priceE4 / 10_000)),
    count: quantity => plain(count.format(quantity)),
    date: on => writtenDate(on, language, printsOnLetter(currency)),
  }
}

/** The locale of amounts. Spanish writes numbers by country: 1,284.50 around the Caribbean, 1.284,50 in Spain and the south. */
export function documentLocale(language: 'en' | 'es', currency: string): string {
  if (language === 'en') return 'en-US'
  return (
    { USD: 'es-US', MXN: 'es-MX', COP: 'es-CO', CLP: 'es-CL', ARS: 'es-AR', PEN: 'es-PE' }[currency] ??
    'es-ES'
  )
}

/** Intl separates with several kinds of space; a document uses one. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/g, ' ')
}

const MONTHS = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
}

/** Months are spelled from our own table: Intl's change from one ICU to the next, and desktop and relay carry two. */
function writtenDate(on: string, language: 'en' | 'es', isMonthFirst: boolean): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(on) ?? []
  const name = MONTHS[language][Number(month) - 1]
  if (name === undefined) return on
  return language === 'en' && isMonthFirst
    ? `${name} ${Number(day)}, ${year}`
    : `${Number(day)} ${name} ${year}`
}
