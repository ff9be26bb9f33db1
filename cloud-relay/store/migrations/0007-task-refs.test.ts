import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'

describeEachEngine('step 7', database => {
  test('lets tasks of before be found by what they are about, and no other rows', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, 6))
    const columns = ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc']
    const doc = JSON.stringify({ id: 't', subject: 'payments:p' })
    await store.write(sql =>
      sql.insert('entity', columns, [
        ['c', 'tasks', 't', 1, '', 0, doc],
        ['c', 'tasks', 'gone', 2, '', 1, ''],
        ['c', 'users', 'u', 3, '', 0, doc],
      ]),
    )
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, 7))
    expect(await store.read(sql => sql.all('SELECT tbl, ref, value, id FROM entity_ref'))).toEqual([
      { tbl: 'tasks', ref: 'subject', value: 'payments:p', id: 't' },
    ])
  })
})
