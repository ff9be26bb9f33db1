import { Hono } from 'hono'
import { loadFonts } from '../../../resources/fonts/load-fonts.ts'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import { COMPANY_ROW } from '../../../shared/domain/company/company-of.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { Rows, TableName } from '../../../shared/domain/tables.ts'
import { row } from '../../../shared/domain/view.ts'
import type { Gateway } from '../../gateways/gateway.ts'
import type { SandboxAccount } from '../../gateways/sandbox/accounts.ts'
import { type ListeningSandbox, listenSandbox } from '../../gateways/sandbox/listen-sandbox.ts'
import { createSandboxAdapter } from '../../gateways/sandbox-gateway.ts'
import { sandboxToken } from '../../gateways/sandbox-harness.ts'
import { signWebhook } from '../../gateways/webhook-signature.ts'
import { createJobWorker, type JobWorker } from '../../jobs/job-worker.ts'
import { createCompanyKeys } from '../../links/company-keys.ts'
import { createForgetter } from '../../links/forget-method.ts'
import { issueToken } from '../../links/issue-token.ts'
import type { CompanyGateways } from '../../links/named-gateway.ts'
import { createPayments, type Payments } from '../../links/payments.ts'
import { createReconciler } from '../../links/reconcile-gateway.ts'
import { linkUrl } from '../../links/tokens.ts'
import type { Store } from '../../ports.ts'
import { testRandom } from '../../testing/each-engine.ts'
import { customerPayload, orderPayload, paymentPayload } from '../../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../../testing/relay-under-test.ts'
import { createTestCompany, type TestDevice } from '../../testing/test-device.ts'
import { createPages } from '../pages.ts'
import type { PagesOptions } from './pages-options.ts'
import { fetchOver, type Network } from './test-network.ts'

export const PUBLIC_URL = 'http://127.0.0.1:9999'
export const PAGES_SECRET = new Uint8Array(32).fill(9)
type SandboxOutcome = Parameters<typeof sandboxToken>[2]

/** A wholesaler with a payments account, its pages, its sandbox gateway and its desktop, without a network of our own. */
export class PagesUnderTest {
  readonly test: RelayUnderTest
  readonly device: TestDevice
  readonly app: Hono
  readonly sandbox: ListeningSandbox
  readonly payments: Payments
  readonly gateway: Gateway
  readonly worker: JobWorker
  readonly companyKey: string
  /** What became of each webhook that the sandbox sent. */
  readonly webhookAnswers: number[]
  /** How the gateway is reached. */
  readonly network: Network
  readonly #account: SandboxAccount
  #orderNumber = 10_418

  constructor(made: {
    test: RelayUnderTest
    device: TestDevice
    app: Hono
    sandbox: ListeningSandbox
    payments: Payments
    gateway: Gateway
    worker: JobWorker
    companyKey: string
    webhookAnswers: number[]
    network: Network
    account: SandboxAccount
  }) {
    this.test = made.test
    this.device = made.device
    this.app = made.app
    this.sandbox = made.sandbox
    this.payments = made.payments
    this.gateway = made.gateway
    this.worker = made.worker
    this.companyKey = made.companyKey
    this.webhookAnswers = made.webhookAnswers
    this.network = made.network
    this.#account = made.account
  }

  /** Another company of the same relay, with pages of its own. */
  async beside(): Promise<PagesUnderTest> {
    const device = await createTestCompany(this.test)
    const companyKey = await createCompanyKeys(this.test.relay).keyOf(device.companyId)
    return new PagesUnderTest({ ...this, device, companyKey, account: this.#account })
  }

  get companyId(): string {
    return this.device.companyId
  }

  /** Gives a command as the admin at a desktop; throws unless it is accepted. */
  async give<N extends Parameters<TestDevice['command']>[0]>(
    name: N,
    payload: PayloadOf<N>,
    version = 1,
  ): Promise<void> {
    // The clock jumps by days in these tests, past the access token's hour.
    await this.device.renew()
    const [outcome] = await this.device.outcomes(this.device.command(name, payload, { version }))
    if (outcome?.outcome !== 'accepted') throw new Error(`${name}: ${JSON.stringify(outcome?.refusal)}`)
  }

  async get<T extends TableName>(table: T, id: string): Promise<Rows[T]> {
    const view = await this.test.relay.gatherIn(this.companyId, () => [row(table, id)])
    const found = view.get(table, id)
    if (found === null) throw new Error(`no such row in ${table}`)
    return found
  }

  async customer(fields: Partial<CustomerRow> = {}): Promise<string> {
    const payload = customerPayload(
      this.device,
      `C${this.test.clock.now()}${Math.random()}`.slice(0, 19),
      fields,
    )
    await this.give('customer.add', payload)
    return payload.customerId
  }

  /** An invoice of 228.00 per line; answers its id. */
  async invoice(customerId: string, lines = 1): Promise<string> {
    const order = orderPayload(this.device, customerId, String(this.#orderNumber++), lines)
    await this.give('order.create', order)
    await this.give('order.confirm', {
      orderId: order.orderId,
      issuedOn: '2026-11-23',
      expectedTotalCents: 22_800 * lines,
    })
    return (await this.get('orders', order.orderId)).invoiceId!
  }

  /** Emails an invoice with a link; answers the link's and the mail's id. The mail waits in the queue. */
  async email(
    invoiceId: string,
    options: { withLink?: boolean; to?: string; subject?: string; message?: string } = {},
  ): Promise<{ linkId: string; mailId: string }> {
    const linkId = this.device.id()
    const mailId = this.device.id()
    await this.give('document.email', {
      invoiceId,
      recipients: [{ mailId, address: options.to ?? 'ines@petalandstem.example' }],
      subject: options.subject ?? 'Your invoice',
      message: options.message ?? '',
      linkId: options.withLink === false ? null : linkId,
    })
    return { linkId, mailId }
  }

  /** The path of a link as a mail carries it. */
  async linkPath(linkId: string, mailId = this.device.id()): Promise<string> {
    const { token } = await this.test.store.write(sql =>
      issueToken(sql, this.companyId, { linkId, mailId }, { clock: this.test.clock, random: testRandom }),
    )
    return new URL(linkUrl(PUBLIC_URL, this.companyKey, token)).pathname
  }

  /** A customer with an invoice and a link to it. */
  async linked(
    options: { lines?: number; customer?: Partial<CustomerRow> } = {},
  ): Promise<{ customerId: string; invoiceId: string; linkId: string; path: string }> {
    const customerId = await this.customer(options.customer)
    const invoiceId = await this.invoice(customerId, options.lines)
    const { linkId, mailId } = await this.email(invoiceId)
    return { customerId, invoiceId, linkId, path: await this.linkPath(linkId, mailId) }
  }

  /** A customer with several invoices of 228.00, and one link to all of them; answers the invoices oldest due first. */
  async linkedStatement(
    count: number,
    fields: Partial<CustomerRow> = {},
  ): Promise<{ customerId: string; invoiceIds: string[]; linkId: string; mailId: string; path: string }> {
    const customerId = await this.customer(fields)
    const invoiceIds: string[] = []
    for (let nth = 0; nth < count; nth++) invoiceIds.push(await this.invoice(customerId))
    const [linkId, mailId] = [this.device.id(), this.device.id()]
    await this.give('statement.email', {
      customerId,
      statementKind: 'unpaid',
      statementOn: '2026-11-30',
      recipients: [{ mailId, address: 'ines@petalandstem.example' }],
      subject: 'Your statement',
      message: '',
      linkId,
    })
    return { customerId, invoiceIds, linkId, mailId, path: await this.linkPath(linkId, mailId) }
  }

  /** Changes the company's settings. */
  async setCompany(changes: Partial<CompanyRow>): Promise<void> {
    const company = await this.get('companies', COMPANY_ROW)
    const fields = Object.entries(changes).map(([name, to]) => [
      name,
      { from: company[name as keyof CompanyRow], to },
    ])
    await this.give('company.change', { changes: Object.fromEntries(fields) } as PayloadOf<'company.change'>)
  }

  /** A check over the counter, applied to the invoice. */
  async receiveCheck(customerId: string, invoiceId: string, amountCents: number): Promise<void> {
    await this.give(
      'payment.receive',
      paymentPayload(this.device, customerId, String(7000 + Math.floor(Math.random() * 1e6)), {
        totalCents: amountCents,
        applications: [{ invoiceId, amountCents }],
      }),
    )
  }

  /** What the card fields give the page for a test card with that outcome. */
  methodToken(outcome: SandboxOutcome): Promise<string> {
    return sandboxToken(this.sandbox.baseUrl, this.#account.publishableKey, outcome)
  }

  /** Makes things go wrong at the sandbox gateway. */
  async setFaults(faults: object): Promise<void> {
    const answer = await fetch(`${this.sandbox.baseUrl}/test/faults`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#account.secretKey}` },
      body: JSON.stringify(faults),
    })
    if (!answer.ok) throw new Error(`faults refused: ${answer.status}`)
  }

  /** A report as the gateway would sign it now, or at another time. */
  webhook(body: string, at = this.test.clock.now()): RequestInit {
    const bytes = new TextEncoder().encode(body)
    const signature = signWebhook(bytes, this.#account.webhookSecret, at)
    return { method: 'POST', body: bytes, headers: { 'florin-signature': signature } }
  }

  /** Sends the webhooks that are due. */
  async deliverWebhooks(): Promise<void> {
    await this.sandbox.deliverDue(this.test.clock.now())
  }

  /** Moves the clock and runs the jobs that have become due. */
  async pass(ms: number): Promise<void> {
    this.test.clock.pass(ms)
    while ((await this.worker.runDue()) > 0);
  }

  /** How many payments with that link there are, and what they add up to. */
  async paymentsOf(linkId: string): Promise<{ count: number; totalCents: number }> {
    const paid = (await this.all('payments')).filter(each => each.linkId === linkId)
    return { count: paid.length, totalCents: paid.reduce((sum, each) => sum + each.totalCents, 0) }
  }

  /** Jobs by their keys. */
  async jobs(keys: readonly string[]): Promise<{ key: string; attempts: number; state: string }[]> {
    const jobs = 'SELECT job_key AS "key", attempts, state FROM job WHERE company_id = $1'
    const wanted = keys.map(key => [key])
    return this.test.store.read(sql => sql.lookup(jobs, [this.companyId], ['job_key'], wanted))
  }

  /** The one payment with that link. */
  async paymentOf(linkId: string): Promise<Rows['payments']> {
    const [found, another] = (await this.all('payments')).filter(each => each.linkId === linkId)
    if (!found || another) throw new Error('not one payment with that link')
    return found
  }

  voidOrder(orderId: string): Promise<void> {
    return this.give('order.void', { orderId, voidedOn: '2026-11-23', releasePayments: false })
  }

  /** How many open tasks of a kind there are about a row. */
  async openTasks(kind: Rows['tasks']['kind'], id: string): Promise<number> {
    const isOpen = (task: Rows['tasks']) => task.kind === kind && task.state === 'open'
    return (await this.all('tasks')).filter(task => isOpen(task) && task.subject.endsWith(id)).length
  }

  /** Every value of every table that links and mails write to, as one text. */
  async dump(): Promise<string> {
    const names =
      'entity command_log job link_token pay_request pay_nonce pay_attempt provider_event mail_attempt'
    const tables = names.split(' ').map(name => this.test.store.read(sql => sql.all(`SELECT * FROM ${name}`)))
    return JSON.stringify(await Promise.all(tables))
  }

  /** The params of the open tasks of a kind, in no order. */
  async taskParams(kind: Rows['tasks']['kind']): Promise<Rows['tasks']['params'][]> {
    return (await this.all('tasks')).filter(each => each.kind === kind).map(each => each.params)
  }

  /** Every row of a table. */
  async all<T extends TableName>(table: T): Promise<Rows[T][]> {
    const rows = await this.test.store.read(sql =>
      sql.all<{ doc: string }>('SELECT doc FROM entity WHERE company_id = $1 AND tbl = $2', [
        this.companyId,
        table,
      ]),
    )
    return rows.map(each => JSON.parse(each.doc) as Rows[T])
  }

  async stop(): Promise<void> {
    this.test.stop()
    await this.worker.stop(1000)
    await this.sandbox.stop()
  }
}

/** Starts it all on an empty store. `handlers` are the jobs that run besides the gateway's. */
export async function startPagesUnderTest(store: Store, options: PagesOptions = {}): Promise<PagesUnderTest> {
  const { publicUrl = PUBLIC_URL } = options
  const test = await startRelayUnderTest(store)
  const device = await createTestCompany(test)
  const keys = createCompanyKeys(test.relay)
  const companyKey = await keys.keyOf(device.companyId)
  const app = new Hono()
  const webhookAnswers: number[] = []
  const network: Network = { isDown: false, deadlineMs: 5_000, isPaused: false }
  const sandbox = await listenSandbox({
    port: 0,
    db: ':memory:',
    now: () => test.clock.now(),
    randomBytes: count => testRandom.bytes(count),
    webhookUrl: accountId => `http://relay.invalid/webhooks/sandbox/${keys.knownKey(accountId)}`,
    deliver: async (url, init) => {
      const answer = await app.request(new URL(String(url)).pathname, init)
      webhookAnswers.push(answer.status)
      return answer
    },
    allowedFrameAncestors: [publicUrl],
  })
  const account = sandbox.ensureAccount({
    id: device.companyId,
    name: 'Aalsmeer Floral Co.',
    methods: options.methods ?? ['card'],
  })
  const overNetwork = fetchOver(network)
  const gateway: Gateway = createSandboxAdapter({
    ...account,
    baseUrl: sandbox.baseUrl,
    publicOrigin: sandbox.publicOrigin,
    webhookSecrets: [account.webhookSecret],
    fetch: overNetwork,
    now: () => test.clock.now(),
    timeoutMs: 5_000,
    timeoutSignal: () => AbortSignal.timeout(network.deadlineMs),
  })
  const sandboxOnly = async (companyId: string): Promise<CompanyGateways> => {
    if (companyId !== device.companyId) return { active: null, all: [] }
    const named = { name: 'sandbox', gateway }
    return { active: network.isPaused ? null : named, all: [named] }
  }
  const gatewaysOf = options.gateways?.({ test, keys, sandbox, fetch: overNetwork }) ?? sandboxOnly
  const secret = PAGES_SECRET
  const activeGatewayOf = async (companyId: string) => (await gatewaysOf(companyId)).active
  const { onAccountChange, ...moreParts } = options.more?.() ?? {}
  const payments = createPayments(test.relay, {
    gatewaysOf,
    secret,
    ...(onAccountChange ? { onAccountChange } : {}),
  })
  const limits = { perAddress: 1e6, postsPerAddress: 1e6, perLink: 1e6, perCompany: 1e6, ...options.limits }
  app.route(
    '/',
    createPages(test.relay, {
      publicUrl,
      secret,
      keys,
      payments,
      gatewayOf: activeGatewayOf,
      fonts: loadFonts(),
      addressOf: c => c.req.header('x-test-address') ?? '203.0.113.7',
      limits,
      ...moreParts,
    }),
  )
  const worker = createJobWorker(test.relay, {
    'gateway.reconcile': createReconciler(test.relay, payments),
    'gateway.forget-method': createForgetter(test.relay, { gatewaysOf }),
    ...options.handlers?.(test, keys, gatewaysOf),
  })
  const pages = new PagesUnderTest({
    test,
    device,
    app,
    sandbox,
    payments,
    gateway,
    worker,
    companyKey,
    webhookAnswers,
    network,
    account,
  })
  await pages.give('company.change', {
    changes: { paymentsAccount: { from: null, to: { gateway: 'sandbox', status: 'active' } } },
  } as PayloadOf<'company.change'>)
  return pages
}
