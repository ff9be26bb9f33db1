import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { isRefusal } from '../changes.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { orderLine } from './create-order.ts'
import { customerOfOrder, editableOrder, orderReads, retotaled } from './editable-order.ts'
import { orderLineInput } from './order-fields.ts'
import { checkLine } from './order-totals.ts'

/** Adds a line to an order that is not confirmed yet; two desktops' lines at one position both stay. */
export const addOrderLine = keepingBalances(
  defineCommand({
    name: 'order.add-line',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'orders.edit',
    payload: z.strictObject({ orderId: id, position: z.int().min(1).max(100_000), line: orderLineInput }),
    reads: p => [...orderReads(p.orderId), row('order_lines', p.line.lineId)],
    customerOf: (p, view) => customerOfOrder(p.orderId, view),
    decide(p, view) {
      const order = editableOrder(p.orderId, view)
      if (isRefusal(order)) return { refusal: order }
      if (view.get('order_lines', p.line.lineId)) return reject('already-exists')
      const lines = view.list('order_lines', 'orderId', p.orderId)
      const wrong = checkLine(p.line)
      if (wrong) return { refusal: { ...wrong, field: `line.${wrong.field}` } }
      const added = orderLine(p.orderId, p.line, p.position)
      const total = retotaled(order, [...lines, added], view)
      if (isRefusal(total)) return { refusal: total }
      return accept([put('order_lines', added), total.write])
    },
  }),
  (p, view) => [customerOfOrder(p.orderId, view)],
)
