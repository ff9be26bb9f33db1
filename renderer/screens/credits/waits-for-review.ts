import type { CreditStatus } from '../../../shared/domain/credit/credit-row.ts'

/** True while a credit waits for someone who may approve it. */
export function waitsForReview(status: CreditStatus): boolean {
  return status === 'pending-review' || status === 'resubmitted'
}
