import { hashId } from '../../cloud-relay/links/hash-id.ts'
import type { CompanyTransaction } from '../../cloud-relay/ports.ts'
import type { Mutant } from './mutant.ts'

const EFFECTS = 'SELECT effect FROM provider_effect'

export const webhookAppliedTwice: Mutant = {
  name: 'webhook-applied-twice',
  mistake: 'A second report of a capture is posted as another payment.',
  sql: { text: text => (text.startsWith(EFFECTS) ? `${text} AND effect <> 'captured'` : text) },
  relay: relay => ({
    ...relay,
    inCompany: (companyId, work) =>
      relay.inCompany(companyId, async tx => {
        const run: CompanyTransaction['run'] = async command => {
          if (command.name !== 'payment.capture') return tx.run(command)
          const payload = command.payload as { attemptId: string; paymentId: string }
          const known = await tx.sql.one(
            'SELECT object_id FROM provider_effect WHERE company_id = $1 AND object_id = $2',
            [companyId, payload.attemptId],
          )
          if (!known) return tx.run(command)
          const second = { paymentId: hashId(payload.paymentId, 'again'), method: 'ach' as const }
          return tx.run({
            ...command,
            id: hashId(command.id, 'again'),
            payload: { ...(command.payload as object), ...second },
          })
        }
        return work({ ...tx, run })
      }),
  }),
}
