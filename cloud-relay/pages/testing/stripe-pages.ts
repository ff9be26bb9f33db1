import type { Hono } from 'hono'
import { COMPANY_ROW } from '../../../shared/domain/company/company-of.ts'
import type { PaymentsAccount } from '../../../shared/domain/company/payments-account.ts'
import { createApp } from '../../app.ts'
import { createKeyRing, type RingKey } from '../../auth/key-ring.ts'
import { createCompanyGateways } from '../../gateways/company-gateways.ts'
import { createPaymentsSetup } from '../../gateways/payments-setup.ts'
import { createPaymentsVault } from '../../gateways/payments-vault.ts'
import { WEBHOOK_TYPES } from '../../gateways/stripe/read-event.ts'
import { createRefunder } from '../../links/refund-payment.ts'
import type { Store } from '../../ports.ts'
import { SETUP_TOKEN } from '../../testing/relay-under-test.ts'
import type { StripeAccount } from '../../testing/stripe-server/stripe-account.ts'
import { type StripeServer, startStripeServer } from '../../testing/stripe-server/stripe-server.ts'
import { type PagesUnderTest, PUBLIC_URL, startPagesUnderTest } from './pages-under-test.ts'

export const KEYS = {
  secretKey: 'sk_test_TulipsAndRoses',
  publishableKey: 'pk_test_TulipsAndRoses',
  webhookSecret: 'whsec_TulipsAndRoses',
  connectedAccount: null as string | null,
  way: 'embedded' as 'embedded' | 'redirect',
  methods: ['card', 'ach'] as ('card' | 'ach')[],
}

/** Pages of a company that may go to Stripe, which is our stand-in, and back to the sandbox. */
export interface StripePages {
  pages: PagesUnderTest
  stripe: StripeServer
  account: StripeAccount
  /** The relay's API. */
  api: Hono
  /** Enters keys as the admin. */
  enter(changes?: Partial<typeof KEYS>): Promise<Response>
  /** The company's account as desktops see it. */
  known(): Promise<PaymentsAccount | null>
  /** Changes the account as an admin does in Setup. */
  change(to: (account: PaymentsAccount) => PaymentsAccount): Promise<void>
  deliver(): Promise<void>
  stop(): Promise<void>
}

/** Starts it all; the company begins with the sandbox. */
export async function startStripePages(store: Store, ring: [RingKey, ...RingKey[]]): Promise<StripePages> {
  let now: () => number = Date.now
  let app: Hono | null = null
  const stripe = await startStripeServer({
    now: () => now(),
    deliver: async (url, init) => app!.request(new URL(String(url)).pathname, init),
  })
  const account = stripe.account(KEYS.secretKey)
  let api: Hono | null = null
  const pages = await startPagesUnderTest(store, {
    handlers: (test, _keys, gatewaysOf) => ({ 'gateway.refund': createRefunder(test.relay, { gatewaysOf }) }),
    gateways({ test, keys, sandbox, fetch }) {
      const address = {
        protocol: 'http' as const,
        host: stripe.host,
        port: stripe.port,
        script: `${stripe.origin}/v3/stripe.js`,
      }
      const vault = createPaymentsVault(createKeyRing(ring))
      const gateways = createCompanyGateways(test.relay, { keys, sandbox, vault, stripe: address, fetch })
      api = createApp(test.relay, {
        setupToken: SETUP_TOKEN,
        secret: new Uint8Array(32).fill(7),
        addressOf: () => '203.0.113.1',
        pages: null,
        paymentsSetup: createPaymentsSetup(test.relay, { keys, vault, gateways, publicUrl: PUBLIC_URL }),
        isReady: async () => true,
        stopping: new AbortController().signal,
      })
      return companyId => gateways.of(companyId)
    },
  })
  now = () => pages.test.clock.now()
  app = pages.app
  const url = `http://relay.invalid/webhooks/stripe/${pages.companyKey}`
  stripe.webhooks.endpoints.push({ url, secret: KEYS.webhookSecret, types: WEBHOOK_TYPES })
  const known = async () => (await pages.get('companies', COMPANY_ROW)).paymentsAccount

  return {
    pages,
    stripe,
    account,
    api: api!,
    known,
    async enter(changes = {}) {
      await pages.device.renew()
      return api!.request('/v1/payments-account', {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${pages.device.accessToken}`,
          'x-florin-user': pages.device.userToken,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ ...KEYS, ...changes }),
      })
    },
    async change(to) {
      const from = await known()
      await pages.give('company.change', { changes: { paymentsAccount: { from, to: to(from!) } } })
    },
    async deliver() {
      stripe.settle()
      await stripe.webhooks.deliverDue()
    },
    async stop() {
      await pages.stop()
      await stripe.stop()
    },
  }
}
