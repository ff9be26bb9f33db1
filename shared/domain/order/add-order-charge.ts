import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { isRefusal } from '../changes.ts'
import { accept, defineCommand, reject } from '../command.ts'
import { customerOfOrder, editableOrder, orderReads } from './editable-order.ts'
import { orderCharge, recharged } from './order-charges.ts'
import { MAX_CHARGES, orderChargeInput } from './order-fields.ts'

/** Adds a charge beside the lines, of the company's list or a free one, to an order that is not confirmed yet. */
export const addOrderCharge = keepingBalances(
  defineCommand({
    name: 'order.add-charge',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'orders.edit',
    payload: z.strictObject({ orderId: id, charge: orderChargeInput }),
    reads: p => orderReads(p.orderId),
    customerOf: (p, view) => customerOfOrder(p.orderId, view),
    decide(p, view) {
      const order = editableOrder(p.orderId, view)
      if (isRefusal(order)) return { refusal: order }
      if (order.charges.some(charge => charge.id === p.charge.chargeId)) return reject('already-exists')
      if (order.charges.length >= MAX_CHARGES) return reject('too-many-charges', { most: MAX_CHARGES })
      const total = recharged(order, [...order.charges, orderCharge(p.charge)], view)
      if (isRefusal(total)) return { refusal: { ...total, field: total.field && `charge.${total.field}` } }
      return accept([total.write])
    },
  }),
  (p, view) => [customerOfOrder(p.orderId, view)],
)
