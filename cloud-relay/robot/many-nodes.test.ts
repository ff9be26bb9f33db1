import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JobWorker } from '../jobs/job-worker.ts'
import { createRelay } from '../ledger/create-relay.ts'
import { type MailUnderTest, startMailUnderTest } from '../mail/testing/mail-under-test.ts'
import { realTimers } from '../real-timers.ts'
import { describePostgres, testRandom } from '../testing/each-engine.ts'
import { createRobot } from './look.ts'
import { setUp } from './testing/days.ts'

const CUSTOMERS = 12
const HOUR = 3_600_000

describePostgres('what three relay nodes send by themselves', database => {
  let under: MailUnderTest
  let nodes: JobWorker[]
  beforeAll(async () => {
    under = await startMailUnderTest(database.open())
    nodes = [under.pages.worker, under.node(database.open()), under.node(database.open())]
    await setUp(under, { remindersEnabled: true, automaticInvoiceHour: 9 })
    await runAll()
  })
  afterAll(async () => {
    for (const node of nodes.slice(1)) await node.stop(1000)
    await under.stop()
  })

  /** Every node looks for jobs at the same time, until none finds any. */
  async function runAll(): Promise<void> {
    for (;;) {
      const begun = await Promise.all(nodes.map(node => node.runDue()))
      if (begun.every(count => count === 0)) return
    }
  }

  const recipients = () => under.inbox.messages.map(({ to }) => to.join()).toSorted()

  test('goes to each customer once: the day’s invoices, and the reminders', async () => {
    const expected: string[] = []
    for (let n = 0; n < CUSTOMERS; n++) {
      const address = `c${String(n).padStart(2, '0')}@petal.example`
      expected.push(address)
      const customerId = await under.pages.customer({
        invoiceEmails: [address],
        automaticInvoices: n % 2 === 0 ? 'daily' : 'on-confirm',
      })
      await under.pages.invoice(customerId)
    }
    // From four in the morning to eleven: what waits for seven o'clock or nine has had its time.
    for (let hour = 0; hour < 7; hour++) {
      under.pages.test.clock.pass(HOUR)
      await runAll()
    }
    expect(recipients()).toEqual(expected)
    under.inbox.messages.length = 0
    under.pages.test.clock.pass(Date.UTC(2026, 11, 23, 15) - under.pages.test.clock.now())
    await runAll()
    expect(recipients()).toEqual(expected)
  })

  test('two looks at once, as after a lease that ended, find one run’s reminders and one next look', async () => {
    const { clock } = under.pages.test
    const { log } = under.pages.test.relay
    const relays = [database.open(), database.open()].map(store =>
      createRelay({ store, clock, log, random: testRandom, timers: realTimers }),
    )
    clock.pass(7 * 24 * HOUR)
    const { companyId } = under.pages
    const job = {
      companyId,
      key: 'robot:x',
      payload: {},
      attempts: 0,
      enqueuedAt: clock.now(),
      signal: new AbortController().signal,
    }
    await Promise.all(relays.map(relay => createRobot(relay)(job)))
    const queued = await under.pages.test.store.read(sql =>
      sql.all<{ kind: string; jobs: number }>(
        `SELECT kind, COUNT(*) AS jobs FROM job WHERE company_id = $1 AND state = 'queued' AND kind <> 'gateway.reconcile'
         AND job_key <> 'robot:first' AND run_at >= $2 GROUP BY kind ORDER BY kind`,
        [companyId, clock.now()],
      ),
    )
    expect(queued).toEqual([
      { kind: 'reminder.send', jobs: CUSTOMERS },
      { kind: 'robot.look', jobs: 1 },
    ])
  })
})
