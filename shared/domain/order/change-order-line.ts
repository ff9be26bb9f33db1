import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { changesOf, isRefusal, mergeChanges } from '../changes.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { customerOfOrder, editableOrder, orderReads, retotaled } from './editable-order.ts'
import { ORDER_LINE } from './order-fields.ts'
import { checkLine, lineTotalCents } from './order-totals.ts'

/** Edits fields of one line: different fields merge, the same field changed meanwhile is refused with both values. */
export const changeOrderLine = defineCommand({
  name: 'order.change-line',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'orders.edit',
  payload: z.strictObject({
    orderId: id,
    lineId: id,
    changes: changesOf({ ...ORDER_LINE, productId: id.nullable(), position: z.int().min(1).max(100_000) }),
  }),
  reads: p => orderReads(p.orderId),
  customerOf: (p, view) => customerOfOrder(p.orderId, view),
  decide(p, view) {
    const order = editableOrder(p.orderId, view)
    if (isRefusal(order)) return { refusal: order }
    const lines = view.list('order_lines', 'orderId', p.orderId)
    const line = lines.find(candidate => candidate.id === p.lineId)
    if (!line) return reject('unknown-line')
    const merged = mergeChanges(line, p.changes)
    if (isRefusal(merged)) return { refusal: merged }
    const wrong = checkLine(merged)
    if (wrong) return { refusal: { ...wrong, field: `changes.${wrong.field}` } }
    const changed = { ...merged, totalCents: lineTotalCents(merged) }
    const others = lines.map(candidate => (candidate.id === changed.id ? changed : candidate))
    const total = retotaled(order, others, view)
    if (isRefusal(total)) return { refusal: total }
    return accept([put('order_lines', changed), total.write])
  },
})
