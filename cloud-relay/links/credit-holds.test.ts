import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerChallenge } from '../pages/testing/at-the-gateway.ts'
import { type PagesUnderTest, startPagesUnderTest } from '../pages/testing/pages-under-test.ts'
import { Payer } from '../pages/testing/payer.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { orderPayload, paymentPayload } from '../testing/payloads.ts'

const MINUTE = 60_000

describeEachEngine('an open credit that two links take off', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  /** A statement over an invoice of 228.00 of its own: of what is issued by its day and not yet emailed. */
  async function statement(customerId: string, issuedOn: string, statementOn: string) {
    const order = orderPayload(pages.device, customerId, pages.device.id().slice(-12))
    await pages.give('order.create', order)
    await pages.give('order.confirm', { orderId: order.orderId, issuedOn, expectedTotalCents: 228_00 })
    const invoiceId = (await pages.get('orders', order.orderId)).invoiceId!
    const [linkId, mailId] = [pages.device.id(), pages.device.id()]
    await pages.give('statement.email', {
      customerId,
      statementKind: 'unpaid',
      statementOn,
      recipients: [{ mailId, address: 'ines@petalandstem.example' }],
      subject: 'Your statement',
      message: '',
      linkId,
    })
    return { invoiceId, linkId, path: await pages.linkPath(linkId, mailId) }
  }

  /** Two payers, each at a statement over another invoice of a customer with an open credit, and their pages. */
  async function twoAtOnce(creditCents: number) {
    const customerId = await pages.customer()
    const number = pages.device.id().slice(-12)
    const credit = paymentPayload(pages.device, customerId, number, { totalCents: creditCents })
    await pages.give('payment.receive', credit)
    const made = [
      await statement(customerId, '2026-12-05', '2026-12-10'),
      await statement(customerId, '2026-11-23', '2026-11-30'),
    ] as const
    const payers = [new Payer(pages), new Payer(pages, '203.0.113.8')] as const
    const seen = [await payers[0].open(made[0].path), await payers[1].open(made[1].path)] as const
    const books = async () => ({
      open: [
        (await pages.get('invoices', made[0].invoiceId)).openCents,
        (await pages.get('invoices', made[1].invoiceId)).openCents,
      ],
      creditLeft: (await pages.get('payments', credit.paymentId)).unappliedCents,
    })
    const stateOf = async (linkId: string) => (await pages.get('payment_links', linkId)).state
    return { made, payers, seen, books, stateOf }
  }

  test('who presses second is told the new total, is charged it, and nothing stays open', async () => {
    const { made, payers, seen, books, stateOf } = await twoAtOnce(100_00)
    expect(seen.map(page => /Pay \$[\d.]+/.exec(page.text)?.[0])).toEqual(['Pay $128.00', 'Pay $128.00'])
    const first = await payers[0].pay(seen[0], 'challenge')
    const second = await payers[1].pay(seen[1])
    expect(second.status).toBe(409)
    expect(second.text).toContain('The total changed from $128.00 to $228.00')
    expect(second.text).toContain('Nothing was charged')
    expect((await payers[1].pay(second)).status).toBe(303)
    expect(await books()).toEqual({ open: [228_00, 0], creditLeft: 100_00 })
    await answerChallenge(first.location!, true)
    await pages.deliverWebhooks()
    expect(await books()).toEqual({ open: [0, 0], creditLeft: 0 })
    expect(await Promise.all(made.map(each => stateOf(each.linkId)))).toEqual(['paid', 'paid'])
  })

  test('who pays in part meanwhile does not use up what the other holds', async () => {
    await pages.setCompany({ partialPayments: true, partialMinimumCents: 50_00 })
    const { payers, seen, books } = await twoAtOnce(100_00)
    const first = await payers[0].pay(seen[0], 'challenge')
    const page = await payers[1].get(payers[1].at)
    await payers[1].pay(page, 'success', { amount: '150.00', shown: '15000' })
    expect(await books()).toEqual({ open: [228_00, 78_00], creditLeft: 100_00 })
    await answerChallenge(first.location!, true)
    await pages.deliverWebhooks()
    expect(await books()).toEqual({ open: [0, 78_00], creditLeft: 0 })
    await pages.setCompany({ partialPayments: false })
  })

  test('a declined card gives the credit back at once, a payer who stays away after their time', async () => {
    const { payers, seen, books } = await twoAtOnce(100_00)
    await payers[0].pay(seen[0], 'declined')
    expect((await payers[1].get(payers[1].at)).text).toContain('Pay $128.00')
    await payers[0].pay(await payers[0].get(payers[0].at), 'challenge')
    expect((await payers[1].get(payers[1].at)).text).toContain('Pay $228.00')
    await pages.pass(45 * MINUTE)
    const page = await payers[1].get(payers[1].at)
    expect(page.text).toContain('Pay $128.00')
    await payers[1].pay(page)
    expect(await books()).toEqual({ open: [228_00, 0], creditLeft: 0 })
  })
})
