import type { PaymentView } from '../../../shared/protocol/document-views.ts'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'

type Entry = PaymentView['applications'][number]

/** What a payment put on one invoice, with the entries that made it. */
export interface AppliedInvoice {
  invoiceId: string
  number: string
  appliedCents: number
  discountCents: number
  entries: Entry[]
}

/** Entries gathered by invoice, in the order in which each was first applied to. */
export function appliedInvoices(entries: readonly Entry[]): AppliedInvoice[] {
  const invoices = new Map<string, AppliedInvoice>()
  for (const entry of entries) {
    const invoice = invoices.get(entry.invoiceId) ?? {
      invoiceId: entry.invoiceId,
      number: entry.invoiceNumber,
      appliedCents: 0,
      discountCents: 0,
      entries: [],
    }
    invoice.appliedCents += entry.amountCents
    invoice.discountCents += entry.discountCents
    invoice.entries.push(entry)
    invoices.set(entry.invoiceId, invoice)
  }
  return [...invoices.values()]
}

/** When it was applied; with amounts where more than one entry made it, and the word for what was taken off. */
export function historyOf({ entries }: AppliedInvoice, takenOff: string): string {
  const [only, ...more] = entries
  if (only && more.length === 0) return formatDate(only.appliedOn)
  const told = entries.map(({ appliedOn, amountCents }) => {
    const taken = amountCents < 0 ? ` ${takenOff}` : ''
    return `${formatDate(appliedOn)} ${formatCents(amountCents)}${taken}`
  })
  return told.join(' · ')
}
