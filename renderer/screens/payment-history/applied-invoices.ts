import type { PaymentView } from '../../../shared/protocol/desk.ts'

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
