import { describe, expect } from 'vitest'
import type { SuiteTest } from './gaps.ts'
import type { ConformanceMethod } from './harness.ts'
import { createOrder, type Payer, returnUrl } from './payer.ts'

/** Attempts, their idempotency and the list of what changed. */
export function testCharges(payer: () => Payer, test: SuiteTest): void {
  describe('attempts', () => {
    test('a new attempt is created and has moved nothing', async () => {
      const attempt = await payer().open('req-1')
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
        disputes: [],
        saved: null,
      })
    })

    test('a success is captured once, with its method, its time and the fee', async () => {
      const attempt = await payer().paid('req-1')
      expect(attempt).toMatchObject({
        state: 'succeeded',
        amountCents: 304_450,
        feeCents: 8_829 + 30,
        method: { kind: 'card', brand: 'visa', last4: '4242' },
        declineCode: null,
      })
      expect(attempt.capturedAt).toBeTypeOf('number')
      expect(await payer().gateway.retrieve(attempt.id)).toEqual(attempt)
    })

    test('an attempt nobody opened is null, by id and by reference', async () => {
      expect(await payer().gateway.retrieve('at_none')).toBeNull()
      expect(await payer().gateway.findByReference('none')).toBeNull()
    })

    test.each<[ConformanceMethod, string]>([
      ['declined', 'card-declined'],
      ['insufficient-funds', 'insufficient-funds'],
      ['expired-card', 'expired-card'],
    ])('%s: nothing is captured, and another card may pay the same attempt', async (method, code) => {
      const declined = await payer().paid('req-1', method)
      expect(declined).toMatchObject({
        state: 'declined',
        declineCode: code,
        feeCents: null,
        capturedAt: null,
      })
      expect(await payer().confirm(declined.id, 'success', 2)).toMatchObject({
        state: 'succeeded',
        declineCode: null,
      })
    })

    test('a token is good once', async () => {
      const methodToken = await payer().harness.token('declined')
      const { id } = await payer().open('req-1')
      const first = { attemptId: id, methodToken, idempotencyKey: 'c1', returnUrl }
      expect(await payer().gateway.confirm(first)).toMatchObject({ state: 'declined' })
      const again = await payer().gateway.confirm({ ...first, idempotencyKey: 'c2' })
      expect(again).toEqual({ refused: 'method-token-unusable' })
    })

    test('a canceled attempt can’t be paid, a paid one can’t be canceled', async () => {
      const { id } = await payer().open('req-1')
      expect(await payer().gateway.cancel(id)).toMatchObject({ state: 'canceled' })
      expect(await payer().gateway.cancel(id)).toMatchObject({ state: 'canceled' })
      expect(await payer().confirm(id, 'success')).toMatchObject({ state: 'canceled', capturedAt: null })
      const { id: paidId } = await payer().paid('req-2')
      expect(await payer().gateway.cancel(paidId)).toMatchObject({ state: 'succeeded' })
    })

    test('confirming a paid attempt again with another key and card charges nothing', async () => {
      const first = await payer().paid('req-1')
      expect(await payer().confirm(first.id, 'success', 2)).toEqual(first)
    })

    test('two confirms of one attempt at once charge once', async () => {
      const { id } = await payer().open('req-1')
      const answers = await Promise.all([
        payer().confirm(id, 'success', 1),
        payer().confirm(id, 'success', 2),
      ])
      expect(answers[0]).toEqual(answers[1])
      const events = await payer().harness.deliveries()
      expect(events).toHaveLength(1)
    })
  })

  describe('idempotency', () => {
    test('a create sent twice opens one attempt', async () => {
      const [first, second] = [await payer().open('req-1'), await payer().open('req-1')]
      expect(second.id).toBe(first.id)
      expect((await payer().gateway.listSince(null)).attempts).toHaveLength(1)
    })

    test('a confirm and a refund sent twice move money once', async () => {
      const { id } = await payer().open('req-1', 10_000)
      const methodToken = await payer().harness.token('success')
      const order = { attemptId: id, methodToken, idempotencyKey: 'c1', returnUrl }
      expect(await payer().gateway.confirm(order)).toEqual(await payer().gateway.confirm(order))
      expect(await payer().refund(id, 6_000, 1)).toEqual(await payer().refund(id, 6_000, 1))
      expect((await payer().state(id)).refunds).toHaveLength(1)
    })

    test('a key used with other parameters is rejected and changes nothing', async () => {
      const { id } = await payer().open('req-1', 10_000)
      const changed = { ...createOrder('req-1'), amountCents: 10_001 }
      await expect(payer().gateway.createAttempt(changed)).rejects.toMatchObject({
        code: 'idempotency-mismatch',
        status: 409,
      })
      expect(await payer().state(id)).toMatchObject({ amountCents: 10_000 })
      expect((await payer().gateway.listSince(null)).attempts).toHaveLength(1)
    })
  })

  test('listSince tells every attempt, and afterwards only what changed', async () => {
    const ids = []
    for (let nth = 0; nth < 105; nth++) {
      ids.push((await payer().open(`req-${nth}`)).id)
      await payer().harness.passTime(1_000)
    }
    // A change to an old attempt moves it to the end of the list and must not hide the newer ones.
    await payer().confirm(ids[99]!, 'success')
    const seen: string[] = []
    let page = await payer().gateway.listSince(null)
    seen.push(...page.attempts.map(each => each.id))
    while (page.more) {
      page = await payer().gateway.listSince(page.cursor)
      seen.push(...page.attempts.map(each => each.id))
    }
    expect([...new Set(seen)].sort()).toEqual([...ids].sort())
    await payer().confirm(ids[7]!, 'success')
    const after = await payer().gateway.listSince(page.cursor)
    expect(after).toMatchObject({ attempts: [{ id: ids[7], state: 'succeeded' }], more: false })
    expect((await payer().gateway.listSince(after.cursor)).attempts).toEqual([])
  })
}
