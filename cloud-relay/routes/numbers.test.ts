import { beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../shared/lib/seeded-random.ts'
import { type NumbersAnswer, numbersAnswer, type Problem, SERIES } from '../../shared/protocol/sync.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { customerPayload, orderPayload, paymentPayload, userPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { ADMIN, createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'

describeEachEngine('the report of numbers', database => {
  let relay: RelayUnderTest
  let desk: TestDevice
  let laptop: TestDevice
  let customerId: string

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
    laptop = await joinTestCompany(desk)
    await laptop.logIn(ADMIN.login, ADMIN.password)
    const customer = customerPayload(desk, 'ROSE')
    customerId = customer.customerId
    await desk.outcomes(desk.command('customer.add', customer))
  })

  async function report(series: string, after = 0): Promise<NumbersAnswer> {
    const answer = await desk.request('GET', `/v1/numbers?series=${series}&after=${after}`, undefined, true)
    expect(answer.status).toBe(200)
    return numbersAnswer.parse(await answer.json())
  }

  const order = (device: TestDevice, number: number) =>
    device.outcomes(device.command('order.create', orderPayload(device, customerId, String(number))))

  const kinds = ({ ranges }: NumbersAnswer) =>
    ranges.map(({ firstNumber, lastNumber, kind }) => `${firstNumber}-${lastNumber} ${kind}`)

  test('a series that nobody has drawn from has nothing to explain', async () => {
    expect(await report('payment')).toMatchObject({ firstNumber: 5001, nextNumber: 5001, ranges: [] })
  })

  test('what was used, passed over and is still held is told by desktop', async () => {
    await desk.pulled([], { order: 0, payment: 1000 })
    await order(desk, 10_001)
    await order(desk, 10_003)
    const told = await report('order')
    expect(kinds(told)).toEqual([
      '10001-10001 used',
      '10002-10002 passed',
      '10003-10003 used',
      '10004-10200 held',
    ])
    expect(told.devices).toEqual([{ deviceId: desk.deviceId, name: 'Front desk', revoked: false }])
    expect(told.totals).toMatchObject({ used: 2, passed: 1, held: 197, dead: 0 })
  })

  test('a number printed twice has collided, and one far beyond the series is counted apart', async () => {
    await laptop.pulled([], { order: 0, payment: 1000 })
    await order(laptop, 10_001)
    await order(laptop, 99_999_999)
    const told = await report('order')
    expect(kinds(told)[0]).toBe('10001-10001 collided')
    expect(told.strayCount).toBe(1)
  })

  test('the blocks of an incarnation that was left, and of a device that was switched off, are dead', async () => {
    const before = desk.incarnation
    relay.clock.pass(1000)
    desk.incarnation = desk.id()
    desk.seq = 0
    await desk.pulled([], { order: 0, payment: 1000 })
    expect(kinds(await report('order'))).toContain('10004-10200 dead')
    const gone = await joinTestCompany(desk, 'Lost')
    await gone.pulled([], { order: 0, payment: 1000 })
    const heldByGone = (told: NumbersAnswer) =>
      told.ranges.find(range => range.deviceId === gone.deviceId)?.kind
    expect(heldByGone(await report('order'))).toBe('held')
    await desk.request('POST', `/v1/devices/${gone.deviceId}/revoke`, {}, true)
    expect(heldByGone(await report('order'))).toBe('dead')
    expect(desk.incarnation).not.toBe(before)
  })

  test('numbers that were skipped on purpose say why, others that no block holds say so', async () => {
    const { nextNumber } = await report('order')
    await relay.store.write(async sql => {
      const columns = ['company_id', 'series', 'first_number', 'last_number', 'reason', 'at']
      await sql.insert('number_gap', columns, [
        [desk.companyId, 'order', nextNumber, nextNumber + 9, 'restore', 1],
      ])
      const moved = 'UPDATE number_series SET next_number = $2 WHERE company_id = $1 AND series = $3'
      await sql.run(moved, [desk.companyId, nextNumber + 20, 'order'])
    })
    const told = await report('order')
    expect(kinds(told).slice(-2)).toEqual([
      `${nextNumber}-${nextNumber + 9} gap`,
      `${nextNumber + 10}-${nextNumber + 19} unheld`,
    ])
    expect(told.ranges.at(-2)?.reason).toBe('restore')
  })

  test('after random work, leases and recoveries every number is explained exactly once, page by page', async () => {
    const random = seededRandom(11)
    const devices = [desk, laptop, await joinTestCompany(desk, 'Stall')]
    await devices[2]!.logIn(ADMIN.login, ADMIN.password)
    for (let step = 0; step < 60; step++) {
      relay.clock.pass(1000)
      const device = random.pick(devices)
      if (random.chance(0.15)) {
        device.incarnation = device.id()
        device.seq = 0
      }
      const page = await device.pulled([], { order: random.pick([0, 1000]), payment: random.pick([0, 1000]) })
      for (const lease of page.leases.slice(-2)) {
        const number = String(random.between(lease.firstNumber, lease.firstNumber + 30))
        const command =
          lease.series === 'order'
            ? device.command('order.create', orderPayload(device, customerId, number))
            : device.command('payment.receive', paymentPayload(device, customerId, number))
        await device.outcomes(command)
      }
      if (random.chance(0.1)) {
        const far = String((await report('payment')).nextNumber + random.between(0, 50))
        await device.outcomes(device.command('payment.receive', paymentPayload(device, customerId, far)))
      }
    }
    for (const series of SERIES) {
      const { firstNumber, nextNumber, totals } = await report(series)
      let expected = firstNumber
      for (let more = true; more; ) {
        const page = await report(series, expected - 1)
        for (const range of page.ranges) {
          expect(range.firstNumber).toBe(expected)
          expected = range.lastNumber + 1
        }
        more = page.more
      }
      expect(expected).toBe(nextNumber)
      expect(Object.values(totals).reduce((a, b) => a + b, 0)).toBe(nextNumber - firstNumber)
      expect(totals.used).toBeGreaterThan(20)
      expect(totals.dead).toBeGreaterThan(0)
    }
  })

  test('another company’s numbers are none of these', async () => {
    const before = await report('order')
    const other = await createTestCompany(relay)
    await other.pulled([], { order: 0, payment: 0 })
    const customer = customerPayload(other, 'TULIP')
    const made = orderPayload(other, customer.customerId, '10001')
    await other.outcomes(other.command('customer.add', customer), other.command('order.create', made))
    expect(await report('order')).toEqual(before)
  })

  test('it is for admins, and for series there are', async () => {
    const user = userPayload(desk, 'sam@aalsmeer.example', ['sales'])
    await desk.outcomes(desk.command('user.add', user))
    const path = `/v1/users/${user.userId}/password`
    await desk.request('POST', path, { password: 'a long password' }, true)
    const sam = await joinTestCompany(desk)
    await sam.logIn('sam@aalsmeer.example', 'a long password')
    const refused = await sam.request('GET', '/v1/numbers?series=order', undefined, true)
    expect(refused.status).toBe(403)
    for (const query of ['', '?series=invoice', '?series=order&after=-1', '?series=order&x=1']) {
      const answer = await desk.request('GET', `/v1/numbers${query}`, undefined, true)
      expect(answer.status, query).toBe(400)
      expect(((await answer.json()) as Problem).code).toBe('invalid')
    }
  })
})
