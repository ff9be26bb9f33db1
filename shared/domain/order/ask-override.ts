import { z } from 'zod'
import { cents, id, note } from '../../lib/parse.ts'
import { accept, defineCommand, reject } from '../command.ts'
import { newTask } from '../task/new-task.ts'
import { taskReads } from '../task/settle-tasks.ts'
import { row } from '../view.ts'
import { customerOfOrder } from './editable-order.ts'

/** Asks those who may for an override on an order. `shortCents` is what the person saw. Asking twice is no mistake. */
export const askOverride = defineCommand({
  name: 'credit.ask-override',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'orders.edit',
  payload: z.strictObject({ orderId: id, shortCents: cents, note: note(500) }),
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
    const subject = `orders:${order.id}`
    const asked = view
      .list('tasks', 'subject', subject)
      .some(task => task.kind === 'credit-override-asked' && task.state === 'open')
    if (asked) return accept([])
    const customer = view.get('customers', order.customerId)
    const params = {
      number: order.number,
      customer: customer?.name ?? '',
      shortCents: p.shortCents,
      totalCents: order.totalCents,
      note: p.note,
    }
    return accept([newTask(context, 0, 'credit-override-asked', subject, order.customerId, params)])
  },
})
