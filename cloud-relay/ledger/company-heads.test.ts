import { getEventListeners } from 'node:events'
import { beforeAll, expect, test } from 'vitest'
import type { Sql, Store } from '../ports.ts'
import { realTimers } from '../real-timers.ts'
import { describePostgres } from '../testing/each-engine.ts'
import { productPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, type TestDevice } from '../testing/test-device.ts'
import { CompanyHeads } from './company-heads.ts'

// A SQLite file has one relay: only PostgreSQL has other nodes.
describePostgres('heads that another node moves', database => {
  let relay: RelayUnderTest
  let desks: TestDevice[]
  let heads: CompanyHeads
  const answered: string[][] = []

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desks = [await createTestCompany(relay), await createTestCompany(relay)]
    const store = database.open()
    const listening: Store = {
      ...store,
      read: work =>
        store.read(sql =>
          work({
            ...sql,
            async all<Row extends object>(...[text, params]: Parameters<Sql['all']>) {
              const found = await sql.all<Row>(text, params)
              answered.push([...new Set(params as string[])])
              return found
            },
          }),
        ),
    }
    heads = new CompanyHeads(listening, realTimers, relay.relay.log)
  })

  test('are heard of, all companies with one question', async () => {
    const { signal } = new AbortController()
    const waits = await Promise.all(
      desks.map(async desk => {
        const { rev } = (await desk.pulled()).to
        return { rev, head: heads.wait(desk.companyId, rev, 20_000, signal) }
      }),
    )
    const companies = desks.map(desk => desk.companyId).toSorted()
    await expect.poll(() => [...new Set(answered.flat())].toSorted()).toEqual(companies)
    const known = answered.length
    for (const desk of desks) await desk.outcomes(desk.command('product.add', productPayload(desk, 'AWAY')))
    for (const { rev, head } of waits) expect(await head).toBe(rev + 1)
    expect(answered.slice(known).map(asked => asked.toSorted())).toContainEqual(companies)
  })

  test('a wait leaves nothing on its signal', async () => {
    const { signal } = new AbortController()
    const [desk] = desks
    const { rev } = (await desk!.pulled()).to
    const waiting = heads.wait(desk!.companyId, rev, 5, signal)
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    await waiting
    await heads.wait(desk!.companyId, rev - 1, 60_000, signal)
    expect(getEventListeners(signal, 'abort')).toEqual([])
    heads.close()
  })
})
