import type { Logger } from 'pino'
import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import { row } from '../../shared/domain/view.ts'
import { businessDateAt } from '../../shared/lib/dates.ts'
import type { DisputeSnapshot } from '../gateways/gateway.ts'
import type { CompanyTransaction } from '../ports.ts'
import { hashId } from './hash-id.ts'
import { claimEffect, effectsOf } from './pay-requests.ts'

/**
 * Gives the ledger what the gateway says of a dispute of a payment; each word once, however often and in what order it is
 * told. A state that this version does not know is left for a later one. `gateway` is its
 * name with us, `readAt` in epoch ms.
 */
export async function applyDispute(
  tx: CompanyTransaction,
  attemptId: string,
  dispute: DisputeSnapshot,
  { gateway, readAt }: { gateway: string; readAt: number },
  log: Logger,
): Promise<void> {
  const { sql, companyId } = tx
  if (dispute.state === 'unknown') {
    log.warn(
      { companyId, attemptId },
      'the gateway told a state of a dispute that this version does not know',
    )
    return
  }
  const { id, state, reason, amountCents, feeCents, openedAt, dueAt } = dispute
  const word = `dispute:${id}:${state}:${amountCents}:${feeCents}:${dueAt ?? ''}`
  if ((await effectsOf(sql, companyId, attemptId)).includes(word)) return
  const paymentId = hashId(companyId, 'payment', attemptId)
  const view = await tx.gather(() => [row('companies', COMPANY_ROW), row('payments', paymentId)])
  // Captured money that could not be posted is tried again, and its dispute with it.
  if (view.get('payments', paymentId) === null) return
  const outcome = await tx.run({
    id: hashId(companyId, 'payment.record-dispute', attemptId, word),
    name: 'payment.record-dispute',
    payload: {
      paymentId,
      disputeId: hashId(companyId, 'dispute', id),
      gateway,
      reference: id,
      state,
      reason: reason.slice(0, 100),
      amountCents,
      feeCents,
      openedAt,
      dueAt,
      on: businessDateAt(readAt, companyOf(view)?.timeZone ?? 'UTC'),
      number: state === 'lost' ? await tx.nextNumber('payment') : null,
    },
    actor: { kind: 'relay' },
    at: readAt,
  })
  if (outcome.outcome === 'accepted') await claimEffect(sql, companyId, attemptId, word, readAt)
  else log.error({ companyId, attemptId, outcome: outcome.outcome }, 'a dispute was not written down')
}
