import { assert, describe, expect } from 'vitest'
import { type AttemptSnapshot, type GatewayRefusal, GatewayUnknown, type SavedMethod } from '../gateway.ts'
import type { SuiteTest } from './gaps.ts'
import type { ConformanceMethod } from './harness.ts'
import { type Payer, returnUrl } from './payer.ts'

const agreed = { ip: '203.0.113.7', userAgent: 'Mozilla/5.0' }

/** Methods kept for the next payment: only with consent, only for their holder, and gone when forgotten. */
export function testSaving(payer: () => Payer, test: SuiteTest): void {
  const saving = () => {
    const { saving: found } = payer().gateway
    assert(found !== undefined)
    return found
  }
  const holder = (nth = 1) =>
    saving().createHolder({ reference: `customer-${nth}`, idempotencyKey: `holder:${nth}` })
  const confirm = async (attemptId: string, method: ConformanceMethod, keepFor: string | null, nth = 1) =>
    payer().gateway.confirm({
      attemptId,
      methodToken: await payer().harness.token(method),
      ...(keepFor === null ? {} : { keepFor }),
      idempotencyKey: `confirm:${attemptId}:${nth}`,
      returnUrl,
    })
  const kept = async (
    reference: string,
    method: ConformanceMethod,
    holderId: string,
  ): Promise<SavedMethod> => {
    const { id } = await payer().open(reference)
    const { saved } = (await confirm(id, method, holderId)) as AttemptSnapshot
    assert(saved !== null)
    return saved
  }
  const payBy = (attemptId: string, { holderId, methodId, kind }: SavedMethod, nth = 1) =>
    payer().gateway.confirm({
      attemptId,
      savedMethod: { holderId, methodId, kind, agreed },
      idempotencyKey: `saved:${attemptId}:${nth}`,
      returnUrl,
    })
  const refused: GatewayRefusal = { refused: 'method-token-unusable' }

  describe('saved methods', () => {
    test('a card kept with consent is told once it has paid, and pays again without being typed', async () => {
      const holderId = await holder()
      const { id } = await payer().open('req-1')
      const first = (await confirm(id, 'success', holderId)) as AttemptSnapshot
      expect(first).toMatchObject({
        state: 'succeeded',
        saved: { holderId, kind: 'card', brand: 'visa', last4: '4242', expires: '2034-12' },
      })
      expect(await payer().state(id)).toEqual(first)
      const again = (await payBy((await payer().open('req-2')).id, first.saved!)) as AttemptSnapshot
      expect(again).toMatchObject({
        state: 'succeeded',
        method: { kind: 'card', brand: 'visa', last4: '4242' },
        saved: null,
      })
    })

    test('nothing is kept that nobody asked for, whoever asked before on the same attempt', async () => {
      expect(await payer().paid('req-1')).toMatchObject({ state: 'succeeded', saved: null })
      const { id } = await payer().open('req-2')
      expect(await confirm(id, 'declined', await holder())).toMatchObject({ state: 'declined' })
      expect(await confirm(id, 'success', null, 2)).toMatchObject({ state: 'succeeded', saved: null })
      expect(await payer().state(id)).toMatchObject({ saved: null })
    })

    test('a decline keeps nothing', async () => {
      const { id } = await payer().open('req-1')
      expect(await confirm(id, 'declined', await holder())).toMatchObject({ state: 'declined', saved: null })
    })

    test('a bank account is kept once its debit cleared, and pays again', async () => {
      const { id } = await payer().open('req-1')
      expect(await confirm(id, 'ach-clears', await holder())).toMatchObject({
        state: 'processing',
        saved: null,
      })
      await payer().harness.passTime(15 * 60_000)
      const { saved } = await payer().state(id)
      expect(saved).toMatchObject({ kind: 'ach', last4: '6789', expires: null })
      const next = await payer().open('req-2')
      expect(await payBy(next.id, saved!)).toMatchObject({ state: 'processing' })
    })

    test('a kept card that the bank asks about waits for the answer', async () => {
      const { id } = await payer().open('req-1')
      const asked = (await confirm(id, 'challenge', await holder())) as AttemptSnapshot
      expect(asked).toMatchObject({ state: 'requires-action', saved: null })
      await payer().harness.answerChallenge(asked.actionUrl!, true)
      const { saved } = await payer().state(id)
      expect(saved).toMatchObject({ kind: 'card' })
      const next = (await payBy((await payer().open('req-2')).id, saved!)) as AttemptSnapshot
      expect(next.state).toBe('requires-action')
      await payer().harness.answerChallenge(next.actionUrl!, true)
      expect(await payer().state(next.id)).toMatchObject({ state: 'succeeded' })
    })

    test('a forgotten method pays nothing, and forgetting it again is fine', async () => {
      const saved = await kept('req-1', 'success', await holder())
      await saving().forget(saved.methodId)
      await saving().forget(saved.methodId)
      await saving().forget('pm_none')
      const { id } = await payer().open('req-2')
      expect(await payBy(id, saved)).toEqual(refused)
      expect(await payer().state(id)).toMatchObject({ state: 'created', capturedAt: null })
    })

    test('another holder’s method pays nothing', async () => {
      const saved = await kept('req-1', 'success', await holder())
      const { id } = await payer().open('req-2')
      expect(await payBy(id, { ...saved, holderId: await holder(2) })).toEqual(refused)
      expect(await payer().state(id)).toMatchObject({ capturedAt: null })
    })

    test('one key makes one holder', async () => {
      expect(await holder()).toBe(await holder())
      expect(await holder(2)).not.toBe(await holder())
    })

    test('a charge by a kept method whose answer was lost is found paid once', async () => {
      const saved = await kept('req-1', 'success', await holder())
      const { id } = await payer().open('req-2')
      // The adapter looks before it charges: the first answer that is lost may be the look's.
      await payer().harness.loseNextAnswer()
      await expect(payBy(id, saved)).rejects.toSatisfy(
        error => error instanceof GatewayUnknown || (error as Error).name === 'GatewayUnreachable',
      )
      expect(await payBy(id, saved)).toMatchObject({ state: 'succeeded' })
      expect(await payBy(id, saved, 2)).toMatchObject({ state: 'succeeded', id })
      expect((await payer().harness.deliveries()).length).toBe(2)
    })
  })
}
