import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { isRefusal } from '../changes.ts'
import { accept, defineCommand, reject } from '../command.ts'
import { customerOfOrder, editableOrder, orderReads, retotaled } from './editable-order.ts'

/** Takes a line off an order that is not confirmed yet. */
export const removeOrderLine = keepingBalances(
  defineCommand({
    name: 'order.remove-line',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'orders.edit',
    payload: z.strictObject({ orderId: id, lineId: id }),
    reads: p => orderReads(p.orderId),
    customerOf: (p, view) => customerOfOrder(p.orderId, view),
    decide(p, view) {
      const order = editableOrder(p.orderId, view)
      if (isRefusal(order)) return { refusal: order }
      const lines = view.list('order_lines', 'orderId', p.orderId)
      const left = lines.filter(line => line.id !== p.lineId)
      if (left.length === lines.length) return reject('unknown-line')
      const total = retotaled(order, left, view)
      if (isRefusal(total)) return { refusal: total }
      return accept([{ table: 'order_lines', deletedId: p.lineId }, total.write])
    },
  }),
  (p, view) => [customerOfOrder(p.orderId, view)],
)
