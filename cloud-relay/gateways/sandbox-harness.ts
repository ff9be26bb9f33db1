import { randomBytes } from 'node:crypto'
import type { Delivery, GatewayHarness } from './conformance/harness.ts'
import type { Gateway } from './gateway.ts'
import type { SandboxAccount } from './sandbox/accounts.ts'
import { type ListeningSandbox, listenSandbox } from './sandbox/listen-sandbox.ts'
import { type Outcome, testBankAccounts, testCards, testRoutingNumber } from './sandbox/test-cards.ts'
import { createSandboxAdapter } from './sandbox-gateway.ts'
import { signWebhook } from './webhook-signature.ts'

export type SandboxHarness = GatewayHarness & {
  sandbox: ListeningSandbox
  account: SandboxAccount
  setFaults(faults: object): Promise<void>
}

/** A really listening sandbox gateway with one account, a clock that stands still, and an inbox for webhooks. */
export async function makeSandboxHarness(
  options: { db?: string; startAt?: number } = {},
): Promise<SandboxHarness> {
  let now = options.startAt ?? Date.UTC(2026, 8, 14, 12)
  const inbox: Delivery[] = []
  const waiting = new Set<AbortController>()
  const sandbox = await listenSandbox({
    port: 0,
    db: options.db ?? ':memory:',
    now: () => now,
    randomBytes: n => randomBytes(n),
    webhookUrl: accountId => `http://relay.invalid/hooks/${accountId}`,
    deliver: async (_url, init) => {
      inbox.push({ rawBody: init?.body as Uint8Array, headers: new Headers(init?.headers) })
      return new Response(null, { status: 200 })
    },
    allowedFrameAncestors: ['http://pay.example'],
  })
  const account = sandbox.ensureAccount({ id: 'acct_aalsmeer', name: 'Aalsmeer Floral Co.' })

  const adapter = (changes: { baseUrl?: string; secretKey?: string } = {}): Gateway =>
    createSandboxAdapter({
      ...account,
      baseUrl: sandbox.baseUrl,
      publicOrigin: sandbox.publicOrigin,
      webhookSecrets: [account.webhookSecret],
      fetch,
      now: () => now,
      timeoutMs: 30_000,
      timeoutSignal() {
        const controller = new AbortController()
        waiting.add(controller)
        return controller.signal
      },
      ...changes,
    })

  async function setFaults(faults: object): Promise<void> {
    const answer = await fetch(`${sandbox.baseUrl}/test/faults`, {
      method: 'POST',
      headers: { authorization: `Bearer ${account.secretKey}` },
      body: JSON.stringify(faults),
    })
    if (!answer.ok) throw new Error(`faults refused: ${answer.status}`)
  }

  return {
    sandbox,
    account,
    setFaults,
    gateway: adapter(),
    // Nobody listens on port 2.
    unreachable: adapter({ baseUrl: 'http://127.0.0.1:2' }),
    unauthorized: adapter({ secretKey: 'sk_sandbox_wrong' }),
    token: method => sandboxToken(sandbox.baseUrl, account.publishableKey, method),
    async answerChallenge(actionUrl, approve) {
      const url = new URL(actionUrl)
      const body = new URLSearchParams({
        key: url.searchParams.get('key') ?? '',
        answer: approve ? 'approve' : 'fail',
      })
      const answer = await fetch(`${url.origin}${url.pathname}`, { method: 'POST', body, redirect: 'manual' })
      if (answer.status !== 303) throw new Error(`challenge: ${answer.status}`)
    },
    loseNextAnswer: () => setFaults({ api: { loseAnswerNext: 1 } }),
    duplicateNextWebhook: () => setFaults({ webhooks: { duplicateNext: 1 } }),
    timeOut() {
      for (const controller of waiting) controller.abort(new DOMException('timed out', 'TimeoutError'))
      waiting.clear()
    },
    async passTime(ms) {
      now += ms
      await sandbox.deliverDue(now)
    },
    async deliveries() {
      await sandbox.deliverDue(now)
      return inbox
    },
    now: () => now,
    eventBody: event => JSON.stringify({ ...event, createdAt: 1, payload: { anything: true } }),
    sign(body, at) {
      const rawBody = new TextEncoder().encode(body)
      const signature = signWebhook(rawBody, account.webhookSecret, at)
      return { rawBody, headers: new Headers({ 'florin-signature': signature }) }
    },
    stop: () => sandbox.stop(),
  }
}

/** The token that the fields page gets for the test card or account with that outcome. */
export async function sandboxToken(
  baseUrl: string,
  publishableKey: string,
  outcome: Outcome,
): Promise<string> {
  const card = testCards.find(each => each.outcome === outcome)
  const bank = testBankAccounts.find(each => each.outcome === outcome)
  const typed = card
    ? { kind: 'card', number: card.number, expiry: '1234', cvc: '123' }
    : { kind: 'ach', routing: testRoutingNumber, account: bank?.number }
  const answer = await fetch(`${baseUrl}/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: publishableKey, ...typed }),
  })
  if (!answer.ok) throw new Error(`token refused: ${answer.status}`)
  return ((await answer.json()) as { token: string }).token
}
