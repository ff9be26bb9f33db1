import { COMPANY_ROW } from '../../shared/domain/company/company-of.ts'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import { row } from '../../shared/domain/view.ts'
import type { RelayPorts } from '../ports.ts'
import { type createCompanyGateways, isOfPlatform, stripeName } from './company-gateways.ts'
import type { AccountStanding } from './gateway.ts'
import type { PaymentsVault, StripeKeys } from './payments-vault.ts'
import type { StripeAddress } from './stripe/stripe-config.ts'
import { createStripePlatform, type PlatformKeys, standingAfter } from './stripe/stripe-platform.ts'

/** A company's account under the operator's platform. */
export interface ConnectedAccount {
  keys: StripeKeys
  gateway: string
  standing: AccountStanding
}

export type ConnectParts = {
  vault: PaymentsVault
  platform: PlatformKeys
  gateways: ReturnType<typeof createCompanyGateways>
  stripe: StripeAddress
  fetch: typeof fetch
}

const TIMEOUT_MS = 20_000

/** Accounts that companies have under the operator's platform. Throws gateway faults. */
export function createConnect(ports: RelayPorts, parts: ConnectParts) {
  const { vault, platform, gateways } = parts
  const atStripe = createStripePlatform(platform, {
    address: parts.stripe,
    fetch: parts.fetch,
    now: () => ports.clock.now(),
    timeoutMs: TIMEOUT_MS,
  })

  async function connectedOf(companyId: string): Promise<StripeKeys[]> {
    const keys = await ports.store.read(sql => vault.keysOf(sql, companyId))
    return [...keys.values()].filter(isOfPlatform)
  }

  return {
    /** The account to go on with: the company's own, or a new one where it has none or took the platform's access away. */
    async account(companyId: string, wish: Pick<StripeKeys, 'way' | 'methods'>): Promise<ConnectedAccount> {
      const known = await connectedOf(companyId)
      for (const before of known) {
        const keys = { ...before, ...wish }
        const standing = await standingOf(keys)
        if (standing.missing[0] !== 'disconnected') {
          return { keys, gateway: stripeName(platform, standing.accountId), standing }
        }
      }
      const view = await ports.gatherIn(companyId, () => [row('companies', COMPANY_ROW)])
      const company: CompanyRow | null = view.get('companies', COMPANY_ROW)
      const idempotencyKey = `connect:${companyId}:${known.length + 1}`
      const accountId = await atStripe.createAccount({
        companyId,
        email: company?.email ?? '',
        idempotencyKey,
      })
      const keys: StripeKeys = {
        secretKey: '',
        publishableKey: '',
        webhookSecrets: [],
        connectedAccount: accountId,
        ...wish,
      }
      return { keys, gateway: stripeName(platform, accountId), standing: await standingOf(keys) }
    },

    /** Where the owner of the company's newest account goes on at Stripe; null for a company that has none. */
    async onboardingUrl(companyId: string, urls: { returnUrl: string; refreshUrl: string }) {
      const view = await ports.gatherIn(companyId, () => [row('companies', COMPANY_ROW)])
      const wanted = view.get('companies', COMPANY_ROW)?.paymentsAccount?.stripe?.accountId
      const known = await connectedOf(companyId)
      const accountId = known.find(each => each.connectedAccount === wanted)?.connectedAccount ?? null
      return accountId === null ? null : atStripe.onboardingUrl(accountId, urls)
    },
  }

  async function standingOf(keys: StripeKeys): Promise<AccountStanding> {
    try {
      return await gateways.stripeAdapter(keys).books!.standing()
    } catch (error) {
      const gone = standingAfter(error, keys.connectedAccount ?? '')
      if (gone === null) throw error
      return gone
    }
  }
}
