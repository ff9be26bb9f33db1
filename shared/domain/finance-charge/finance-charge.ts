import { daysBetween } from '../../lib/dates.ts'
import type { CompanyRow } from '../company/company-row.ts'
import { percentCents } from '../money.ts'

/** What a finance charge is reckoned from. */
export interface FinanceChargeBasis {
  /** Σ open balances in the chosen bucket and older. */
  openCents: number
  openCreditsCents: number
  rateBps: number
}

/** `rate × max(0, open balances in the chosen bucket and older − open credits)`, in cents, rounded half up once. */
export function financeCharge({ openCents, openCreditsCents, rateBps }: FinanceChargeBasis): number {
  return percentCents(Math.max(0, openCents - openCreditsCents), rateBps)
}

/** Σ open balances that are `fromDays` old or older on a day: from the invoice date, or past due, as the company ages. */
export function agedOpenCents(
  invoices: Iterable<{ issuedOn: string; dueOn: string; openCents: number }>,
  ageBasis: CompanyRow['ageBasis'],
  on: string,
  fromDays: number,
): number {
  let openCents = 0
  for (const invoice of invoices) {
    if (invoice.openCents === 0) continue
    const from = ageBasis === 'due-date' ? invoice.dueOn : invoice.issuedOn
    if (daysBetween(from, on) >= fromDays) openCents += invoice.openCents
  }
  return openCents
}

/** The period of a charge: the month of a day, `2026-10`. */
export function financePeriod(on: string): string {
  return on.slice(0, 7)
}
