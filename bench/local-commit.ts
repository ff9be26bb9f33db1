import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { desktopUnderTest, temporaryFolder } from '../electron/backend/testing/desktop-under-test.ts'
import { memoryRelay } from '../electron/backend/testing/memory-relay.ts'
import { aCustomer, aLine, anOrder } from '../shared/testing/builders.ts'
import { aDesk } from '../shared/testing/desk.ts'
import { type BenchResult, median, timed } from './bench-result.ts'

const ROUNDS = 300

/** What one accepted edit costs on the desktop, beside one bare durable insert into the same kind of file. */
export async function benchLocalCommit(): Promise<BenchResult[]> {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const lines = Array.from({ length: 20 }, () => aLine(desk))
  const order = anOrder(desk, { customerId, lines })
  const relay = memoryRelay(desk)
  relay.adopt()
  const desktop = desktopUnderTest(desk, relay)
  await desktop.exchange()

  const folder = temporaryFolder()
  const floor = new Sqlite(join(folder.path, 'floor.db'))
  floor.pragma('journal_mode = WAL')
  floor.pragma('synchronous = FULL')
  floor.exec('CREATE TABLE entry (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT')
  const insert = floor.prepare('INSERT INTO entry (id, body) VALUES (?, ?)')
  const body = JSON.stringify({ orderId: order.id, changes: { boxes: { from: 1, to: 2 } } })

  const ours: number[] = []
  const bare: number[] = []
  let boxes = lines[0]!.boxes
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await timed(() => insert.run(desktop.newId(), body)))
    const changes = { boxes: { from: boxes, to: boxes + 1 } }
    const edit = { orderId: order.id, lineId: lines[0]!.lineId, changes }
    ours.push(await timed(() => desktop.must('order.change-line', edit)))
    boxes++
  }
  floor.close()
  folder.remove()
  desktop.remove()
  const ratio = median(ours) / median(bare)
  return [
    {
      name: "a local command's commit",
      floorMs: median(bare),
      oursMs: median(ours),
      ratio,
      aim: '≤ 5×',
      met: ratio <= 5,
      note: `order.change-line on an order of 20 lines: decided, three rows, base images and the outbox in one durable commit; floor: one INSERT at synchronous=FULL; ${ROUNDS} rounds, interleaved`,
    },
  ]
}
