import { beforeAll, expect, test } from 'vitest'
import type { SqlValue, Store } from '../../ports.ts'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { core } from './0001-core.ts'
import { links } from './0002-links.ts'

const TABLES: Record<string, string> = {
  gateway_cursor: 'company_id cursor',
  link_renewal: 'company_id customer_id link_id renewed_at',
  link_token: 'company_id token_hash link_id mail_id last4 made_at',
  mail_attempt: 'company_id mail_id nth state token_last4 began_at ended_at answer',
  pay_attempt: 'company_id idempotency_key request_id params_hash state called_at',
  pay_change: 'company_id changes',
  pay_failure: 'company_id address effect failed_at',
  pay_guard: 'company_id link_id declines',
  pay_lease: 'company_id invoice_id request_id until_at',
  pay_nonce: 'company_id nonce used_at',
  pay_request:
    'company_id id link_id version amount_cents currency reference attempt_id state confirms visitor receipt_to action_url payment_id created_at updated_at',
  provider_effect: 'company_id object_id effect done_at',
  provider_event: 'company_id event_id type attempt_id happened_at received_at',
}

describeEachEngine('step 2', database => {
  let store: Store
  let before: string[] = []

  const columns = async () =>
    store.read(sql =>
      sql.all<{ table_name: string; column_name: string }>(
        store.engine === 'sqlite'
          ? `SELECT t.name AS table_name, c.name AS column_name FROM pragma_table_list t
             JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%'
             ORDER BY t.name, c.cid`
          : `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
             ORDER BY table_name, ordinal_position`,
      ),
    )

  beforeAll(async () => {
    store = database.open()
    await migrate(store, createTestClock(), [core])
    before = (await columns()).map(column => column.table_name)
    await migrate(store, createTestClock(), [core, links])
  })

  test('adds these tables with these columns to a store of step 1', async () => {
    const added = (await columns()).filter(column => !before.includes(column.table_name))
    const found = Object.groupBy(added, column => column.table_name)
    const names = Object.entries(found).map(([name, own]) => [name, own?.map(c => c.column_name).join(' ')])
    expect(Object.fromEntries(names)).toEqual(TABLES)
  })

  test.each([
    ['an event of the gateway', 'provider_event', ['c', 'evt_1', 'attempt.succeeded', null, 1, 1]],
    ['an effect of a charge', 'provider_effect', ['c', 'at_1', 'captured', 1]],
    ['an idempotency key', 'pay_attempt', ['c', 'confirm:r:1', 'r', 'hash', 'calling', 1]],
    ['a nonce', 'pay_nonce', ['c', 'nonce', 1]],
    ['a try to send a mail', 'mail_attempt', ['c', 'mail', 1, 'sending', '', 1, null, '']],
  ] as [string, string, SqlValue[]][])('holds %s once', async (_, table, row) => {
    const insert = () => store.write(sql => sql.insert(table, TABLES[table]!.split(' '), [row]))
    expect(await insert()).toBe(1)
    await expect(insert()).rejects.toThrow()
  })
})
