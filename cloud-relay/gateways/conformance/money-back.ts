import { describe, expect } from 'vitest'
import type { SuiteTest } from './gaps.ts'
import type { Payer } from './payer.ts'

const day = 86_400_000
const halfAnHour = 1_800_000

/** Bank debits that take days, refunds and disputes. */
export function testMoneyBack(payer: () => Payer, test: SuiteTest): void {
  describe('bank debits', () => {
    test('processing is not paid and can’t be canceled; it clears later', async () => {
      const started = await payer().paid('req-1', 'ach-clears')
      expect(started).toMatchObject({ state: 'processing', capturedAt: null, method: { kind: 'ach' } })
      expect(await payer().gateway.cancel(started.id)).toMatchObject({ state: 'processing' })
      await payer().harness.passTime(halfAnHour)
      expect(await payer().state(started.id)).toMatchObject({ state: 'succeeded', disputes: [] })
    })

    test('one may fail before it clears', async () => {
      const started = await payer().paid('req-1', 'ach-fails')
      await payer().harness.passTime(halfAnHour)
      expect(await payer().state(started.id)).toMatchObject({ state: 'declined', capturedAt: null })
    })

    test('one may come back after it cleared', async () => {
      const started = await payer().paid('req-1', 'ach-returned', 10_000)
      await payer().harness.passTime(day)
      expect(await payer().state(started.id)).toMatchObject({
        state: 'succeeded',
        disputes: [{ state: 'lost', reason: 'ach-return', amountCents: 10_000 }],
      })
    })
  })

  describe('refunds and disputes', () => {
    test('in parts up to what was captured, never above', async () => {
      const { id } = await payer().paid('req-1', 'success', 10_000)
      expect(await payer().refund(id, 10_001, 1)).toEqual({ refused: 'exceeds-captured' })
      expect(await payer().refund(id, 4_000, 2)).toMatchObject({
        state: 'succeeded',
        amountCents: 4_000,
        reference: 'refund:2',
      })
      expect(await payer().refund(id, 6_001, 3)).toEqual({ refused: 'exceeds-captured' })
      expect(await payer().refund(id, 6_000, 4)).toMatchObject({ state: 'succeeded' })
      expect(await payer().refund(id, 1, 5)).toEqual({ refused: 'exceeds-captured' })
      expect((await payer().state(id)).refunds.map(each => each.amountCents)).toEqual([4_000, 6_000])
    })

    test('what was not captured can’t be refunded', async () => {
      const { id } = await payer().open('req-1')
      expect(await payer().refund(id, 1, 1)).toEqual({ refused: 'not-captured' })
    })

    test('a refund that fails later is pending, counts until then, and frees its amount', async () => {
      const { id } = await payer().paid('req-1', 'refund-fails', 10_000)
      expect(await payer().refund(id, 10_000, 1)).toMatchObject({ state: 'pending' })
      expect(await payer().refund(id, 1, 2)).toEqual({ refused: 'exceeds-captured' })
      await payer().harness.passTime(halfAnHour)
      expect((await payer().state(id)).refunds).toMatchObject([
        { state: 'failed', failureCode: expect.any(String) },
      ])
      expect(await payer().refund(id, 10_000, 3)).toMatchObject({ state: 'pending' })
    })

    test('a dispute opens later, and a disputed charge can’t be refunded', async () => {
      const { id, disputes } = await payer().paid('req-1', 'dispute', 10_000)
      expect(disputes).toEqual([])
      await payer().harness.passTime(halfAnHour)
      expect((await payer().state(id)).disputes[0]).toMatchObject({ state: 'open', amountCents: 10_000 })
      expect(await payer().refund(id, 1, 1)).toEqual({ refused: 'disputed' })
    })
  })
}
