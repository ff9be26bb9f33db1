import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import { rows } from '../../shared/domain/view.ts'
import { GatewayRejected, GatewayUnknown } from '../gateways/gateway.ts'
import { type PagesUnderTest, startPagesUnderTest } from '../pages/testing/pages-under-test.ts'
import { Payer } from '../pages/testing/payer.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { createRefunder } from './refund-payment.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

describeEachEngine('refunds to the card', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open(), {
      handlers: (test, _keys, gatewaysOf) => ({
        'gateway.refund': createRefunder(test.relay, { gatewaysOf }),
      }),
    })
  })
  afterAll(() => pages.stop())
  afterEach(() => vi.restoreAllMocks())

  let number = 90_000
  const payment = (id: string): Promise<PaymentRow> => pages.get('payments', id)
  const refundsOf = async (paymentId: string) =>
    (
      await pages.test.relay.gatherIn(pages.companyId, () => [rows('payments', 'reversesId', paymentId)])
    ).list('payments', 'reversesId', paymentId)
  const atGateway = async (attemptId: string) => (await pages.gateway.retrieve(attemptId))!.refunds

  /** An invoice of 228.00 paid by card through its link. */
  async function paid(outcome: 'success' | 'refund-fails' = 'success') {
    const { linkId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path), outcome)
    await pages.deliverWebhooks()
    const view = await pages.test.relay.gatherIn(pages.companyId, () => [
      rows('applications', 'invoiceId', invoiceId),
    ])
    const paymentId = view.list('applications', 'invoiceId', invoiceId)[0]!.paymentId
    return { linkId, invoiceId, paymentId, attemptId: (await payment(paymentId)).attemptId! }
  }

  async function refund(paymentId: string, amountCents: number): Promise<void> {
    const { receivedOn } = await payment(paymentId)
    await pages.give('payment.refund', {
      paymentId,
      number: String(++number),
      refundedOn: receivedOn,
      amountCents,
      by: 'source',
      method: '',
      reference: '',
      note: '',
      releaseApplied: true,
    })
  }

  test('in part, then whole: the gateway sends it back once each, and the customer is told', async () => {
    const { paymentId, attemptId, invoiceId } = await paid()
    await refund(paymentId, 100_00)
    expect(await refundsOf(paymentId)).toMatchObject([{ refundState: 'pending', attemptId: null }])
    await pages.pass(0)
    await refund(paymentId, 128_00)
    await pages.pass(0)
    const refunds = await atGateway(attemptId)
    expect(refunds.map(({ amountCents, state }) => [amountCents, state])).toEqual([
      [100_00, 'succeeded'],
      [128_00, 'succeeded'],
    ])
    const ours = await refundsOf(paymentId)
    expect(ours.map(({ refundState, reference }) => [refundState, reference]).toSorted()).toEqual(
      refunds.map(({ id }) => ['succeeded', id]).toSorted(),
    )
    expect(await payment(paymentId)).toMatchObject({ returnedCents: 228_00, unappliedCents: 0 })
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(228_00)
    await pages.deliverWebhooks()
    await pages.pass(DAY)
    expect(await atGateway(attemptId)).toHaveLength(2)
  })

  test('one that the bank fails is open credit again, with a task, whoever reports it first', async () => {
    for (const isReported of [true, false]) {
      const { paymentId, attemptId } = await paid('refund-fails')
      await refund(paymentId, 228_00)
      await pages.pass(0)
      expect(await refundsOf(paymentId)).toMatchObject([{ refundState: 'pending' }])
      await expect(
        pages.give('payment.cancel-refund', {
          refundId: (await refundsOf(paymentId))[0]!.id,
          canceledOn: (await payment(paymentId)).receivedOn,
        }),
      ).rejects.toThrow('refund-not-open')
      if (isReported) {
        pages.test.clock.pass(DAY)
        await pages.deliverWebhooks()
      }
      await pages.pass(isReported ? 0 : DAY)
      expect(await atGateway(attemptId)).toMatchObject([{ state: 'failed' }])
      const [failed] = await refundsOf(paymentId)
      expect(failed).toMatchObject({ refundState: 'failed', voidedOn: expect.any(String) })
      expect(await payment(paymentId)).toMatchObject({ returnedCents: 0, unappliedCents: 228_00 })
      expect(await pages.openTasks('refund-failed', paymentId)).toBe(1)
      await pages.deliverWebhooks()
      await pages.pass(DAY)
      expect(await pages.openTasks('refund-failed', paymentId)).toBe(1)
      await refund(paymentId, 28_00)
      await pages.pass(0)
      expect(await pages.openTasks('refund-failed', paymentId)).toBe(1)
      expect(await payment(paymentId)).toMatchObject({ returnedCents: 28_00, unappliedCents: 200_00 })
    }
  })

  test.each([
    ['its answer is lost', { api: { loseAnswerNext: 1 } }],
    ['it answers an error after it did', { api: { failAfterNext: 1 } }],
    ['it answers an error and did nothing', { api: { failNext: 1 } }],
  ])('when %s, what became of it is looked up and it is sent back once', async (_, faults) => {
    const { paymentId, attemptId } = await paid()
    await refund(paymentId, 228_00)
    await withFaultsAtRefund(faults)
    // Where it did, its own report may come before the look.
    for (const { refundState } of await refundsOf(paymentId))
      expect(refundState).toMatch(/^(pending|succeeded)$/)
    for (let minute = 0; minute < 5; minute++) await pages.pass(MINUTE)
    expect(await atGateway(attemptId)).toMatchObject([{ amountCents: 228_00, state: 'succeeded' }])
    expect(await refundsOf(paymentId)).toMatchObject([{ refundState: 'succeeded' }])
  })

  /** Runs the refund that is due while the gateway is faulty from its refund call on. */
  async function withFaultsAtRefund(faults: object): Promise<void> {
    const { refund: really } = pages.gateway
    vi.spyOn(pages.gateway, 'refund').mockImplementationOnce(async order => {
      await pages.setFaults(faults)
      return really(order)
    })
    await pages.pass(0)
    vi.restoreAllMocks()
  }

  test('while the gateway is down it waits; an unknown end never makes a second one', async () => {
    const { paymentId, attemptId } = await paid()
    pages.network.isDown = true
    await refund(paymentId, 50_00)
    await pages.pass(0)
    await pages.pass(10 * MINUTE)
    expect(await refundsOf(paymentId)).toMatchObject([{ refundState: 'pending' }])
    pages.network.isDown = false
    const asked = vi.spyOn(pages.gateway, 'refund').mockRejectedValueOnce(new GatewayUnknown('timeout'))
    await pages.pass(10 * MINUTE)
    await pages.pass(2 * DAY)
    expect(asked.mock.calls.map(([order]) => order.idempotencyKey)).toEqual([
      `refund:${(await refundsOf(paymentId))[0]!.id}:1`,
      `refund:${(await refundsOf(paymentId))[0]!.id}:1`,
    ])
    expect(await atGateway(attemptId)).toMatchObject([{ amountCents: 50_00 }])
    expect(await refundsOf(paymentId)).toMatchObject([{ refundState: 'succeeded' }])
  })

  test.each([
    ['refuses it', () => Promise.resolve({ refused: 'disputed' as const }), 'disputed'],
    [
      'won’t have the call',
      () => Promise.reject(new GatewayRejected(400, 'no-such-charge', '')),
      'no-such-charge',
    ],
  ])('a gateway that %s fails it, with the reason', async (_, answer, reason) => {
    const { paymentId } = await paid()
    vi.spyOn(pages.gateway, 'refund').mockImplementationOnce(answer)
    await refund(paymentId, 228_00)
    await pages.pass(0)
    expect(await refundsOf(paymentId)).toMatchObject([{ refundState: 'failed' }])
    expect(await payment(paymentId)).toMatchObject({ unappliedCents: 228_00 })
    const tasks = JSON.stringify(
      await pages.test.store.read(sql => sql.all(`SELECT doc FROM entity WHERE tbl = 'tasks'`)),
    )
    expect(tasks).toContain(reason)
  })

  test('one canceled before the relay came to it is never asked for', async () => {
    const { paymentId, attemptId } = await paid()
    await refund(paymentId, 228_00)
    const [{ id: refundId, receivedOn }] = (await refundsOf(paymentId)) as [PaymentRow]
    await pages.give('payment.cancel-refund', { refundId, canceledOn: receivedOn })
    await pages.pass(DAY)
    expect(await atGateway(attemptId)).toEqual([])
    expect(await payment(paymentId)).toMatchObject({ unappliedCents: 228_00, returnedCents: 0 })
  })
})
