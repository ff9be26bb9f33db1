import { z } from 'zod'
import { businessDate, id } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { customerOfOrder } from './editable-order.ts'

/** Withdraws an order, and its invoice while nothing is applied to it. The number stays used, and explained. */
export const voidOrder = defineCommand({
  name: 'order.void',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'orders.edit',
  payload: z.strictObject({ orderId: id, voidedOn: businessDate }),
  reads(p, view) {
    const invoiceId = view.get('orders', p.orderId)?.invoiceId
    return [row('orders', p.orderId), ...(invoiceId ? [row('invoices', invoiceId)] : [])]
  },
  customerOf: (p, view) => customerOfOrder(p.orderId, view),
  decide(p, view) {
    const order = view.get('orders', p.orderId)
    if (!order) return reject('unknown-order')
    if (order.status === 'voided') return reject('order-voided', { number: order.number })
    const voided = put('orders', { ...order, status: 'voided' as const })
    if (order.invoiceId === null) return accept([voided])
    const invoice = view.get('invoices', order.invoiceId)
    if (!invoice) return reject('unknown-invoice')
    const amountCents = invoice.totalCents - invoice.openCents
    if (amountCents > 0) return reject('invoice-has-payments', { number: invoice.number, amountCents })
    return accept([
      voided,
      put('invoices', { ...invoice, status: 'void', openCents: 0, voidedOn: p.voidedOn }),
    ])
  },
})
