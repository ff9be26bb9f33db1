import { readTypedMoney } from '../../../shared/lib/typed-money.ts'
import { formatCents } from '../../parts/format-money.ts'

/** The fields of a charge a person types into. */
export type ChargeField = 'label' | 'rateBps' | 'amountCents'

const MOST_BPS = 10_000

/** The value a text stands for in a field of a charge; null when it stands for none. Amounts may be below zero. */
export function readChargeText(field: ChargeField, text: string): string | number | null {
  const typed = text.trim()
  if (field === 'label') return typed === '' || typed.length > 60 ? null : typed
  if (field === 'rateBps') return readRate(typed)
  const money = readTypedMoney(typed)
  return money?.isSure ? money.cents : null
}

/** How a charge's value stands in an input: what `readChargeText` reads back as the same value. */
export function chargeTextOf(field: ChargeField, value: string | number): string {
  if (field === 'label') return String(value)
  return field === 'rateBps' ? `${Number(value) / 100} %` : formatCents(Number(value))
}

/** A percentage with at most two decimals, in basis points: `2`, `2.5 %`, `2,25%`. */
function readRate(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{0,2}))?\s*%?$/.exec(text)
  if (!match) return null
  const bps = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return bps > MOST_BPS ? null : bps
}
