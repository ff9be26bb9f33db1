import type { CommandContext } from '../command.ts'
import { type Refusal, refuse } from '../rejections.ts'
import type { CreditRow, CreditStatus } from './credit-row.ts'

/** The credit a step further in its life; the step is kept for good. */
export function stepped(
  credit: CreditRow,
  status: CreditStatus,
  note: string,
  context: Pick<CommandContext, 'by' | 'at'>,
): CreditRow {
  return {
    ...credit,
    status,
    steps: [...credit.steps, { status, by: context.by, at: context.at, note }],
  }
}

/** The refusal of a step that starts from another state than the credit is in; null when it may be taken. */
export function checkStatus(credit: CreditRow, from: readonly CreditStatus[]): Refusal | null {
  const { number, status } = credit
  return from.includes(status) ? null : refuse('credit-moved-on', { number, status })
}

/** The states in which a credit waits for someone who may approve it. */
export const IN_REVIEW = ['pending-review', 'resubmitted'] as const
