import type { CompanyRow } from '../company/company-row.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { byDue } from './link-ask.ts'
import { type NoLinkReason, noManualLinkReason } from './link-offer.ts'

/** More invoices than one link may ask for. */
export const MOST_LINKED = 2_000

/** Why an invoice is left out of a mail of payment links. */
export type LeftOutReason = NoLinkReason | 'too-many'

type Asked = Pick<InvoiceRow, 'status' | 'openCents' | 'currency' | 'dueOn' | 'number'>

/**
 * Of a customer's invoices, those that one link can ask for, oldest due first, their sum, and the others with the first
 * reason why not.
 */
export function linkPlan<I extends Asked>(
  company: CompanyRow,
  customer: CustomerRow,
  invoices: readonly I[],
): { asked: I[]; askedCents: number; left: { invoice: I; reason: LeftOutReason }[] } {
  const asked: I[] = []
  const left: { invoice: I; reason: LeftOutReason }[] = []
  let askedCents = 0
  for (const invoice of invoices.toSorted(byDue)) {
    const reason: LeftOutReason | null =
      noManualLinkReason(company, customer, invoice) ?? (asked.length >= MOST_LINKED ? 'too-many' : null)
    if (reason !== null) {
      left.push({ invoice, reason })
      continue
    }
    asked.push(invoice)
    askedCents += invoice.openCents
  }
  return { asked, askedCents, left }
}
