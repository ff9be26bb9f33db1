import type { Clock } from '../../shared/lib/ids.ts'
import type { Gateway, GatewayCapabilities } from '../gateways/gateway.ts'
import type { NamedGateway } from '../links/named-gateway.ts'

/** A company's gateway as a page needs it before it asks for a card. */
export interface KnownGateway {
  /** By which attempts and kept methods remember it. */
  name: string
  capabilities: GatewayCapabilities
  isReachable: boolean
}

export interface GatewayCheck {
  /** The company's gateway and whether it answers; null without a payments account. Asked at most every 10 s. */
  of(companyId: string): Promise<KnownGateway | null>
}

const KEPT_MS = 10_000
const PATIENCE_MS = 2_000
const MAX_COMPANIES = 5_000

/** Asks gateways whether they are there, so that nobody types a card in vain. */
export function createGatewayCheck(
  ports: { clock: Clock },
  gatewayOf: (companyId: string) => Promise<NamedGateway | null>,
): GatewayCheck {
  const known = new Map<string, { askedAt: number; answer: Promise<boolean> }>()

  function isReachable(companyId: string, gateway: Gateway): Promise<boolean> {
    const now = ports.clock.now()
    const last = known.get(companyId)
    if (last && now - last.askedAt < KEPT_MS) return last.answer
    const answer = answers(gateway)
    known.delete(companyId)
    known.set(companyId, { askedAt: now, answer })
    if (known.size > MAX_COMPANIES) known.delete(known.keys().next().value!)
    return answer
  }

  return {
    async of(companyId) {
      const named = await gatewayOf(companyId)
      if (named === null) return null
      const { name, gateway } = named
      return {
        name,
        capabilities: gateway.capabilities(),
        isReachable: await isReachable(companyId, gateway),
      }
    },
  }
}

/** Any answer counts, even one that knows nothing: what matters is that somebody answers in time. */
async function answers(gateway: Gateway): Promise<boolean> {
  const tooLate = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => tooLate.resolve(false), PATIENCE_MS)
  try {
    const asked = gateway.retrieve('florin-reachable').then(
      () => true,
      () => false,
    )
    return await Promise.race([asked, tooLate.promise])
  } finally {
    clearTimeout(timer)
  }
}
