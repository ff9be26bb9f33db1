import type { Gateway, PaidBy } from '../gateways/gateway.ts'
import type { RelayPorts } from '../ports.ts'
import type { Ask } from './ask.ts'
import type { PayRequest } from './pay-requests.ts'
import { type Consent, holderOf, type KeptMethod, writeConsent } from './saved-methods.ts'

/** What a payer pressed Pay with: what was typed, with their consent to keep it or without, or what is kept. */
export type PressBy =
  | { methodToken: string; consent: Consent | null }
  | { kept: KeptMethod; agreed: { ip: string; userAgent: string } }

/** Makes how a gateway is told what the payer pays by; their consent is written down before it is asked to keep anything. */
export function createPaidBy(ports: Pick<RelayPorts, 'store' | 'inCompany' | 'clock'>) {
  return async (
    companyId: string,
    begun: { gateway: Gateway; request: PayRequest; ask: Ask },
    by: PressBy,
  ): Promise<PaidBy> => {
    if ('kept' in by) {
      const { holderId, methodId, kind } = by.kept
      return { savedMethod: { holderId, methodId, kind, agreed: by.agreed } }
    }
    const { methodToken, consent } = by
    const { gateway, request, ask } = begun
    if (consent === null || gateway.saving === undefined) return { methodToken }
    const customerId = ask.customer.id
    const known = await ports.store.read(sql => holderOf(sql, companyId, customerId, request.gateway))
    const idempotencyKey = `holder:${companyId}:${customerId}:1`
    const holderId = known ?? (await gateway.saving.createHolder({ reference: customerId, idempotencyKey }))
    await ports.inCompany(companyId, tx =>
      writeConsent(tx.sql, companyId, request, { ...consent, customerId, holderId, at: ports.clock.now() }),
    )
    return { methodToken, keepFor: holderId }
  }
}
