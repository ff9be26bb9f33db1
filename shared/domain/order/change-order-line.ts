import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { changesOf, isRefusal } from '../changes.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { customerOfOrder, editableOrder, orderReads, retotaled } from './editable-order.ts'
import { editorReads, mergeEdits } from './merge-edits.ts'
import { ORDER_LINE } from './order-fields.ts'
import { checkLine, lineTotalCents } from './order-totals.ts'

const FIELDS = { ...ORDER_LINE, productId: id.nullable(), position: z.int().min(1).max(100_000) }

/** Edits fields of one line: different fields merge, the same field changed meanwhile is refused with both values. */
export const changeOrderLine = keepingBalances(
  defineCommand({
    name: 'order.change-line',
    version: 2,
    class: 'request',
    by: 'user',
    permission: 'orders.edit',
    payload: z.strictObject({
      orderId: id,
      lineId: id,
      changes: changesOf(FIELDS),
      /** The line as the person saw it: from it the line can be added again when it is gone by the time this arrives. */
      seen: z.strictObject(FIELDS).nullable().default(null),
    }),
    reads: (p, view) => [
      ...orderReads(p.orderId),
      ...editorReads(
        view.list('order_lines', 'orderId', p.orderId).find(line => line.id === p.lineId),
        p.changes,
      ),
    ],
    customerOf: (p, view) => customerOfOrder(p.orderId, view),
    decide(p, view, context) {
      const order = editableOrder(p.orderId, view)
      if (isRefusal(order)) return { refusal: order }
      const lines = view.list('order_lines', 'orderId', p.orderId)
      const line = lines.find(candidate => candidate.id === p.lineId)
      if (!line) return reject('unknown-line')
      const merged = mergeEdits(line, p.changes, view, context)
      if (isRefusal(merged)) return { refusal: merged }
      const wrong = checkLine(merged)
      if (wrong) return { refusal: { ...wrong, field: `changes.${wrong.field}` } }
      const changed = { ...merged, totalCents: lineTotalCents(merged) }
      const others = lines.map(candidate => (candidate.id === changed.id ? changed : candidate))
      const total = retotaled(order, others, view)
      if (isRefusal(total)) return { refusal: total }
      return accept([put('order_lines', changed), total.write])
    },
  }),
  (p, view) => [customerOfOrder(p.orderId, view)],
)
