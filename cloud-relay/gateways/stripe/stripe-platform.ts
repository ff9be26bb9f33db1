import { z } from 'zod'
import { type AccountStanding, GatewayRejected } from '../gateway.ts'
import { REFERENCE } from './read-attempt.ts'
import { createStripeClient, mustBeRefusal } from './stripe-client.ts'
import type { StripeConfig } from './stripe-config.ts'

/** The keys of the platform whose connected accounts a relay's companies charge on: the operator's, not a company's. */
export interface PlatformKeys {
  secretKey: string
  publishableKey: string
  /** Of the one endpoint that hears of all connected accounts; two while one is being replaced. */
  webhookSecrets: readonly string[]
}

/** What a platform does for its connected accounts. Throws gateway faults. */
export interface StripePlatform {
  /** Makes an account that its owner completes at Stripe: with Stripe's own dashboard, fees and liability. */
  createAccount(order: { companyId: string; email: string; idempotencyKey: string }): Promise<string>
  /** Where its owner gives Stripe what is missing. Good once, for some minutes. */
  onboardingUrl(accountId: string, urls: { returnUrl: string; refreshUrl: string }): Promise<string>
}

const created = z.object({ id: z.string().min(1) })
const link = z.object({ url: z.url({ protocol: /^https?$/ }) })

/** The platform with these keys. */
export function createStripePlatform(
  keys: PlatformKeys,
  config: Pick<StripeConfig, 'address' | 'fetch' | 'now' | 'timeoutMs'>,
): StripePlatform {
  const { call } = createStripeClient({
    ...config,
    ...keys,
    connectedAccount: null,
    way: 'embedded',
    methods: ['card'],
  })
  return {
    async createAccount({ companyId, email, idempotencyKey }) {
      const account = await call(
        (stripe, to) =>
          stripe.accounts.create(
            {
              controller: {
                fees: { payer: 'account' },
                losses: { payments: 'stripe' },
                requirement_collection: 'stripe',
                stripe_dashboard: { type: 'full' },
              },
              ...(email === '' ? {} : { email }),
              metadata: { [REFERENCE]: companyId },
            },
            to,
          ),
        created,
        idempotencyKey,
      ).catch(mustBeRefusal)
      return account.id
    },

    async onboardingUrl(account, { returnUrl, refreshUrl }) {
      const made = await call(
        (stripe, to) =>
          stripe.accountLinks.create(
            { account, type: 'account_onboarding', return_url: returnUrl, refresh_url: refreshUrl },
            to,
          ),
        link,
      ).catch(mustBeRefusal)
      return made.url
    },
  }
}

/** Stripe's answer to a platform whose connected account took its access away: what then is known of the account. */
export function standingAfter(error: unknown, accountId: string): AccountStanding | null {
  const isGone = error instanceof GatewayRejected && error.status === 403 && error.code === 'account_invalid'
  return isGone ? { accountId, takesPayments: false, paysOut: false, missing: ['disconnected'] } : null
}
