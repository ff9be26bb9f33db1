import type { Context, Hono } from 'hono'
import { loadFonts } from '../resources/fonts/load-fonts.ts'
import { createKeyRing, type RingKey } from './auth/key-ring.ts'
import { createCompanyGateways } from './gateways/company-gateways.ts'
import { createPaymentsSetup, type PaymentsSetup } from './gateways/payments-setup.ts'
import { createPaymentsVault } from './gateways/payments-vault.ts'
import { createFindReported } from './gateways/platform-reports.ts'
import { type ListeningSandbox, listenSandbox } from './gateways/sandbox/listen-sandbox.ts'
import type { StripeAddress } from './gateways/stripe/stripe-config.ts'
import type { PlatformKeys } from './gateways/stripe/stripe-platform.ts'
import type { JobHandlers } from './jobs/job-worker.ts'
import type { Relay } from './ledger/create-relay.ts'
import { type CompanyKeys, createCompanyKeys } from './links/company-keys.ts'
import { createForgetter } from './links/forget-method.ts'
import { createPayments } from './links/payments.ts'
import { createReconciler } from './links/reconcile-gateway.ts'
import { createRefunder } from './links/refund-payment.ts'
import { PortTakenError } from './listen.ts'
import type { ImapSetting } from './mail/bounces/imap-setting.ts'
import { createMailHook } from './mail/bounces/mail-hook.ts'
import { createImapReader, queueImapReading } from './mail/bounces/read-imap.ts'
import { createBounceReader } from './mail/bounces/read-maildir.ts'
import { createMailReporter } from './mail/bounces/report-mails.ts'
import type { DkimKey } from './mail/dkim-key.ts'
import { createMailHolder } from './mail/hold-mail.ts'
import { createMailTags } from './mail/mail-tag.ts'
import { createMailSender } from './mail/send-mail.ts'
import { createUnsubscribing } from './mail/unsubscribing.ts'
import { createPages } from './pages/pages.ts'
import { robotHandlers } from './robot/robot-handlers.ts'

/** What serves the company's customers. */
export interface PayerService {
  pages: Hono
  paymentsSetup: PaymentsSetup
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
  dkim: DkimKey | null
  bounceMaildir: string | null
  bounceMailbox: ImapSetting | null
  mailHookSecrets: readonly string[]
  /** The sandbox gateway: its own port and database; null: no payments. */
  sandbox: { port: number; publicUrl: string | null; db: string } | null
  /** What companies' keys are sealed with; empty: none are kept. */
  accountKeys: readonly RingKey[]
  stripe: StripeAddress
  /** The operator's platform at Stripe; null: companies enter keys of their own. */
  platform: PlatformKeys | null
  addressOf(c: Context): string
  stopping: AbortSignal
}

/** Puts together pages, mail and gateway. Throws PortTakenError when the sandbox's port is taken. */
export async function servePayers(relay: Relay, settings: PayerSettings): Promise<PayerService> {
  const { publicUrl, secret, smtpUrl, mailDomain, addressOf, stopping } = settings
  const keys = createCompanyKeys(relay)
  // Only the sandbox, which reports by itself, must know every company from the start.
  if (settings.sandbox) await keys.load()
  const sandbox = settings.sandbox && (await openSandbox(relay, keys, settings, settings.sandbox))
  const [firstKey, ...moreKeys] = settings.accountKeys
  const vault = firstKey === undefined ? null : createPaymentsVault(createKeyRing([firstKey, ...moreKeys]))
  const { stripe, platform } = settings
  const gateways = createCompanyGateways(relay, { keys, sandbox, vault, stripe, platform, fetch })
  const connect = platform && { platform, stripe, fetch }
  const paymentsSetup = createPaymentsSetup(relay, { keys, vault, gateways, publicUrl, secret, connect })
  const gatewaysOf = (companyId: string) => gateways.of(companyId)
  const activeGateway = async (companyId: string) => (await gatewaysOf(companyId)).active

  const fonts = loadFonts()
  const payments = createPayments(relay, {
    gatewaysOf,
    onAccountChange: companyId => paymentsSetup.check(companyId),
    secret,
  })
  const pages = createPages(relay, {
    publicUrl,
    secret,
    keys,
    payments,
    gatewayOf: activeGateway,
    ...(platform && vault
      ? {
          findReported: createFindReported({
            store: relay.store,
            vault,
            platform,
            now: () => relay.clock.now(),
          }),
        }
      : {}),
    onboardingUrl: (companyKey, pass) => paymentsSetup.onboardingUrl(companyKey, pass),
    fonts,
    addressOf,
    closing: stopping,
  })
  const tags = createMailTags(secret)
  const report = createMailReporter(relay, keys)
  const { dkim, bounceMaildir, bounceMailbox, mailHookSecrets } = settings
  if (mailHookSecrets.length > 0) {
    pages.route('/', createMailHook(relay, { secrets: mailHookSecrets, tags, report }))
  }
  const bounces =
    bounceMaildir === null ? null : createBounceReader(relay, { folder: bounceMaildir, tags, report })
  bounces?.start()
  if (bounceMailbox !== null) await queueImapReading(relay)
  const unsubscribing = createUnsubscribing(secret)
  const mailParts = { mailDomain, tags, dkim, publicUrl, keys, fonts, unsubscribing }
  const handlers: JobHandlers = {
    'gateway.reconcile': createReconciler(relay, payments),
    'gateway.refund': createRefunder(relay, { gatewaysOf }),
    'gateway.forget-method': createForgetter(relay, { gatewaysOf }),
    ...(bounceMailbox === null
      ? {}
      : { 'bounces.read': createImapReader(relay, bounceMailbox, { tags, report }) }),
    ...robotHandlers(
      relay,
      smtpUrl === null
        ? createMailHolder(relay)
        : createMailSender(relay, { smtp: { url: smtpUrl, name: mailDomain }, ...mailParts }),
    ),
  }
  sandbox?.start()
  return {
    pages,
    paymentsSetup,
    handlers,
    gatewayUrl: sandbox?.baseUrl ?? null,
    async stop() {
      await bounces?.stop()
      await sandbox?.stop()
    },
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
