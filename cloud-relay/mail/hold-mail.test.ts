import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PagesUnderTest, startPagesUnderTest } from '../pages/testing/pages-under-test.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { createMailHolder } from './hold-mail.ts'

const HOUR = 3_600_000

describeEachEngine('without a mail server', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open(), {
      handlers: test => ({ 'mail.send': createMailHolder(test.relay) }),
    })
  })
  afterAll(() => pages.stop())

  const told = async (mailId: string) => {
    const commands = await pages.test.store.read(sql =>
      sql.all<{ payload: string }>(`SELECT payload FROM command_log WHERE name = 'mail.record'`),
    )
    return commands.filter(each => each.payload.includes(mailId)).length
  }

  test('a mail waits, its staff is told why once, and it is looked at every hour', async () => {
    const { mailId } = await pages.email(await pages.invoice(await pages.customer()))
    for (let hour = 0; hour < 3; hour++) await pages.pass(HOUR)
    expect(await pages.get('mails', mailId)).toMatchObject({
      state: 'waiting',
      attempts: 0,
      lastError: 'no mail server is set up at the relay',
      sentAt: null,
    })
    expect(await told(mailId)).toBe(1)
    const job = await pages.test.store.read(sql =>
      sql.one('SELECT state, attempts, run_at FROM job WHERE job_key = $1', [`mail:${mailId}`]),
    )
    expect(job).toEqual({ state: 'queued', attempts: 3, run_at: pages.test.clock.now() + HOUR })
    expect(await pages.openTasks('mail-undelivered', mailId)).toBe(0)
  })
})
