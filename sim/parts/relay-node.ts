import type { Hono } from 'hono'
import { createApp } from '../../cloud-relay/app.ts'
import type { Gateway } from '../../cloud-relay/gateways/gateway.ts'
import { createJobWorker } from '../../cloud-relay/jobs/job-worker.ts'
import { createRelay, type Relay } from '../../cloud-relay/ledger/create-relay.ts'
import { createCompanyKeys } from '../../cloud-relay/links/company-keys.ts'
import { createNonces, type Nonces } from '../../cloud-relay/links/nonces.ts'
import { createPayments, type Payments } from '../../cloud-relay/links/payments.ts'
import { createReconciler } from '../../cloud-relay/links/reconcile-gateway.ts'
import { createMailTags } from '../../cloud-relay/mail/mail-tag.ts'
import { createMailSender } from '../../cloud-relay/mail/send-mail.ts'
import { createUnsubscribing } from '../../cloud-relay/mail/unsubscribing.ts'
import { robotHandlers } from '../../cloud-relay/robot/robot-handlers.ts'
import { Process } from '../engine/process.ts'
import type { Mutant } from '../mutants/mutant.ts'
import type { Setting } from '../setting.ts'
import { nodeStore } from './node-store.ts'
import type { OutsideGateway } from './outside-gateway.ts'
import type { PostOffice } from './post-office.ts'
import type { RelayDisk } from './relay-disk.ts'
import { SECRET, SETUP_TOKEN } from './relay-secrets.ts'
import { simLog } from './sim-log.ts'

/** What all nodes have in common. */
export interface Shared {
  disk: RelayDisk
  gateway: OutsideGateway
  post: PostOffice
  mutant: Mutant | null
}

/** One relay node: the real routes, worker, payments and mail, on the database all nodes share. */
export class RelayNode {
  readonly process: Process
  app!: Hono
  relay!: Relay
  payments!: Payments
  nonces!: Nonces
  readonly #setting: Setting
  readonly #shared: Shared
  readonly #remote: boolean

  /** `remote`: takes the way through the code that PostgreSQL has. */
  constructor(setting: Setting, shared: Shared, name: string, remote: boolean) {
    this.#setting = setting
    this.#shared = shared
    this.#remote = remote
    this.process = new Process(name, setting.loop)
  }

  start(): void {
    const { process } = this
    const setting = this.#setting
    const { disk, gateway: outside, post, mutant } = this.#shared
    process.begin()
    const { clock } = process
    const random = setting.chance(`node ${process.name}`)
    const lateness = setting.chance(`lateness ${process.name}`)
    // Timers may be late: the looks for jobs, which a nudge makes needless, are spread over more of the world's time.
    const timers = {
      after: (ms: number, work: () => void) =>
        process.after(ms === 1000 ? lateness.between(2_000, 12_000) : ms, () => {
          setting.loop.activity++
          work()
        }),
    }
    const store = nodeStore(disk.store, process, this.#remote, mutant?.sql ?? {})
    const log = simLog(process.name, setting)
    let nudge = () => {}
    const relay = createRelay({ store, clock, random, timers, log }, () => nudge())
    this.relay = mutant?.relay?.(relay) ?? relay
    let gateway: Gateway | null = null
    const gatewaysOf = async () => {
      gateway ??= outside.adapterFor(process)
      const sandbox = { name: 'sandbox', gateway }
      return { active: sandbox, all: [sandbox] }
    }
    this.payments = createPayments(this.relay, { gatewaysOf, secret: SECRET })
    this.nonces = createNonces({ clock, random, secret: SECRET })
    const worker = createJobWorker(this.relay, {
      'gateway.reconcile': createReconciler(this.relay, this.payments),
      ...robotHandlers(
        this.relay,
        createMailSender(this.relay, {
          smtp: { url: 'smtp://post', name: 'mail.example' },
          mailDomain: 'mail.example',
          tags: createMailTags(SECRET),
          dkim: null,
          publicUrl: 'https://pay.example',
          keys: createCompanyKeys(this.relay),
          fonts: { regular: new Uint8Array(), bold: new Uint8Array() } as never,
          unsubscribing: createUnsubscribing(SECRET),
          compose: async () => ({ message: new Uint8Array(2), envelopeFrom: 'bounce@mail.example' }),
          deliver: post.delivererFor(process),
        }),
      ),
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
