import { describe, expect } from 'vitest'
import type { SuiteTest } from './gaps.ts'
import type { Delivery } from './harness.ts'
import type { Payer } from './payer.ts'

/** What the gateway tells by webhook, and what the adapter lets in. */
export function testWebhooks(payer: () => Payer, test: SuiteTest): void {
  describe('webhooks', () => {
    const body = (type: string) => payer().harness.eventBody({ id: 'evt_1', type, attemptId: 'at_1' })
    const parse = ({ rawBody, headers }: Delivery) => payer().gateway.parseWebhook(rawBody, headers)

    test('each effect is told, with its own event id', async () => {
      const { id } = await payer().paid('req-1', 'declined')
      await payer().confirm(id, 'success', 2)
      await payer().refund(id, 1_000, 1)
      const asked = await payer().paid('req-2', 'challenge')
      await payer().gateway.cancel(asked.id)
      const debit = await payer().paid('req-3', 'ach-clears')
      const events = (await payer().harness.deliveries()).map(parse)
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
      await payer().harness.duplicateNextWebhook()
      await payer().paid('req-1')
      const [first, second, ...more] = (await payer().harness.deliveries()).map(parse)
      expect(more).toEqual([])
      expect(first).toEqual(second)
      expect(first).toMatchObject({ type: 'attempt.succeeded', id: expect.any(String) })
    })

    test('a good signature within 300 s either way is read', () => {
      for (const skew of [-299_000, 0, 299_000]) {
        expect(
          parse(payer().harness.sign(body('attempt.succeeded'), payer().harness.now() + skew)),
        ).toMatchObject({
          id: 'evt_1',
        })
      }
    })

    test('stale and future deliveries are refused', () => {
      expect(parse(payer().harness.sign(body('attempt.succeeded'), payer().harness.now() - 302_000))).toEqual(
        {
          refused: 'stale',
        },
      )
      const future = payer().harness.sign(body('attempt.succeeded'), payer().harness.now() + 302_000)
      expect(parse(future)).toEqual({ refused: 'from-the-future' })
    })

    test('a changed byte, a missing and a garbled signature are refused', () => {
      const good = payer().harness.sign(body('attempt.succeeded'), payer().harness.now())
      const changed = Uint8Array.from(good.rawBody)
      changed[changed.length - 3]! ^= 1
      expect(parse({ ...good, rawBody: changed })).toEqual({ refused: 'bad-signature' })
      expect(parse({ ...good, headers: new Headers() })).toEqual({ refused: 'unsigned' })
      const garbled = new Headers([...good.headers].map(([key, value]) => [key, value.slice(0, -2)]))
      expect(parse({ ...good, headers: garbled })).toEqual({ refused: 'bad-signature' })
    })

    test('a body over 256 KiB is refused, well signed or not', () => {
      const large = payer().harness.sign(
        JSON.stringify({ padding: 'x'.repeat(256 * 1024) }),
        payer().harness.now(),
      )
      expect(parse(large)).toEqual({ refused: 'too-large' })
    })

    test('a signed body that is no event is unreadable', () => {
      expect(parse(payer().harness.sign('{"id":', payer().harness.now()))).toEqual({ refused: 'unreadable' })
      expect(parse(payer().harness.sign('{}', payer().harness.now()))).toEqual({ refused: 'unreadable' })
    })

    test('an unknown type is an event to keep', () => {
      expect(parse(payer().harness.sign(body('attempt.levitated'), payer().harness.now()))).toMatchObject({
        id: 'evt_1',
        type: 'unknown',
        rawType: 'attempt.levitated',
      })
    })
  })
}
