import { formatFieldValue } from '../../parts/format-field-value.ts'
import type { Words } from '../../words/use-words.ts'
import type { ProductField } from './product-fields.ts'

/** A field's value, stored or as typed, for people. */
export function describeProductField(
  field: ProductField,
  value: string | number | boolean,
  words: Words,
): string {
  const w = words.products
  if (typeof value === 'boolean') return value ? w.yes : w.no
  if (field === 'soldBy') return w.soldByChoice[value as keyof typeof w.soldByChoice]
  if (field === 'unitType') return w.unitTypeChoice[value as keyof typeof w.unitTypeChoice]
  if (field === 'taxClass') return w.taxClassChoice[value as keyof typeof w.taxClassChoice]
  return formatFieldValue(field, value) || words.parts.none
}
