import type { CommandContext, Write } from '../command.ts'
import { REVERSED } from '../derived-ids.ts'
import { newTask } from '../task/new-task.ts'

/** What of a fact could not be posted as it was entered. */
export interface NotAsEntered {
  what: 'nsf' | 'chargeback' | 'refund' | 'credit'
  /** Its control number; of a credit the credit's. */
  number: string
  /** The number of the payment it is of or was used with; empty where that is not known. */
  payment: string
  /** What was entered. */
  amountCents: number
  /** How much of that is posted nowhere. */
  missingCents: number
  /** The refusal it would have met, or `refund-from-invoices`: money that was applied meanwhile went back. */
  reason: string
  /** What came before it, where something did. */
  by?: string
}

/** The task for a fact that happened and could not be posted as it was entered; nothing of it is refused. */
export function notAsEntered(
  context: CommandContext,
  n: number,
  paymentId: string,
  customerId: string | null,
  { by = '', ...entered }: NotAsEntered,
): Write {
  const params = { by, ...entered }
  return newTask(context, n, 'not-posted-as-entered', `payments:${paymentId}`, customerId || null, params)
}

/** The task for what is dated in a closed period and was posted on the first open day. */
export function postedLater(
  context: CommandContext,
  { id: paymentId, customerId }: { id: string; customerId: string },
  posted: { payment: string; on: string; postedOn: string; amountCents: number },
): Write {
  const subject = `payments:${paymentId}`
  return newTask(
    context,
    REVERSED.postedLater.first,
    'posted-after-close',
    subject,
    customerId || null,
    posted,
  )
}
