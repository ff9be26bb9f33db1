import type { InvoiceRow } from '../invoice/invoice-row.ts'
import type { WantedApplication } from '../payment/apply-to-invoices.ts'

/** Spreads an amount over open invoices, oldest due first; what is left over belongs to none of them. */
export function allocateOldestDue(
  amountCents: number,
  invoices: readonly Pick<InvoiceRow, 'id' | 'dueOn' | 'number' | 'openCents' | 'status'>[],
): { applications: WantedApplication[]; leftCents: number } {
  const applications: WantedApplication[] = []
  let leftCents = amountCents
  for (const invoice of invoices.toSorted(byDue)) {
    const amount = invoice.status === 'open' ? Math.min(leftCents, invoice.openCents) : 0
    if (amount <= 0) continue
    applications.push({ invoiceId: invoice.id, amountCents: amount })
    leftCents -= amount
  }
  return { applications, leftCents }
}

function byDue(a: Pick<InvoiceRow, 'dueOn' | 'number'>, b: Pick<InvoiceRow, 'dueOn' | 'number'>): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0
}
