import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'
import { savedMethods } from './0013-saved-methods.ts'

describeEachEngine('the step saved-methods', database => {
  test('a method is kept once per id, and is not removed from the start', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, MIGRATIONS.indexOf(savedMethods) + 1))
    const columns =
      'company_id id customer_id gateway holder_id method_id kind brand last4 browser agreed_by agreed_at words ip user_agent saved_at'
    const row = [
      'c',
      'm',
      'cust',
      'sandbox',
      'h',
      'pm',
      'card',
      'visa',
      '4242',
      'b',
      'a',
      1,
      'w',
      'i',
      'u',
      2,
    ]
    const insert = () => store.write(sql => sql.insert('saved_method', columns.split(' '), [row]))
    await insert()
    await expect(insert()).rejects.toThrow()
    expect(
      await store.read(sql => sql.all('SELECT expires, removed_at, removed_by FROM saved_method')),
    ).toEqual([{ expires: '', removed_at: 0, removed_by: '' }])
  })
})
