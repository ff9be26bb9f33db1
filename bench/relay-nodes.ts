import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { customerPayload, orderPayload } from '../cloud-relay/testing/payloads.ts'
import { SETUP_TOKEN } from '../cloud-relay/testing/relay-under-test.ts'
import { createTestCompany, type Reachable, type TestDevice } from '../cloud-relay/testing/test-device.ts'
import { freePort } from '../e2e/support/processes.ts'
import { startPostgres } from '../scripts/start-postgres.ts'
import { createPart, type Part } from '../sim/chaos/part.ts'
import type { BenchResult } from './bench-result.ts'

const COMPANIES = 100
const NODES = [1, 2, 4]
const LINES = 5
/** Commands of one push, as of a desktop that comes back after a short cut. */
const BATCH = 10
/** Pushes under way at once, over all companies. */
const AT_ONCE = 24
const MEASURED_MS = 8_000
const PULLED_MS = 4_000
const WARM_UP_MS = 2_000

/**
 * Commands per second that 1, 2 and 4 relay nodes on one PostgreSQL take from the desktops of a hundred companies, each
 * push to the next node in turn, and pulls that find nothing new; floor: durable transactions of one row each, as many at once, on the same PostgreSQL.
 * PostgreSQL, nodes and desktops share the machine's cores.
 */
export async function benchRelayNodes(): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-bench-nodes-'))
  const postgres = await startPostgres()
  const nodes: Part[] = []
  const urls: string[] = []
  let turn = 0
  let atWork = 1
  const anyNode = {
    app: {
      request: (path: string, init?: RequestInit) => fetch(`${urls[turn++ % atWork]}${path}`, init),
    },
    clock: { now: () => Date.now() },
  }
  try {
    const results: BenchResult[] = []
    let offices: Office[] = []
    for (const count of NODES) {
      while (nodes.length < count) {
        const port = await freePort()
        const environment = {
          FLORIN_RELAY_PORT: String(port),
          FLORIN_SETUP_TOKEN: SETUP_TOKEN,
          FLORIN_SECRET: Buffer.alloc(32, 7).toString('base64'),
          DATABASE_URL: postgres.url,
        }
        const node = createPart(`node-${nodes.length}`, 'cloud-relay/server.ts', [], environment, folder)
        nodes.push(node)
        node.start()
        await node.isReady()
        urls.push(`http://127.0.0.1:${port}`)
      }
      atWork = count
      if (offices.length === 0) offices = await openCompanies(anyNode)
      await pushFor(offices, WARM_UP_MS)
      const perSecond = await pushFor(offices, MEASURED_MS)
      const floorPerSecond = await bareTransactions(postgres.url)
      const pulls = await pullFor(offices, PULLED_MS)
      const reads = await bareReads(postgres.url)
      results.push({
        name: `${count} relay ${count === 1 ? 'node' : 'nodes'} on one PostgreSQL`,
        oursMs: 1000 / perSecond,
        floorMs: 1000 / floorPerSecond,
        ratio: floorPerSecond / perSecond,
        aim: 'reported',
        met: true,
        note: `${Math.round(perSecond)} commands/s of ${COMPANIES} companies against ${Math.round(floorPerSecond)} bare durable transactions/s; orders of ${LINES} lines, ${BATCH} a push, ${AT_ONCE} pushes at once`,
      })
      results.push({
        name: `pulls with nothing new, ${count} relay ${count === 1 ? 'node' : 'nodes'}`,
        oursMs: 1000 / pulls,
        floorMs: 1000 / reads,
        ratio: reads / pulls,
        aim: 'reported',
        met: true,
        note: `${Math.round(pulls)} pulls/s of ${COMPANIES} companies against ${Math.round(reads)} bare reads of one row/s, ${AT_ONCE} at once`,
      })
    }
    return results
  } finally {
    for (const node of nodes) await node.kill()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A company as the bench sees it: its desktop, and a customer to order for. */
interface Office {
  desk: TestDevice
  customerId: string
}

async function openCompanies(anyNode: Reachable): Promise<Office[]> {
  const offices: Office[] = []
  for (let at = 0; at < COMPANIES; at++) {
    const desk = await createTestCompany(anyNode)
    const customer = customerPayload(desk, 'BENCH')
    await desk.outcomes(desk.command('customer.add', customer))
    offices.push({ desk, customerId: customer.customerId })
  }
  return offices
}

let lastNumber = 100_000

/** Pushes orders for so long, each company's one push after the other; answers commands per second. */
async function pushFor(offices: readonly Office[], durationMs: number): Promise<number> {
  const idle = [...offices]
  const began = performance.now()
  let commands = 0
  async function work(): Promise<void> {
    while (performance.now() - began < durationMs) {
      const office = idle.shift()
      if (!office) return
      const { desk, customerId } = office
      const orders = Array.from({ length: BATCH }, () =>
        desk.command('order.create', orderPayload(desk, customerId, String(lastNumber++), LINES)),
      )
      const outcomes = await desk.outcomes(...orders)
      commands += outcomes.filter(({ outcome }) => outcome === 'accepted').length
      idle.push(office)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return (commands * 1000) / (performance.now() - began)
}

/** Pulls that find nothing new for so long; answers how many a second. */
async function pullFor(offices: readonly Office[], durationMs: number): Promise<number> {
  for (const { desk } of offices) while (!(await desk.pulled()).complete);
  const idle = [...offices]
  const began = performance.now()
  let pulls = 0
  async function work(): Promise<void> {
    while (performance.now() - began < durationMs) {
      const office = idle.shift()
      if (!office) return
      await office.desk.pulled()
      pulls++
      idle.push(office)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return (pulls * 1000) / (performance.now() - began)
}

async function bareReads(url: string): Promise<number> {
  return bare(url, pool => pool.query('SELECT doc FROM bench_bare WHERE id = $1', [1]))
}

async function bareTransactions(url: string): Promise<number> {
  return bare(url, pool => pool.query('INSERT INTO bench_bare (doc) VALUES ($1)', ['x'.repeat(500)]))
}

/** How often a second PostgreSQL alone does something, as many at once. */
async function bare(url: string, act: (pool: pg.Pool) => Promise<unknown>): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: AT_ONCE })
  await pool.query('CREATE TABLE IF NOT EXISTS bench_bare (id bigserial PRIMARY KEY, doc text NOT NULL)')
  const began = performance.now()
  let count = 0
  async function work(): Promise<void> {
    while (performance.now() - began < WARM_UP_MS) {
      await act(pool)
      count++
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const perSecond = (count * 1000) / (performance.now() - began)
  await pool.end()
  return perSecond
}
