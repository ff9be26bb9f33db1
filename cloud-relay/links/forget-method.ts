import { GatewayRejected, GatewayUnknown, GatewayUnreachable } from '../gateways/gateway.ts'
import type { JobHandler, RelayPorts } from '../ports.ts'
import type { CompanyGateways } from './named-gateway.ts'

const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 6 * 3_600_000

/** The handler of `gateway.forget-method` jobs: a card or bank account that was removed here is removed at its gateway. */
export function createForgetter(
  ports: Pick<RelayPorts, 'clock'>,
  parts: { gatewaysOf(companyId: string): Promise<CompanyGateways> },
): JobHandler {
  return async ({ companyId, payload, attempts }) => {
    const { gateway = '', methodId = '' } = payload
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts)
    const retryAt = ports.clock.now() + waitMs
    const { all } = await parts.gatewaysOf(companyId)
    const saving = all.find(each => each.name === gateway)?.gateway.saving
    if (saving === undefined) return { retryAt, error: `no keys for ${gateway}` }
    try {
      await saving.forget(methodId)
      return { done: true }
    } catch (error) {
      const isFault =
        error instanceof GatewayUnknown ||
        error instanceof GatewayUnreachable ||
        error instanceof GatewayRejected
      if (!isFault) throw error
      return { retryAt, error: error.message }
    }
  }
}
