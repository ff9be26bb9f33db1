import type { CompanyRow } from '../company/company-row.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { type NoLinkReason, noManualLinkReason } from '../payment-link/link-offer.ts'
import { MOST_LINKED } from '../payment-link/link-plan.ts'

/** Why a statement's mail carries no link. */
export type NoStatementLinkReason = NoLinkReason | 'too-many'

/** Where a customer's statements go: to addresses of their own, else to the invoices'. */
export function statementAddresses(
  customer: Pick<CustomerRow, 'statementEmails' | 'invoiceEmails'>,
): string[] {
  const own = customer.statementEmails.length > 0 ? customer.statementEmails : customer.invoiceEmails
  return [...new Set(own)]
}

/**
 * What a statement's link asks for: every open invoice of the customer that a link may ask for, and why there is none. A
 * customer whose open credits cover what is open owes nothing, and is asked for nothing.
 */
export function statementLink(
  company: CompanyRow,
  customer: CustomerRow,
  invoices: readonly InvoiceRow[],
  openCreditsCents: number,
  /** What the statement says is owed on its day. */
  statedCents: number,
): { invoices: InvoiceRow[]; askedCents: number; reason: NoStatementLinkReason | null } {
  const open = invoices.filter(invoice => invoice.status === 'open' && invoice.openCents > 0)
  const reasons = open.map(invoice => noManualLinkReason(company, customer, invoice))
  const asked = open.filter((_, at) => reasons[at] === null)
  const netCents = sumCents(open.map(invoice => invoice.openCents)) - openCreditsCents
  const none = (reason: NoStatementLinkReason) => ({ invoices: [], askedCents: 0, reason })
  if (asked.length === 0) return none(reasons[0] ?? 'nothing-due')
  if (Math.min(netCents, statedCents) <= 0) return none('nothing-due')
  if (asked.length > MOST_LINKED) return none('too-many')
  return { invoices: asked, askedCents: sumCents(asked.map(invoice => invoice.openCents)), reason: null }
}
