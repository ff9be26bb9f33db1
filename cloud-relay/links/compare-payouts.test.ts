import { afterAll, beforeAll, expect, test } from 'vitest'
import { row } from '../../shared/domain/view.ts'
import type { Gateway, Payout } from '../gateways/gateway.ts'
import { type PagesUnderTest, startPagesUnderTest } from '../pages/testing/pages-under-test.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { comparePayouts } from './compare-payouts.ts'
import { hashId } from './hash-id.ts'

const NAME = 'stripe:live:acct_1'

describeEachEngine('payouts told by several nodes', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  test('what a node read before another told it takes no payout back to an earlier state', async () => {
    const { companyId, test: under } = pages
    const at = under.clock.now()
    const report = async (state: Payout['state']) => {
      const payout = { id: 'po_1', amountCents: 80_00, currency: 'USD', state, arrivesAt: at, createdAt: at }
      const books = {
        payouts: async () => [{ ...payout, isAutomatic: false }],
        movementsOf: async () => [],
      }
      await comparePayouts(under.relay, companyId, { name: NAME, gateway: { books } as unknown as Gateway })
      const id = hashId(companyId, 'payout', NAME, 'po_1')
      const view = await under.relay.gatherIn(companyId, () => [row('payouts', id)])
      const kept = await under.store.read(sql =>
        sql.one<{ state: string }>('SELECT state FROM payout WHERE company_id = $1', [companyId]),
      )
      return [kept?.state, view.get('payouts', id)?.state]
    }
    expect(await report('in-transit')).toEqual(['in-transit', 'pending'])
    expect(await report('pending')).toEqual(['in-transit', 'pending'])
    expect(await report('paid')).toEqual(['paid', 'paid'])
    expect(await report('in-transit')).toEqual(['paid', 'paid'])
    expect(await report('failed')).toEqual(['failed', 'failed'])
    expect(await report('paid')).toEqual(['failed', 'failed'])
  })
})
