import type { PayloadOf } from '../../shared/domain/commands.ts'
import type { CompanyTransaction } from '../ports.ts'
import { hashId } from './hash-id.ts'

export type Difference = Omit<PayloadOf<'payment.record-difference'>, 'gateway'>

/** One task for one difference: the command's id is the difference's own. */
export async function tellDifference(
  tx: CompanyTransaction,
  gateway: string,
  difference: Difference,
): Promise<void> {
  await tx.run({
    id: hashId(tx.companyId, 'payment.record-difference', difference.reference, difference.what),
    name: 'payment.record-difference',
    payload: { ...difference, gateway },
    actor: { kind: 'relay' },
    at: difference.happenedAt,
  })
}
