import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { type Changes, changesOf, isRefusal, mergeChanges } from '../changes.ts'
import { accept, defineCommand, reject } from '../command.ts'
import type { Refusal } from '../rejections.ts'
import { customerOfOrder, editableOrder, orderReads } from './editable-order.ts'
import { recharged } from './order-charges.ts'
import { ORDER_CHARGE } from './order-fields.ts'
import type { OrderCharge } from './order-row.ts'

/**
 * Edits a charge of an order that is not confirmed yet. A hand edit of the amount of a percent or fuel charge freezes it;
 * `frozen: false`, or another rate, lets it follow the order again.
 */
export const changeOrderCharge = keepingBalances(
  defineCommand({
    name: 'order.change-charge',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'orders.edit',
    payload: z.strictObject({ orderId: id, chargeId: id, changes: changesOf(ORDER_CHARGE) }),
    reads: p => orderReads(p.orderId),
    customerOf: (p, view) => customerOfOrder(p.orderId, view),
    decide(p, view) {
      const order = editableOrder(p.orderId, view)
      if (isRefusal(order)) return { refusal: order }
      const charge = order.charges.find(candidate => candidate.id === p.chargeId)
      if (!charge) return reject('unknown-charge')
      const changed = editedCharge(charge, p.changes)
      if (isRefusal(changed)) return { refusal: changed }
      if (changed.kind !== 'fuel' && changed.label === '')
        return reject('invalid', { field: 'label', reason: 'required' }, 'changes.label')
      const charges = order.charges.map(candidate => (candidate === charge ? changed : candidate))
      const total = recharged(order, charges, view)
      if (isRefusal(total)) return { refusal: { ...total, field: total.field && `changes.${total.field}` } }
      return accept([total.write])
    },
  }),
  (p, view) => [customerOfOrder(p.orderId, view)],
)

function editedCharge(
  charge: OrderCharge,
  changes: Changes<Pick<OrderCharge, keyof typeof ORDER_CHARGE>>,
): OrderCharge | Refusal {
  const byHand = changes.amountCents !== undefined && charge.kind !== 'fixed'
  // An amount that follows the order moves by itself: what was seen of it is no one's edit.
  const before =
    byHand && !charge.frozen ? { ...charge, amountCents: changes.amountCents?.from ?? 0 } : charge
  const merged = mergeChanges(before, changes)
  if (isRefusal(merged)) return merged
  if (byHand) return { ...merged, frozen: changes.frozen?.to ?? true }
  return changes.rateBps && charge.kind === 'percent' ? { ...merged, frozen: false } : merged
}
