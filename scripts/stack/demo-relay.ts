import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import pino from 'pino'
import { createApp } from '../../cloud-relay/app.ts'
import type { Config } from '../../cloud-relay/config.ts'
import { createCompanyGateways } from '../../cloud-relay/gateways/company-gateways.ts'
import { createSandboxGateway } from '../../cloud-relay/gateways/sandbox/create-sandbox-gateway.ts'
import { STRIPE_ADDRESS } from '../../cloud-relay/gateways/stripe/stripe-config.ts'
import { createJobWorker } from '../../cloud-relay/jobs/job-worker.ts'
import { createRelay, type Relay } from '../../cloud-relay/ledger/create-relay.ts'
import { createCompanyKeys } from '../../cloud-relay/links/company-keys.ts'
import { createPayments } from '../../cloud-relay/links/payments.ts'
import { createReconciler } from '../../cloud-relay/links/reconcile-gateway.ts'
import type { DeliveryEnd } from '../../cloud-relay/mail/deliver-message.ts'
import { createMailTags } from '../../cloud-relay/mail/mail-tag.ts'
import { createMailSender } from '../../cloud-relay/mail/send-mail.ts'
import { createUnsubscribing } from '../../cloud-relay/mail/unsubscribing.ts'
import { createPages } from '../../cloud-relay/pages/pages.ts'
import { migrate } from '../../cloud-relay/store/migrate.ts'
import { openSqlite } from '../../cloud-relay/store/sqlite.ts'
import type { Send } from '../../resources/demo/demo-device.ts'
import type { DemoDeed } from '../../resources/demo/demo-stage.ts'
import type { DemoWorld } from '../../resources/demo/play-demo.ts'
import { loadFonts } from '../../resources/fonts/load-fonts.ts'
import { assert } from '../../shared/lib/assert.ts'
import { createDemoPayers } from './demo-payers.ts'

/** A relay that nobody reaches from outside, with a world of its own to play the demo in. */
export interface DemoRelay {
  relay: Relay
  relayUrl: string
  setupToken: string
  send: Send
  world: DemoWorld
  close(): Promise<void>
}

export type DemoRelayConfig = Pick<
  Config,
  'secret' | 'setupToken' | 'mailDomain' | 'publicUrl' | 'database' | 'sandbox'
>

/** Where the sandbox gateway is while the demo is played: nowhere but in this process. */
const GATEWAY = 'http://sandbox.invalid'
const TAKEN: DeliveryEnd = { end: 'accepted', answer: '250 2.0.0 Ok' }
const BOUNCED: DeliveryEnd = {
  end: 'refused',
  isPermanent: true,
  isRecipient: true,
  answer: '550 5.1.1 The email account that you tried to reach does not exist',
}

/**
 * Opens the relay's own databases in this process, before the relay is started on them: ledger, jobs, pages, mail and
 * sandbox gateway are the product's, but the clock is set by hand and no mail leaves the house. Throws when the folder can't
 * be used.
 */
export async function openDemoRelay(
  config: DemoRelayConfig,
  log: (line: string) => void,
  present: () => number = Date.now,
): Promise<DemoRelay> {
  const { secret, publicUrl, mailDomain, setupToken, database, sandbox: gatewayConfig } = config
  assert(
    database.kind === 'sqlite' && gatewayConfig && publicUrl,
    'the demo has SQLite and a sandbox gateway',
  )
  for (const each of [database.folder, gatewayConfig.folder])
    mkdirSync(each, { recursive: true, mode: 0o700 })
  let setAt: number | null = null
  const clock = { now: () => setAt ?? present() }
  const random = { bytes: (count: number) => randomBytes(count) }
  const store = openSqlite(join(database.folder, 'relay.db'))
  await migrate(store, clock)
  const timers = { after: () => () => undefined }
  const quiet = pino({ level: 'error' }, { write: line => log(line.trim()) })
  const relay = createRelay({ store, clock, random, timers, log: quiet })
  const keys = createCompanyKeys(relay)
  const pages = new Hono()
  const sandbox = createSandboxGateway({
    db: join(gatewayConfig.folder, 'sandbox-gateway.db'),
    now: clock.now,
    randomBytes: random.bytes,
    webhookUrl: companyId => `${publicUrl}/webhooks/sandbox/${keys.knownKey(companyId)}`,
    deliver: async (url, init) => pages.request(String(url), init),
    publicOrigin: GATEWAY,
    allowedFrameAncestors: [publicUrl],
    // What came in by day is paid out on the next morning.
    timing: { payoutMs: 10 * 3_600_000 },
    onError: error => log(`the sandbox gateway failed: ${error}`),
  })
  const gateways = createCompanyGateways(relay, {
    keys,
    sandbox: { ...sandbox, baseUrl: GATEWAY, publicOrigin: GATEWAY },
    vault: null,
    stripe: STRIPE_ADDRESS,
    fetch: async (url, init) => {
      const { signal: _, ...rest } = init ?? {}
      return sandbox.app.request(String(url), rest)
    },
  })
  const gatewaysOf = (companyId: string) => gateways.of(companyId)
  const payments = createPayments(relay, { gatewaysOf, secret })
  const fonts = loadFonts()
  pages.route(
    '/',
    createPages(relay, {
      publicUrl,
      secret,
      keys,
      payments,
      gatewayOf: async companyId => (await gatewaysOf(companyId)).active,
      fonts,
      addressOf: c => c.req.header('x-demo-payer') ?? '',
    }),
  )

  const payUrls = new Map<string, string>()
  let bounces = false
  const sendMail = createMailSender(relay, {
    smtp: { url: 'smtp://nowhere.invalid', name: mailDomain },
    mailDomain,
    tags: createMailTags(secret),
    dkim: null,
    publicUrl,
    keys,
    fonts,
    unsubscribing: createUnsubscribing(secret),
    // Nobody reads these mails: all that is wanted of them is the link.
    compose: async ({ link }, payUrl) => {
      if (link !== null && payUrl !== null) payUrls.set(link.row.id, payUrl)
      return { message: new Uint8Array(), envelopeFrom: `bounces@${mailDomain}` }
    },
    deliver: async (_, { beforeEnd }) => {
      if (bounces) return BOUNCED
      await beforeEnd()
      return TAKEN
    },
  })
  const worker = createJobWorker(relay, {
    'mail.send': sendMail,
    'gateway.reconcile': createReconciler(relay, payments),
  })
  const stopping = new AbortController()
  const app = createApp(relay, {
    setupToken,
    secret,
    addressOf: () => '127.0.0.1',
    pages: null,
    isReady: async () => true,
    stopping: stopping.signal,
  })
  const payers = createDemoPayers({
    pass: ms => {
      if (setAt !== null) setAt += ms
    },
    payUrlOf(linkId) {
      const url = payUrls.get(linkId)
      assert(url, 'the link was mailed')
      return url
    },
    ask: async (url, init) => pages.request(url, init),
    askGateway: async (url, init) => sandbox.app.request(url, init),
    gatewayUrl: GATEWAY,
  })

  /** What the gateway reports, and the jobs that are due by now; those of the present wait for the relay to come. */
  async function settle(): Promise<void> {
    await sandbox.deliverDue(clock.now())
    while ((await worker.runDue()) > 0);
  }

  return {
    relay,
    relayUrl: publicUrl,
    setupToken,
    send: async (url, init) => app.request(url, init),
    world: {
      setClock(at) {
        setAt = at
      },
      async perform(deed: DemoDeed) {
        assert(setAt !== null, 'deeds are of the past')
        bounces = deed.deed === 'post' && deed.bounces
        try {
          if (deed.deed !== 'post' && deed.deed !== 'payout') await payers.act(deed)
        } catch (error) {
          // A link that stays unpaid is no reason not to start.
          log(`${deed.deed} went wrong: ${error instanceof Error ? error.message : error}`)
        }
        await settle()
      },
    },
    async close() {
      stopping.abort()
      relay.stopWaiting()
      await worker.stop(3_000)
      await sandbox.stop()
      await store.close()
    },
  }
}
