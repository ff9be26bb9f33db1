import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { core } from './0001-core.ts'
import { links } from './0002-links.ts'
import { renewals } from './0003-renewals.ts'
import { snapshots } from './0004-snapshots.ts'
import { numberGaps } from './0005-number-gaps.ts'
import { restores } from './0006-restores.ts'

describeEachEngine('step 6', database => {
  test('keeps the companies of before, none of them moved or restored', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), [core, links, renewals, snapshots, numberGaps])
    const columns = ['company_id', 'company_key', 'head', 'tag', 'epoch', 'durable_rev', 'created_at']
    await store.write(sql => sql.insert('company', columns, [['c', 'key', 3, 'tag', 1, 2, 9]]))
    await migrate(store, createTestClock(), [core, links, renewals, snapshots, numberGaps, restores])
    expect(await store.read(sql => sql.all('SELECT * FROM company'))).toEqual([
      {
        company_id: 'c',
        company_key: 'key',
        head: 3,
        tag: 'tag',
        epoch: 1,
        durable_rev: 2,
        created_at: 9,
        moved_to: '',
      },
    ])
    expect(await store.read(sql => sql.all('SELECT * FROM restoration'))).toEqual([])
  })
})
