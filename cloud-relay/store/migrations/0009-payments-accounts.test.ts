import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'

describeEachEngine('step 9', database => {
  test('keeps how far the sandbox was compared, and whose attempts there were', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, 8))
    await store.write(async sql => {
      await sql.insert('gateway_cursor', ['company_id', 'cursor'], [['c', '17']])
      await sql.run(
        `INSERT INTO pay_request (company_id, id, link_id, version, amount_cents, currency, reference, state, confirms,
           visitor, created_at, updated_at) VALUES ('c', 'r', 'l', 'v', 100, 'USD', 'l:r', 'open', 0, 'me', 1, 1)`,
      )
    })
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, 9))
    expect(await store.read(sql => sql.all('SELECT * FROM gateway_position'))).toEqual([
      { company_id: 'c', gateway: 'sandbox', cursor: '17', books_until: 0 },
    ])
    expect(await store.read(sql => sql.all('SELECT id, gateway FROM pay_request'))).toEqual([
      { id: 'r', gateway: 'sandbox' },
    ])
    for (const table of ['payments_account', 'payout', 'movement'])
      expect(await store.read(sql => sql.all(`SELECT * FROM ${table}`))).toEqual([])
  })
})
