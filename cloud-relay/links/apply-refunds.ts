import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import { row } from '../../shared/domain/view.ts'
import { businessDateAt } from '../../shared/lib/dates.ts'
import { isId } from '../../shared/lib/ids.ts'
import type { RefundSnapshot } from '../gateways/gateway.ts'
import type { CompanyTransaction } from '../ports.ts'
import { hashId } from './hash-id.ts'

/** How a refund of ours stands, as far as we know it. */
export interface RefundWord {
  state: 'asked' | 'pending' | 'succeeded' | 'failed'
  /** The gateway's id of it; empty while there is none. */
  reference: string
  /** Why it failed; empty otherwise. */
  reason: string
}

/** Our name for a refund at the gateway. */
export function refundReference(refundId: string): string {
  return `refund:${refundId}`
}

/**
 * Writes down what the gateway says of the refunds of an attempt, as far as they are ours; what was written down before
 * changes nothing. `readAt` in epoch ms.
 */
export async function applyRefunds(
  tx: CompanyTransaction,
  refunds: readonly RefundSnapshot[],
  readAt: number,
): Promise<void> {
  for (const refund of refunds) {
    const refundId = refund.reference.startsWith('refund:') ? refund.reference.slice('refund:'.length) : ''
    if (isId(refundId)) await recordRefund(tx, refundId, wordOf(refund), readAt)
  }
}

/** What the gateway says of a refund; a state that this version does not know is still under way. */
export function wordOf({ id, state, failureCode }: RefundSnapshot): RefundWord {
  return {
    state: state === 'unknown' ? 'pending' : state,
    reference: id.slice(0, 60),
    reason: state === 'failed' ? (failureCode ?? '').slice(0, 200) : '',
  }
}

/** Gives the ledger what is known of a refund. The same word twice is one command. */
export async function recordRefund(
  tx: CompanyTransaction,
  refundId: string,
  word: RefundWord,
  at: number,
): Promise<void> {
  const view = await tx.gather(() => [row('companies', COMPANY_ROW)])
  const on = businessDateAt(at, companyOf(view)?.timeZone ?? 'UTC')
  await tx.run({
    id: hashId(tx.companyId, 'payment.record-refund', refundId, word.state, word.reference),
    name: 'payment.record-refund',
    payload: { refundId, ...word, on },
    actor: { kind: 'relay' },
    at,
  })
}
