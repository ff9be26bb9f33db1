import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'
import { books } from './0014-books.ts'

describeEachEngine('the step books', database => {
  test('keeps payouts, which are told anew, and finds what belongs to an attempt', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, MIGRATIONS.indexOf(books)))
    const columns =
      'company_id payout_id gateway state amount_cents currency arrives_at created_at is_explained'.split(' ')
    await store.write(sql => sql.insert('payout', columns, [['c', 'po', 'g', 'paid', 500, 'USD', 2, 1, 1]]))
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, MIGRATIONS.indexOf(books) + 1))
    const kept = await store.read(sql => sql.all('SELECT payout_id, amount_cents, is_explained FROM payout'))
    expect(kept).toEqual([{ payout_id: 'po', amount_cents: 500, is_explained: 0 }])
    if (store.engine !== 'sqlite') return
    for (const table of ['movement', 'pay_request']) {
      const text = `EXPLAIN QUERY PLAN SELECT * FROM ${table} WHERE company_id = $1 AND attempt_id = $2`
      const [plan] = await store.read(sql => sql.all<{ detail: string }>(text, ['c', 'a']))
      expect(plan?.detail).toContain(`${table}_by_attempt`)
    }
  })
})
