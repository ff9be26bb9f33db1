import { z } from 'zod'
import { addDays } from '../../lib/dates.ts'
import { businessDate, cents, id } from '../../lib/parse.ts'
import { isRefusal } from '../changes.ts'
import { accept, defineCommand, put, reject, type Write } from '../command.ts'
import { companyOf } from '../company/company-of.ts'
import { invoiceContent } from '../invoice/invoice-content-of.ts'
import { newTask } from '../task/new-task.ts'
import { claim, row } from '../view.ts'
import { customerOfOrder, editableOrder, orderReads } from './editable-order.ts'

/**
 * Confirms an order and issues its invoice, which carries the order's number. `expectedTotalCents` is what the person
 * saw: when the order changed meanwhile, the confirmation is refused with both totals.
 */
export const confirmOrder = defineCommand({
  name: 'order.confirm',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'orders.edit',
  payload: z.strictObject({ orderId: id, issuedOn: businessDate, expectedTotalCents: cents }),
  reads(p, view) {
    const reads = orderReads(p.orderId)
    const order = view.get('orders', p.orderId)
    if (!order) return reads
    reads.push(row('customers', order.customerId), claim(`no:INV:${order.number}`))
    if (order.salespersonId) reads.push(row('users', order.salespersonId))
    return reads
  },
  customerOf: (p, view) => customerOfOrder(p.orderId, view),
  decide(p, view, context) {
    const company = companyOf(view)
    if (!company) return reject('unknown-company')
    const order = editableOrder(p.orderId, view)
    if (isRefusal(order)) return { refusal: order }
    const customer = view.get('customers', order.customerId)
    if (!customer) return reject('unknown-customer')
    const lines = view.list('order_lines', 'orderId', p.orderId).toSorted((a, b) => a.position - b.position)
    if (lines.length === 0) return reject('order-empty', { number: order.number })
    if (order.totalCents !== p.expectedTotalCents) {
      return reject('order-changed', { expectedCents: p.expectedTotalCents, totalCents: order.totalCents })
    }
    const terms = company.terms.find(candidate => candidate.code === customer.termsCode)
    if (!terms) return reject('unknown-terms', { terms: customer.termsCode })
    if (customer.poRequired && order.poNumber === '') {
      return reject('po-required', { customer: customer.name }, 'poNumber')
    }

    const salesperson = order.salespersonId ? view.get('users', order.salespersonId) : null
    const taken = view.holder(`no:INV:${order.number}`) !== null
    const number = taken ? `${order.number}-${context.commandId.slice(-4)}` : order.number
    const invoiceId = context.derive(0)
    const dueOn = addDays(p.issuedOn, terms.days)
    const content = invoiceContent({
      company,
      customer,
      order,
      lines,
      terms,
      salesperson: salesperson?.name ?? '',
      number,
      revision: 1,
      issuedOn: p.issuedOn,
      dueOn,
    })
    const writes: Write[] = [
      put('orders', { ...order, status: 'confirmed', invoiceId }),
      put('invoices', {
        id: invoiceId,
        orderId: order.id,
        customerId: order.customerId,
        number,
        revision: 1,
        status: 'open',
        issuedOn: p.issuedOn,
        dueOn,
        termsCode: terms.code,
        currency: order.currency,
        poNumber: order.poNumber,
        salespersonId: order.salespersonId,
        totalCents: order.totalCents,
        openCents: order.totalCents,
        voidedOn: null,
        lastLinkId: null,
        lastMailId: null,
      }),
      put('invoice_revisions', {
        id: context.derive(1),
        invoiceId,
        revision: 1,
        totalCents: order.totalCents,
        content,
        issuedAt: context.at,
        issuedBy: context.by,
      }),
    ]
    if (taken) {
      const params = { printed: order.number, number }
      writes.push(newTask(context, 2, 'number-collision', `invoices:${invoiceId}`, order.customerId, params))
    }
    return accept(writes)
  },
})
