import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'
import { creditHolds } from './0015-credit-holds.ts'

describeEachEngine('the step credit-holds', database => {
  test('several requests hold parts of one credit, each once', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, MIGRATIONS.indexOf(creditHolds) + 1))
    const columns = ['company_id', 'credit_id', 'request_id', 'amount_cents']
    const hold = (requestId: string, cents: number) => ['c', 'p', requestId, cents]
    await store.write(sql => sql.insert('pay_credit_hold', columns, [hold('r1', 100), hold('r2', 200)]))
    await expect(
      store.write(sql => sql.insert('pay_credit_hold', columns, [hold('r1', 300)])),
    ).rejects.toThrow()
    const kept = await store.read(sql =>
      sql.all('SELECT request_id, amount_cents FROM pay_credit_hold ORDER BY request_id'),
    )
    expect(kept).toEqual([
      { request_id: 'r1', amount_cents: 100 },
      { request_id: 'r2', amount_cents: 200 },
    ])
  })
})
