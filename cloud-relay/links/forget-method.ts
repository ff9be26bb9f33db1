import { GatewayRejected, GatewayUnknown, GatewayUnreachable } from '../gateways/gateway.ts'
import type { JobHandler, RelayPorts } from '../ports.ts'
import type { CompanyGateways } from './named-gateway.ts'

const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 6 * 3_600_000
/** So long a relay may run without its keys, or a gateway turn them away, before they count as gone. */
const KEYS_GONE_MS = 7 * 86_400_000

/**
 * The handler of `gateway.forget-method` jobs: a card or bank account that was removed here is removed at its gateway. It is
 * given up once nobody has had a key that opens the gateway for a week; what is left there can't be charged from here.
 */
export function createForgetter(
  ports: Pick<RelayPorts, 'clock'>,
  parts: { gatewaysOf(companyId: string): Promise<CompanyGateways> },
): JobHandler {
  return async ({ companyId, payload, attempts, enqueuedAt }) => {
    const { gateway = '', methodId = '' } = payload
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts)
    const retryAt = ports.clock.now() + waitMs
    const { all } = await parts.gatewaysOf(companyId)
    const saving = all.find(each => each.name === gateway)?.gateway.saving
    const areKeysGone = ports.clock.now() - enqueuedAt >= KEYS_GONE_MS
    const withoutKeys = (error: string) =>
      areKeysGone ? { failed: `${methodId} was not removed at ${gateway}: ${error}` } : { retryAt, error }
    if (saving === undefined) return withoutKeys(`no keys for ${gateway}`)
    try {
      await saving.forget(methodId)
      return { done: true }
    } catch (error) {
      if (error instanceof GatewayRejected) return withoutKeys(error.message)
      if (!(error instanceof GatewayUnknown || error instanceof GatewayUnreachable)) throw error
      return { retryAt, error: error.message }
    }
  }
}
