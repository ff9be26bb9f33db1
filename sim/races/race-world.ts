import { join } from 'node:path'
import { Hono } from 'hono'
import { createApp } from '../../cloud-relay/app.ts'
import type { Gateway } from '../../cloud-relay/gateways/gateway.ts'
import {
  createSandboxGateway,
  type SandboxGateway,
} from '../../cloud-relay/gateways/sandbox/create-sandbox-gateway.ts'
import { createSandboxAdapter } from '../../cloud-relay/gateways/sandbox-gateway.ts'
import { createJobWorker, type JobWorker } from '../../cloud-relay/jobs/job-worker.ts'
import { createRelay } from '../../cloud-relay/ledger/create-relay.ts'
import { createCompanyKeys } from '../../cloud-relay/links/company-keys.ts'
import { createPayments } from '../../cloud-relay/links/payments.ts'
import { createReconciler } from '../../cloud-relay/links/reconcile-gateway.ts'
import { createVisits, type Visits } from '../../cloud-relay/links/visits.ts'
import { createPages } from '../../cloud-relay/pages/pages.ts'
import type { RelayPorts, Sql, Store } from '../../cloud-relay/ports.ts'
import { migrate } from '../../cloud-relay/store/migrate.ts'
import { openSqlite } from '../../cloud-relay/store/sqlite.ts'
import { createTestClock } from '../../cloud-relay/testing/each-engine.ts'
import { SETUP_TOKEN } from '../../cloud-relay/testing/relay-under-test.ts'
import { createTestCompany, type TestDevice } from '../../cloud-relay/testing/test-device.ts'
import { type SeededRandom, seededRandom } from '../../shared/lib/seeded-random.ts'
import type { RaceMutant, SqlFilterOf } from './race-mutants.ts'

/** A gateway that has not answered after so many turns of the event loop never will. */
const NO_ANSWER_TURNS = 300

const GATEWAY = 'https://gateway.example'
export const PAY_ORIGIN = 'https://pay.example'

/** An attempt as the gateway's own books have it. */
export interface Booked {
  id: string
  reference: string
  amountCents: number
  state: string
}

/**
 * A company with its real relay, pages, payments and jobs, and the sandbox gateway behind a network that loses answers.
 * Everything random comes from the seed that plays now; the clock moves by hand.
 */
export class RaceWorld {
  readonly clock = createTestClock()
  random: SeededRandom = seededRandom(1)
  /** How often a call to the gateway goes wrong: 0 for a quiet network. */
  trouble = 0
  lostAnswers = 0
  faults: string[] = []
  app = new Hono()
  store!: Store
  relay!: RelayPorts
  device!: TestDevice
  worker!: JobWorker
  visits!: Visits
  companyKey = ''
  /** The orders that were emailed before they had an invoice. */
  readonly orderIds = new Set<string>()
  readonly mutant: RaceMutant | null
  #sandbox!: SandboxGateway
  #account!: ReturnType<SandboxGateway['ensureAccount']>
  #renewedAt = 0

  private constructor(mutant: RaceMutant | null) {
    this.mutant = mutant
  }

  /** Opens it in a folder, which the caller removes. */
  static async open(folder: string, mutant: RaceMutant | null): Promise<RaceWorld> {
    const world = new RaceWorld(mutant)
    await world.#open(folder)
    return world
  }

  async #open(folder: string): Promise<void> {
    const { clock } = this
    const random = { bytes: (count: number) => this.random.bytes(count) }
    this.store = filtered(openSqlite(join(folder, 'relay.db')), this.mutant?.sql, this.orderIds)
    await migrate(this.store, clock)
    const silent = { debug() {}, info() {}, trace() {} }
    const told = (fault: object, text: string) => {
      const { error, err, trace } = fault as Record<string, unknown>
      if (/crashed|failed|could not/.test(text))
        this.faults.push(`${text}: ${String(error ?? err ?? trace ?? '')}`)
    }
    const log = { ...silent, error: told, warn: () => {} } as never
    const timers = { after: () => () => undefined }
    const relay = createRelay({ store: this.store, clock, random, timers, log })
    this.relay = relay
    const api = createApp(relay, {
      setupToken: SETUP_TOKEN,
      secret: new Uint8Array(32).fill(7),
      addressOf: () => '127.0.0.1',
      pages: null,
      isReady: async () => true,
      stopping: new AbortController().signal,
    })
    this.device = await createTestCompany({ app: api, clock })
    const keys = createCompanyKeys(relay)
    this.companyKey = await keys.keyOf(this.device.companyId)
    this.#sandbox = createSandboxGateway({
      db: ':memory:',
      now: clock.now,
      randomBytes: random.bytes,
      webhookUrl: () => `${PAY_ORIGIN}/webhooks/sandbox/${this.companyKey}`,
      deliver: async (url, init) => this.app.request(new URL(String(url)).pathname, init),
      publicOrigin: GATEWAY,
      allowedFrameAncestors: [PAY_ORIGIN],
      sleep: () => new Promise(() => undefined),
      onError: error => this.faults.push(`the gateway failed: ${String(error)}`),
    })
    this.#account = this.#sandbox.ensureAccount({
      id: this.device.companyId,
      name: 'Aalsmeer',
      methods: ['card', 'ach'],
    })
    const gateway: Gateway = createSandboxAdapter({
      ...this.#account,
      baseUrl: GATEWAY,
      publicOrigin: GATEWAY,
      webhookSecrets: [this.#account.webhookSecret],
      fetch: (url, init) => this.#reachGateway(String(url), init ?? {}),
      now: clock.now,
      timeoutMs: 5_000,
      timeoutSignal: () => new AbortController().signal,
    })
    const gatewayOf = async () => named
    const secret = new Uint8Array(32).fill(9)
    const named = { name: 'sandbox', gateway }
    const gatewaysOf = async () => ({ active: named, all: [named] })
    const payments = createPayments(relay, { gatewaysOf, secret })
    this.visits = createVisits({ clock, random, secret, publicUrl: PAY_ORIGIN })
    this.app.route(
      '/',
      createPages(relay, {
        publicUrl: PAY_ORIGIN,
        secret,
        keys,
        payments,
        gatewayOf,
        fonts: {} as never,
        addressOf: c => c.req.header('x-test-address') ?? '',
        limits: { perAddress: 1e9, postsPerAddress: 1e9, perLink: 1e9, perCompany: 1e9 },
      }),
    )
    this.worker = createJobWorker(relay, { 'gateway.reconcile': createReconciler(relay, payments) })
  }

  async close(): Promise<void> {
    await this.worker.stop(100)
    await this.#sandbox.stop()
    await this.store.close()
  }

  /** Gives a command at the desk; false where it was refused, as what changed meanwhile may be. */
  async give(name: Parameters<TestDevice['command']>[0], payload: unknown): Promise<boolean> {
    if (this.clock.now() - this.#renewedAt > 600_000) {
      await this.device.renew()
      this.#renewedAt = this.clock.now()
    }
    const [outcome] = await this.device.outcomes(this.device.command(name, payload as never))
    return outcome?.outcome === 'accepted'
  }

  /** What the card fields give the page for a card or bank account number. */
  async token(number: string): Promise<string> {
    const order = { key: this.#account.publishableKey, kind: 'card', number, expiry: '1234', cvc: '123' }
    const answer = await this.#sandbox.app.request(`${GATEWAY}/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    })
    return ((await answer.json()) as { token: string }).token
  }

  /** A payer's browser at one of the gateway's own pages. */
  async visitGateway(address: string, fields: Record<string, string>): Promise<void> {
    const key = new URL(address).searchParams.get('key') ?? ''
    await this.#sandbox.app.request(address, {
      method: 'POST',
      body: new URLSearchParams({ key, ...fields }),
    })
  }

  async deliverWebhooks(): Promise<void> {
    await this.#sandbox.deliverDue(this.clock.now())
  }

  /** Makes reports go astray. */
  async misreport(webhooks: {
    dropNext?: number
    duplicateNext?: number
    reorderNext?: number
  }): Promise<void> {
    await this.#sandbox.app.request(`${GATEWAY}/test/faults`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#account.secretKey}` },
      body: JSON.stringify({ webhooks }),
    })
  }

  async runJobs(): Promise<void> {
    for (let turn = 0; turn < 200 && (await this.worker.runDue()) > 0; turn++);
  }

  /** The gateway's own books, since a cursor. */
  async books(since: string): Promise<{ attempts: Booked[]; cursor: string }> {
    const attempts: Booked[] = []
    for (let cursor = since; ; ) {
      const answer = await this.#sandbox.app.request(`${GATEWAY}/v1/attempts?since=${cursor}`, {
        headers: { authorization: `Bearer ${this.#account.secretKey}` },
      })
      const page = (await answer.json()) as { attempts: Booked[]; cursor: string; more: boolean }
      attempts.push(...page.attempts)
      cursor = page.cursor
      if (!page.more) return { attempts, cursor }
    }
  }

  async #reachGateway(url: string, init: RequestInit): Promise<Response> {
    const { random } = this
    await turns(random.between(0, 6))
    const { signal: _, ...rest } = init
    if (random.chance(this.trouble)) {
      if (random.chance(0.3)) throw fault('ECONNREFUSED')
      // The gateway did as it was told; nobody hears of it.
      if (random.chance(0.7))
        await Promise.race([this.#sandbox.app.request(url, rest), turns(NO_ANSWER_TURNS)])
      this.lostAnswers++
      throw fault('UND_ERR_HEADERS_TIMEOUT')
    }
    const answer = await Promise.race([this.#sandbox.app.request(url, rest), turns(NO_ANSWER_TURNS)])
    if (!(answer instanceof Response)) {
      this.lostAnswers++
      throw fault('UND_ERR_HEADERS_TIMEOUT')
    }
    const text = await answer.text()
    await turns(random.between(0, 6))
    return new Response(text, { status: answer.status })
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(done => setImmediate(done))
}

function fault(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

function filtered(store: Store, filter: SqlFilterOf | undefined, orderIds: ReadonlySet<string>): Store {
  if (filter === undefined) return store
  const wrap = (sql: Sql): Sql => ({
    ...sql,
    all: (text, params) => sql.all(text, params),
    one: (text, params) => sql.one(text, params),
    lookup: (...args) => sql.lookup(...args),
    insert: (...args) => sql.insert(...args),
    run: async (text, params = []) => {
      const kept = filter(text, params, orderIds)
      return kept === null ? 1 : sql.run(text, kept)
    },
  })
  return {
    engine: store.engine,
    read: work => store.read(sql => work(wrap(sql))),
    write: work => store.write(sql => work(wrap(sql))),
    close: () => store.close(),
  }
}
