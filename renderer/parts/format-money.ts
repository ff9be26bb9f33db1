import { currentLanguage } from '../words/language.ts'

const PLAIN = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const withCurrency = new Map<string, Intl.NumberFormat>()

/** Cents as people in the trade write them, without currency: `1,284.50`. */
export function formatCents(cents: number): string {
  return PLAIN.format(cents / 100)
}

/** Cents with their currency, for where an amount stands alone: `$1,284.50`. */
export function formatMoney(cents: number, currency: string): string {
  const locale = currentLanguage() === 'es' ? 'es-US' : 'en-US'
  const key = `${locale} ${currency}`
  const format = withCurrency.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency })
  withCurrency.set(key, format)
  return format.format(cents / 100)
}

/** A unit price in ten-thousandths, with two decimals and more only where it has them: `0.38`, `0.3825`. */
export function formatPriceE4(priceE4: number): string {
  const whole = Math.floor(priceE4 / 10_000)
  const fraction = String(priceE4 % 10_000).padStart(4, '0')
  const decimals = fraction.endsWith('00') ? fraction.slice(0, 2) : fraction.replace(/0$/, '')
  return `${whole.toLocaleString('en-US')}.${decimals}`
}

/** Cents from what a person typed (`1,284.5`, `$ 12`); null when it is no amount with at most two decimals. */
export function parseCents(text: string): number | null {
  const digits = text.replace(/[\s,$€£]/g, '')
  const match = /^(\d{1,10})?(?:\.(\d{0,2}))?$/.exec(digits)
  if (!match || !/\d/.test(digits)) return null
  return Number(match[1] ?? 0) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** A unit price in ten-thousandths from what a person typed; null when it is none with at most four decimals. */
export function parsePriceE4(text: string): number | null {
  const digits = text.replace(/[\s,$€£]/g, '')
  const match = /^(\d{1,6})?(?:\.(\d{0,4}))?$/.exec(digits)
  if (!match || !/\d/.test(digits)) return null
  return Number(match[1] ?? 0) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'))
}
