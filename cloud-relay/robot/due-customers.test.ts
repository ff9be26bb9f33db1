import { beforeAll, expect, test } from 'vitest'
import type { Store } from '../ports.ts'
import { migrate } from '../store/migrate.ts'
import { createTestClock, describeEachEngine } from '../testing/each-engine.ts'
import { DUE_SQL, dueCustomers } from './due-customers.ts'

describeEachEngine('customers to remind', database => {
  let store: Store
  beforeAll(async () => {
    store = database.open()
    await migrate(store, createTestClock())
    const columns = ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc']
    const invoice = (id: string, customerId: string, dueOn: string, openCents = 1, companyId = 'c') => [
      companyId,
      'invoices',
      id,
      1,
      '',
      0,
      JSON.stringify({ id, customerId, dueOn, openCents }),
    ]
    await store.write(sql =>
      sql.insert('entity', columns, [
        invoice('i1', 'today', '2026-11-25'),
        invoice('i2', 'today', '2026-11-18'),
        invoice('i3', 'week', '2026-11-18'),
        invoice('i4', 'soon', '2026-11-28'),
        invoice('i5', 'paid', '2026-11-25', 0),
        invoice('i6', 'between', '2026-11-20'),
        invoice('i7', 'elsewhere', '2026-11-25', 1, 'other'),
        ['c', 'invoices', 'i8', 2, '', 1, ''],
        [
          'c',
          'credits',
          'i9',
          2,
          '',
          0,
          JSON.stringify({ customerId: 'credit', dueOn: '2026-11-25', openCents: 1 }),
        ],
      ]),
    )
  })

  const due = (since: string, on: string) =>
    store.read(sql => dueCustomers({ sql, companyId: 'c' }, store.engine, [-3, 0, 7, 7], since, on))

  test('are those whose open invoices come to a reminder day, each once', async () => {
    expect(await due('2026-11-24', '2026-11-25')).toEqual(['soon', 'today', 'week'])
    expect(await due('2026-11-25', '2026-11-26')).toEqual([])
    expect(await due('2026-11-24', '2026-11-27')).toEqual(['between', 'soon', 'today', 'week'])
  })

  test('are found by the index of open invoices, not by reading all rows', async () => {
    const plan = await store.write(async sql => {
      if (store.engine === 'postgres') {
        // A handful of rows is read faster without an index.
        await sql.run('SET LOCAL enable_seqscan = off')
        await sql.run('SET LOCAL enable_bitmapscan = off')
      }
      const explain = store.engine === 'postgres' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'
      return sql.all(`${explain} ${DUE_SQL[store.engine]}`, ['c', '2026-11-24', '2026-11-25'])
    })
    expect(JSON.stringify(plan)).toContain('open_invoice_by_due')
  })
})
