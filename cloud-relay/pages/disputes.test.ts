import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../../shared/domain/view.ts'
import { hashId } from '../links/hash-id.ts'
import { createRefunder } from '../links/refund-payment.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { Payer } from './testing/payer.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const DAYS_EVIDENCE = 7

describeEachEngine('disputes and payouts, from the gateway to the books', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open(), {
      methods: ['card', 'ach'],
      handlers: (test, _keys, gatewaysOf) => ({
        'gateway.refund': createRefunder(test.relay, { gatewaysOf }),
      }),
    })
  })
  afterAll(() => pages.stop())

  /** An invoice of 228.00 paid through its link, and the payment that was posted. */
  async function paid(outcome: Parameters<PagesUnderTest['methodToken']>[0]) {
    const { linkId, invoiceId, customerId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path), outcome)
    await pages.deliverWebhooks()
    const attempts = (await pages.gateway.listSince(null)).attempts
    const attempt = attempts.find(each => each.reference.startsWith(linkId))!
    return {
      linkId,
      invoiceId,
      customerId,
      attemptId: attempt.id,
      paymentId: hashId(pages.companyId, 'payment', attempt.id),
    }
  }
  /** Lets the bank do its next step, and its reports arrive. */
  async function later(ms = MINUTE) {
    pages.test.clock.pass(ms)
    await pages.deliverWebhooks()
  }
  const payment = (id: string) => pages.get('payments', id)
  const openCents = async (id: string) => (await pages.get('invoices', id)).openCents
  const takenOf = async (paymentId: string) =>
    (
      await pages.test.relay.gatherIn(pages.companyId, () => [rows('payments', 'reversesId', paymentId)])
    ).list('payments', 'reversesId', paymentId)
  const differences = async () =>
    (await pages.all('tasks')).filter(each => each.kind === 'gateway-difference')
  const nights = async (count: number) => {
    for (let night = 0; night < count; night++) await pages.pass(DAY)
  }

  test('an inquiry moves no money and ends quietly', async () => {
    const sale = await paid('inquiry')
    await later()
    expect(await payment(sale.paymentId)).toMatchObject({ disputeState: 'inquiry', returnedCents: 0 })
    expect(await pages.openTasks('payment-disputed', sale.paymentId)).toBe(1)
    await later()
    expect(await payment(sale.paymentId)).toMatchObject({ disputeState: 'won', returnedCents: 0 })
    expect(await pages.openTasks('payment-disputed', sale.paymentId)).toBe(0)
    expect(await openCents(sale.invoiceId)).toBe(0)
  })

  test('open, then lost: charged back once with its fee, under webhooks doubled, late and out of order', async () => {
    const sale = await paid('dispute-lost')
    await pages.setFaults({ webhooks: { duplicateNext: 1, reorderNext: 1, delayMs: 2_000 } })
    await later()
    await later(10_000)
    expect(await payment(sale.paymentId)).toMatchObject({ disputeState: 'open', returnedCents: 0 })
    expect(await openCents(sale.invoiceId)).toBe(0)
    const [dispute] = (await pages.gateway.retrieve(sale.attemptId))!.disputes
    expect(dispute!.dueAt! - dispute!.openedAt).toBe(DAYS_EVIDENCE * DAY)
    await pages.setFaults({ webhooks: { duplicateNext: 2, reorderNext: 1 } })
    await later()
    await later(10_000)
    await pages.setFaults({})
    expect(await takenOf(sale.paymentId)).toMatchObject([
      { kind: 'chargeback', totalCents: -228_00, feeCents: 15_00, source: 'link' },
    ])
    expect(await payment(sale.paymentId)).toMatchObject({ disputeState: 'lost', returnedCents: 228_00 })
    expect(await openCents(sale.invoiceId)).toBe(228_00)
    expect(await pages.openTasks('payment-taken-back', sale.paymentId)).toBe(1)
  })

  test('one whose reports never came is found in the night, and posted once', async () => {
    const sale = await paid('dispute-lost')
    await pages.setFaults({ webhooks: { dropNext: 100 } })
    await later()
    await later()
    expect((await payment(sale.paymentId)).disputeState).toBe('')
    await nights(2)
    await pages.setFaults({})
    expect(await takenOf(sale.paymentId)).toMatchObject([{ kind: 'chargeback', totalCents: -228_00 }])
    expect(await openCents(sale.invoiceId)).toBe(228_00)
    expect(await differences()).toEqual([])
  })

  test('won: cleared, the money is there, and nothing was posted', async () => {
    const sale = await paid('dispute-won')
    await later()
    await later()
    expect(await payment(sale.paymentId)).toMatchObject({ disputeState: 'won', returnedCents: 0 })
    expect(await takenOf(sale.paymentId)).toEqual([])
    expect(await openCents(sale.invoiceId)).toBe(0)
    await nights(3)
    expect(await differences()).toEqual([])
  })

  test('lost, then won on appeal: the chargeback is withdrawn and the invoice is paid again', async () => {
    const sale = await paid('dispute-reinstated')
    await later()
    await later()
    expect(await openCents(sale.invoiceId)).toBe(228_00)
    await later()
    expect(await payment(sale.paymentId)).toMatchObject({
      disputeState: 'won',
      returnedCents: 0,
      unappliedCents: 0,
    })
    expect(await takenOf(sale.paymentId)).toMatchObject([{ kind: 'chargeback', status: 'void' }])
    expect(await openCents(sale.invoiceId)).toBe(0)
    expect(await pages.openTasks('payment-taken-back', sale.paymentId)).toBe(0)
    await nights(3)
    expect(await differences()).toEqual([])
  })

  test('registered by hand before it was lost: that one chargeback stands', async () => {
    const sale = await paid('dispute-lost')
    await later()
    await pages.give('payment.mark-chargeback', {
      paymentId: sale.paymentId,
      number: '88001',
      markedOn: (await payment(sale.paymentId)).receivedOn,
      note: '',
    })
    await later()
    expect(await takenOf(sale.paymentId)).toMatchObject([{ number: '88001', feeCents: 15_00 }])
    await nights(2)
    expect(await differences()).toEqual([])
  })

  test('a bank debit that comes back after it cleared is an NSF once, and its invoice is open again', async () => {
    const { invoiceId, linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path), 'ach-returned')
    await later()
    expect(await openCents(invoiceId)).toBe(0)
    await pages.setFaults({ webhooks: { duplicateNext: 1 } })
    await later()
    await pages.setFaults({})
    const { attempts } = await pages.gateway.listSince(null)
    const attempt = attempts.find(each => each.reference.startsWith(linkId))!
    const paymentId = hashId(pages.companyId, 'payment', attempt.id)
    expect(await takenOf(paymentId)).toMatchObject([{ kind: 'nsf', totalCents: -228_00 }])
    expect(await openCents(invoiceId)).toBe(228_00)
    await nights(2)
    expect(await differences()).toEqual([])
  })

  test('payment, refund and dispute become one payout whose entries add up to the deposit', async () => {
    // What disputes left owing is earned first, and all of it paid out.
    for (let sold = 0; sold < 4; sold++) await paid('success')
    await nights(1)
    const before = new Set((await pages.all('payouts')).map(each => each.id))
    const [sale, returned] = [await paid('success'), await paid('success')]
    await pages.give('payment.refund', {
      paymentId: returned.paymentId,
      number: '88002',
      refundedOn: (await payment(returned.paymentId)).receivedOn,
      amountCents: 28_00,
      by: 'source',
      method: '',
      reference: '',
      note: '',
      releaseApplied: true,
    })
    const disputed = await paid('dispute')
    await pages.pass(0)
    await later()
    // The report of the payout is enough: nobody waits for the night.
    await later(10 * MINUTE)
    await pages.pass(0)
    const payouts = (await pages.all('payouts')).filter(each => !before.has(each.id))
    expect(payouts).toMatchObject([{ gateway: 'sandbox', state: 'paid', isReconciled: true, entryCount: 5 }])
    const entries = (await pages.all('payout_entries')).filter(each => each.payoutId === payouts[0]!.id)
    const [refund] = await takenOf(returned.paymentId)
    expect(entries.toSorted((a, b) => a.netCents - b.netCents)).toMatchObject([
      { kind: 'dispute', paymentId: disputed.paymentId, grossCents: -228_00, feeCents: 15_00 },
      { kind: 'refund', paymentId: refund!.id, grossCents: -28_00, feeCents: 0 },
      { kind: 'payment', netCents: 228_00 - 691 },
      { kind: 'payment', netCents: 228_00 - 691 },
      { kind: 'payment', netCents: 228_00 - 691 },
    ])
    expect(entries.map(each => each.paymentId)).toContain(sale.paymentId)
    expect(entries.reduce((sum, each) => sum + each.netCents, 0)).toBe(payouts[0]!.amountCents)
    expect(payouts[0]!.amountCents).toBe(3 * (228_00 - 691) - 28_00 - 228_00 - 15_00)
    await nights(2)
    expect((await pages.all('payouts')).filter(each => !before.has(each.id))).toHaveLength(1)
    expect((await pages.all('tasks')).filter(each => each.kind.startsWith('payout'))).toEqual([])
    expect(await differences()).toEqual([])
  })
})
