import { beforeAll, beforeEach, expect, test } from 'vitest'
import { describeEachEngine, testRandom } from '../../../cloud-relay/testing/each-engine.ts'
import { customerPayload, orderPayload, productPayload } from '../../../cloud-relay/testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../../../cloud-relay/testing/relay-under-test.ts'
import { createTestCompany, type TestDevice } from '../../../cloud-relay/testing/test-device.ts'
import { startBackend } from '../backend.ts'
import { firstSyncOf } from '../ledger/first-rows.ts'
import { RelayUnreachable } from '../ports.ts'
import { forgetCursor } from '../store/forget-cursor.ts'
import { joinedDesktop, relayInProcess } from '../testing/joined-desktop.ts'

/** Three chunks of five thousand. */
const MANY = 12_000

describeEachEngine('a first sync', database => {
  let relay: RelayUnderTest
  let desk: TestDevice
  let asked: string[]
  /** Fails the n-th request for a chunk from now. */
  let cutAt = 0

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
    const customer = customerPayload(desk, 'LARGE')
    await desk.outcomes(
      desk.command('customer.add', customer),
      desk.command('order.create', orderPayload(desk, customer.customerId, '501', 6)),
    )
    const names = ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc']
    const products = Array.from({ length: MANY }, (_, at) => {
      const { productId, ...product } = productPayload(desk, `MANY-${at}`)
      const doc = JSON.stringify({ id: productId, ...product, active: true })
      return [desk.companyId, 'products', productId, 2, '', 0, doc]
    })
    await relay.store.write(sql => sql.insert('entity', names, products))
  })

  beforeEach(() => {
    asked = []
    cutAt = 0
  })

  const http = () =>
    relayInProcess(relay, path => {
      asked.push(path)
      if (path === '/v1/snapshot/chunk' && --cutAt === 0) throw new RelayUnreachable('cut')
    })
  const chunksAsked = () => asked.filter(path => path === '/v1/snapshot/chunk').length
  const schemaOf = (desktop: Awaited<ReturnType<typeof joinedDesktop>>) =>
    desktop.profile.writer
      .prepare("SELECT name, sql FROM sqlite_schema WHERE type <> 'x' ORDER BY name")
      .all()
  const claimsOf = (desktop: Awaited<ReturnType<typeof joinedDesktop>>) =>
    desktop.profile.writer.prepare('SELECT * FROM claim ORDER BY name').all()

  test('brings what a pull of everything brings, claims and indexes included, and tells how far it is', async () => {
    const pulled = await joinedDesktop(desk, http())
    await pulled.pull()
    const chunked = await joinedDesktop(desk, http())
    const progress: [number, number][] = []
    await chunked.firstSync(() => {
      const { rows, rowsInAll } = firstSyncOf(chunked.sync)!
      progress.push([rows, rowsInAll])
    })
    expect(chunksAsked()).toBe(3)
    expect(progress.slice(0, 3).map(([rows]) => rows)).toEqual([0, 5000, 10_000])
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1])
    await chunked.pull()
    expect(firstSyncOf(chunked.sync)).toBeNull()
    expect(chunked.everything()).toEqual(pulled.everything())
    expect(schemaOf(chunked)).toEqual(schemaOf(pulled))
    expect(claimsOf(chunked)).toEqual(claimsOf(pulled))
    expect(chunked.sync.cursor()).toEqual(pulled.sync.cursor())
    pulled.remove()
    chunked.remove()
  })

  test('goes on at the chunk it came to, whatever cuts it off, in another process too', async () => {
    let desktop = await joinedDesktop(desk, http())
    for (cutAt = 1; firstSyncOf(desktop.sync)?.nextChunk !== null; cutAt = 2) {
      await desktop.firstSync().catch(error => expect(String(error)).toContain('cut'))
      desktop.close()
      desktop = await joinedDesktop(desk, http(), desktop.directory)
    }
    // Cut once before the first chunk and once after each: none was asked for again after it had come.
    expect(chunksAsked()).toBe(6)
    await desktop.firstSync()
    await desktop.pull()
    expect(desktop.sync.queuedCount()).toBe(0)
    expect(desktop.profile.writer.prepare('SELECT count(*) FROM products').pluck().get()).toBe(MANY)
    expect(desktop.profile.writer.prepare('SELECT count(*) FROM deferred_index').pluck().get()).toBe(0)
    expect(await desktop.prove()).toBe(true)
    expect(desktop.sync.state('mending')).toBeNull()
    desktop.remove()
  })

  test('begins again with a newer snapshot when the relay keeps the old one no longer', async () => {
    const desktop = await joinedDesktop(desk, http())
    cutAt = 3
    await expect(desktop.firstSync()).rejects.toThrow('cut')
    const { snapshotId } = firstSyncOf(desktop.sync)!
    await relay.store.write(sql => sql.run('DELETE FROM snapshot WHERE company_id = $1', [desk.companyId]))
    await desktop.firstSync()
    expect(firstSyncOf(desktop.sync)?.snapshotId).not.toBe(snapshotId)
    await desktop.pull()
    expect(desktop.profile.writer.prepare('SELECT count(*) FROM products').pluck().get()).toBe(MANY)
    desktop.remove()
  })

  test('begins again after a step of the schema that forgets the cursor', async () => {
    const desktop = await joinedDesktop(desk, http())
    cutAt = 3
    await expect(desktop.firstSync()).rejects.toThrow('cut')
    asked = []
    forgetCursor(desktop.profile.writer)
    await desktop.firstSync()
    // One that is not there, then all three again.
    expect(chunksAsked()).toBe(4)
    await desktop.pull()
    expect(desktop.profile.writer.prepare('SELECT count(*) FROM products').pluck().get()).toBe(MANY)
    expect(await desktop.prove()).toBe(true)
    desktop.remove()
  })

  test('does nothing in a profile that has rows', async () => {
    const desktop = await joinedDesktop(desk, http())
    await desktop.pull()
    asked = []
    await desktop.firstSync()
    expect(asked).toEqual([])
    desktop.remove()
  })

  test('while it runs nobody sees a part of the company for all of it', async () => {
    const desktop = await joinedDesktop(desk, http())
    cutAt = 3
    await expect(desktop.firstSync()).rejects.toThrow('cut')
    const rows = desktop.profile.writer.prepare('SELECT count(*) FROM products').pluck().get()
    expect(rows).toBeGreaterThan(0)
    desktop.close()
    const gone = { ...http(), request: () => Promise.reject(new RelayUnreachable('gone')) }
    const { clock, timers, secrets } = desktop.ports
    const ports = { clock, timers, secrets, random: testRandom, relayAt: () => gone, log: () => undefined }
    const backend = startBackend(
      { ...ports, timers: { sleep: () => new Promise<void>(done => setTimeout(done, 5)) } },
      desktop.directory.path,
      'http://127.0.0.1:1',
    )
    backend.logIn({ userId: desk.userId, userToken: null })
    expect(backend.state()).toMatchObject({ phase: 'locked', company: null, rights: [] })
    expect(() => backend.user()).toThrow('no-session')
    expect(backend.status().firstSync).toMatchObject({ rows: 10_000 })
    await backend.stop()
    desktop.directory.remove()
  })
})
