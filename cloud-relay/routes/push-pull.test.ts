import { beforeAll, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { productPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'

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
})
