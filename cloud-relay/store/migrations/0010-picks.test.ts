import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'
import { picks } from './0010-picks.ts'

describeEachEngine('the step that lets payers pick', database => {
  test('a payment that was under way before is for all of its link’s invoices', async () => {
    const store = database.open()
    const before = MIGRATIONS.indexOf(picks)
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, before))
    const request = { company_id: 'c', id: 'r', link_id: 'l', version: 'v', amount_cents: 5, currency: 'USD' }
    const rest = { reference: 'l:r', state: 'open', confirms: 0, visitor: 'x', created_at: 1, updated_at: 1 }
    const row = { ...request, ...rest }
    await store.write(sql => sql.insert('pay_request', Object.keys(row), [Object.values(row)]))
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, before + 1))
    expect(await store.read(sql => sql.one('SELECT picks FROM pay_request'))).toEqual({ picks: '' })
  })
})
