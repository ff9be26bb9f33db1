import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono } from 'hono'
import type { Logger } from 'pino'
import type { Clock, Random } from '../shared/lib/ids.ts'
import { isSafeOrigin } from '../shared/lib/safe-origin.ts'
import { createApp } from './app.ts'
import { clientAddress } from './auth/client-address.ts'
import { backUpDaily } from './backup/back-up-daily.ts'
import { type Config, ConfigError } from './config.ts'
import { createJobWorker, type JobWorker } from './jobs/job-worker.ts'
import { createRelay } from './ledger/create-relay.ts'
import { listen } from './listen.ts'
import type { Store } from './ports.ts'
import { realTimers } from './real-timers.ts'
import { type PayerService, servePayers } from './serve-payers.ts'
import { migrate } from './store/migrate.ts'
import { openPostgres } from './store/postgres.ts'
import { openSqlite } from './store/sqlite.ts'
import { takeRelayLock } from './store/take-relay-lock.ts'

/** A relay that answers. */
export interface RunningRelay {
  url: string
  /** The sandbox gateway's address; null without one. */
  gatewayUrl: string | null
  /** Finishes what runs and closes everything. */
  stop(): Promise<void>
}

/** All companies of this database were moved to another one, which a relay is to serve. */
export class MovedAwayError extends Error {
  override name = 'MovedAwayError'
}

/** How long running requests and jobs get to finish, in milliseconds: together less than ten seconds. */
const REQUEST_GRACE = 5_000
const JOB_GRACE = 3_000

/**
 * Opens the store, brings it up to date, and serves. Throws {@link ConfigError}, {@link MovedAwayError}, PortTakenError and,
 * where another relay has the data folder, FolderInUseError.
 */
export async function startRelay(config: Config, log: Logger): Promise<RunningRelay> {
  const clock: Clock = { now: () => Date.now() }
  const random: Random = { bytes: count => randomBytes(count) }
  const stopping = new AbortController()

  let app: Hono | null = null
  const listener = await listen(config.host, config.port, (request, bindings) =>
    app ? app.fetch(request, bindings) : new Response(null, { status: 503, headers: { 'retry-after': '1' } }),
  )
  let lock: { release(): void } | null = null
  let store: Store | null = null
  let payers: PayerService | null = null
  try {
    const publicUrl = config.publicUrl ?? listener.url
    if (!isSafeOrigin(publicUrl)) {
      throw new ConfigError(
        'FLORIN_PUBLIC_URL must be set to an https address, unless the relay is on loopback.',
      )
    }
    if (config.database.kind === 'sqlite') lock = takeRelayLock(config.database.folder)
    const opened = openStore(config, random)
    store = opened
    await migrate(opened, clock)
    await mustNotHaveMoved(opened)
    let worker: JobWorker | null = null
    const relay = createRelay({ store: opened, clock, random, timers: realTimers, log }, () =>
      worker?.nudge(),
    )
    const fromWhere = (c: Context) => addressOf(c, config.trustedProxies)
    const serving = await servePayers(relay, {
      ownUrl: listener.url,
      publicUrl,
      secret: config.secret,
      smtpUrl: config.smtpUrl,
      mailDomain: config.mailDomain,
      dkim: config.dkim,
      bounceMaildir: config.bounceMaildir,
      bounceMailbox: config.bounceMailbox,
      mailHookSecrets: config.mailHookSecrets,
      sandbox: config.sandbox && { ...config.sandbox, db: sandboxDb(config.sandbox) },
      accountKeys: config.accountKeys,
      stripe: config.stripe,
      platform: config.platform,
      addressOf: fromWhere,
      stopping: stopping.signal,
    })
    payers = serving
    const working = createJobWorker(relay, serving.handlers)
    worker = working
    app = createApp(relay, {
      setupToken: config.setupToken,
      secret: config.secret,
      addressOf: fromWhere,
      pages: serving.pages,
      paymentsSetup: serving.paymentsSetup,
      isReady: async () => working.isAlive() && (await canRead(opened)),
      stopping: stopping.signal,
    })
    working.start()
    const backups = config.backupFolder === null ? null : backUpDaily(config.backupFolder, clock, log)
    return {
      url: listener.url,
      gatewayUrl: serving.gatewayUrl,
      async stop() {
        stopping.abort()
        backups?.stop()
        relay.stopWaiting()
        await Promise.all([listener.close(REQUEST_GRACE), working.stop(JOB_GRACE)])
        await serving.stop()
        await opened.close()
        lock?.release()
      },
    }
  } catch (error) {
    await listener.close(0)
    await payers?.stop()
    await store?.close()
    lock?.release()
    throw error
  }
}

function openStore({ database }: Config, random: Random): Store {
  if (database.kind === 'postgres') return openPostgres(database.url, random)
  mkdirSync(database.folder, { recursive: true, mode: 0o700 })
  return openSqlite(join(database.folder, 'relay.db'))
}

function sandboxDb({ folder }: NonNullable<Config['sandbox']>): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return join(folder, 'sandbox-gateway.db')
}

async function mustNotHaveMoved(store: Store): Promise<void> {
  const found = await store.read(sql =>
    sql.one<{ companies: number; moved: number }>(
      "SELECT COUNT(*) AS companies, COUNT(CASE WHEN moved_to <> '' THEN 1 END) AS moved FROM company",
    ),
  )
  if (found === null || found.moved === 0 || found.moved < found.companies) return
  throw new MovedAwayError(
    'The companies of this database were moved to PostgreSQL: start the relay with DATABASE_URL instead of FLORIN_DATA. ' +
      'If the move was broken off, run it again.',
  )
}

async function canRead(store: Store): Promise<boolean> {
  return (await store.read(sql => sql.one('SELECT 1 AS fine'))) !== null
}

function addressOf(c: Context, trustedProxies: readonly string[]): string {
  return clientAddress(getConnInfo(c).remote.address ?? '', c.req.header('x-forwarded-for'), trustedProxies)
}
