/** The two series that all printed numbers come from. */
type Series = 'order' | 'payment'

/** A field of a command's payload that holds a number from a leased block. */
export interface NumberedField {
  field: string
  series: Series
}

const NUMBERED: Readonly<Record<string, Series>> = {
  'order.create': 'order',
  'payment.receive': 'payment',
  'credit.create': 'payment',
  'payment.mark-nsf': 'payment',
  'payment.mark-chargeback': 'payment',
  'payment.refund': 'payment',
  'finance-charge.issue': 'order',
}

/** The fields of a command that a desktop fills with numbers, the document's own first. */
export function numbersOf(name: string, payload: unknown): NumberedField[] {
  const series = NUMBERED[name]
  if (series === undefined) return []
  const fields: NumberedField[] = [{ field: 'number', series }]
  // A fee has an invoice of its own.
  const feeCents = name === 'payment.mark-nsf' && (payload as { feeCents?: unknown } | null)?.feeCents
  if (typeof feeCents === 'number' && feeCents > 0) fields.push({ field: 'feeNumber', series: 'order' })
  return fields
}
