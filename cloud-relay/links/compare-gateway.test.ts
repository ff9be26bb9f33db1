import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GatewayRejected } from '../gateways/gateway.ts'
import { type PagesUnderTest, startPagesUnderTest } from '../pages/testing/pages-under-test.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { createPayments } from './payments.ts'

describeEachEngine('the comparison of a night', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  const revoked = () => new GatewayRejected(401, 'api_key_expired', 'the key was revoked')
  const comparisons = async () =>
    (
      await pages.test.store.read(sql =>
        sql.all<{ job_key: string }>(
          `SELECT job_key FROM job WHERE company_id = $1 AND job_key LIKE 'compare:%' AND state = 'queued'`,
          [pages.companyId],
        ),
      )
    ).length

  test('a revoked old key ends in one comparison of today’s account and the next night, not in a repeated one', async () => {
    const listSince = vi.fn(pages.gateway.listSince)
    const active = { name: 'sandbox', gateway: { ...pages.gateway, listSince } }
    const old = {
      name: 'stripe:acct_old',
      gateway: { ...pages.gateway, listSince: vi.fn(() => Promise.reject(revoked())) },
    }
    const onAccountChange = vi.fn(() => Promise.reject(revoked()))
    const payments = createPayments(pages.test.relay, {
      gatewaysOf: async () => ({ active, all: [old, active] }),
      onAccountChange,
      secret: new Uint8Array(32).fill(1),
    })
    // A comparison that throws is what the job repeats.
    await expect(payments.compare(pages.companyId)).resolves.toBeUndefined()
    expect(old.gateway.listSince).toHaveBeenCalledTimes(1)
    expect(listSince).toHaveBeenCalledTimes(1)
    expect(onAccountChange).toHaveBeenCalledTimes(1)
    expect(await comparisons()).toBe(1)
  })

  test('today’s own key that was revoked is told to who watches the account, and the comparison is tried again', async () => {
    const gateway = { ...pages.gateway, listSince: () => Promise.reject(revoked()) }
    const active = { name: 'sandbox', gateway }
    const onAccountChange = vi.fn(async () => undefined)
    const payments = createPayments(pages.test.relay, {
      gatewaysOf: async () => ({ active, all: [active] }),
      onAccountChange,
      secret: new Uint8Array(32).fill(1),
    })
    await expect(payments.compare(pages.companyId)).rejects.toBeInstanceOf(GatewayRejected)
    expect(onAccountChange).toHaveBeenCalledTimes(1)
  })
})
