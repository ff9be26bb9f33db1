import type { CompanyRow } from '../company/company-row.ts'
import { type Refusal, refuse } from '../rejections.ts'

/** Refuses a row dated in a closed period; null when the day is open. */
export function closedOn(on: string, company: CompanyRow, field: string): Refusal | null {
  if (company.closedThrough === null || on > company.closedThrough) return null
  return refuse('period-closed', { on, closedThrough: company.closedThrough }, field)
}
