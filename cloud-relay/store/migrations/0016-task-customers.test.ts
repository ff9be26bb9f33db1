import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'

describeEachEngine('step 16', database => {
  test('lets tasks of before be found by their customer, where they have one, and no other rows', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, 15))
    const columns = ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc']
    const doc = JSON.stringify({ id: 't', customerId: 'petal' })
    await store.write(sql =>
      sql.insert('entity', columns, [
        ['c', 'tasks', 't', 1, '', 0, doc],
        ['c', 'tasks', 'nobodys', 2, '', 0, JSON.stringify({ id: 'nobodys', customerId: null })],
        ['c', 'tasks', 'gone', 3, '', 1, ''],
        ['c', 'mails', 'm', 4, '', 0, doc],
      ]),
    )
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, 16))
    expect(await store.read(sql => sql.all('SELECT tbl, ref, value, id FROM entity_ref'))).toEqual([
      { tbl: 'tasks', ref: 'customerId', value: 'petal', id: 't' },
    ])
  })
})
