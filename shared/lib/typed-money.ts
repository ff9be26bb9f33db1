/** What an amount that a person typed comes to. */
interface TypedMoney {
  /** Below zero with a minus, or in brackets. */
  cents: number
  /** False where it stands only if a point groups thousands (`1.254`), which to others parts decimals. */
  isSure: boolean
}

/**
 * The amount a text stands for, written as English or Spanish writes it; null for text that is none. The last mark parts decimals
 * when at most two digits follow it, point or comma: `1,284.5`, `1.284,50`, `2,50`, `3.`. Before three digits each, another one
 * mark groups thousands: comma, point or space. A currency may stand before or after it, and a minus or brackets around it.
 */
export function readTypedMoney(text: string): TypedMoney | null {
  const { isBelow, unsigned } = withoutSign(text.replace(/\s/g, ' ').trim())
  const amount = unsigned.replace(CURRENCY_BEFORE, '').replace(CURRENCY_AFTER, '').trim()
  const { isBelow: isBelowToo, unsigned: bare } = isBelow
    ? { isBelow, unsigned: amount }
    : withoutSign(amount)
  const parts = FORMS.map(form => form.exec(bare)?.groups as Parts | undefined).find(Boolean)
  if (!parts) return null
  const { whole = '', decimals } = parts
  const digits = whole.replace(/\D/g, '')
  if (digits.length > MOST_DIGITS || !/\d/.test(bare)) return null
  const cents = Number(digits) * 100 + Number((decimals ?? '').padEnd(2, '0'))
  const isSure = decimals !== undefined || !/^\d+\.\d+$/.test(whole)
  return { cents: isBelowToo && cents > 0 ? -cents : cents, isSure }
}

type Parts = Partial<Record<'whole' | 'decimals', string>>

const MOST_DIGITS = 10
const CODES = 'USD|EUR|GBP|CAD'
const SIGNS = '(?:[A-Z]{2})?[$€£]'
const CURRENCY_BEFORE = new RegExp(`^(?:${SIGNS}|${CODES})`, 'i')
const CURRENCY_AFTER = new RegExp(`(?:${SIGNS}|${CODES})$`, 'i')
const FORMS = [
  /^(?<whole>\d*)(?:[.,](?<decimals>\d{0,2}))?$/,
  /^(?<whole>[1-9]\d{0,2}(?:,\d{3})+)(?:\.(?<decimals>\d{0,2}))?$/,
  /^(?<whole>[1-9]\d{0,2}(?:\.\d{3})+)(?:,(?<decimals>\d{0,2}))?$/,
  /^(?<whole>[1-9]\d{0,2}(?: \d{3})+)(?:[.,](?<decimals>\d{0,2}))?$/,
]

function withoutSign(text: string): { isBelow: boolean; unsigned: string } {
  const [, inBrackets, afterMinus] = /^(?:\((.+)\)|[-−](.+))$/.exec(text) ?? []
  const unsigned = inBrackets ?? afterMinus
  return { isBelow: unsigned !== undefined, unsigned: (unsigned ?? text).trim() }
}
