import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { core } from './0001-core.ts'
import { links } from './0002-links.ts'
import { renewals } from './0003-renewals.ts'

describeEachEngine('step 3', database => {
  test('keeps the devices of before, none of them renewed under numbers', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), [core, links])
    const columns = 'company_id device_id name public_key refresh_hash previous_refresh_hash enrolled_at'
    const device = ['c', 'd', 'Till', 'key', 'hash', 'previous', 1]
    await store.write(sql => sql.insert('device', columns.split(' '), [device]))
    await migrate(store, createTestClock(), [core, links, renewals])
    expect(await store.read(sql => sql.all('SELECT * FROM device'))).toEqual([
      {
        company_id: 'c',
        device_id: 'd',
        name: 'Till',
        public_key: 'key',
        refresh_hash: 'hash',
        previous_refresh_hash: 'previous',
        enrolled_at: 1,
        last_seen_at: null,
        revoked_at: null,
        renewal: 0,
      },
    ])
  })
})
