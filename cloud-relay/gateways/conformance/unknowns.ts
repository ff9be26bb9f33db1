import { describe, expect, vi } from 'vitest'
import { GatewayRejected, GatewayUnknown, GatewayUnreachable } from '../gateway.ts'
import type { SuiteTest } from './gaps.ts'
import { createOrder, type Payer } from './payer.ts'

/** Lost answers, faults of the connection, and challenges. */
export function testUnknowns(payer: () => Payer, test: SuiteTest): void {
  describe('lost answers', () => {
    test('an attempt whose answer was lost is found by reference, and the key still leads to it', async () => {
      await payer().harness.loseNextAnswer()
      await expect(payer().open('req-1')).rejects.toBeInstanceOf(GatewayUnknown)
      const found = await payer().gateway.findByReference('req-1')
      expect(found).toMatchObject({ reference: 'req-1', state: 'created' })
      expect((await payer().open('req-1')).id).toBe(found?.id)
    })

    test('a charge that timed out after it succeeded is unknown, then found paid once', async () => {
      const { id } = await payer().open('req-1')
      const answer = payer()
        .confirm(id, 'lost-answer')
        .catch((error: unknown) => error)
      await vi.waitFor(
        async () => expect(await payer().state(id)).toMatchObject({ state: 'succeeded' }),
        10_000,
      )
      payer().harness.timeOut()
      expect(await answer).toBeInstanceOf(GatewayUnknown)
      expect(await payer().gateway.findByReference('req-1')).toMatchObject({ id, state: 'succeeded' })
      expect(await payer().confirm(id, 'success', 2)).toMatchObject({ id, state: 'succeeded' })
      expect((await payer().gateway.listSince(null)).attempts).toHaveLength(1)
    })

    test('a 5xx after the charge is unknown, then found paid', async () => {
      const { id } = await payer().open('req-1')
      await expect(payer().confirm(id, 'server-error')).rejects.toBeInstanceOf(GatewayUnknown)
      expect(await payer().state(id)).toMatchObject({ state: 'succeeded' })
    })

    test('an address where nobody listens is unreachable, not unknown', async () => {
      await expect(payer().harness.unreachable.createAttempt(createOrder('req-1'))).rejects.toBeInstanceOf(
        GatewayUnreachable,
      )
    })

    test('a wrong key is rejected', async () => {
      await expect(payer().harness.unauthorized.createAttempt(createOrder('req-1'))).rejects.toBeInstanceOf(
        GatewayRejected,
      )
    })
  })

  describe('challenges', () => {
    test('approved: the attempt succeeds only then', async () => {
      const asked = await payer().paid('req-1', 'challenge')
      expect(asked).toMatchObject({ state: 'requires-action', capturedAt: null })
      await payer().harness.answerChallenge(asked.actionUrl!, true)
      expect(await payer().state(asked.id)).toMatchObject({ state: 'succeeded', actionUrl: null })
    })

    test('refused: declined, and another card may pay', async () => {
      const asked = await payer().paid('req-1', 'challenge')
      await payer().harness.answerChallenge(asked.actionUrl!, false)
      expect(await payer().state(asked.id)).toMatchObject({
        state: 'declined',
        declineCode: 'authentication-failed',
      })
      expect(await payer().confirm(asked.id, 'success', 2)).toMatchObject({ state: 'succeeded' })
    })

    test('an attempt canceled while the bank asks stays canceled', async () => {
      const asked = await payer().paid('req-1', 'challenge')
      expect(await payer().gateway.cancel(asked.id)).toMatchObject({ state: 'canceled' })
      await payer().harness.answerChallenge(asked.actionUrl!, true)
      expect(await payer().state(asked.id)).toMatchObject({ state: 'canceled', capturedAt: null })
    })
  })
}
