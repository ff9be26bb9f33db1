import type { Gateway } from '../../cloud-relay/gateways/gateway.ts'
import {
  createSandboxGateway,
  type SandboxGateway,
} from '../../cloud-relay/gateways/sandbox/create-sandbox-gateway.ts'
import { createSandboxAdapter } from '../../cloud-relay/gateways/sandbox-gateway.ts'
import type { WebhookAnswer } from '../../cloud-relay/links/take-webhook.ts'
import { NoAnswer } from '../engine/network.ts'
import { Process } from '../engine/process.ts'
import type { Setting } from '../setting.ts'

const ORIGIN = 'https://gateway.example'
const TIMEOUT_MS = 15_000
const PUMP_EVERY_MS = 3_000

/** An attempt as the gateway's own books have it. */
export interface Booked {
  id: string
  reference: string
  amountCents: number
  state: string
}

/** Where the gateway reports to. */
export interface Reported {
  someNode(): Process
  takeReport(node: Process, body: Uint8Array, headers: Headers): Promise<WebhookAnswer | null>
}

/** The gateway: the outside world, which never dies and never forgets. It is opened when it is first needed. */
export class OutsideGateway {
  readonly process: Process
  readonly #setting: Setting
  readonly #relay: Reported
  #sandbox: SandboxGateway | null = null
  #account: ReturnType<SandboxGateway['ensureAccount']> | null = null

  constructor(setting: Setting, relay: Reported) {
    this.#setting = setting
    this.#relay = relay
    this.process = new Process('gateway', setting.loop)
    this.process.begin()
  }

  /** The real adapter, which reaches the gateway over the simulated network. */
  adapterFor(node: Process): Gateway {
    const { account } = this.#open()
    return createSandboxAdapter({
      ...account,
      baseUrl: ORIGIN,
      publicOrigin: ORIGIN,
      webhookSecrets: [account.webhookSecret],
      fetch: (url, init) => this.#fetch(node, String(url), init ?? {}),
      now: node.clock.now,
      timeoutMs: TIMEOUT_MS,
      timeoutSignal: () => new AbortController().signal,
    })
  }

  /** What the card fields give a payer's page for a card. */
  async token(number: string): Promise<string> {
    const { sandbox, account } = this.#open()
    const answer = await sandbox.app.request(`${ORIGIN}/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: account.publishableKey, kind: 'card', number, expiry: '1234', cvc: '123' }),
    })
    const typed = await answer.text()
    if (!answer.ok) throw new Error(`no token: ${typed}`)
    return (JSON.parse(typed) as { token: string }).token
  }

  /** A payer's browser at one of the gateway's own pages. */
  async visit(address: string, fields: Record<string, string>): Promise<void> {
    const url = new URL(address)
    const body = new URLSearchParams({ key: url.searchParams.get('key') ?? '', ...fields })
    await this.#open().sandbox.app.request(address, { method: 'POST', body })
  }

  /** Makes reports go astray. */
  async misreport(faults: {
    dropNext?: number
    duplicateNext?: number
    reorderNext?: number
  }): Promise<void> {
    const { sandbox, account } = this.#open()
    await sandbox.app.request(`${ORIGIN}/test/faults`, {
      method: 'POST',
      headers: { authorization: `Bearer ${account.secretKey}` },
      body: JSON.stringify({ webhooks: faults }),
    })
  }

  /** Its own books. */
  async books(): Promise<Booked[]> {
    if (!this.#sandbox || !this.#account) return []
    const booked: Booked[] = []
    for (let cursor = '0'; ; ) {
      const answer = await this.#sandbox.app.request(`${ORIGIN}/v1/attempts?since=${cursor}`, {
        headers: { authorization: `Bearer ${this.#account.secretKey}` },
      })
      const page = (await answer.json()) as { attempts: Booked[]; cursor: string; more: boolean }
      booked.push(...page.attempts)
      if (!page.more) return booked
      cursor = page.cursor
    }
  }

  async close(): Promise<void> {
    await this.#sandbox?.stop()
  }

  #open() {
    const setting = this.#setting
    if (!this.#sandbox) {
      const random = setting.chance('gateway')
      this.#sandbox = createSandboxGateway({
        db: ':memory:',
        now: () => setting.loop.now(),
        randomBytes: count => random.bytes(count),
        webhookUrl: () => 'https://relay.example/webhooks',
        deliver: (_, init) => this.#report(init ?? {}),
        publicOrigin: ORIGIN,
        allowedFrameAncestors: ['https://pay.example'],
        sleep: () => new Promise(() => undefined),
        onError: error => setting.violations.push({ what: `the gateway failed: ${String(error)}`, ids: [] }),
      })
      this.#pump(this.#sandbox)
    }
    this.#account ??= this.#sandbox.ensureAccount({
      id: setting.companyId,
      name: 'Aalsmeer',
      methods: ['card'],
    })
    return { sandbox: this.#sandbox, account: this.#account }
  }

  #pump(sandbox: SandboxGateway): void {
    const { loop } = this.#setting
    this.process.after(PUMP_EVERY_MS, () => {
      loop.activity++
      void sandbox.deliverDue(loop.now())
      this.#pump(sandbox)
    })
  }

  async #fetch(node: Process, url: string, init: RequestInit): Promise<Response> {
    const { signal: _, ...rest } = init
    try {
      return await this.#setting.network.call({
        from: node,
        to: () => this.process,
        timeoutMs: TIMEOUT_MS,
        what: `${init.method ?? 'GET'} ${new URL(url).pathname} at the gateway`,
        deliver: async () => {
          const answer = await this.#open().sandbox.app.request(url, rest)
          return new Response(await answer.text(), { status: answer.status })
        },
      })
    } catch (error) {
      throw error instanceof NoAnswer ? new TypeError('fetch failed', { cause: error }) : error
    }
  }

  #report(init: RequestInit): Promise<Response> {
    const { network, story } = this.#setting
    return network.call({
      from: this.process,
      to: () => this.#relay.someNode(),
      timeoutMs: 10_000,
      what: 'a report of the gateway',
      deliver: async process => {
        const body = init.body as Uint8Array
        const taken = await this.#relay.takeReport(process, body, new Headers(init.headers))
        const text = new TextDecoder().decode(body).slice(0, 150)
        story.tell(process.name, `report ${text}: ${JSON.stringify(taken)}`)
        return new Response(null, { status: taken === 'later' ? 503 : typeof taken === 'string' ? 200 : 400 })
      },
    })
  }
}
