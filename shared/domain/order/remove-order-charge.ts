import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { isRefusal } from '../changes.ts'
import { accept, defineCommand, reject } from '../command.ts'
import { customerOfOrder, editableOrder, orderReads } from './editable-order.ts'
import { recharged } from './order-charges.ts'

/** Takes a charge off an order that is not confirmed yet. */
export const removeOrderCharge = keepingBalances(
  defineCommand({
    name: 'order.remove-charge',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'orders.edit',
    payload: z.strictObject({ orderId: id, chargeId: id }),
    reads: p => orderReads(p.orderId),
    customerOf: (p, view) => customerOfOrder(p.orderId, view),
    decide(p, view) {
      const order = editableOrder(p.orderId, view)
      if (isRefusal(order)) return { refusal: order }
      const left = order.charges.filter(charge => charge.id !== p.chargeId)
      if (left.length === order.charges.length) return reject('unknown-charge')
      const total = recharged(order, left, view)
      return isRefusal(total) ? { refusal: total } : accept([total.write])
    },
  }),
  (p, view) => [customerOfOrder(p.orderId, view)],
)
