import { expect, test } from 'vitest'
import { createTestClock, describeEachEngine } from '../../testing/each-engine.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from '../migrations.ts'
import { mailPace } from './0012-mail-pace.ts'

describeEachEngine('the step mail-pace', database => {
  test('keeps every try, and finds the latest ones of a company by their time', async () => {
    const store = database.open()
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, MIGRATIONS.indexOf(mailPace)))
    const columns = 'company_id mail_id nth state token_last4 began_at ended_at answer'.split(' ')
    const tries = [1, 2].map(nth => ['c', 'm', nth, 'ended', 'abcd', nth * 1000, null, ''])
    await store.write(sql => sql.insert('mail_attempt', columns, tries))
    await migrate(store, createTestClock(), MIGRATIONS.slice(0, MIGRATIONS.indexOf(mailPace) + 1))
    const text = 'SELECT began_at FROM mail_attempt WHERE company_id = $1 ORDER BY began_at DESC'
    expect(await store.read(sql => sql.all(text, ['c']))).toEqual([{ began_at: 2000 }, { began_at: 1000 }])
    if (store.engine === 'sqlite') {
      const [plan] = await store.read(sql => sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ['c']))
      expect(plan?.detail).toContain('mail_attempt_by_time')
    }
  })
})
