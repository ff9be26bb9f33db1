import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../../shared/domain/view.ts'
import { hashId } from '../links/hash-id.ts'
import { createRefunder } from '../links/refund-payment.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { Payer } from './testing/payer.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What goes wrong from the moment a payment is there; a stall is cut off by our own limit, which here is short. */
const FAULTS = {
  'answers lost after the work': { api: { loseAnswerNext: 2 } },
  '5xx before and after the work': { api: { failNext: 1, failAfterNext: 1 } },
  'a stall of 80 s': { api: { stallMs: 80_000 } },
  'webhooks doubled': { webhooks: { duplicateNext: 10 } },
  'webhooks out of order': { webhooks: { reorderNext: 10 } },
  'webhooks late': { webhooks: { delayMs: 10 * MINUTE } },
  'webhooks missing': { webhooks: { dropNext: 10 } },
} as const

/** How each ends, whatever goes wrong. */
const LIVES = {
  'dispute-lost': { disputeState: 'lost', openCents: 228_00, taken: [['chargeback', -228_00]] },
  'dispute-won': { disputeState: 'won', openCents: 0, taken: [] },
  // Where nobody told that it was lost before it was won, there is no chargeback to withdraw.
  'dispute-reinstated': { disputeState: 'won', openCents: 0, taken: [] },
  'ach-returned': { disputeState: 'lost', openCents: 228_00, taken: [['nsf', -228_00]] },
  'refund-fails': { disputeState: '', openCents: 228_00, taken: [['refund', -228_00]] },
} as const

const CASES = Object.keys(LIVES).flatMap(life => Object.keys(FAULTS).map(fault => [life, fault] as const))

describeEachEngine('money that goes back, under faults', database => {
  let pages: PagesUnderTest
  let number = 91_000
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open(), {
      methods: ['card', 'ach'],
      handlers: (test, _keys, gatewaysOf) => ({
        'gateway.refund': createRefunder(test.relay, { gatewaysOf }),
      }),
    })
  })
  afterAll(() => pages.stop())

  test.each(CASES)('%s, with %s, ends as it should, once and to the cent', async (life, fault) => {
    const { linkId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path), life as keyof typeof LIVES)
    pages.test.clock.pass(life === 'ach-returned' ? MINUTE : 0)
    await pages.deliverWebhooks()
    const attempt = (await pages.gateway.findByReference((await requestOf(linkId)).reference))!
    const paymentId = hashId(pages.companyId, 'payment', attempt.id)
    const { receivedOn } = await pages.get('payments', paymentId)
    await pages.setFaults(FAULTS[fault as keyof typeof FAULTS])
    pages.network.deadlineMs = fault === 'a stall of 80 s' ? 50 : 5_000
    if (life === 'refund-fails')
      await pages.give('payment.refund', {
        paymentId,
        number: String(++number),
        refundedOn: receivedOn,
        amountCents: 228_00,
        by: 'source',
        method: '',
        reference: '',
        note: '',
        releaseApplied: true,
      })
    for (let minute = 0; minute < 4; minute++) {
      await pages.pass(MINUTE)
      await pages.deliverWebhooks()
    }
    await pages.setFaults({})
    pages.network.deadlineMs = 5_000
    for (let night = 0; night < 3; night++) {
      await pages.pass(DAY)
      await pages.deliverWebhooks()
    }
    const { disputeState, openCents, taken } = LIVES[life as keyof typeof LIVES]
    const view = await pages.test.relay.gatherIn(pages.companyId, () => [
      rows('payments', 'reversesId', paymentId),
    ])
    const back = view.list('payments', 'reversesId', paymentId)
    const standing = back.filter(({ status }) => status === 'posted')
    expect(standing.map(each => [each.kind, each.totalCents])).toEqual(taken)
    expect(back.length - standing.length).toBeLessThanOrEqual(life === 'dispute-reinstated' ? 1 : 0)
    expect((await pages.get('payments', paymentId)).disputeState).toBe(disputeState)
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(openCents)
    expect((await pages.paymentsOf(linkId)).count).toBe(1)
    if (life === 'refund-fails') {
      expect(back).toMatchObject([{ refundState: 'failed' }])
      expect(await pages.get('payments', paymentId)).toMatchObject({
        returnedCents: 0,
        unappliedCents: 228_00,
      })
    }
    const told = (await pages.all('tasks')).filter(({ kind }) => kind === 'gateway-difference')
    expect(told.map(({ params }) => params)).toEqual([])
  })

  const requestOf = async (linkId: string) =>
    (await pages.test.store.read(sql =>
      sql.one<{ reference: string }>(
        'SELECT reference FROM pay_request WHERE company_id = $1 AND link_id = $2',
        [pages.companyId, linkId],
      ),
    ))!
})
