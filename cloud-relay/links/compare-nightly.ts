import { GatewayRejected, isGatewayFault } from '../gateways/gateway.ts'
import type { RelayPorts } from '../ports.ts'
import { compareBooks } from './compare-books.ts'
import { compareGateway, enqueueComparison } from './compare-gateway.ts'
import type { CompanyGateways } from './named-gateway.ts'

/**
 * Compares what the gateways know of a company with what its books say, queues the next night, and looks at how the account
 * stands. Throws the fault of today's gateway.
 */
export async function compareNightly(
  ports: RelayPorts,
  parts: {
    gatewaysOf(companyId: string): Promise<CompanyGateways>
    onAccountChange?(companyId: string): Promise<void>
  },
  companyId: string,
): Promise<void> {
  const { active, all } = await parts.gatewaysOf(companyId)
  for (const each of all) {
    try {
      await compareGateway(ports, companyId, each)
      await compareBooks(ports, companyId, each)
    } catch (error) {
      // The account may have taken our access away, and the report of that may be lost.
      if (each.name === active?.name && error instanceof GatewayRejected) {
        await parts.onAccountChange?.(companyId)
      }
      // Keys that were used before may be gone for good: that must not keep today's from being compared.
      if (each.name === active?.name || !isGatewayFault(error)) throw error
      ports.log.warn(
        { companyId, gateway: each.name, error: error.message },
        'a gateway of before was not compared',
      )
    }
  }
  // The next night is queued first: keys that were revoked at the gateway make this fail, and the account's standing waits.
  await ports.inCompany(companyId, tx => enqueueComparison(tx, ports.clock.now()))
  try {
    await parts.onAccountChange?.(companyId)
  } catch (error) {
    if (!isGatewayFault(error)) throw error
    ports.log.warn({ companyId, error: error.message }, 'how the account stands was not asked')
  }
}
