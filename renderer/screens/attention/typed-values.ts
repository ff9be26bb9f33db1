import { sumCents } from '../../../shared/domain/money.ts'
import type { OrderChargeInput } from '../../../shared/domain/order/order-fields.ts'
import { isId } from '../../../shared/lib/ids.ts'
import { formatFieldValue } from '../../parts/format-field-value.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { Words } from '../../words/use-words.ts'

/**
 * What was typed, as names and values: plain fields, and edits as `before → after`. Ids are for machines and left out;
 * of lists the sum is said, or how many there are.
 */
export function typedValues(payload: unknown, words: Words): [name: string, value: string][] {
  if (typeof payload !== 'object' || payload === null) return []
  const { changes, line, charge, header, seen, ...plain } = payload as Record<string, unknown>
  const parts = { ...(line as object | undefined), ...chargeOf(charge), ...(header as object | undefined) }
  const values: [string, string][] = []
  const { description } = (seen ?? {}) as { description?: string }
  if (description !== undefined) values.push([words.attention.about.line, description])
  for (const [field, value] of Object.entries({ ...plain, ...parts })) {
    if (value === '' || value === null || isForMachines(field, value)) continue
    values.push([nameOf(field, words), textOf(field, value, words)])
  }
  for (const [field, edit] of Object.entries(
    (changes ?? {}) as Record<string, { from: unknown; to: unknown }>,
  )) {
    const text = words.attention.from(textOf(field, edit.from, words), textOf(field, edit.to, words))
    values.push([nameOf(field, words), text])
  }
  return values
}

/** What a person typed of a charge: its name, and the percent or the amount. */
function chargeOf(charge: unknown): object {
  if (typeof charge !== 'object' || charge === null) return {}
  const { label, kind, rateBps, amountCents } = charge as OrderChargeInput
  return kind === 'percent' ? { label, rateBps } : { label, amountCents }
}

function isForMachines(field: string, value: unknown): boolean {
  return field.endsWith('Id') || field === 'content' || (typeof value === 'string' && isId(value))
}

function nameOf(field: string, words: Words): string {
  return words.fields[field] ?? field
}

function textOf(field: string, value: unknown, words: Words): string {
  const w = words.attention
  if (value === null || value === '') return w.nothing
  if (typeof value === 'boolean') return value ? w.yes : w.no
  if (typeof value === 'number') return formatFieldValue(field, value)
  if (typeof value === 'string') return isId(value) ? '…' : formatFieldValue(field, value)
  if (Array.isArray(value)) return textOfList(value, words)
  return JSON.stringify(value)
}

function textOfList(list: readonly unknown[], words: Words): string {
  if (list.every(entry => typeof entry === 'string')) return list.join(', ')
  const amounts = list.map(entry => (entry as { amountCents?: unknown }).amountCents)
  const all = amounts.every(amount => typeof amount === 'number')
  return all ? formatCents(sumCents(amounts)) : words.attention.entries(list.length)
}
