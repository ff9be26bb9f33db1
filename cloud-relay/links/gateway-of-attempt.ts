import type { PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import { type Gateway, GatewayRejected } from '../gateways/gateway.ts'
import type { RelayPorts } from '../ports.ts'
import type { CompanyGateways } from './named-gateway.ts'
import { requestsOfLink } from './pay-requests.ts'

/**
 * The gateway that captured a payment, in use or not; null when the company has none that knows the attempt. Each is asked
 * where the request is gone that would remember it.
 */
export async function gatewayOfAttempt(
  ports: RelayPorts,
  companyId: string,
  { all }: CompanyGateways,
  { attemptId, linkId }: Pick<PaymentRow, 'attemptId' | 'linkId'>,
): Promise<Gateway | null> {
  if (attemptId === null) return null
  const requests =
    linkId === null ? [] : await ports.store.read(sql => requestsOfLink(sql, companyId, linkId))
  const request = requests.find(each => each.attemptId === attemptId)
  if (request) return all.find(({ name }) => name === request.gateway)?.gateway ?? null
  for (const { gateway } of all) {
    if (await knows(gateway, attemptId)) return gateway
  }
  return null
}

async function knows(gateway: Gateway, attemptId: string): Promise<boolean> {
  try {
    return (await gateway.retrieve(attemptId)) !== null
  } catch (error) {
    // Keys of before may be gone for good: another gateway may know it all the same.
    if (error instanceof GatewayRejected) return false
    throw error
  }
}
