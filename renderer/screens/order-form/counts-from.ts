import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import { latestOf } from '../../../shared/lib/dates.ts'

/**
 * From which day a change of an invoice counts, made today, where that is not plain: the invoice's own day is in a closed period,
 * whose figures stay. `lastOn` is the day from which its newest revision counts. null where the period is open.
 */
export function countsFrom(
  issuedOn: string,
  lastOn: string,
  today: string,
  { closedThrough }: Pick<CompanyRow, 'closedThrough'>,
): string | null {
  if (closedThrough === null || issuedOn > closedThrough) return null
  return latestOf(today, lastOn, issuedOn)
}
