import { beforeAll, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { productPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { ADMIN, createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'

describeEachEngine('push and pull', database => {
  let relay: RelayUnderTest
  let desk: TestDevice

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
  })

  test('a new company starts with its settings and its admin', async () => {
    const page = await desk.pulled()
    expect(page.rows.map(row => [row.table, row.rev])).toEqual([
      ['companies', 1],
      ['users', 2],
    ])
    expect(page.rows[1]?.doc).toMatchObject({ login: 'ana@aalsmeer.example', roles: ['admin'], active: true })
    expect(page).toMatchObject({ complete: true, to: { rev: 2 }, lastSeq: 0, outcomes: [] })
  })

  test('what one device pushes, another pulls', async () => {
    const laptop = await joinTestCompany(desk)
    const product = desk.command('product.add', productPayload(desk, 'ROS60'))
    const [outcome] = await desk.outcomes(product)
    expect(outcome).toMatchObject({ id: product.id, outcome: 'accepted', refusal: null })
    const page = await laptop.pulled()
    expect(page.rows.filter(row => row.table === 'products')).toMatchObject([
      { rev: outcome?.rev, doc: { code: 'ROS60' } },
    ])
  })

  test('revisions of writers at several nodes are dense, and a reader misses none', async () => {
    const other = database.open()
    const nodes = other.engine === 'postgres' ? [relay, await startRelayUnderTest(other)] : [relay]
    const { to } = await desk.pulled()
    const writers: TestDevice[] = []
    for (let n = 0; n < 4; n++) {
      const writer = await joinTestCompany(desk, `Writer ${n}`)
      await writer.logIn(ADMIN.login, ADMIN.password)
      writers.push(Object.assign(Object.create(writer), { test: nodes[n % nodes.length] }) as TestDevice)
    }
    const write = async (writer: TestDevice, n: number) => {
      const revisions: number[] = []
      for (let round = 0; round < 8; round++) {
        const commands = ['a', 'b', 'c'].map(letter =>
          writer.command('product.add', productPayload(writer, `W${n}-${round}${letter}`)),
        )
        revisions.push(...(await writer.outcomes(...commands)).map(({ rev }) => rev))
      }
      return revisions
    }
    let isWriting = true
    const read = async () => {
      const seen: number[] = []
      for (let last = false; !last; ) {
        last = !isWriting
        seen.push(...(await desk.pulled()).rows.map(row => row.rev))
      }
      return seen
    }
    const reading = read()
    const revisions = (await Promise.all(writers.map(write))).flat()
    isWriting = false
    const dense = Array.from({ length: 96 }, (_, at) => to.rev + 1 + at)
    expect(revisions.toSorted((a, b) => a - b)).toEqual(dense)
    expect(await reading).toEqual(dense)
  })
})
