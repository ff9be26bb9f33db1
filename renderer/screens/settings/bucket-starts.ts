import { BUCKETS } from '../../../shared/domain/collections/age-bucket.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'

/** The aging's buckets with the first day each counts: `31–60` begins at 31, `90+` at 91; `current` owes nothing yet. */
export function bucketStarts(basis: CompanyRow['ageBasis']): { label: string; fromDays: number }[] {
  return BUCKETS[basis]
    .filter(label => label !== 'current')
    .map(label => {
      const first = Number.parseInt(label, 10)
      return { label, fromDays: label.endsWith('+') ? first + 1 : first }
    })
}
