import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createOrder, createPayer, type Payer } from '../conformance/payer.ts'
import { GatewayRejected, GatewayUnknown } from '../gateway.ts'
import { makeSandboxHarness, type SandboxHarness } from '../sandbox-harness.ts'
import { createSandboxGateway } from './create-sandbox-gateway.ts'

const day = 86_400_000
const closers: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function start(options: Parameters<typeof makeSandboxHarness>[0] = {}): Promise<{
  harness: SandboxHarness
  payer: Payer
}> {
  const harness = await makeSandboxHarness(options)
  closers.push(() => harness.stop())
  return { harness, payer: createPayer(harness) }
}

const attemptIds = async (harness: SandboxHarness) =>
  (await harness.deliveries()).map(delivery => {
    const event = harness.gateway.parseWebhook(delivery.rawBody, delivery.headers)
    return 'refused' in event ? event.refused : event.attemptId
  })

test('a second start finds keys, attempts and undelivered webhooks again, and no card number on disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'florin-sandbox-'))
  closers.push(() => rmSync(folder, { recursive: true }))
  const db = join(folder, 'sandbox.db')
  const first = await makeSandboxHarness({ db })
  const { id } = await createPayer(first).paid('req-1')
  const onDisk = () =>
    readdirSync(folder)
      .map(name => readFileSync(join(folder, name), 'latin1'))
      .join('\n')
  expect(onDisk()).toContain('visa')
  expect(onDisk()).not.toContain('4242424242424242')
  await first.stop()

  const { harness } = await start({ db })
  expect(harness.account).toEqual(first.account)
  expect(await harness.gateway.retrieve(id)).toMatchObject({ state: 'succeeded' })
  expect(await attemptIds(harness)).toEqual([id])
})

test('an idempotency key is forgotten after a day', async () => {
  const { harness, payer } = await start()
  const { id } = await payer.open('req-1')
  await harness.passTime(day - 1)
  expect((await payer.open('req-1')).id).toBe(id)
  await harness.passTime(1)
  expect((await payer.open('req-1')).id).not.toBe(id)
})

test('a token of yesterday is not taken', async () => {
  const { harness, payer } = await start()
  const { id } = await payer.open('req-1')
  const methodToken = await harness.token('success')
  await harness.passTime(day)
  const order = { attemptId: id, methodToken, idempotencyKey: 'c1', returnUrl: 'http://pay.example/' }
  expect(await harness.gateway.confirm(order)).toEqual({ refused: 'method-token-unusable' })
})

test('one account can’t see or touch another’s attempts', async () => {
  const { harness, payer } = await start()
  const { id } = await payer.paid('req-1')
  const other = harness.sandbox.ensureAccount({ id: 'acct_other', name: 'Other' })
  const ask = (path: string, body?: object) =>
    fetch(`${harness.sandbox.baseUrl}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${other.secretKey}`, 'idempotency-key': 'k' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  expect((await ask(`/v1/attempts/${id}`)).status).toBe(404)
  expect((await ask(`/v1/attempts/${id}/cancel`, {})).status).toBe(404)
  expect((await ask('/v1/refunds', { attemptId: id, amountCents: 1, reference: 'r' })).status).toBe(404)
  expect(await (await ask('/v1/attempts?reference=req-1')).json()).toEqual({ attempt: null })
  expect(await (await ask('/v1/attempts')).json()).toMatchObject({ attempts: [] })
})

test('an amount below the least, or not whole cents, opens nothing', async () => {
  const { payer } = await start()
  for (const amountCents of [49, 0, -100, 100.5]) {
    await expect(payer.open(`req${amountCents}`, amountCents)).rejects.toBeInstanceOf(GatewayRejected)
  }
  expect((await payer.gateway.listSince(null)).attempts).toEqual([])
})

test('failNext answers an error and does nothing; failAfterNext does the work first', async () => {
  const { harness, payer } = await start()
  await harness.setFaults({ api: { failNext: 1 } })
  await expect(payer.open('req-1')).rejects.toBeInstanceOf(GatewayUnknown)
  expect(await payer.gateway.findByReference('req-1')).toBeNull()
  await harness.setFaults({ api: { failAfterNext: 1 } })
  await expect(payer.open('req-2')).rejects.toBeInstanceOf(GatewayUnknown)
  expect(await payer.gateway.findByReference('req-2')).toMatchObject({ state: 'created' })
})

test('a stalled call waits for as long as it was told', async () => {
  const slept: number[] = []
  const gateway = createSandboxGateway({
    db: ':memory:',
    now: () => 0,
    randomBytes: n => crypto.getRandomValues(new Uint8Array(n)),
    webhookUrl: () => null,
    deliver: fetch,
    publicOrigin: 'http://sandbox.invalid',
    allowedFrameAncestors: [],
    sleep: async ms => {
      slept.push(ms)
    },
  })
  closers.push(() => gateway.stop())
  const { secretKey } = gateway.ensureAccount({ id: 'a', name: 'A' })
  const headers = { authorization: `Bearer ${secretKey}` }
  const body = JSON.stringify({ api: { stallMs: 45_000 } })
  await gateway.app.request('/test/faults', { method: 'POST', headers, body })
  expect((await gateway.app.request('/v1/attempts', { headers })).status).toBe(200)
  expect(slept).toEqual([45_000])
})

test('a test may hurry the bank and end a dispute', async () => {
  const { harness, payer } = await start()
  const tell = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${harness.account.secretKey}` }
    const url = `${harness.sandbox.baseUrl}/test/attempts/${path}`
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status
  }
  const debit = await payer.paid('req-1', 'ach-clears')
  expect(await tell(`${debit.id}/hurry`, {})).toBe(200)
  expect(await payer.state(debit.id)).toMatchObject({ state: 'succeeded' })
  const disputed = await payer.paid('req-2', 'dispute')
  expect(await tell(`${disputed.id}/dispute`, { outcome: 'won' })).toBe(422)
  await tell(`${disputed.id}/hurry`, {})
  expect(await tell(`${disputed.id}/dispute`, { outcome: 'won' })).toBe(200)
  expect((await payer.state(disputed.id)).disputes[0]).toMatchObject({ state: 'won' })
  expect(await payer.refund(disputed.id, 100, 1)).toMatchObject({ state: 'succeeded' })
})

test('a dropped webhook never comes, its payout’s neither; the list of changes still tells', async () => {
  const { harness, payer } = await start()
  await harness.setFaults({ webhooks: { dropNext: 2 } })
  const { id } = await payer.paid('req-1')
  await harness.passTime(30 * day)
  expect(await harness.deliveries()).toEqual([])
  expect((await payer.gateway.listSince(null)).attempts).toMatchObject([{ id, state: 'succeeded' }])
})

test('a reordered webhook is overtaken by the next one', async () => {
  const { harness, payer } = await start()
  await harness.setFaults({ webhooks: { reorderNext: 1 } })
  const first = await payer.paid('req-1')
  const second = await payer.paid('req-2')
  await harness.passTime(10_000)
  expect(await attemptIds(harness)).toEqual([second.id, first.id])
})

test('a delayed webhook comes late, signed with the time of its delivery', async () => {
  const { harness, payer } = await start()
  await harness.setFaults({ webhooks: { delayMs: day } })
  const { id } = await payer.paid('req-1')
  await harness.passTime(day - 1)
  expect(await harness.deliveries()).toEqual([])
  await harness.passTime(1)
  expect(await attemptIds(harness)).toEqual([id])
})

test('an unanswered webhook is sent again with the same event id, later each time, and given up after days', async () => {
  let now = Date.UTC(2026, 8, 14)
  const sent: { at: number; id: string }[] = []
  const gateway = createSandboxGateway({
    db: ':memory:',
    now: () => now,
    randomBytes: n => crypto.getRandomValues(new Uint8Array(n)),
    webhookUrl: () => 'http://relay.invalid/',
    deliver: async (_url, init) => {
      sent.push({ at: now, id: JSON.parse(new TextDecoder().decode(init?.body as Uint8Array)).id })
      return new Response(null, { status: sent.length % 2 === 0 ? 500 : 302 })
    },
    publicOrigin: 'http://sandbox.invalid',
    allowedFrameAncestors: [],
  })
  closers.push(() => gateway.stop())
  const account = gateway.ensureAccount({ id: 'a', name: 'A' })
  const call = (path: string, body: object) =>
    gateway.app.request(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${account.secretKey}`, 'idempotency-key': path },
      body: JSON.stringify(body),
    })
  const { idempotencyKey: _key, ...order } = createOrder('req-1')
  const { id } = (await (await call('/v1/attempts', order)).json()) as { id: string }
  await call(`/v1/attempts/${id}/cancel`, {})

  for (let minute = 0; minute < 5 * 24 * 60; minute++, now += 60_000) await gateway.deliverDue(now)
  expect(new Set(sent.map(each => each.id)).size).toBe(1)
  expect(sent).toHaveLength(10)
  const gaps = sent.slice(1).map((each, index) => each.at - sent[index]!.at)
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b))
  expect(gaps.at(-1)).toBe(day)
})

test('stop ends a call whose answer never comes', async () => {
  const harness = await makeSandboxHarness()
  const payer = createPayer(harness)
  const { id } = await payer.open('req-1')
  const answer = payer.confirm(id, 'lost-answer').catch((error: unknown) => error)
  while ((await payer.state(id)).state !== 'succeeded');
  await harness.stop()
  expect(await answer).toBeInstanceOf(GatewayUnknown)
})
