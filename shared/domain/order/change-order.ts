import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { changesOf, isRefusal } from '../changes.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { customerOfOrder, editableOrder } from './editable-order.ts'
import { editorReads, mergeEdits } from './merge-edits.ts'
import { ORDER_HEADER } from './order-fields.ts'

/** Edits header fields of an order that is not confirmed yet. */
export const changeOrder = defineCommand({
  name: 'order.change',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'orders.edit',
  payload: z.strictObject({ orderId: id, changes: changesOf(ORDER_HEADER) }),
  reads(p, view) {
    const customerId = customerOfOrder(p.orderId, view)
    return [
      row('orders', p.orderId),
      ...(customerId ? [row('customers', customerId)] : []),
      ...editorReads(view.get('orders', p.orderId), p.changes),
    ]
  },
  customerOf: (p, view) => customerOfOrder(p.orderId, view),
  decide(p, view, context) {
    const order = editableOrder(p.orderId, view)
    if (isRefusal(order)) return { refusal: order }
    const changed = mergeEdits(order, p.changes, view, context)
    if (isRefusal(changed)) return { refusal: changed }
    const shipToId = p.changes.shipToId?.to
    const shipTos = view.get('customers', order.customerId)?.shipTos ?? []
    if (shipToId && !shipTos.some(shipTo => shipTo.id === shipToId)) {
      return reject('unknown-ship-to', {}, 'changes.shipToId')
    }
    return accept([put('orders', changed)])
  },
})
