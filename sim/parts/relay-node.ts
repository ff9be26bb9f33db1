import type { Hono } from 'hono'
import { createApp } from '../../cloud-relay/app.ts'
import type { Gateway } from '../../cloud-relay/gateways/gateway.ts'
import { createJobWorker } from '../../cloud-relay/jobs/job-worker.ts'
import { createRelay, type Relay } from '../../cloud-relay/ledger/create-relay.ts'
import { createCompanyKeys } from '../../cloud-relay/links/company-keys.ts'
import { createNonces, type Nonces } from '../../cloud-relay/links/nonces.ts'
import { createPayments, type Payments } from '../../cloud-relay/links/payments.ts'
import { createReconciler } from '../../cloud-relay/links/reconcile-gateway.ts'
import { createMailSender } from '../../cloud-relay/mail/send-mail.ts'
import { Process } from '../engine/process.ts'
import type { World } from '../world.ts'
import { nodeStore } from './node-store.ts'
import { simLog } from './sim-log.ts'

export const SECRET = new Uint8Array(32).fill(7)
export const SETUP_TOKEN = 'setup-token-of-the-simulator'

/** One relay node: the real routes, worker, payments and mail, on the database all nodes share. */
export class RelayNode {
  readonly process: Process
  app!: Hono
  relay!: Relay
  payments!: Payments
  nonces!: Nonces
  readonly #world: World
  readonly #remote: boolean

  /** `remote`: takes the way through the code that PostgreSQL has. */
  constructor(world: World, name: string, remote: boolean) {
    this.#world = world
    this.#remote = remote
    this.process = new Process(name, world.loop)
  }

  start(): void {
    const { process } = this
    const world = this.#world
    process.begin()
    const { clock } = process
    const random = world.chance(`node ${process.name}`)
    const lateness = world.chance(`lateness ${process.name}`)
    // Timers may be late: the looks for jobs, which a nudge makes needless, are spread over more of the world's time.
    const timers = {
      after: (ms: number, work: () => void) =>
        process.after(ms === 1000 ? lateness.between(2_000, 12_000) : ms, () => {
          world.loop.activity++
          work()
        }),
    }
    const store = nodeStore(world.disk.store, process, this.#remote, world.mutant?.sql ?? {})
    const log = simLog(process.name, world)
    let nudge = () => {}
    const relay = createRelay({ store, clock, random, timers, log }, () => nudge())
    this.relay = world.mutant?.relay?.(relay) ?? relay
    let gateway: Gateway | null = null
    const gatewayOf = async () => {
      gateway ??= world.gateway.adapterFor(process)
      return gateway
    }
    this.payments = createPayments(this.relay, { gatewayOf, activeGatewayOf: gatewayOf, secret: SECRET })
    this.nonces = createNonces({ clock, random, secret: SECRET })
    const worker = createJobWorker(this.relay, {
      'gateway.reconcile': createReconciler(this.relay, this.payments),
      'mail.send': createMailSender(this.relay, {
        smtp: { url: 'smtp://post', name: 'mail.example' },
        mailDomain: 'mail.example',
        publicUrl: 'https://pay.example',
        keys: createCompanyKeys(this.relay),
        fonts: { regular: new Uint8Array(), bold: new Uint8Array() } as never,
        gatewayOf,
        compose: async () => ({ message: new Uint8Array(2), envelopeFrom: 'bounce@mail.example' }),
        deliver: world.post.delivererFor(process),
      }),
    })
    nudge = () => worker.nudge()
    const stopping = new AbortController()
    this.app = createApp(this.relay, {
      setupToken: SETUP_TOKEN,
      secret: SECRET,
      addressOf: () => '203.0.113.7',
      pages: null,
      isReady: async () => true,
      stopping: stopping.signal,
    })
    worker.start()
  }
}
