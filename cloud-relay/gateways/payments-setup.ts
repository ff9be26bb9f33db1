import { COMPANY_ROW } from '../../shared/domain/company/company-of.ts'
import type { StripeAccount } from '../../shared/domain/company/payments-account.ts'
import { row } from '../../shared/domain/view.ts'
import { assert } from '../../shared/lib/assert.ts'
import { newId } from '../../shared/lib/ids.ts'
import type { CompanyKeys } from '../links/company-keys.ts'
import { createSigner } from '../links/signer.ts'
import type { CompanyTransaction, RelayPorts } from '../ports.ts'
import { type createCompanyGateways, stripeName } from './company-gateways.ts'
import { type ConnectParts, createConnect } from './connect-account.ts'
import {
  type AccountStanding,
  GatewayRejected,
  GatewayUnknown,
  GatewayUnreachable,
  isGatewayFault,
} from './gateway.ts'
import type { PaymentsVault, StripeKeys } from './payments-vault.ts'
import { WEBHOOK_TYPES } from './stripe/read-event.ts'
import { isTestKey } from './stripe/stripe-config.ts'
import { standingAfter } from './stripe/stripe-platform.ts'

/** Sets a company's account at Stripe up. */
export interface PaymentsSetup {
  /** What to enter at Stripe, and whether this relay can keep keys at all. */
  instructions(companyId: string): Promise<{
    keepsKeys: boolean
    hasPlatform: boolean
    webhookUrl: string
    webhookTypes: readonly string[]
  }>
  /** Tries the keys at Stripe, keeps them sealed, and makes the account the one in use. */
  enter(
    companyId: string,
    keys: StripeKeys,
    by: string,
  ): Promise<StripeAccount | { refused: 'keys' | 'unreachable' | 'taken' }>
  /**
   * Takes the company's account under the operator's platform, or makes one. Its address at the relay leads on to Stripe,
   * where its owner completes it.
   */
  connect(
    companyId: string,
    wish: Pick<StripeKeys, 'way' | 'methods'>,
    by: string,
  ): Promise<{ path: string; account: StripeAccount } | { refused: 'no-platform' | 'unreachable' }>
  /** Where a path of `connect` leads on to; null where it is not one, is too old, or Stripe can't be reached. */
  onboardingUrl(companyKey: string, pass: string): Promise<string | null>
  /** Asks Stripe how the account in the company's row stands, and tells the desktops what changed. */
  check(companyId: string): Promise<void>
}

/** The setup over the vault. `vault` null: this relay was given no key to seal with. */
export function createPaymentsSetup(
  ports: RelayPorts,
  parts: {
    keys: CompanyKeys
    vault: PaymentsVault | null
    gateways: ReturnType<typeof createCompanyGateways>
    publicUrl: string
    /** Signs the paths of `connect`; left out where there is no platform. */
    secret?: Uint8Array
    connect?: Pick<ConnectParts, 'platform' | 'stripe' | 'fetch'> | null
  },
): PaymentsSetup {
  const { clock, log } = ports
  const { vault, gateways } = parts
  const connect = parts.connect && vault ? createConnect(ports, { ...parts.connect, vault, gateways }) : null
  const signer = createSigner(parts.secret ?? new Uint8Array(), 'connect')

  /** Writes keys and what is known of their account, unless another company has it: its money would be posted twice. */
  async function keep(
    companyId: string,
    entry: { gateway: string; keys: StripeKeys; stripe: StripeAccount; use: boolean; by: string },
  ): Promise<boolean> {
    return ports.inCompany(companyId, async tx => {
      const owner = await vault!.companyWith(tx.sql, entry.gateway)
      if (owner !== null && owner !== companyId) return false
      const { gateway, keys, stripe } = entry
      await vault!.keep(tx.sql, {
        companyId,
        gateway,
        keys,
        enteredBy: entry.by,
        enteredAt: stripe.enteredAt,
      })
      await record(tx, stripe, entry.use)
      return true
    })
  }

  function record(tx: CompanyTransaction, stripe: StripeAccount, use: boolean) {
    return tx.run({
      id: newId(clock, ports.random),
      name: 'company.record-payments-account',
      payload: { stripe, use },
      actor: { kind: 'relay' },
      at: clock.now(),
    })
  }

  return {
    async instructions(companyId) {
      const webhookUrl = `${parts.publicUrl}/webhooks/stripe/${await parts.keys.keyOf(companyId)}`
      const webhookTypes = WEBHOOK_TYPES
      return { keepsKeys: parts.vault !== null, hasPlatform: connect !== null, webhookUrl, webhookTypes }
    },

    async enter(companyId, keys, by) {
      if (vault === null) return { refused: 'keys' }
      let standing: AccountStanding
      try {
        standing = await parts.gateways.stripeAdapter(keys).books!.standing()
      } catch (error) {
        if (error instanceof GatewayRejected) return { refused: 'keys' }
        if (error instanceof GatewayUnreachable || error instanceof GatewayUnknown)
          return { refused: 'unreachable' }
        throw error
      }
      const enteredAt = clock.now()
      const stripe: StripeAccount = {
        mode: isTestKey(keys.secretKey) ? 'test' : 'live',
        isConnected: keys.connectedAccount !== null,
        way: keys.way,
        methods: keys.methods,
        enteredAt,
        checkedAt: enteredAt,
        ...told(standing),
      }
      const gateway = stripeName(keys, standing.accountId)
      if (!(await keep(companyId, { gateway, keys, stripe, use: true, by }))) return { refused: 'taken' }
      log.info(
        { companyId, accountId: stripe.accountId, mode: stripe.mode, by },
        'keys of a payments account were entered',
      )
      return stripe
    },

    async connect(companyId, wish, by) {
      if (connect === null) return { refused: 'no-platform' }
      try {
        const { keys, gateway, standing } = await connect.account(companyId, wish)
        const at = clock.now()
        const stripe: StripeAccount = {
          mode: gateway.startsWith('stripe:live:') ? 'live' : 'test',
          isConnected: true,
          ...wish,
          enteredAt: at,
          checkedAt: at,
          ...told(standing),
        }
        const view = await ports.gatherIn(companyId, () => [row('companies', COMPANY_ROW)])
        const current = view.get('companies', COMPANY_ROW)?.paymentsAccount
        const isKnown = current?.gateway === 'stripe' && isSameAccount(current.stripe, stripe)
        // Whoever only goes on at Stripe changes nothing, not even a pause.
        if (!isKnown) {
          assert(
            await keep(companyId, { gateway, keys, stripe, use: true, by }),
            `${gateway} is another company's`,
          )
          log.info({ companyId, accountId: stripe.accountId, by }, 'an account was connected to the platform')
        }
        const time = at.toString(36)
        const companyKey = await parts.keys.keyOf(companyId)
        const pass = `${time}.${signer.sign(`${companyKey} ${time}`)}`
        return { path: `/connect/${companyKey}/${pass}`, account: stripe }
      } catch (error) {
        if (!(error instanceof GatewayUnreachable || error instanceof GatewayUnknown)) throw error
        return { refused: 'unreachable' }
      }
    },

    async onboardingUrl(companyKey, pass) {
      const [time = '', signature = ''] = pass.split('.')
      const isFresh = clock.now() - Number.parseInt(time, 36) < PASS_MS
      if (connect === null || !isFresh || !signer.fits(`${companyKey} ${time}`, signature)) return null
      const companyId = await parts.keys.companyOf(companyKey)
      if (companyId === null) return null
      const here = `${parts.publicUrl}/connect/${companyKey}`
      const urls = { returnUrl: `${here}/done`, refreshUrl: `${here}/${pass}` }
      try {
        return await connect.onboardingUrl(companyId, urls)
      } catch (error) {
        if (!isGatewayFault(error)) throw error
        log.warn({ companyId, error: error.message }, 'no way on to Stripe')
        return null
      }
    },

    async check(companyId) {
      const view = await ports.gatherIn(companyId, () => [row('companies', COMPANY_ROW)])
      const known = view.get('companies', COMPANY_ROW)?.paymentsAccount?.stripe
      const { all } = await parts.gateways.of(companyId)
      const gateway =
        known && all.find(each => each.name === `stripe:${known.mode}:${known.accountId}`)?.gateway
      if (!known || !gateway?.books) return
      const standing = told(
        await gateway.books.standing().catch((error: unknown) => {
          const gone = known.isConnected ? standingAfter(error, known.accountId) : null
          if (gone === null) throw error
          return gone
        }),
      )
      const isSame =
        standing.takesPayments === known.takesPayments &&
        standing.paysOut === known.paysOut &&
        standing.missing.join(' ') === known.missing.join(' ')
      if (isSame) return
      await ports.inCompany(companyId, tx =>
        record(tx, { ...known, ...standing, checkedAt: clock.now() }, false),
      )
    },
  }
}

const PASS_MS = 30 * 60_000

function isSameAccount(one: StripeAccount | undefined, other: StripeAccount): boolean {
  const parts = ({ mode, accountId, way, methods }: StripeAccount) =>
    [mode, accountId, way, ...methods].join(' ')
  return one !== undefined && one.missing[0] !== 'disconnected' && parts(one) === parts(other)
}

function told({ accountId, takesPayments, paysOut, missing }: AccountStanding) {
  return { accountId, takesPayments, paysOut, missing: missing.slice(0, 100).map(each => each.slice(0, 120)) }
}
