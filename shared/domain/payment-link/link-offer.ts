import type { CompanyRow } from '../company/company-row.ts'
import { takesPayments } from '../company/payments-account.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'

/** Why a mail can't carry a payment link, in the order in which it is said. */
export type NoLinkReason =
  | 'no-payments-account'
  | 'links-off'
  | 'manual-links-off'
  | 'customer-links-off'
  | 'nothing-due'
  | 'void'
  | 'other-currency'

type AskedFor = Pick<InvoiceRow, 'status' | 'openCents' | 'currency'>

/** Whether this invoice may be asked for by link: null when it may, else the first reason why not. */
export function noLinkReason(
  company: CompanyRow,
  customer: CustomerRow,
  invoice: AskedFor,
): NoLinkReason | null {
  if (!takesPayments(company.paymentsAccount)) return 'no-payments-account'
  if (!company.linksEnabled) return 'links-off'
  if (!customer.paymentLinksEnabled) return 'customer-links-off'
  if (invoice.status === 'void') return 'void'
  if (invoice.openCents <= 0) return 'nothing-due'
  if (invoice.currency !== company.currency) return 'other-currency'
  return null
}

/** The same for a mail that a person sends: the company may keep links to the mails that the relay sends by itself. */
export function noManualLinkReason(
  company: CompanyRow,
  customer: CustomerRow,
  invoice: AskedFor,
): NoLinkReason | null {
  const reason = noLinkReason(company, customer, invoice)
  if (reason === 'no-payments-account' || reason === 'links-off') return reason
  return company.manualLinksEnabled ? reason : 'manual-links-off'
}

/** Links nobody opens end after this many days. */
export const UNOPENED_DAYS = 90

const DAY_MS = 86_400_000

/** The instant at which a link made now ends if nobody opens it. */
export function unopenedUntil(createdAt: number): number {
  return createdAt + UNOPENED_DAYS * DAY_MS
}

/** What a link is right now: its stored state, or `expired` once the clock has run out. Paid links don't expire. */
export function linkStateAt(
  link: { state: string; activeUntilAt: number | null; unopenedUntilAt: number },
  at: number,
): 'queued' | 'sent' | 'opened' | 'paid' | 'revoked' | 'undelivered' | 'expired' {
  const state = link.state as ReturnType<typeof linkStateAt>
  if (state === 'paid' || state === 'revoked') return state
  return at >= (link.activeUntilAt ?? link.unopenedUntilAt) ? 'expired' : state
}
