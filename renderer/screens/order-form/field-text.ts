import { isBusinessDate } from '../../../shared/lib/dates.ts'
import { formatPriceE4 } from '../../parts/format-money.ts'
import { type ChargeField, chargeTextOf, readChargeText } from './charge-text.ts'

/** The header fields a person edits, by name. */
export type HeaderField =
  | 'shipOn'
  | 'carrier'
  | 'shipToId'
  | 'poNumber'
  | 'reference'
  | 'salespersonId'
  | 'buyerContactId'
  | 'warehouseNote'
  | 'invoiceNote'

/** The fields of a line a person types into. */
export type LineField =
  | 'description'
  | 'boxType'
  | 'boxes'
  | 'bunchesPerBox'
  | 'stemsPerBunch'
  | 'quantity'
  | 'priceE4'

/** Every field of the form a person types into. */
export type EntryField = HeaderField | LineField | ChargeField

export type FieldValue = string | number | null

/** Why a text can't become the field's value. */
export type TextProblem =
  | 'not-a-count'
  | `over-${CountLimit}`
  | 'less-than-one'
  | 'not-a-price'
  | 'unclear-comma'
  | 'not-a-date'
  | 'required'
  | 'too-long'
  | 'not-a-charge-name'
  | 'not-a-rate'
  | 'not-an-amount'

export type ReadText = { value: FieldValue } | { problem: TextProblem }

const CHARGE_PROBLEMS: Record<ChargeField, TextProblem> = {
  label: 'not-a-charge-name',
  rateBps: 'not-a-rate',
  amountCents: 'not-an-amount',
}

const TEXT_LIMITS: Partial<Record<HeaderField | LineField, number>> = {
  carrier: 60,
  poNumber: 60,
  reference: 60,
  warehouseNote: 4000,
  invoiceNote: 4000,
  description: 200,
  boxType: 10,
}

type CountLimit = 9_999 | 99_999 | 9_999_999

const COUNT_LIMITS: Partial<Record<LineField, CountLimit>> = {
  boxes: 99_999,
  bunchesPerBox: 9_999,
  stemsPerBunch: 9_999,
  quantity: 9_999_999,
}

/** The value a text stands for in a field, or why it stands for none. */
export function readText(field: EntryField, text: string): ReadText {
  if (isOfCharge(field)) {
    const value = readChargeText(field, text)
    return value === null ? { problem: CHARGE_PROBLEMS[field] } : { value }
  }
  const trimmed = text.trim()
  if (field === 'shipOn') return isBusinessDate(trimmed) ? { value: trimmed } : { problem: 'not-a-date' }
  if (field === 'shipToId' || field === 'salespersonId' || field === 'buyerContactId') {
    return { value: trimmed === '' ? null : trimmed }
  }
  if (field === 'priceE4') return readPrice(trimmed)
  const most = COUNT_LIMITS[field as LineField]
  if (most !== undefined) return readCount(trimmed, most)
  if (field === 'description' && trimmed === '') return { problem: 'required' }
  return trimmed.length > (TEXT_LIMITS[field] ?? 0) ? { problem: 'too-long' } : { value: trimmed }
}

/** How a field's value stands in an input: what `readText` reads back as the same value. */
export function textOf(field: EntryField, value: FieldValue): string {
  if (value === null) return ''
  if (isOfCharge(field)) return chargeTextOf(field, value)
  return field === 'priceE4' ? formatPriceE4(Number(value)) : String(value)
}

function isOfCharge(field: EntryField): field is ChargeField {
  return Object.hasOwn(CHARGE_PROBLEMS, field)
}

function readCount(text: string, most: CountLimit): ReadText {
  if (/^[-−]\d+$/.test(text)) return { problem: 'less-than-one' }
  if (!/^\d+$/.test(text)) return { problem: 'not-a-count' }
  const value = Number(text)
  return value > most ? { problem: `over-${most}` } : { value }
}

const MAX_PRICE_E4 = 9_999_999_999

function readPrice(text: string): ReadText {
  if (!/\d/.test(text)) return { problem: 'not-a-price' }
  const point = text.lastIndexOf('.')
  const comma = text.lastIndexOf(',')
  // 1,234 is a thousand to some and one and a bit to others: a price is never guessed.
  if (point < 0 && /^[1-9]\d{0,2},\d{3}$/.test(text)) return { problem: 'unclear-comma' }
  const mark = Math.max(point, comma)
  const grouped = mark < 0 ? text : text.slice(0, mark)
  const decimals = mark < 0 ? '' : text.slice(mark + 1)
  const group = mark === point ? ',' : '.'
  const whole =
    grouped.includes(group) && /^\d{1,3}([.,]\d{3})+$/.test(grouped) ? grouped.replaceAll(group, '') : grouped
  if (!/^\d{0,7}$/.test(whole) || !/^\d{0,4}$/.test(decimals)) return { problem: 'not-a-price' }
  const value = Number(whole) * 10_000 + Number(decimals.padEnd(4, '0'))
  return value > MAX_PRICE_E4 ? { problem: 'not-a-price' } : { value }
}
