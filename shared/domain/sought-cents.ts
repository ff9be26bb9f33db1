/**
 * The amount, in cents, that a search asks for; null for text that is none. An amount has two decimals (`1,254.00`, `1254.00`, and
 * as Spanish writes it `1.254,00`), groups of three (`1,254`), a currency before it (`$1254`), or is a whole number of three
 * digits and more: fewer are the beginnings of numbers.
 */
export function soughtCents(search: string): number | null {
  const [, currency = '', amount = ''] =
    /^((?:[A-Z]{2})?[$€£]|USD|EUR|GBP)?\s*([\d.,]+)$/i.exec(search.trim()) ?? []
  const { whole, decimals } =
    FORMS.map(form => form.exec(amount)?.groups as Partial<Record<'whole' | 'decimals', string>>).find(
      Boolean,
    ) ?? {}
  if (whole === undefined) return null
  const digits = whole.replace(/[.,]/g, '')
  if (digits.length > MOST_DIGITS) return null
  const isBare = currency === '' && decimals === undefined && whole === digits
  if (isBare && (digits.length < 3 || digits.startsWith('0'))) return null
  const cents = Number(digits) * 100 + Number(decimals ?? 0)
  return cents === 0 ? null : cents
}

const MOST_DIGITS = 12
const FORMS = [
  /^(?<whole>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?<decimals>\d\d))?$/,
  /^(?<whole>\d+|\d{1,3}(?:\.\d{3})+)(?:,(?<decimals>\d\d))?$/,
]
