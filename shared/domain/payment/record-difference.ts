import { z } from 'zod'
import { id, instant, line, requiredLine } from '../../lib/parse.ts'
import { accept, defineCommand, put } from '../command.ts'
import { COMPANY_ROW } from '../company/company-of.ts'
import { newTask } from '../task/new-task.ts'
import { row } from '../view.ts'

const payload = z.strictObject({
  /** The payment it is about, where it is about one we have. */
  paymentId: id.nullable(),
  what: z.enum([
    'amount',
    'fee',
    'not-in-books',
    'returned',
    'refund-failed',
    'dispute',
    'dispute-won',
    'payout',
    'other',
  ]),
  /** The gateway's id of the movement or payout. */
  reference: requiredLine(200),
  gateway: requiredLine(120),
  oursCents: z.int(),
  theirsCents: z.int(),
  currency: line(3),
  happenedAt: instant,
})

/**
 * The gateway's books say something else than ours: a person looks. A fee that was not known when the payment was captured
 * is no difference; it is written down.
 */
export const recordDifference = defineCommand({
  name: 'payment.record-difference',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload,
  reads: p => (p.paymentId === null ? [] : [row('payments', p.paymentId)]),
  decide(p, view, context) {
    const payment = p.paymentId === null ? null : view.get('payments', p.paymentId)
    if (p.what === 'fee' && payment && payment.feeCents === 0) {
      return accept([put('payments', { ...payment, feeCents: p.theirsCents })])
    }
    const subject = payment === null ? `companies:${COMPANY_ROW}` : `payments:${payment.id}`
    const params = {
      what: p.what,
      reference: p.reference,
      gateway: p.gateway,
      payment: payment?.number ?? '',
      oursCents: p.oursCents,
      theirsCents: p.theirsCents,
      differenceCents: p.theirsCents - p.oursCents,
    }
    return accept([newTask(context, 0, 'gateway-difference', subject, payment?.customerId || null, params)])
  },
})
