import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'
import { robot } from './0011-robot.ts'

describeEachEngine('the step robot', database => {
  test('gives each company its first look, and takes rows that are no JSON', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, MIGRATIONS.indexOf(robot)))
    const company = ['company_id', 'company_key', 'head', 'tag', 'epoch', 'durable_rev', 'created_at']
    const columns = ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc']
    const invoice = JSON.stringify({ dueOn: '2026-12-01', openCents: 1 })
    await store.write(async sql => {
      await sql.insert('company', company, [['c', 'key', 0, '', 1, 0, 0]])
      await sql.insert('entity', columns, [
        ['c', 'invoices', 'i', 1, '', 0, invoice],
        ['c', 'invoices', 'gone', 2, '', 1, ''],
        ['c', 'users', 'u', 3, '', 0, '{}'],
      ])
    })
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, MIGRATIONS.indexOf(robot) + 1))
    await store.write(sql => sql.insert('entity', columns, [['c', 'invoices', 'later', 4, '', 1, '']]))
    expect(await store.read(sql => sql.all('SELECT company_id, job_key, kind, state FROM job'))).toEqual([
      { company_id: 'c', job_key: 'robot:first', kind: 'robot.look', state: 'queued' },
    ])
  })
})
