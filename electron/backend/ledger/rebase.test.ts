import { expect, test } from 'vitest'
import { seededRandom } from '../../../shared/lib/seeded-random.ts'
import { aCustomer, aLine, orderPayload } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { memoryRelay } from '../testing/memory-relay.ts'

test.each([1, 2, 3, 4, 5, 6])(
  'base images stay those of the rows touched, and of the relay (seed %i)',
  async seed => {
    const random = seededRandom(seed)
    const desk = aDesk()
    const customers = [aCustomer(desk).id, aCustomer(desk).id]
    const relay = memoryRelay(desk)
    relay.adopt()
    const [here, there] = [desktopUnderTest(desk, relay, 7), desktopUnderTest(desk, relay, 8)]
    for (const desktop of [here, there]) await desktop.exchange()
    const orders: ReturnType<typeof orderPayload>[] = []

    function work(desktop: typeof here): void {
      const order = orders.length > 0 && random.chance(0.8) ? random.pick(orders) : null
      const customerId = random.pick(customers)
      if (!order) {
        const lines = Array.from({ length: random.between(1, 4) }, () => aLine(desk))
        const { number, ...made } = orderPayload(desk, { customerId, lines })
        orders.push({ number, ...made })
        return void desktop.give('order.create', made)
      }
      const { orderId } = order
      const { lineId } = random.pick(order.lines)
      const boxes = { from: desktop.row('order_lines', lineId)?.boxes ?? 2, to: random.between(1, 9) }
      const phone = { from: desktop.row('customers', customerId)!.phone, to: `${random.between(1, 9)}` }
      random.pick([
        () => desktop.give('order.change-line', { orderId, lineId, changes: { boxes } }),
        () => desktop.give('order.remove-line', { orderId, lineId }),
        () => desktop.give('order.add-line', { orderId, position: 9, line: aLine(desk) }),
        () => desktop.give('customer.change', { customerId, changes: { phone } }),
      ])()
    }

    for (let step = 0; step < 120; step++) {
      const desktop = random.chance(0.5) ? here : there
      const { writer } = desktop.profile
      const act = random.fraction()
      if (act < 0.6) work(desktop)
      else if (act < 0.75) await desktop.push()
      else await desktop.pull()
      const touched = writer.prepare('SELECT DISTINCT tableName, id FROM outbox_row ORDER BY 1, 2').all()
      const bases = desktop.sync.bases().toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      expect(bases.map(({ tableName, id }) => ({ tableName, id }))).toEqual(touched)
      if (act < 0.75) continue
      for (const { tableName, id, rev, doc } of bases) {
        expect(relay.confirmed(tableName, id), `${tableName} ${id}`).toEqual(
          doc === null ? null : { rev, doc: JSON.parse(doc) },
        )
      }
    }
    for (const desktop of [here, there, here, there]) await desktop.exchange()
    expect(here.sync.bases()).toEqual([])
    expect(here.everything()).toEqual(there.everything())
    for (const desktop of [here, there]) desktop.remove()
  },
)

const keyOf = ({ tableName, id }: { tableName: string; id: string }) => `${tableName} ${id}`
