import { z } from 'zod'
import { addDays } from '../../lib/dates.ts'
import { businessDate, cents, id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { isRefusal } from '../changes.ts'
import { accept, type CommandContext, defineCommand, put, type Write } from '../command.ts'
import { companyOf } from '../company/company-of.ts'
import { CONFIRMED } from '../derived-ids.ts'
import { invoiceContent } from '../invoice/invoice-content-of.ts'
import { automaticJobs } from '../mail/automatic-jobs.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { newTask } from '../task/new-task.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { claim, row, rows, type View } from '../view.ts'
import { type CreditAsked, checkCredit, creditReads } from './check-credit.ts'
import { customerOfOrder, editableOrder, orderReads } from './editable-order.ts'
import { heldTask } from './held-task.ts'
import { applyPrepayments, checkPrepaid, prepaymentReads, prepayments, releaseHeld } from './prepayments.ts'

/**
 * Confirms an order and issues its invoice, which carries the order's number. `expectedTotalCents` is what the person
 * saw: when the order changed meanwhile, the confirmation is refused with both totals. Beyond the customer's credit, or
 * unpaid where payment comes first, it is refused where it is entered; one that comes from elsewhere happened, so it is
 * confirmed on hold, with a task. What is held for it is applied at once, and where payment comes first all prepayments.
 */
export const confirmOrder = keepingBalances(
  defineCommand({
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
      reads.push(...creditReads(order.id, view), ...prepaymentReads(order, view))
      reads.push(rows('payment_links', 'orderId', order.id))
      reads.push(...taskReads(`orders:${order.id}`))
      if (order.salespersonId) reads.push(row('users', order.salespersonId))
      return reads
    },
    customerOf: (p, view) => customerOfOrder(p.orderId, view),
    entry(p, view, { by }) {
      const ready = readyToConfirm(p, view)
      if (isRefusal(ready)) return null
      const { customer, order } = ready
      const asked = { orderId: p.orderId, on: p.issuedOn, by }
      return checkPrepaid(order, customer, order.totalCents, view) ?? checkCredit(customer, view, asked)
    },
    decide(p, view, context) {
      const ready = readyToConfirm(p, view)
      if (isRefusal(ready)) return { refusal: ready }
      const { company, order, customer, lines, terms } = ready
      const asked = { orderId: order.id, on: p.issuedOn, by: context.by }
      const beyond =
        checkPrepaid(order, customer, order.totalCents, view) ?? checkCredit(customer, view, asked)

      const salesperson = order.salespersonId ? view.get('users', order.salespersonId) : null
      const taken = view.holder(`no:INV:${order.number}`) !== null
      const number = taken ? `${order.number}-${context.commandId.slice(-4)}` : order.number
      const invoiceId = context.derive(CONFIRMED.own.first)
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
      const unissued = { id: invoiceId, customerId: order.customerId, openCents: order.totalCents }
      const held = prepayments(order, customer, view)
      const paid = applyPrepayments(held, unissued, p.issuedOn, view, context, CONFIRMED.prepaid)
      const writes: Write[] = [
        put('orders', { ...order, status: 'confirmed', invoiceId, onHold: beyond !== null }),
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
          openCents: order.totalCents - paid.appliedCents,
          voidedOn: null,
          lastLinkId: order.lastLinkId,
          lastMailId: order.lastMailId,
          kind: 'order',
          cause: '',
        }),
        put('invoice_revisions', {
          id: context.derive(CONFIRMED.own.first + 1),
          invoiceId,
          revision: 1,
          totalCents: order.totalCents,
          content,
          issuedAt: context.at,
          issuedBy: context.by,
          effectiveOn: p.issuedOn,
        }),
        ...paid.writes,
        ...releaseHeld(order, paid.used, view, context, CONFIRMED.leftOver),
        ...linksToInvoice(order.id, invoiceId, view, context),
        ...settleTasks(`orders:${order.id}`, ['credit-override-asked'], view, context),
      ]
      if (taken) {
        const params = { printed: order.number, number }
        writes.push(
          newTask(
            context,
            CONFIRMED.own.first + 2,
            'number-collision',
            `invoices:${invoiceId}`,
            order.customerId,
            params,
          ),
        )
      }
      if (beyond) {
        writes.push(heldTask(context, CONFIRMED.own.first + 3, order, beyond))
      }
      return accept(writes, automaticJobs(customer, invoiceId))
    },
  }),
  (p, view) => [customerOfOrder(p.orderId, view)],
)

/** The links that asked for the order ask for its invoice from now on. */
function linksToInvoice(orderId: string, invoiceId: string, view: View, context: CommandContext): Write[] {
  return view.list('payment_links', 'orderId', orderId).flatMap((link, at) => [
    put('payment_link_invoices', {
      id: context.derive(CONFIRMED.linked.first + at),
      linkId: link.id,
      invoiceId,
      revision: 1,
    }),
    put('payment_links', { ...link, invoiceCount: 1 }),
  ])
}

/**
 * Why an order can't be confirmed as it stands even after `takenCents` are paid for it: then nothing should be taken. Null when
 * it can.
 */
export function whyNotOncePaid(asked: CreditAsked, takenCents: number, view: View): Refusal | null {
  const { orderId } = asked
  const expectedTotalCents = view.get('orders', orderId)?.totalCents ?? 0
  const ready = readyToConfirm({ orderId, expectedTotalCents }, view)
  return isRefusal(ready) ? ready : checkCredit(ready.customer, view, { ...asked, moreCents: -takenCents })
}

/** Everything an order needs to be confirmed, or what is missing. */
function readyToConfirm(p: { orderId: string; expectedTotalCents: number }, view: View) {
  const company = companyOf(view)
  if (!company) return refuse('unknown-company')
  const order = editableOrder(p.orderId, view)
  if (isRefusal(order)) return order
  const customer = view.get('customers', order.customerId)
  if (!customer) return refuse('unknown-customer')
  const lines = view.list('order_lines', 'orderId', p.orderId).toSorted((a, b) => a.position - b.position)
  if (lines.length === 0) return refuse('order-empty', { number: order.number })
  if (order.totalCents !== p.expectedTotalCents) {
    return refuse('order-changed', { expectedCents: p.expectedTotalCents, totalCents: order.totalCents })
  }
  const terms = company.terms.find(candidate => candidate.code === customer.termsCode)
  if (!terms) return refuse('unknown-terms', { terms: customer.termsCode })
  if (customer.poRequired && order.poNumber === '')
    return refuse('po-required', { customer: customer.name }, 'poNumber')
  return { company, order, customer, lines, terms }
}
