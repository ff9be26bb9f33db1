import type { CompanyRow } from '../company/company-row.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { heldCents, openCreditsCents } from '../payment/open-credits.ts'
import type { PaymentRow } from '../payment/payment-row.ts'
import { linkAsk } from '../payment-link/link-ask.ts'
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

/** An invoice as it is looked at to see what a statement's link asks for. */
type Asked = Pick<InvoiceRow, 'status' | 'openCents' | 'currency' | 'dueOn' | 'number' | 'issuedOn'>

/**
 * What a statement's link asks for: every open invoice on it that a link may ask for, less the customer's open credits; and
 * why there is none. A customer whose open credits cover what is open owes nothing, and is asked for nothing.
 */
export function statementLink<I extends Asked>(
  company: CompanyRow,
  customer: CustomerRow,
  invoices: readonly I[],
  entries: readonly PaymentRow[],
  /** The day it is for, and what it says is owed on that day, open credits taken off. */
  stated: { on: string; netCents: number },
): { invoices: I[]; askedCents: number; creditCents: number; reason: NoStatementLinkReason | null } {
  const open = invoices
    .filter(invoice => invoice.status === 'open' && invoice.openCents > 0)
    .filter(invoice => invoice.issuedOn <= stated.on)
  const reasons = open.map(invoice => noManualLinkReason(company, customer, invoice))
  const asked = open.filter((_, at) => reasons[at] === null)
  const { shares, dueCents, creditCents } = linkAsk(asked, openCreditsCents(entries, company.currency))
  const none = (reason: NoStatementLinkReason) => ({ invoices: [], askedCents: 0, creditCents: 0, reason })
  if (asked.length === 0) return none(reasons[0] ?? 'nothing-due')
  // What is held for pending orders is not taken off what is asked, though it is an open credit on the statement.
  const statedCents = stated.netCents + heldCents(entries, company.currency)
  if (Math.min(dueCents, statedCents) <= 0) return none('nothing-due')
  if (asked.length > MOST_LINKED) return none('too-many')
  return { invoices: shares.map(share => share.invoice), askedCents: dueCents, creditCents, reason: null }
}
