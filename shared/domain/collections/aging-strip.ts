import { addDays } from '../../lib/dates.ts'
import type { CompanyRow } from '../company/company-row.ts'
import { BUCKETS } from './age-bucket.ts'
import type { OpenBalances } from './open-balances.ts'

type Basis = CompanyRow['ageBasis']

/** What a customer owed on a day, by age. Open credits are not netted into the buckets. */
export interface AgingStrip {
  basis: Basis
  /** Σ open balances of each of {@link BUCKETS}. */
  bucketCents: number[]
  /** Σ of the buckets. */
  openCents: number
  openCreditsCents: number
  /** Open balances less open credits: the customer's balance. */
  netCents: number
  /** Σ open balances of invoices due before the day. */
  pastDueCents: number
}

/**
 * The dates that part the buckets of an aging: an open balance is in the bucket whose place is the number of bounds its
 * date (issue or due, by the basis) lies before.
 */
export function bucketBounds(basis: Basis, on: string): string[] {
  const bounds = [30, 60, 90].map(days => addDays(on, -days))
  return basis === 'due-date' ? [on, ...bounds] : bounds
}

/** The place of a date among {@link bucketBounds}. */
export function bucketPlace(bounds: readonly string[], date: string): number {
  let place = 0
  while (place < bounds.length && date < bounds[place]!) place++
  return place
}

/** The aging of what was open on a day. */
export function agingStrip({ invoices, credits }: OpenBalances, basis: Basis, on: string): AgingStrip {
  const bounds = bucketBounds(basis, on)
  const bucketCents = BUCKETS[basis].map(() => 0)
  const strip = { openCents: 0, openCreditsCents: 0, pastDueCents: 0 }
  for (const { invoice, openCents } of invoices) {
    bucketCents[bucketPlace(bounds, basis === 'due-date' ? invoice.dueOn : invoice.issuedOn)]! += openCents
    strip.openCents += openCents
    if (invoice.dueOn < on) strip.pastDueCents += openCents
  }
  for (const { openCents } of credits) strip.openCreditsCents += openCents
  return { basis, bucketCents, ...strip, netCents: strip.openCents - strip.openCreditsCents }
}
