import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { row } from '../view.ts'
import { customerOfOrder } from './editable-order.ts'

/** Lets an order go out that was confirmed beyond its customer's credit. Doing it twice is no mistake. */
export const releaseHold = defineCommand({
  name: 'order.release-hold',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'credit.override',
  payload: z.strictObject({ orderId: id }),
  reads: (p, view) => {
    const customerId = customerOfOrder(p.orderId, view)
    return [
      row('orders', p.orderId),
      ...taskReads(`orders:${p.orderId}`),
      ...(customerId ? [row('customers', customerId)] : []),
    ]
  },
  customerOf: (p, view) => customerOfOrder(p.orderId, view),
  decide(p, view, context) {
    const order = view.get('orders', p.orderId)
    if (!order) return reject('unknown-order')
    if (order.status === 'voided') return reject('order-voided', { number: order.number })
    const settled = settleTasks(`orders:${order.id}`, ['credit-limit-exceeded'], view, context)
    return accept(order.onHold ? [put('orders', { ...order, onHold: false }), ...settled] : settled)
  },
})
