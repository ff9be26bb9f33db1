import type { Store } from '../../cloud-relay/ports.ts'
import { migrate } from '../../cloud-relay/store/migrate.ts'
import { core } from '../../cloud-relay/store/migrations/0001-core.ts'
import { links } from '../../cloud-relay/store/migrations/0002-links.ts'
import { renewals } from '../../cloud-relay/store/migrations/0003-renewals.ts'
import { createTestClock } from '../../cloud-relay/testing/each-engine.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../../cloud-relay/testing/relay-under-test.ts'
import { type AskRelay, fixture } from './desktop-v1.ts'

/** A quarter of an hour after the last thing that happened in the recorded company. */
const AFTER_RECORDING = Date.UTC(2026, 10, 23, 10)

/**
 * The living relay on what a relay of version 1 left in its database, when it knew a desktop that was offline since. It lets
 * that desktop pull: nothing in its books is what protocol 1 can't store.
 */
export async function startRelayOfV1(store: Store): Promise<RelayUnderTest> {
  const clock = createTestClock(AFTER_RECORDING)
  await migrate(store, clock, [core, links, renewals])
  const { migration: _, ...tables } = JSON.parse(fixture('relay.json')) as Record<
    string,
    Record<string, string | number | null>[]
  >
  await store.write(async sql => {
    for (const [table, rows] of Object.entries(tables)) {
      const columns = Object.keys(rows[0] ?? {})
      await sql.insert(
        table,
        columns,
        rows.map(row => columns.map(name => row[name] ?? null)),
      )
    }
  })
  return startRelayUnderTest(store, clock, 1)
}

/** The network between a frozen desktop and a relay in this process. */
export function askOf(app: RelayUnderTest['app']): AskRelay {
  return async (path, body, accessToken) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` }
    const answer = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.json() }
  }
}
