import { beforeAll, beforeEach, expect, test } from 'vitest'
import { describeEachEngine } from '../../../cloud-relay/testing/each-engine.ts'
import {
  customerPayload,
  orderPayload,
  paymentPayload,
  productPayload,
} from '../../../cloud-relay/testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../../../cloud-relay/testing/relay-under-test.ts'
import { createTestCompany, type TestDevice } from '../../../cloud-relay/testing/test-device.ts'
import { deriveId } from '../../../shared/lib/ids.ts'
import { seededRandom } from '../../../shared/lib/seeded-random.ts'
import { joinedDesktop, relayInProcess } from '../testing/joined-desktop.ts'

/** More than one bucket. */
const MANY = 4_500

describeEachEngine('the daily proof', database => {
  let relay: RelayUnderTest
  let desk: TestDevice
  let desktop: Awaited<ReturnType<typeof joinedDesktop>>
  let asked: string[]
  let customerId: string

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
    const customer = customerPayload(desk, 'PROOF', { creditLimitCents: null })
    customerId = customer.customerId
    await desk.outcomes(
      desk.command('customer.add', customer),
      desk.command('order.create', orderPayload(desk, customerId, '801', 6)),
    )
    const names = ['company_id', 'tbl', 'id', 'rev', 'scope', 'deleted', 'doc']
    const products = Array.from({ length: MANY }, (_, at) => {
      const { productId, ...product } = productPayload(desk, `MANY-${at}`)
      // As an older relay and a newer one might have written them.
      if (at % 3 === 0) Reflect.deleteProperty(product, 'color')
      const more = at % 3 === 1 ? { later: { kept: at }, alsoLater: 0 } : {}
      return [desk.companyId, 'products', productId, 2, '', 0, JSON.stringify({ ...product, ...more })]
    })
    await relay.store.write(sql => sql.insert('entity', names, products))
  })

  beforeEach(async () => {
    desktop = await joinedDesktop(
      desk,
      relayInProcess(relay, path => asked.push(path)),
    )
    asked = []
    await desktop.pull()
    asked = []
    return () => desktop.remove()
  })

  const buckets = () => asked.filter(path => path === '/v1/bucket').length
  const mending = () => JSON.parse(desktop.sync.state('mending') || 'null') as { rows: number } | null
  const damage = (sql: string) => desktop.profile.writer.exec(sql)

  test('finds nothing to mend where nothing is damaged', async () => {
    expect(await desktop.prove()).toBe(true)
    expect(buckets()).toBe(0)
    expect(asked.filter(path => path === '/v1/agreement').length).toBeLessThan(8)
    expect(mending()).toBeNull()
    expect(Number(desktop.sync.state('agreedAt'))).toBeGreaterThan(0)
  })

  test.each([
    ['changed', "UPDATE orders SET totalCents = totalCents + 1 WHERE number = '801'", 1],
    ['changed from none to zero', 'UPDATE customers SET creditLimitCents = 0', 1],
    ['older', 'UPDATE orders SET rev = rev - 1', 1],
    [
      'missing',
      'DELETE FROM products WHERE id IN (SELECT id FROM products ORDER BY id LIMIT 7 OFFSET 3000)',
      7,
    ],
    ['all missing', 'DELETE FROM products', MANY],
    ['the last ones missing', 'DELETE FROM products WHERE rowid > (SELECT max(rowid) - 2 FROM products)', 2],
    ['without their unknown fields', 'UPDATE products SET extra = NULL', MANY / 3],
    ['spoiled', "UPDATE customers SET shipTos = '[{'", 1],
    [
      'surplus',
      `INSERT INTO applications SELECT '018f0000-0000-7000-8000-00000000000' || n.value, 3, NULL, 'p', 'i', 'c', 5,
         '2026-11-25', 'u', 0, 0, NULL FROM json_each('[1, 2, 3]') n`,
      3,
    ],
  ])('mends rows that are %s', async (_, sql, count) => {
    const whole = desktop.everything()
    damage(sql)
    expect(desktop.everything()).not.toEqual(whole)
    expect(await desktop.prove()).toBe(true)
    expect(mending()?.rows).toBe(count)
    expect(desktop.everything()).toEqual(whole)
    asked = []
    expect(await desktop.prove()).toBe(true)
    expect(buckets(), 'all is mended').toBe(0)
  })

  test('leaves predictions alone: nothing is compared while a command is queued', async () => {
    desktop.must('customer.change', { customerId, changes: { notes: { from: '', to: 'typed here' } } })
    expect(await desktop.prove()).toBe(false)
    expect(asked).toEqual([])
    expect(desktop.row('customers', customerId)?.notes).toBe('typed here')
  })

  test('leaves what is given while the relay answers alone', async () => {
    const slow = relayInProcess(relay, path => {
      if (path !== '/v1/bucket') return
      const changes = { notes: { from: '', to: 'typed meanwhile' } }
      other.must('customer.change', { customerId, changes })
    })
    const other = await joinedDesktop(desk, slow)
    await other.pull()
    other.profile.writer.exec('UPDATE customers SET phone = 1')
    expect(await other.prove()).toBe(false)
    expect(other.row('customers', customerId)).toMatchObject({ notes: 'typed meanwhile', phone: '1' })
    other.remove()
  })

  test('stops when the relay has moved on, and goes on later where it stopped', async () => {
    let questions = 0
    expect(await desktop.prove(() => ++questions < 3)).toBe(false)
    await desk.outcomes(desk.command('product.add', productPayload(desk, desk.id().slice(-12))))
    expect(await desktop.prove()).toBe(false)
    await desktop.pull()
    asked = []
    expect(await desktop.prove()).toBe(true)
    expect(desktop.sync.state('agreement')).toBe('')
    const rest = asked.length
    asked = []
    expect(await desktop.prove()).toBe(true)
    expect(rest).toBe(asked.length - 2)
  })

  test.each([1, 2, 3])('is clean after random work (seed %i)', async seed => {
    const random = seededRandom(seed)
    const orders: ReturnType<typeof orderPayload>[] = []
    for (let at = 0; at < 60; at++) {
      const number = `${seed}${100 + at}`
      const order = orders.length > 0 && random.chance(0.7) ? random.pick(orders) : null
      const lineId = order ? random.pick(order.lines).lineId : ''
      const command = !order
        ? desk.command('order.create', keep(orderPayload(desk, customerId, number, random.between(1, 5))))
        : random.pick([
            () => {
              const changes = { boxes: { from: 2, to: random.between(1, 9) } }
              return desk.command('order.change-line', {
                orderId: order.orderId,
                lineId,
                changes,
                seen: null,
              })
            },
            () => desk.command('order.remove-line', { orderId: order.orderId, lineId }),
            () => {
              const confirm = { orderId: order.orderId, issuedOn: '2026-11-23' }
              const expectedTotalCents = 228_00 * order.lines.length
              return desk.command('order.confirm', { ...confirm, expectedTotalCents })
            },
            () => {
              const applications = [{ invoiceId: deriveId(order.orderId, 0), amountCents: 1 }]
              const more = random.chance(0.5) ? { applications } : {}
              return desk.command('payment.receive', paymentPayload(desk, customerId, number, more))
            },
          ])()
      await desk.outcomes(command)
      if (random.chance(0.2)) await desktop.pull()
    }
    await desktop.pull()
    expect(await desktop.prove()).toBe(true)
    expect(mending()).toBeNull()

    function keep(order: ReturnType<typeof orderPayload>) {
      orders.push(order)
      return order
    }
  })
})
