import type { Context, Hono } from 'hono'
import { loadFonts } from '../resources/fonts/load-fonts.ts'
import { COMPANY_ROW } from '../shared/domain/company/company-of.ts'
import type { PaymentsAccount } from '../shared/domain/company/company-row.ts'
import { row } from '../shared/domain/view.ts'
import type { Gateway } from './gateways/gateway.ts'
import { type ListeningSandbox, listenSandbox } from './gateways/sandbox/listen-sandbox.ts'
import { createSandboxAdapter } from './gateways/sandbox-gateway.ts'
import type { JobHandlers } from './jobs/job-worker.ts'
import type { Relay } from './ledger/create-relay.ts'
import { type CompanyKeys, createCompanyKeys } from './links/company-keys.ts'
import { createPayments } from './links/payments.ts'
import { createReconciler } from './links/reconcile-gateway.ts'
import { createRefunder } from './links/refund-payment.ts'
import { PortTakenError } from './listen.ts'
import { createMailHolder } from './mail/hold-mail.ts'
import { createMailSender } from './mail/send-mail.ts'
import { createPages } from './pages/pages.ts'

/** What serves the company's customers. */
export interface PayerService {
  pages: Hono
  handlers: JobHandlers
  /** The sandbox gateway's address; null without one. */
  gatewayUrl: string | null
  stop(): Promise<void>
}

export interface PayerSettings {
  /** Where this process listens, for the sandbox's reports. */
  ownUrl: string
  publicUrl: string
  secret: Uint8Array
  smtpUrl: string | null
  mailDomain: string
  /** The sandbox gateway: its own port and database; null: no payments. */
  sandbox: { port: number; publicUrl: string | null; db: string } | null
  addressOf(c: Context): string
  stopping: AbortSignal
}

const GATEWAY_TIMEOUT = 15_000

/** Puts together pages, mail and gateway. Throws PortTakenError when the sandbox's port is taken. */
export async function servePayers(relay: Relay, settings: PayerSettings): Promise<PayerService> {
  const { publicUrl, secret, smtpUrl, mailDomain, addressOf, stopping } = settings
  const keys = createCompanyKeys(relay)
  // Only the sandbox, which reports by itself, must know every company from the start.
  if (settings.sandbox) await keys.load()
  const sandbox = settings.sandbox && (await openSandbox(relay, keys, settings, settings.sandbox))
  const adapters = new Map<string, Gateway>()

  async function accountOf(companyId: string): Promise<{ name: string; account: PaymentsAccount } | null> {
    const view = await relay.gatherIn(companyId, () => [row('companies', COMPANY_ROW)])
    const company = view.get('companies', COMPANY_ROW)
    return company?.paymentsAccount ? { name: company.name, account: company.paymentsAccount } : null
  }

  async function adapterOf(companyId: string, name: string): Promise<Gateway | null> {
    if (!sandbox) return null
    let adapter = adapters.get(companyId)
    if (!adapter) {
      // The sandbox reports under the company's key, so it is met before anything is asked of it.
      await keys.keyOf(companyId)
      const account = sandbox.ensureAccount({ id: companyId, name, methods: ['card'] })
      adapter = createSandboxAdapter({
        ...account,
        baseUrl: sandbox.baseUrl,
        publicOrigin: sandbox.publicOrigin,
        webhookSecrets: [account.webhookSecret],
        fetch,
        now: () => relay.clock.now(),
        timeoutMs: GATEWAY_TIMEOUT,
      })
      adapters.set(companyId, adapter)
    }
    return adapter
  }

  async function activeGateway(companyId: string): Promise<Gateway | null> {
    const company = await accountOf(companyId)
    return company?.account.status === 'active' ? adapterOf(companyId, company.name) : null
  }

  // A payment that began before the account was paused is seen through; a new one is turned down.
  async function anyGateway(companyId: string): Promise<Gateway | null> {
    const company = await accountOf(companyId)
    return company && adapterOf(companyId, company.name)
  }

  const fonts = loadFonts()
  const payments = createPayments(relay, { gatewayOf: anyGateway, activeGatewayOf: activeGateway, secret })
  const pages = createPages(relay, {
    publicUrl,
    secret,
    keys,
    payments,
    gatewayOf: activeGateway,
    fonts,
    addressOf,
    closing: stopping,
  })
  const mailParts = { mailDomain, publicUrl, keys, fonts, gatewayOf: activeGateway }
  const handlers: JobHandlers = {
    'gateway.reconcile': createReconciler(relay, payments),
    'gateway.refund': createRefunder(relay, { gatewayOf: anyGateway }),
    'mail.send':
      smtpUrl === null
        ? createMailHolder(relay)
        : createMailSender(relay, { smtp: { url: smtpUrl, name: mailDomain }, ...mailParts }),
  }
  sandbox?.start()
  return {
    pages,
    handlers,
    gatewayUrl: sandbox?.baseUrl ?? null,
    stop: async () => sandbox?.stop(),
  }
}

async function openSandbox(
  relay: Relay,
  keys: CompanyKeys,
  { ownUrl, publicUrl }: PayerSettings,
  sandbox: NonNullable<PayerSettings['sandbox']>,
): Promise<ListeningSandbox> {
  try {
    return await listenSandbox({
      port: sandbox.port,
      db: sandbox.db,
      now: () => relay.clock.now(),
      randomBytes: count => relay.random.bytes(count),
      webhookUrl(accountId) {
        const key = keys.knownKey(accountId)
        return key === null ? null : `${ownUrl}/webhooks/sandbox/${key}`
      },
      deliver: fetch,
      allowedFrameAncestors: [new URL(publicUrl).origin],
      onError: error => relay.log.error({ err: error }, 'the sandbox gateway failed'),
      ...(sandbox.publicUrl === null ? {} : { publicOrigin: sandbox.publicUrl }),
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new PortTakenError(`Port ${sandbox.port} of the sandbox gateway is taken by another process.`)
  }
}
