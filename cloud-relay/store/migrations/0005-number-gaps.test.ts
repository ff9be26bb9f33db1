import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { core } from './0001-core.ts'
import { links } from './0002-links.ts'
import { renewals } from './0003-renewals.ts'
import { snapshots } from './0004-snapshots.ts'
import { numberGaps } from './0005-number-gaps.ts'

describeEachEngine('step 5', database => {
  test('keeps a register of skipped numbers beside the series of before', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), [core, links, renewals, snapshots])
    await store.write(sql =>
      sql.insert('number_series', ['company_id', 'series', 'next_number'], [['c', 'order', 7]]),
    )
    await migrate(store, createTestClock(), [core, links, renewals, snapshots, numberGaps])
    const gap = {
      company_id: 'c',
      series: 'order',
      first_number: 3,
      last_number: 5,
      reason: 'restore',
      at: 1,
    }
    await store.write(sql => sql.insert('number_gap', Object.keys(gap), [Object.values(gap)]))
    expect(await store.read(sql => sql.all('SELECT * FROM number_gap'))).toEqual([gap])
    expect(await store.read(sql => sql.all('SELECT next_number FROM number_series'))).toEqual([
      { next_number: 7 },
    ])
  })
})
