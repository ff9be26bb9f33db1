import { addDays } from '../../lib/dates.ts'
import type { CompanyRow } from '../company/company-row.ts'

/**
 * The dates that fall into a bucket of the aging as of `today`: invoice dates, or due dates where the age counts from
 * them. null is without end. The dates of all buckets together are all dates, and none is in two.
 */
export function bucketDates(
  basis: CompanyRow['ageBasis'],
  bucket: number,
  today: string,
): { from: string | null; to: string | null } {
  const ages = AGES[basis][bucket]
  if (!ages) return { from: null, to: null }
  const [youngest, oldest] = ages
  return {
    from: oldest === null ? null : addDays(today, -oldest),
    to: youngest === null ? null : addDays(today, -youngest),
  }
}

type Ages = readonly [youngest: number | null, oldest: number | null]

const AGES: Record<CompanyRow['ageBasis'], readonly Ages[]> = {
  'invoice-date': [
    [null, 30],
    [31, 60],
    [61, 90],
    [91, null],
  ],
  'due-date': [
    [null, 0],
    [1, 30],
    [31, 60],
    [61, 90],
    [91, null],
  ],
}
