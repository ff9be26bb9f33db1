import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'

describeEachEngine('step 8', database => {
  test('a company that is older than its trail says from where on it has one', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, 7))
    const columns = ['company_id', 'company_key', 'head', 'tag', 'epoch', 'durable_rev', 'created_at']
    await store.write(sql => sql.insert('company', columns, [['c', 'key', 3, 'tag', 1, 2, 9]]))
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, 8))
    const company = await store.read(sql =>
      sql.one('SELECT head, audit_since, audit_count, audit_hash FROM company'),
    )
    expect(company).toEqual({ head: 3, audit_since: 3, audit_count: 0, audit_hash: '' })
  })

  test('entries are never changed and never go', async () => {
    const store = database.open()
    const columns = ['company_id', 'nth', 'subject', 'entry', 'hash']
    await store.write(sql => sql.insert('audit', columns, [['c', 1, 'orders:o', '{}', 'h']]))
    await expect(store.write(sql => sql.run("UPDATE audit SET hash = 'x'"))).rejects.toThrow(/append-only/)
    await expect(store.write(sql => sql.run('DELETE FROM audit'))).rejects.toThrow(/append-only/)
  })
})
