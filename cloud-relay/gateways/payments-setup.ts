import { COMPANY_ROW } from '../../shared/domain/company/company-of.ts'
import type { StripeAccount } from '../../shared/domain/company/payments-account.ts'
import { row } from '../../shared/domain/view.ts'
import { newId } from '../../shared/lib/ids.ts'
import type { CompanyKeys } from '../links/company-keys.ts'
import type { CompanyTransaction, RelayPorts } from '../ports.ts'
import { type createCompanyGateways, stripeName } from './company-gateways.ts'
import { type AccountStanding, GatewayRejected, GatewayUnknown, GatewayUnreachable } from './gateway.ts'
import type { PaymentsVault, StripeKeys } from './payments-vault.ts'
import { WEBHOOK_TYPES } from './stripe/read-event.ts'
import { isTestKey } from './stripe/stripe-config.ts'

/** Sets a company's account at Stripe up. */
export interface PaymentsSetup {
  /** What to enter at Stripe, and whether this relay can keep keys at all. */
  instructions(
    companyId: string,
  ): Promise<{ keepsKeys: boolean; webhookUrl: string; webhookTypes: readonly string[] }>
  /** Tries the keys at Stripe, keeps them sealed, and makes the account the one in use. */
  enter(
    companyId: string,
    keys: StripeKeys,
    by: string,
  ): Promise<StripeAccount | { refused: 'keys' | 'unreachable' }>
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
  },
): PaymentsSetup {
  const { clock, log } = ports

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
      return { keepsKeys: parts.vault !== null, webhookUrl, webhookTypes: WEBHOOK_TYPES }
    },

    async enter(companyId, keys, by) {
      const { vault } = parts
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
      await ports.inCompany(companyId, async tx => {
        const gateway = stripeName(keys, standing.accountId)
        await vault.keep(tx.sql, { companyId, gateway, keys, enteredBy: by, enteredAt })
        await record(tx, stripe, true)
      })
      log.info(
        { companyId, accountId: stripe.accountId, mode: stripe.mode, by },
        'keys of a payments account were entered',
      )
      return stripe
    },

    async check(companyId) {
      const view = await ports.gatherIn(companyId, () => [row('companies', COMPANY_ROW)])
      const known = view.get('companies', COMPANY_ROW)?.paymentsAccount?.stripe
      const { all } = await parts.gateways.of(companyId)
      const gateway =
        known && all.find(each => each.name === `stripe:${known.mode}:${known.accountId}`)?.gateway
      if (!known || !gateway?.books) return
      const standing = told(await gateway.books.standing())
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

function told({ accountId, takesPayments, paysOut, missing }: AccountStanding) {
  return { accountId, takesPayments, paysOut, missing: missing.slice(0, 100).map(each => each.slice(0, 120)) }
}
