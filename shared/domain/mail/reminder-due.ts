import { daysBetween } from '../../lib/dates.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { openCreditsCents } from '../payment/open-credits.ts'
import type { PaymentRow } from '../payment/payment-row.ts'
import { linkAsk } from '../payment-link/link-ask.ts'

/**
 * True when an invoice comes to one of the company's reminder days after `since` and up to `on`. Days count from the due
 * date; negative ones are before it.
 */
export function reachesStep(
  dueOn: string,
  reminderDays: readonly number[],
  since: string,
  on: string,
): boolean {
  const days = daysBetween(dueOn, on)
  const before = daysBetween(dueOn, since)
  return reminderDays.some(step => step > before && step <= days)
}

/** What a customer is reminded of: what they owe, what is to be taken off it, and what is left to pay. */
export interface ReminderDue {
  /** Oldest due first. */
  invoices: InvoiceRow[]
  openCents: number
  openCreditsCents: number
  toPayCents: number
}

/**
 * Of these invoices those that are open, netted for what the customer has open in credits; null when nothing is left to pay,
 * and nobody is to be reminded.
 */
export function reminderDue(
  invoices: readonly InvoiceRow[],
  entries: readonly PaymentRow[],
  currency: string,
): ReminderDue | null {
  const open = invoices.filter(invoice => invoice.status === 'open' && invoice.openCents > 0)
  const { shares, openCents, creditCents, dueCents } = linkAsk(open, openCreditsCents(entries, currency))
  if (dueCents === 0) return null
  return {
    invoices: shares.map(share => share.invoice),
    openCents,
    openCreditsCents: creditCents,
    toPayCents: dueCents,
  }
}
