import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { isRefusal } from '../changes.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { customerOfOrder, editableOrder, orderReads } from './editable-order.ts'

/** Turns a draft into a pending order: agreed with the customer, not invoiced yet. */
export const placeOrder = defineCommand({
  name: 'order.place',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'orders.edit',
  payload: z.strictObject({ orderId: id }),
  reads: p => orderReads(p.orderId),
  customerOf: (p, view) => customerOfOrder(p.orderId, view),
  decide(p, view) {
    const order = editableOrder(p.orderId, view)
    if (isRefusal(order)) return { refusal: order }
    if (view.list('order_lines', 'orderId', p.orderId).length === 0) {
      return reject('order-empty', { number: order.number })
    }
    return accept([put('orders', { ...order, status: 'pending' })])
  },
})
