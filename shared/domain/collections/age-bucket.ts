import type { CompanyRow } from '../company/company-row.ts'

/** The buckets of the aging, youngest first, as they are headed. */
export const BUCKETS: Record<CompanyRow['ageBasis'], readonly string[]> = {
  'invoice-date': ['0–30', '31–60', '61–90', '90+'],
  'due-date': ['current', '1–30', '31–60', '61–90', '90+'],
}

/**
 * Which bucket an age in days falls into, as an index of {@link BUCKETS}. By due date, days past due; by invoice date,
 * days since the invoice. 30 → first, 31 → second, 60 → second, 61 → third, 90 → third, 91 → last.
 */
export function ageBucket(basis: CompanyRow['ageBasis'], days: number): number {
  const thirds = days <= 30 ? 0 : days <= 60 ? 1 : days <= 90 ? 2 : 3
  if (basis === 'invoice-date') return thirds
  return days <= 0 ? 0 : thirds + 1
}
