import type { joinedDesktop } from '../electron/backend/testing/joined-desktop.ts'
import type { CommandName } from '../shared/domain/commands.ts'
import type { WireRow } from '../shared/protocol/sync.ts'
import { aLine, customerFields } from '../shared/testing/builders.ts'
import { type BenchResult, median, timed } from './bench-result.ts'

const ROUNDS = 15
const QUEUED = 200
const ORDERS = 40
const AIM_MS = 30

type Desktop = Awaited<ReturnType<typeof joinedDesktop>>

/** How long taking in a small pull takes while two hundred commands are queued, on the profile it is given. */
export async function benchRebase(desktop: Desktop): Promise<BenchResult> {
  const db = desktop.profile.writer
  desktop.sync.keepLease({
    id: desktop.newId(),
    series: 'order',
    firstNumber: 9_000_001,
    lastNumber: 9_001_000,
  })
  desktop.sync.keepLease({
    id: desktop.newId(),
    series: 'payment',
    firstNumber: 9_000_001,
    lastNumber: 9_001_000,
  })
  queue(desktop)
  const bases = db.prepare('SELECT tableName, id FROM base_image').all() as {
    tableName: string
    id: string
  }[]
  const others = db.prepare('SELECT id FROM customers ORDER BY id DESC LIMIT 10').pluck().all() as string[]
  const ours: number[] = []
  const floor: number[] = []
  for (let round = -3; round < ROUNDS; round++) {
    const at = desktop.sync.cursor()
    const to = { rev: at.rev + 1, tag: `bench-${round}` }
    const rows = others.map((id): WireRow => {
      const doc = { ...desktop.row('customers', id)!, notes: `round ${round}` }
      return { table: 'customers', id, rev: to.rev, doc: doc as unknown as Record<string, unknown> }
    })
    const pulled = { rows, to, epoch: 1, durableRev: 0, leases: [], outcomes: [] }
    const oursMs = await timed(() => desktop.ledger.takeIn(pulled))
    const floorMs = await timed(() => rewriteByHand(desktop, bases))
    if (round < 0) continue
    ours.push(oursMs)
    floor.push(floorMs)
  }
  const predicted = db
    .prepare("SELECT count(*) FROM outbox WHERE status = 'queued' AND prediction = 'accepted'")
    .pluck()
    .get()
  const [floorMs, oursMs] = [median(floor), median(ours)]
  return {
    name: 'a rebase of two hundred queued commands',
    floorMs,
    oursMs,
    ratio: oursMs / floorMs,
    aim: `≤ ${AIM_MS} ms`,
    met: oursMs <= AIM_MS,
    note: `ten rows pulled under ${predicted} commands still accepted (new orders, edits of ${ORDERS} orders, payments, customer edits) that touch ${bases.length} rows of a profile of a million; floor: those rows deleted and written again by hand in one durable transaction; ${ROUNDS} rounds, interleaved`,
  }
}

/** Deletes and inserts each row that the commands touch: what putting back and predicting again comes to. */
function rewriteByHand(desktop: Desktop, bases: readonly { tableName: string; id: string }[]): void {
  const db = desktop.profile.writer
  db.transaction(() => {
    for (const { tableName, id } of bases) {
      const row = db.prepare(`SELECT * FROM ${tableName} WHERE id = ?`).raw().get(id) as unknown[] | undefined
      if (!row) continue
      db.prepare(`DELETE FROM ${tableName} WHERE id = ?`).run(id)
      db.prepare(`INSERT INTO ${tableName} VALUES (${row.map(() => '?').join(', ')})`).run(row)
    }
  }).immediate()
}

/** Two hundred commands: forty orders made, each edited twice, payments on open invoices, and customers changed. */
function queue(desktop: Desktop): void {
  const db = desktop.profile.writer
  const customers = db.prepare('SELECT id FROM customers ORDER BY id LIMIT 40').pluck().all() as string[]
  const names = { newId: desktop.newId, nextNumber: () => desktop.newId().slice(-12) }
  const commands: [CommandName, Record<string, unknown>][] = []
  for (let at = 0; at < ORDERS; at++) {
    const customerId = customers[at]!
    const orderId = desktop.newId()
    const lines = Array.from({ length: 5 }, () => aLine(names))
    const header = { carrier: 'Own truck', shipToId: null, poNumber: '', reference: '', salespersonId: null }
    const notes = { buyerContactId: null, warehouseNote: '', invoiceNote: '' }
    const dates = { orderedOn: '2026-11-25', shipOn: '2026-11-27' }
    commands.push(['order.create', { orderId, customerId, ...dates, ...header, ...notes, lines }])
    const edited = { orderId, lineId: lines[0]!.lineId }
    commands.push(['order.change-line', { ...edited, changes: { boxes: { from: 2, to: 3 } } }])
    commands.push(['order.change', { orderId, changes: { reference: { from: '', to: 'AWB 1' } } }])
    const receipt = { receivedOn: '2026-11-25', method: 'Check', reference: `B${at}`, totalCents: 100_00 }
    const paymentId = desktop.newId()
    commands.push(['payment.receive', { paymentId, customerId, ...receipt, note: '', applications: [] }])
    const phone = { from: customerFields(names).phone, to: `+1 305 555 ${at}` }
    commands.push(['customer.change', { customerId, changes: { phone } }])
  }
  for (const [name, payload] of commands.slice(0, QUEUED)) desktop.must(name, payload)
}
