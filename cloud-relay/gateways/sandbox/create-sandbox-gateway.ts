import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { MethodKind } from '../gateway.ts'
import { ensureAccount, type SandboxAccount } from './accounts.ts'
import { createApi, type SandboxEnv } from './api.ts'
import { createAttempts, type SandboxTiming } from './attempts.ts'
import { createDeliveries } from './deliveries.ts'
import { openStore } from './open-store.ts'
import { createPages } from './pages.ts'
import { problem } from './problem.ts'

export type SandboxGatewayOptions = {
  /** The sandbox's own database file, or ':memory:'. */
  db: string
  now: () => number
  randomBytes: (n: number) => Uint8Array
  /** Where an account's webhooks go; null keeps them for later. */
  webhookUrl: (accountId: string) => string | null
  deliver: typeof fetch
  /** The origin a payer's browser knows the sandbox by; never the payment page's own. */
  publicOrigin: string
  /** Origins whose pages may frame the card fields. */
  allowedFrameAncestors: readonly string[]
  sleep?: (ms: number) => Promise<void>
  timing?: Partial<SandboxTiming>
  /** Told of what made an answer 500 or a tick fail. */
  onError?: (error: unknown) => void
}

export type SandboxGateway = {
  app: Hono<SandboxEnv>
  /** Makes a company's account, or finds it again with the same keys. */
  ensureAccount(wanted: { id: string; name: string; methods?: readonly MethodKind[] }): SandboxAccount
  /** Lets the banks do what is due, then sends the webhooks that are due; answers how many were taken. */
  deliverDue(now: number): Promise<number>
  /** Begins to call `deliverDue` by itself. */
  start(): void
  /** Ends the timer and every waiting answer, breaks off deliveries, and closes the database. */
  stop(): Promise<void>
}

const defaultTiming: SandboxTiming = {
  achClearMs: 60_000,
  achReturnMs: 60_000,
  disputeMs: 60_000,
  payoutMs: 300_000,
  refundMs: 20_000,
  tokenTtlMs: 3_600_000,
}
const tickMs = 250

/** A gateway that moves no money, for development and tests. Serve its `app` on an origin of its own. */
export function createSandboxGateway(options: SandboxGatewayOptions): SandboxGateway {
  const { now, publicOrigin, allowedFrameAncestors, onError = () => undefined } = options
  const db = openStore(options.db)
  const newId = (prefix: string) => `${prefix}_${Buffer.from(options.randomBytes(24)).toString('base64url')}`
  const deliveries = createDeliveries({
    db,
    webhookUrl: options.webhookUrl,
    deliver: options.deliver,
    now,
    newId,
  })
  const timing = { ...defaultTiming, ...options.timing }
  const attempts = createAttempts({ db, now, newId, publicOrigin, timing, deliveries })
  const sleep = options.sleep ?? (ms => new Promise(resolve => setTimeout(resolve, ms).unref()))
  const stopping = Promise.withResolvers<void>()
  let timer: NodeJS.Timeout | null = null
  let ticking = false

  const app = new Hono<SandboxEnv>()
  app.use(bodyLimit({ maxSize: 64 * 1024, onError: () => problem(413, 'too-large', 'body over 64 KiB') }))
  app.route('/', createApi({ db, attempts, now, sleep, stopped: stopping.promise }))
  app.route('/', createPages({ db, attempts, now, publicOrigin, allowedFrameAncestors }))
  app.notFound(() => problem(404, 'no-such-page', 'no such page'))
  app.onError(error => {
    onError(error)
    return problem(500, 'server-error', 'the work may have been done')
  })

  async function deliverDue(at: number): Promise<number> {
    db.transaction(() => attempts.settleDue(at)).immediate()
    return deliveries.deliverDue(at)
  }

  async function tick(): Promise<void> {
    if (ticking) return
    ticking = true
    try {
      await deliverDue(now())
    } catch (error) {
      onError(error)
    } finally {
      ticking = false
    }
  }

  return {
    app,
    ensureAccount: wanted => ensureAccount(db, newId, wanted),
    deliverDue,
    start() {
      timer ??= setInterval(() => void tick(), tickMs)
    },
    async stop() {
      if (timer !== null) clearInterval(timer)
      timer = null
      stopping.resolve()
      await deliveries.stop()
      db.close()
    },
  }
}
