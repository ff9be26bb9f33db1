import { z } from 'zod'
import { businessDate, id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, type CommandContext, defineCommand, put, type ReadSoFar, reject } from '../command.ts'
import { VOIDED } from '../derived-ids.ts'
import { releaseInvoice, releaseInvoiceReads } from '../payment/release-invoice.ts'
import { grantFor } from '../permissions.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { type Read, row, rows, type View } from '../view.ts'
import { customerOfOrder } from './editable-order.ts'
import { releaseHeld } from './prepayments.ts'

/**
 * Withdraws an order, and its invoice while nothing is applied to it. What is applied is released to unapplied when
 * `releasePayments` says so, which takes the right to reverse payments besides; what was held for it is an open credit again. The number stays used, and explained.
 */
export const voidOrder = keepingBalances(
  defineCommand({
    name: 'order.void',
    version: 2,
    class: 'request',
    by: 'user',
    permission: 'orders.edit',
    payload: z.strictObject({
      orderId: id,
      voidedOn: businessDate,
      releasePayments: z.boolean().default(false),
    }),
    reads: (p, view) => [
      row('orders', p.orderId),
      ...taskReads(`orders:${p.orderId}`),
      rows('payments', 'heldForOrderId', p.orderId),
      ...view
        .list('payments', 'heldForOrderId', p.orderId)
        .flatMap(payment => taskReads(`payments:${payment.id}`)),
      ...invoiceReads(p, view),
    ],
    customerOf: (p, view) => customerOfOrder(p.orderId, view),
    decide(p, view, context) {
      if (p.releasePayments && !mayRelease(view, context))
        return reject('not-allowed', { right: 'payments.reverse' })
      const order = view.get('orders', p.orderId)
      if (!order) return reject('unknown-order')
      if (order.status === 'voided') return reject('order-voided', { number: order.number })
      const voided = [
        put('orders', { ...order, status: 'voided' as const, onHold: false }),
        ...settleTasks(`orders:${order.id}`, ['credit-limit-exceeded'], view, context),
        ...releaseHeld(order, new Map(), view, context, VOIDED.leftOver),
      ]
      if (order.invoiceId === null) return accept(voided)
      const invoice = view.get('invoices', order.invoiceId)
      if (!invoice) return reject('unknown-invoice')
      const amountCents = invoice.totalCents - invoice.openCents
      if (amountCents > 0 && !p.releasePayments)
        return reject('invoice-has-payments', { number: invoice.number, amountCents })
      const released = amountCents > 0 ? releaseInvoice(invoice.id, p.voidedOn, view, context) : []
      const withdrawn = { ...invoice, status: 'void' as const, openCents: 0, voidedOn: p.voidedOn }
      return accept([...voided, put('invoices', withdrawn), ...released])
    },
  }),
  (p, view) => {
    const invoiceId = view.get('orders', p.orderId)?.invoiceId
    const payers =
      invoiceId && p.releasePayments
        ? view
            .list('applications', 'invoiceId', invoiceId)
            .map(entry => view.get('payments', entry.paymentId)?.customerId)
        : []
    return [customerOfOrder(p.orderId, view), ...payers]
  },
)

function invoiceReads(p: { orderId: string; releasePayments: boolean }, view: ReadSoFar): Read[] {
  const invoiceId = view.get('orders', p.orderId)?.invoiceId
  if (!invoiceId) return []
  return [row('invoices', invoiceId), ...(p.releasePayments ? releaseInvoiceReads(invoiceId, view) : [])]
}

function mayRelease(view: View, { actor }: CommandContext): boolean {
  if (actor.kind === 'relay') return true
  const user = view.get('users', actor.userId)
  return user !== null && grantFor(user, 'payments.reverse') !== null
}
