import { z } from 'zod'
import { businessDate, cents, id, note } from '../../lib/parse.ts'
import { balanceReads } from '../balance/keeping-balances.ts'
import { isRefusal } from '../changes.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { grantFor } from '../permissions.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import type { TaskRow } from '../task/task-row.ts'
import { row } from '../view.ts'
import { shortfallCents } from './check-credit.ts'
import { customerOfOrder, editableOrder } from './editable-order.ts'

/**
 * Grants credit beyond the limit for one order on one day, of at least what is short. On credit hold without a shortfall
 * the amount may be zero. A Sales Manager's counts for himself only; every grant is kept.
 */
export const grantOverride = defineCommand({
  name: 'credit.override',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'credit.override-own',
  payload: z.strictObject({
    overrideId: id,
    orderId: id,
    amountCents: cents,
    grantedOn: businessDate,
    note: note(500),
  }),
  reads(p, view) {
    const customerId = customerOfOrder(p.orderId, view)
    return [
      row('orders', p.orderId),
      row('credit_overrides', p.overrideId),
      ...taskReads(`orders:${p.orderId}`),
      ...(customerId ? [row('customers', customerId), ...balanceReads(customerId, view)] : []),
    ]
  },
  customerOf: (p, view) => customerOfOrder(p.orderId, view),
  decide(p, view, context) {
    const order = view.get('orders', p.orderId)
    if (!order) return reject('unknown-order')
    const customer = view.get('customers', order.customerId)
    if (!customer) return reject('unknown-customer')
    if (view.get('credit_overrides', p.overrideId)) return reject('already-exists')
    if (order.status === 'voided') return reject('order-voided', { number: order.number })
    // A confirmed order can be short again when it is changed: then the shortfall is the change's, known to `order.revise`.
    const pending = !isRefusal(editableOrder(p.orderId, view))
    const shortCents = pending ? shortfallCents(customer, view) : 0
    if (p.amountCents < shortCents)
      return reject('override-too-small', { amountCents: p.amountCents, shortCents }, 'amountCents')
    // What counts for the granter only answers nobody else.
    const granter = context.actor.kind === 'user' ? view.get('users', context.actor.userId) : null
    const forAll = granter !== null && grantFor(granter, 'credit.override') !== null
    const answers = (task: TaskRow) => forAll || task.causedBy === context.by
    return accept([
      put('credit_overrides', {
        id: p.overrideId,
        orderId: order.id,
        customerId: customer.id,
        amountCents: p.amountCents,
        grantedOn: p.grantedOn,
        grantedBy: context.by,
        grantedAt: context.at,
        note: p.note,
      }),
      ...settleTasks(`orders:${order.id}`, ['credit-override-asked'], view, context, answers),
    ])
  },
})
