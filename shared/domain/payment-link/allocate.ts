import type { InvoiceRow } from '../invoice/invoice-row.ts'
import type { WantedApplication } from '../payment/apply-to-invoices.ts'
import { byDue } from './link-ask.ts'

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
