import { COMPANY_ROW } from '../../shared/domain/company/company-of.ts'
import { type PaymentsAccount, takesPayments } from '../../shared/domain/company/payments-account.ts'
import { row } from '../../shared/domain/view.ts'
import type { CompanyKeys } from '../links/company-keys.ts'
import type { CompanyGateways, NamedGateway } from '../links/named-gateway.ts'
import type { RelayPorts } from '../ports.ts'
import type { Gateway } from './gateway.ts'
import type { PaymentsVault, StripeKeys } from './payments-vault.ts'
import type { ListeningSandbox } from './sandbox/listen-sandbox.ts'
import { createSandboxAdapter } from './sandbox-gateway.ts'
import { createStripeAdapter } from './stripe/create-stripe-adapter.ts'
import { isTestKey, type StripeAddress } from './stripe/stripe-config.ts'
import type { PlatformKeys } from './stripe/stripe-platform.ts'

export interface GatewayParts {
  keys: CompanyKeys
  /** Null: this relay has no sandbox. */
  sandbox: Pick<ListeningSandbox, 'ensureAccount' | 'baseUrl' | 'publicOrigin'> | null
  /** Null: this relay keeps no keys. */
  vault: PaymentsVault | null
  stripe: StripeAddress
  /** The operator's platform, whose connected accounts companies may charge on; left out where there is none. */
  platform?: PlatformKeys | null
  fetch: typeof fetch
}

const GATEWAY_TIMEOUT = 15_000

/** The name by which attempts remember an account at Stripe. */
export function stripeName({ secretKey }: Pick<StripeKeys, 'secretKey'>, accountId: string): string {
  return `stripe:${isTestKey(secretKey) ? 'test' : 'live'}:${accountId}`
}

/** Whether an account is opened by the operator's platform: then no key of its own is kept. */
export function isOfPlatform({ secretKey }: Pick<StripeKeys, 'secretKey'>): boolean {
  return secretKey === ''
}

/**
 * Finds a company's gateways at each request, so that a company goes from one to another without a restart of any node:
 * the company's row says which is in use, and when its keys were entered last.
 */
export function createCompanyGateways(
  ports: RelayPorts,
  parts: GatewayParts,
): { of(companyId: string): Promise<CompanyGateways>; stripeAdapter(keys: StripeKeys): Gateway } {
  const sandboxes = new Map<string, NamedGateway>()
  const accounts = new Map<string, { enteredAt: number; gateways: NamedGateway[] }>()

  function stripeAdapter(kept: StripeKeys): Gateway {
    const keys = isOfPlatform(kept) && parts.platform ? { ...kept, ...parts.platform } : kept
    return createStripeAdapter({
      ...keys,
      address: parts.stripe,
      fetch: parts.fetch,
      now: () => ports.clock.now(),
      timeoutMs: GATEWAY_TIMEOUT,
    })
  }

  async function sandboxOf(companyId: string, name: string): Promise<NamedGateway | null> {
    const { sandbox } = parts
    if (!sandbox) return null
    let found = sandboxes.get(companyId)
    if (!found) {
      // The sandbox reports under the company's key, so it is met before anything is asked of it.
      await parts.keys.keyOf(companyId)
      const account = sandbox.ensureAccount({ id: companyId, name, methods: ['card'] })
      const gateway = createSandboxAdapter({
        ...account,
        baseUrl: sandbox.baseUrl,
        publicOrigin: sandbox.publicOrigin,
        webhookSecrets: [account.webhookSecret],
        fetch: parts.fetch,
        now: () => ports.clock.now(),
        timeoutMs: GATEWAY_TIMEOUT,
      })
      found = { name: 'sandbox', gateway }
      sandboxes.set(companyId, found)
    }
    return found
  }

  async function stripeOf(companyId: string, account: PaymentsAccount): Promise<NamedGateway[]> {
    const { vault } = parts
    if (vault === null || account.stripe === undefined) return []
    const { enteredAt } = account.stripe
    const known = accounts.get(companyId)
    if (known?.enteredAt === enteredAt) return known.gateways
    const keys = await ports.store.read(sql => vault.keysOf(sql, companyId))
    const usable = [...keys].filter(([, each]) => !isOfPlatform(each) || parts.platform)
    const gateways = usable.map(([name, each]) => ({ name, gateway: stripeAdapter(each) }))
    accounts.set(companyId, { enteredAt, gateways })
    return gateways
  }

  return {
    stripeAdapter,
    async of(companyId) {
      const view = await ports.gatherIn(companyId, () => [row('companies', COMPANY_ROW)])
      const company = view.get('companies', COMPANY_ROW)
      const account = company?.paymentsAccount
      if (!company || !account) return { active: null, all: [] }
      const sandbox = await sandboxOf(companyId, company.name)
      const stripe = await stripeOf(companyId, account)
      const all = [...(sandbox ? [sandbox] : []), ...stripe]
      const wanted = account.gateway === 'sandbox' ? 'sandbox' : nameOf(account)
      const inUse = all.find(each => each.name === wanted) ?? null
      return { active: takesPayments(account) ? inUse : null, all }
    },
  }
}

function nameOf({ stripe }: PaymentsAccount): string {
  return stripe === undefined ? '' : `stripe:${stripe.mode}:${stripe.accountId}`
}
