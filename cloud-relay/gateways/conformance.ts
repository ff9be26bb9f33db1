import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type AttemptSnapshot,
  type Gateway,
  type GatewayRefusal,
  GatewayRejected,
  GatewayUnknown,
  GatewayUnreachable,
} from './gateway.ts'

/** A payer's card or bank account by what becomes of it. */
export type ConformanceMethod =
  | 'success'
  | 'declined'
  | 'insufficient-funds'
  | 'expired-card'
  | 'challenge'
  | 'lost-answer'
  | 'server-error'
  | 'dispute'
  | 'refund-fails'
  | 'ach-clears'
  | 'ach-fails'
  | 'ach-returned'

export type Delivery = { rawBody: Uint8Array; headers: Headers }

/** One gateway under test, with a clock of its own. */
export type GatewayHarness = {
  gateway: Gateway
  /** The same adapter, at an address where nobody listens. */
  unreachable: Gateway
  /** The same adapter with a wrong key. */
  unauthorized: Gateway
  token(method: ConformanceMethod): Promise<string>
  answerChallenge(actionUrl: string, approve: boolean): Promise<void>
  /** The next call does its work, and its answer is lost. */
  loseNextAnswer(): Promise<void>
  /** Ends the wait of every call under way. */
  timeOut(): void
  /** Moves the clock, so that banks have done what they do by then. */
  passTime(ms: number): Promise<void>
  duplicateNextWebhook(): Promise<void>
  /** Sends what is due; answers all deliveries so far, in order of arrival. */
  deliveries(): Promise<Delivery[]>
  now(): number
  /** A delivery of that body, signed as the gateway would at that time. */
  sign(body: string, at: number): Delivery
  stop(): Promise<void>
}

const returnUrl = 'http://127.0.0.1:9/pay/back'
const day = 86_400_000
const halfAnHour = 1_800_000

/** The suite that every gateway adapter passes. */
export function runGatewayConformance(name: string, makeHarness: () => Promise<GatewayHarness>): void {
  describe(`${name} conforms`, () => {
    let harness: GatewayHarness
    let gateway: Gateway

    beforeEach(async () => {
      harness = await makeHarness()
      gateway = harness.gateway
    })
    afterEach(() => harness.stop())

    const order = (reference: string, amountCents = 304_450) => ({
      reference,
      amountCents,
      currency: 'USD',
      description: 'Invoices 10214, 10231',
      idempotencyKey: `create:${reference}:1`,
    })
    const open = (reference: string, amountCents?: number) =>
      gateway.createAttempt(order(reference, amountCents))
    const confirm = async (attemptId: string, method: ConformanceMethod, nth = 1) =>
      gateway.confirm({
        attemptId,
        methodToken: await harness.token(method),
        idempotencyKey: `confirm:${attemptId}:${nth}`,
        returnUrl,
      })
    const refund = (attemptId: string, amountCents: number, nth: number) =>
      gateway.refund({
        attemptId,
        amountCents,
        reference: `refund:${nth}`,
        idempotencyKey: `refund:${attemptId}:${nth}`,
      })
    const paid = async (reference: string, method: ConformanceMethod = 'success', amountCents?: number) => {
      const { id } = await open(reference, amountCents)
      return taken(await confirm(id, method))
    }
    const state = async (id: string) => (await gateway.retrieve(id))!

    describe('attempts', () => {
      test('a new attempt is created and has moved nothing', async () => {
        const attempt = await open('req-1')
        expect(attempt).toEqual({
          id: attempt.id,
          reference: 'req-1',
          amountCents: 304_450,
          currency: 'USD',
          state: 'created',
          actionUrl: null,
          declineCode: null,
          feeCents: null,
          method: null,
          capturedAt: null,
          refunds: [],
          dispute: null,
        })
      })

      test('a success is captured once, with its method, its time and the fee', async () => {
        const attempt = await paid('req-1')
        expect(attempt).toMatchObject({
          state: 'succeeded',
          amountCents: 304_450,
          feeCents: 8_829 + 30,
          method: { kind: 'card', brand: 'visa', last4: '4242' },
          declineCode: null,
        })
        expect(attempt.capturedAt).toBeTypeOf('number')
        expect(await gateway.retrieve(attempt.id)).toEqual(attempt)
      })

      test('an attempt nobody opened is null, by id and by reference', async () => {
        expect(await gateway.retrieve('at_none')).toBeNull()
        expect(await gateway.findByReference('none')).toBeNull()
      })

      test.each([
        ['declined', 'card-declined'],
        ['insufficient-funds', 'insufficient-funds'],
        ['expired-card', 'expired-card'],
      ] as const)(
        '%s: nothing is captured, and another card may pay the same attempt',
        async (method, code) => {
          const declined = await paid('req-1', method)
          expect(declined).toMatchObject({
            state: 'declined',
            declineCode: code,
            feeCents: null,
            capturedAt: null,
          })
          expect(await confirm(declined.id, 'success', 2)).toMatchObject({
            state: 'succeeded',
            declineCode: null,
          })
        },
      )

      test('a token is good once', async () => {
        const methodToken = await harness.token('declined')
        const { id } = await open('req-1')
        const first = { attemptId: id, methodToken, idempotencyKey: 'c1', returnUrl }
        expect(await gateway.confirm(first)).toMatchObject({ state: 'declined' })
        const again = await gateway.confirm({ ...first, idempotencyKey: 'c2' })
        expect(again).toEqual({ refused: 'method-token-unusable' })
      })

      test('a canceled attempt can’t be paid, a paid one can’t be canceled', async () => {
        const { id } = await open('req-1')
        expect(await gateway.cancel(id)).toMatchObject({ state: 'canceled' })
        expect(await gateway.cancel(id)).toMatchObject({ state: 'canceled' })
        expect(await confirm(id, 'success')).toMatchObject({ state: 'canceled', capturedAt: null })
        const { id: paidId } = await paid('req-2')
        expect(await gateway.cancel(paidId)).toMatchObject({ state: 'succeeded' })
      })

      test('confirming a paid attempt again with another key and card charges nothing', async () => {
        const first = await paid('req-1')
        expect(await confirm(first.id, 'success', 2)).toEqual(first)
      })
    })

    describe('idempotency', () => {
      test('a create sent twice opens one attempt', async () => {
        const [first, second] = [await open('req-1'), await open('req-1')]
        expect(second.id).toBe(first.id)
        expect((await gateway.listSince(null)).attempts).toHaveLength(1)
      })

      test('a confirm and a refund sent twice move money once', async () => {
        const { id } = await open('req-1', 10_000)
        const methodToken = await harness.token('success')
        const order = { attemptId: id, methodToken, idempotencyKey: 'c1', returnUrl }
        expect(await gateway.confirm(order)).toEqual(await gateway.confirm(order))
        expect(await refund(id, 6_000, 1)).toEqual(await refund(id, 6_000, 1))
        expect((await state(id)).refunds).toHaveLength(1)
      })

      test('a key used with other parameters is rejected and changes nothing', async () => {
        const { id } = await open('req-1', 10_000)
        const changed = { ...order('req-1'), amountCents: 10_001 }
        await expect(gateway.createAttempt(changed)).rejects.toMatchObject({
          code: 'idempotency-mismatch',
          status: 409,
        })
        expect(await state(id)).toMatchObject({ amountCents: 10_000 })
        expect((await gateway.listSince(null)).attempts).toHaveLength(1)
      })
    })

    describe('lost answers', () => {
      test('an attempt whose answer was lost is found by reference, and the key still leads to it', async () => {
        await harness.loseNextAnswer()
        await expect(open('req-1')).rejects.toBeInstanceOf(GatewayUnknown)
        const found = await gateway.findByReference('req-1')
        expect(found).toMatchObject({ reference: 'req-1', state: 'created' })
        expect((await open('req-1')).id).toBe(found?.id)
      })

      test('a charge that timed out after it succeeded is unknown, then found paid once', async () => {
        const { id } = await open('req-1')
        const answer = confirm(id, 'lost-answer').catch((error: unknown) => error)
        await vi.waitFor(async () => expect(await state(id)).toMatchObject({ state: 'succeeded' }), 10_000)
        harness.timeOut()
        expect(await answer).toBeInstanceOf(GatewayUnknown)
        expect(await gateway.findByReference('req-1')).toMatchObject({ id, state: 'succeeded' })
        expect(await confirm(id, 'success', 2)).toMatchObject({ id, state: 'succeeded' })
        expect((await gateway.listSince(null)).attempts).toHaveLength(1)
      })

      test('a 5xx after the charge is unknown, then found paid', async () => {
        const { id } = await open('req-1')
        await expect(confirm(id, 'server-error')).rejects.toBeInstanceOf(GatewayUnknown)
        expect(await state(id)).toMatchObject({ state: 'succeeded' })
      })

      test('an address where nobody listens is unreachable, not unknown', async () => {
        await expect(harness.unreachable.createAttempt(order('req-1'))).rejects.toBeInstanceOf(
          GatewayUnreachable,
        )
      })

      test('a wrong key is rejected', async () => {
        await expect(harness.unauthorized.createAttempt(order('req-1'))).rejects.toBeInstanceOf(
          GatewayRejected,
        )
      })
    })

    describe('challenges', () => {
      test('approved: the attempt succeeds only then', async () => {
        const asked = await paid('req-1', 'challenge')
        expect(asked).toMatchObject({ state: 'requires-action', capturedAt: null })
        await harness.answerChallenge(asked.actionUrl!, true)
        expect(await state(asked.id)).toMatchObject({ state: 'succeeded', actionUrl: null })
      })

      test('refused: declined, and another card may pay', async () => {
        const asked = await paid('req-1', 'challenge')
        await harness.answerChallenge(asked.actionUrl!, false)
        expect(await state(asked.id)).toMatchObject({
          state: 'declined',
          declineCode: 'authentication-failed',
        })
        expect(await confirm(asked.id, 'success', 2)).toMatchObject({ state: 'succeeded' })
      })

      test('an attempt canceled while the bank asks stays canceled', async () => {
        const asked = await paid('req-1', 'challenge')
        expect(await gateway.cancel(asked.id)).toMatchObject({ state: 'canceled' })
        await harness.answerChallenge(asked.actionUrl!, true)
        expect(await state(asked.id)).toMatchObject({ state: 'canceled', capturedAt: null })
      })
    })

    describe('bank debits', () => {
      test('processing is not paid and can’t be canceled; it clears later', async () => {
        const started = await paid('req-1', 'ach-clears')
        expect(started).toMatchObject({ state: 'processing', capturedAt: null, method: { kind: 'ach' } })
        expect(await gateway.cancel(started.id)).toMatchObject({ state: 'processing' })
        await harness.passTime(halfAnHour)
        expect(await state(started.id)).toMatchObject({ state: 'succeeded', dispute: null })
      })

      test('one may fail before it clears', async () => {
        const started = await paid('req-1', 'ach-fails')
        await harness.passTime(halfAnHour)
        expect(await state(started.id)).toMatchObject({ state: 'declined', capturedAt: null })
      })

      test('one may come back after it cleared', async () => {
        const started = await paid('req-1', 'ach-returned', 10_000)
        await harness.passTime(day)
        expect(await state(started.id)).toMatchObject({
          state: 'succeeded',
          dispute: { state: 'lost', reason: 'ach-return', amountCents: 10_000 },
        })
      })
    })

    describe('refunds and disputes', () => {
      test('in parts up to what was captured, never above', async () => {
        const { id } = await paid('req-1', 'success', 10_000)
        expect(await refund(id, 10_001, 1)).toEqual({ refused: 'exceeds-captured' })
        expect(await refund(id, 4_000, 2)).toMatchObject({
          state: 'succeeded',
          amountCents: 4_000,
          reference: 'refund:2',
        })
        expect(await refund(id, 6_001, 3)).toEqual({ refused: 'exceeds-captured' })
        expect(await refund(id, 6_000, 4)).toMatchObject({ state: 'succeeded' })
        expect(await refund(id, 1, 5)).toEqual({ refused: 'exceeds-captured' })
        expect((await state(id)).refunds.map(each => each.amountCents)).toEqual([4_000, 6_000])
      })

      test('what was not captured can’t be refunded', async () => {
        const { id } = await open('req-1')
        expect(await refund(id, 1, 1)).toEqual({ refused: 'not-captured' })
      })

      test('a refund that fails later is pending, counts until then, and frees its amount', async () => {
        const { id } = await paid('req-1', 'refund-fails', 10_000)
        expect(await refund(id, 10_000, 1)).toMatchObject({ state: 'pending' })
        expect(await refund(id, 1, 2)).toEqual({ refused: 'exceeds-captured' })
        await harness.passTime(halfAnHour)
        expect((await state(id)).refunds).toMatchObject([
          { state: 'failed', failureCode: expect.any(String) },
        ])
        expect(await refund(id, 10_000, 3)).toMatchObject({ state: 'pending' })
      })

      test('a dispute opens later, and a disputed charge can’t be refunded', async () => {
        const { id, dispute } = await paid('req-1', 'dispute', 10_000)
        expect(dispute).toBeNull()
        await harness.passTime(halfAnHour)
        expect((await state(id)).dispute).toMatchObject({ state: 'open', amountCents: 10_000 })
        expect(await refund(id, 1, 1)).toEqual({ refused: 'disputed' })
      })
    })

    describe('webhooks', () => {
      const body = (type: string) =>
        JSON.stringify({ id: 'evt_1', type, createdAt: 1, attemptId: 'at_1', payload: { anything: true } })
      const parse = ({ rawBody, headers }: Delivery) => gateway.parseWebhook(rawBody, headers)

      test('each effect is told, with its own event id', async () => {
        const { id } = await paid('req-1', 'declined')
        await confirm(id, 'success', 2)
        await refund(id, 1_000, 1)
        const asked = await paid('req-2', 'challenge')
        await gateway.cancel(asked.id)
        const debit = await paid('req-3', 'ach-clears')
        const events = (await harness.deliveries()).map(parse)
        expect(events).toMatchObject([
          { type: 'attempt.failed', attemptId: id },
          { type: 'attempt.succeeded', attemptId: id },
          { type: 'refund.updated', attemptId: id },
          { type: 'attempt.canceled', attemptId: asked.id },
          { type: 'attempt.processing', attemptId: debit.id },
        ])
        expect(new Set(events.map(event => 'id' in event && event.id)).size).toBe(5)
      })

      test('a delivery that comes twice carries one event id', async () => {
        await harness.duplicateNextWebhook()
        await paid('req-1')
        const [first, second, ...more] = (await harness.deliveries()).map(parse)
        expect(more).toEqual([])
        expect(first).toEqual(second)
        expect(first).toMatchObject({ type: 'attempt.succeeded', id: expect.any(String) })
      })

      test('a good signature within 300 s either way is read', () => {
        for (const skew of [-299_000, 0, 299_000]) {
          expect(parse(harness.sign(body('attempt.succeeded'), harness.now() + skew))).toMatchObject({
            id: 'evt_1',
          })
        }
      })

      test('stale and future deliveries are refused', () => {
        expect(parse(harness.sign(body('attempt.succeeded'), harness.now() - 302_000))).toEqual({
          refused: 'stale',
        })
        const future = harness.sign(body('attempt.succeeded'), harness.now() + 302_000)
        expect(parse(future)).toEqual({ refused: 'from-the-future' })
      })

      test('a changed byte, a missing and a garbled signature are refused', () => {
        const good = harness.sign(body('attempt.succeeded'), harness.now())
        const changed = Uint8Array.from(good.rawBody)
        changed[changed.length - 3]! ^= 1
        expect(parse({ ...good, rawBody: changed })).toEqual({ refused: 'bad-signature' })
        expect(parse({ ...good, headers: new Headers() })).toEqual({ refused: 'unsigned' })
        const garbled = new Headers([...good.headers].map(([key, value]) => [key, value.slice(0, -2)]))
        expect(parse({ ...good, headers: garbled })).toEqual({ refused: 'bad-signature' })
      })

      test('a body over 256 KiB is refused, well signed or not', () => {
        const large = harness.sign(JSON.stringify({ padding: 'x'.repeat(256 * 1024) }), harness.now())
        expect(parse(large)).toEqual({ refused: 'too-large' })
      })

      test('a signed body that is no event is unreadable', () => {
        expect(parse(harness.sign('{"id":', harness.now()))).toEqual({ refused: 'unreadable' })
        expect(parse(harness.sign('{}', harness.now()))).toEqual({ refused: 'unreadable' })
      })

      test('an unknown type is an event to keep', () => {
        expect(parse(harness.sign(body('attempt.levitated'), harness.now()))).toMatchObject({
          id: 'evt_1',
          type: 'unknown',
          rawType: 'attempt.levitated',
        })
      })
    })

    test('listSince tells every attempt, and afterwards only what changed', async () => {
      const ids = []
      for (let nth = 0; nth < 105; nth++) ids.push((await open(`req-${nth}`)).id)
      const seen: string[] = []
      let page = await gateway.listSince(null)
      seen.push(...page.attempts.map(each => each.id))
      while (page.more) {
        page = await gateway.listSince(page.cursor)
        seen.push(...page.attempts.map(each => each.id))
      }
      expect(seen).toEqual(ids)
      await confirm(ids[7]!, 'success')
      const after = await gateway.listSince(page.cursor)
      expect(after).toMatchObject({ attempts: [{ id: ids[7], state: 'succeeded' }], more: false })
      expect((await gateway.listSince(after.cursor)).attempts).toEqual([])
    })
  })
}

function taken(answer: AttemptSnapshot | GatewayRefusal): AttemptSnapshot {
  if ('refused' in answer) throw new Error(`refused: ${answer.refused}`)
  return answer
}
