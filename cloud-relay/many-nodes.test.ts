import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WireCommand } from '../shared/protocol/sync.ts'
import { createJobWorker } from './jobs/job-worker.ts'
import type { Store } from './ports.ts'
import { createTestClock, describePostgres } from './testing/each-engine.ts'
import { customerPayload, paymentPayload } from './testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from './testing/relay-under-test.ts'
import { createTestCompany, type TestDevice } from './testing/test-device.ts'

const COMPANIES = 6
const ROUNDS = 12
const BATCH = 3
const JOBS = 10

describePostgres('three relay nodes', database => {
  const clock = createTestClock()
  let nodes: RelayUnderTest[]
  let desks: { desk: TestDevice; customerId: string; given: WireCommand[] }[]
  let admin: pg.Client

  beforeAll(async () => {
    nodes = await Promise.all([0, 1, 2].map(() => startRelayUnderTest(database.open(), clock)))
    admin = new pg.Client({ connectionString: (database.place() as { url: string }).url })
    await admin.connect()
    desks = []
    for (let at = 0; at < COMPANIES; at++) {
      const desk = await createTestCompany(nodes[at % 3]!)
      const customer = customerPayload(desk, 'PETAL')
      await desk.outcomes(desk.command('customer.add', customer))
      desks.push({ desk, customerId: customer.customerId, given: [] })
    }
  })
  afterAll(async () => {
    for (const node of nodes) node.stop()
    await admin.end()
  })

  /** Sends to one node after the other until one answers, as a desktop does behind a balancer. */
  async function pushUntilTaken(desk: TestDevice, commands: WireCommand[], first: number): Promise<void> {
    for (let turn = first; ; turn++) {
      Object.assign(desk, { test: nodes[turn % 3] })
      const answer = await desk.push(...commands)
      if (answer.ok) return
      expect(answer.status, await answer.text()).toBe(500)
    }
  }

  /** Destroys connections in the middle of whatever they do, as the death of their node would. */
  async function killSome(): Promise<number> {
    const { rows } = await admin.query<{ killed: boolean }>(
      `SELECT pg_terminate_backend(pid) AS killed FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
       ORDER BY random() LIMIT 2`,
    )
    return rows.length
  }

  test('any node serves any company, and connections that die in a transaction lose and double nothing', async () => {
    let isOver = false
    let killed = 0
    const killing = (async () => {
      while (!isOver) {
        killed += await killSome()
        await new Promise(resolve => setTimeout(resolve, 15))
      }
    })()
    try {
      await Promise.all(
        desks.map(async (office, at) => {
          for (let round = 0; round < ROUNDS; round++) {
            const { desk, customerId } = office
            const commands = Array.from({ length: BATCH }, (_, nth) =>
              desk.command('payment.receive', paymentPayload(desk, customerId, `9${at}${round}${nth}`)),
            )
            office.given.push(...commands)
            await pushUntilTaken(desk, commands, at + round)
          }
        }),
      )
    } finally {
      isOver = true
      await killing
    }
    expect(killed).toBeGreaterThan(0)
    for (const { desk, given } of desks) {
      const stored = await nodes[0]!.store.read(sql =>
        sql.all<{ cmd_id: string; rev: number; outcome: string }>(
          'SELECT cmd_id, rev, outcome FROM command_log WHERE company_id = $1 ORDER BY rev',
          [desk.companyId],
        ),
      )
      expect(stored.map(({ rev }) => rev)).toEqual(stored.map((_, at) => at + 1))
      // The company, its first user and the customer come before.
      expect(stored.slice(3).map(({ cmd_id }) => cmd_id)).toEqual(given.map(({ id }) => id))
      for (const node of nodes) {
        Object.assign(desk, { test: node })
        const seen = await desk.pull(given.map(({ id }) => id))
        expect(seen.status).toBe(200)
      }
      const payments = await nodes[1]!.store.read(sql =>
        sql.all("SELECT id FROM entity WHERE company_id = $1 AND tbl = 'payments'", [desk.companyId]),
      )
      expect(payments).toHaveLength(given.length)
    }
  })

  test('a commit at one node wakes who waits at another', async () => {
    const { desk, customerId } = desks[0]!
    Object.assign(desk, { test: nodes[0] })
    const page = await desk.pulled()
    const waiting = nodes[2]!.relay.waitForHead(
      desk.companyId,
      page.to.rev,
      20_000,
      new AbortController().signal,
    )
    await desk.outcomes(desk.command('payment.receive', paymentPayload(desk, customerId, '99999')))
    expect(await waiting).toBe(page.to.rev + 1)
  })

  test('jobs run once each, also those whose node died before it could say so', async () => {
    const ran: string[] = []
    const dead = new Set<Store>()
    const workers = nodes.map((node, at) => {
      // The first node dies with its first jobs: it holds them and never says how they ended.
      const store: Store =
        at === 0 ? { ...node.store, write: work => mortal(node.store, dead, work) } : node.store
      return createJobWorker(
        { ...node.relay, store },
        {
          'mail.send': async ({ companyId, key }) => {
            if (at === 0) {
              dead.add(node.store)
              throw new Error('the node died')
            }
            ran.push(`${companyId} ${key}`)
            return { done: true }
          },
        },
      )
    })
    const wanted: string[] = []
    for (const { desk } of desks) {
      await nodes[1]!.relay.inCompany(desk.companyId, async tx => {
        for (let at = 0; at < JOBS; at++) {
          const key = `mail:${at}`
          wanted.push(`${desk.companyId} ${key}`)
          await tx.enqueue({ kind: 'mail.send', key, payload: {} }, clock.now())
        }
      })
    }
    await workers[0]!.runDue().catch(() => 0)
    expect(dead.size).toBe(1)
    const [, second, third] = workers
    const runAll = async () => {
      for (;;) {
        const begun = await Promise.all([second!.runDue(), third!.runDue()])
        if (begun.every(count => count === 0)) return
      }
    }
    await runAll()
    expect(ran.length).toBeLessThan(wanted.length)
    clock.pass(121_000)
    await runAll()
    expect(ran.toSorted()).toEqual(wanted.toSorted())
  })
})

async function mortal<T>(store: Store, dead: Set<Store>, work: Parameters<Store['write']>[0]): Promise<T> {
  if (dead.has(store)) throw new Error('the node is dead')
  return store.write(work) as Promise<T>
}
