import { expect, test } from 'vitest'
import type { SqlValue } from '../../ports.ts'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'

describeEachEngine('step 4', database => {
  test('adds a place for snapshots and their chunks, each chunk once', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, 3))
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, 4))
    const snapshot = 'company_id snapshot_id rev tag epoch row_count made_at'.split(' ')
    const chunk =
      'company_id snapshot_id chunk row_count byte_count is_last end_tbl end_id checksum body'.split(' ')
    await store.write(sql => sql.insert('snapshot', snapshot, [['c', 's', 7, 'tag', 1, 12, 1]]))
    const row: SqlValue[] = ['c', 's', 0, 12, 900, 1, 'users', 'u', 'sum', 'body']
    const insert = () => store.write(sql => sql.insert('snapshot_chunk', chunk, [row]))
    expect(await insert()).toBe(1)
    await expect(insert()).rejects.toThrow()
    const stored = await store.read(sql => sql.all<Record<string, SqlValue>>('SELECT * FROM snapshot_chunk'))
    expect(stored).toEqual([Object.fromEntries(chunk.map((name, at) => [name, row[at]]))])
  })
})
