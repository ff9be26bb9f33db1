import { beforeAll, expect, test } from 'vitest'
import type { SqlValue, Store } from '../../ports.ts'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { core } from './0001-core.ts'

const TABLES: Record<string, string[]> = {
  command_log:
    'company_id rev tag cmd_id incarnation_id seq name version payload user_id device_id at outcome refusal decided_at'.split(
      ' ',
    ),
  company: 'company_id company_key head tag epoch durable_rev created_at'.split(' '),
  company_directory: ['company_key', 'company_id'],
  device:
    'company_id device_id name public_key refresh_hash previous_refresh_hash enrolled_at last_seen_at revoked_at'.split(
      ' ',
    ),
  device_user: ['company_id', 'device_id', 'user_id', 'bound_at'],
  enrolment_code: ['company_id', 'code_hash', 'made_by', 'expires_at', 'used_by'],
  entity: ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc'],
  entity_ref: ['company_id', 'tbl', 'ref', 'value', 'id'],
  incarnation: ['company_id', 'incarnation_id', 'device_id', 'last_seq', 'first_seen_at'],
  job: 'company_id job_key kind payload state run_at attempts lease leased_until last_error enqueued_at'.split(
    ' ',
  ),
  member: ['company_id', 'user_id', 'password_hash', 'password_set_at'],
  migration: ['version', 'name', 'applied_at'],
  number_lease:
    'company_id incarnation_id lease_id device_id series first_number last_number seen_number offers leased_at'.split(
      ' ',
    ),
  number_series: ['company_id', 'series', 'next_number'],
  quarantine: ['company_id', 'cmd_id', 'name', 'version', 'payload', 'error', 'quarantined_at'],
  uniq: ['company_id', 'claim', 'tbl', 'id'],
}

describeEachEngine('step 1', database => {
  let store: Store

  beforeAll(async () => {
    store = database.open()
    await migrate(store, createTestClock(), [core])
  })

  test('makes these tables with these columns', async () => {
    const columns = await store.read(sql =>
      sql.all<{ table_name: string; column_name: string }>(
        store.engine === 'sqlite'
          ? `SELECT t.name AS table_name, c.name AS column_name FROM pragma_table_list t
             JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%'
             ORDER BY t.name, c.cid`
          : `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
             ORDER BY table_name, ordinal_position`,
      ),
    )
    const found = Object.groupBy(columns, column => column.table_name)
    expect(
      Object.fromEntries(Object.entries(found).map(([name, own]) => [name, own?.map(c => c.column_name)])),
    ).toEqual(TABLES)
  })

  test('refuses values of the wrong kind', async () => {
    const row: SqlValue[] = ['company', 'order', 'many']
    const inserting = store.write(sql =>
      sql.insert('number_series', ['company_id', 'series', 'next_number'], [row]),
    )
    await expect(inserting).rejects.toThrow()
  })

  test('the command log only grows', async () => {
    const row: SqlValue[] = ['c', 1, 't', 'id', '', 0, 'n', 1, '{}', 'u', 'd', 0, 'accepted', '', 0]
    await store.write(sql => sql.insert('command_log', TABLES.command_log!, [row]))
    const changing = store.write(sql => sql.run(`UPDATE command_log SET outcome = 'refused'`))
    await expect(changing).rejects.toThrow('command_log is append-only')
    const deleting = store.write(sql => sql.run('DELETE FROM command_log'))
    await expect(deleting).rejects.toThrow('command_log is append-only')
    expect(await store.read(sql => sql.all('SELECT outcome FROM command_log'))).toEqual([
      { outcome: 'accepted' },
    ])
  })

  test('one revision and one command id stand for one command', async () => {
    const again = (rev: number, id: string): SqlValue[] => [
      ...['c', rev, 't', id, '', 0, 'n', 1, '{}', 'u', 'd', 0, 'accepted', '', 0],
    ]
    const insert = (row: SqlValue[]) =>
      store.write(sql => sql.insert('command_log', TABLES.command_log!, [row]))
    await expect(insert(again(1, 'other'))).rejects.toThrow()
    await expect(insert(again(2, 'id'))).rejects.toThrow()
    await expect(insert(again(2, 'other'))).resolves.toBe(1)
  })
})
