import type { MailTemplate } from '../company/company-row.ts'
import type { PLACEHOLDERS } from './fill-template.ts'

/** What a template is offered to name: `date` where there is a date and nothing is due on it. */
export type OfferedPlaceholder = (typeof PLACEHOLDERS)[number] | 'date'

const OF_INVOICES = ['company', 'customer', 'number', 'amount', 'due'] as const
const OF_PAYMENTS = ['company', 'customer', 'number', 'amount'] as const

const OFFERED: Record<MailTemplate['kind'], readonly OfferedPlaceholder[]> = {
  invoice: OF_INVOICES,
  // Of many invoices with as many dates: it has an end date, and that in place of a number.
  statement: ['company', 'customer', 'amount', 'date'],
  // The first invoice's date is the one to pay by.
  links: OF_INVOICES,
  reminder: OF_INVOICES,
  receipt: OF_PAYMENTS,
  refund: OF_PAYMENTS,
  renewal: OF_INVOICES,
}

/** The placeholders that stand for something of their own in a kind of mail, in the order in which they are offered. */
export function placeholdersOf(kind: MailTemplate['kind']): readonly OfferedPlaceholder[] {
  return OFFERED[kind]
}

/** Those that leave a gap in a kind of mail: it has no date that they could stand for. */
export function emptyPlaceholdersOf(kind: MailTemplate['kind']): readonly OfferedPlaceholder[] {
  return OFFERED[kind].some(name => name === 'due' || name === 'date') ? [] : ['due', 'date']
}
