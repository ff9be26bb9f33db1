import { z } from 'zod'
import { businessDateAt, latestOf } from '../../lib/dates.ts'
import { businessDate, id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { isRefusal, sameValue } from '../changes.ts'
import {
  accept,
  type CommandContext,
  defineCommand,
  put,
  type ReadSoFar,
  reject,
  type Write,
} from '../command.ts'
import { companyOf } from '../company/company-of.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { REVISED } from '../derived-ids.ts'
import { invoiceContent } from '../invoice/invoice-content-of.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { releaseExcess, releaseInvoiceReads } from '../payment/release-invoice.ts'
import { grantFor } from '../permissions.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { type Read, row, rows, type View } from '../view.ts'
import { mayChangeConfirmed } from './change-policy.ts'
import { checkCredit, creditReads } from './check-credit.ts'
import { orderLine } from './create-order.ts'
import { customerOfOrder, orderReads, retotaled } from './editable-order.ts'
import { heldTask } from './held-task.ts'
import { orderCharge } from './order-charges.ts'
import { MAX_CHARGES, MAX_LINES, ORDER_HEADER, orderChargeInput, orderLineInput } from './order-fields.ts'
import type { OrderLineRow, OrderRow } from './order-row.ts'
import { checkLine } from './order-totals.ts'
import { applyPrepayments, checkPrepaid, prepaymentReads, prepayments } from './prepayments.ts'

const payload = z.strictObject({
  orderId: id,
  /** The invoice's revision the person saw. */
  expectedRevision: z.int().min(1),
  revisedOn: businessDate,
  header: z.strictObject(ORDER_HEADER),
  /** All lines in their order; those with the id of a line that is there change it. */
  lines: z.array(orderLineInput).max(MAX_LINES),
  charges: z.array(orderChargeInput).max(MAX_CHARGES),
  releasePayments: z.boolean().default(false),
})
type Payload = z.output<typeof payload>

/**
 * Changes a confirmed order in one go, as far as the company's policy lets: the invoice keeps its number and gets the next
 * revision, earlier ones stay readable. The total may not fall below what is applied, unless `releasePayments` says to
 * release what is too much (newest money first), which takes the right to reverse payments besides. What it adds must be
 * within the customer's credit, or paid first, as a confirmation must: refused where it is entered, and where it comes from
 * elsewhere it happened, so the order is on hold, with a task.
 */
export const reviseOrder = keepingBalances(
  defineCommand({
    name: 'order.revise',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'orders.edit',
    payload,
    reads,
    customerOf: (p, view) => customerOfOrder(p.orderId, view),
    entry(p, view, context) {
      const revised = revisedOrder(p, view, context)
      return isRefusal(revised) ? null : checkRaise(p, revised, view, context)
    },
    decide(p, view, context) {
      const revised = revisedOrder(p, view, context)
      if (isRefusal(revised)) return { refusal: revised }
      const { before, order, invoice, customer, company, lines, last } = revised
      const appliedCents = invoice.totalCents - invoice.openCents
      const excessCents = appliedCents - order.totalCents
      if (excessCents > 0 && !p.releasePayments) {
        const figures = { number: invoice.number, totalCents: order.totalCents, appliedCents }
        return reject('total-below-applied', figures)
      }
      const excess =
        excessCents > 0
          ? releaseExcess(invoice.id, excessCents, p.revisedOn, view, context, REVISED.excess)
          : { releasedCents: 0, writes: [] }
      // Raised where the rest of the account was not known: it happened, so it stands, on hold.
      const beyond = checkRaise(p, revised, view, context)
      const raisedCents = Math.max(0, order.totalCents - before.totalCents)
      const raise = { id: invoice.id, customerId: customer.id, openCents: raisedCents }
      const paid = customer.requirePaymentOnConfirm
        ? applyPrepayments(
            prepayments(order, customer, view),
            raise,
            p.revisedOn,
            view,
            context,
            REVISED.prepaid,
          )
        : { appliedCents: 0, writes: [] }
      const revision = invoice.revision + 1
      const salesperson = order.salespersonId ? view.get('users', order.salespersonId) : null
      const content = invoiceContent({
        company,
        customer,
        order,
        lines,
        terms: { code: invoice.termsCode, name: last.content.terms, days: 0 },
        salesperson: salesperson?.name ?? '',
        number: invoice.number,
        revision,
        issuedOn: invoice.issuedOn,
        dueOn: invoice.dueOn,
      })
      const kept = new Set(lines.map(line => line.id))
      const gone = view.list('order_lines', 'orderId', order.id).filter(line => !kept.has(line.id))
      const writes: Write[] = [
        put('orders', beyond ? { ...order, onHold: true } : order),
        ...lines.filter(line => !isKept(line, order.id, view)).map(line => put('order_lines', line)),
        ...gone.map((line): Write => ({ table: 'order_lines', deletedId: line.id })),
        put('invoices', {
          ...invoice,
          revision,
          totalCents: order.totalCents,
          openCents: order.totalCents - appliedCents + excess.releasedCents - paid.appliedCents,
          poNumber: order.poNumber,
          salespersonId: order.salespersonId,
        }),
        put('invoice_revisions', {
          id: context.derive(REVISED.revision.first),
          invoiceId: invoice.id,
          revision,
          totalCents: order.totalCents,
          content,
          issuedAt: context.at,
          issuedBy: context.by,
          effectiveOn: latestOf(p.revisedOn, last.effectiveOn, invoice.issuedOn),
        }),
        ...excess.writes,
        ...paid.writes,
      ]
      if (beyond) {
        writes.push(...settleTasks(`orders:${order.id}`, ['credit-limit-exceeded'], view, context))
        writes.push(heldTask(context, REVISED.heldTask.first, order, beyond, raisedCents))
      }
      return accept(writes)
    },
  }),
  (p, view) => [customerOfOrder(p.orderId, view), ...payersOf(p, view)],
)

/** Why what a change adds is beyond the customer's credit, or not paid first; null when it is neither, or adds nothing. */
function checkRaise(
  p: Payload,
  { customer, order, before }: { customer: CustomerRow; order: OrderRow; before: OrderRow },
  view: View,
  { by }: CommandContext,
): Refusal | null {
  const moreCents = order.totalCents - before.totalCents
  if (moreCents <= 0) return null
  return (
    checkPrepaid(order, customer, moreCents, view) ??
    checkCredit(customer, view, { orderId: order.id, on: p.revisedOn, by, moreCents })
  )
}

function reads(p: Payload, view: ReadSoFar): Read[] {
  const wanted = [
    ...orderReads(p.orderId),
    ...p.lines.map(line => row('order_lines', line.lineId)),
    ...creditReads(p.orderId, view),
  ]
  if (p.header.salespersonId) wanted.push(row('users', p.header.salespersonId))
  const order = view.get('orders', p.orderId)
  if (!order) return wanted
  wanted.push(row('customers', order.customerId), ...prepaymentReads(order, view))
  wanted.push(...taskReads(`orders:${order.id}`))
  if (order.invoiceId === null) return wanted
  wanted.push(row('invoices', order.invoiceId), rows('invoice_revisions', 'invoiceId', order.invoiceId))
  if (p.releasePayments) wanted.push(...releaseInvoiceReads(order.invoiceId, view))
  return wanted
}

function payersOf(p: Payload, view: Pick<View, 'get' | 'list'>): (string | undefined)[] {
  const invoiceId = view.get('orders', p.orderId)?.invoiceId
  if (!invoiceId || !p.releasePayments) return []
  return view
    .list('applications', 'invoiceId', invoiceId)
    .map(entry => view.get('payments', entry.paymentId)?.customerId)
}

/** The order as it shall be with all that its next revision is made from, or why it can't be. */
function revisedOrder(p: Payload, view: View, context: CommandContext) {
  if (p.releasePayments && !mayRelease(view, context))
    return refuse('not-allowed', { right: 'payments.reverse' })
  const company = companyOf(view)
  if (!company) return refuse('unknown-company')
  const before = view.get('orders', p.orderId)
  if (!before) return refuse('unknown-order')
  const customer = view.get('customers', before.customerId)
  if (!customer) return refuse('unknown-customer')
  const taken = checkTaken(p, view)
  if (taken) return taken
  const invoice = before.invoiceId ? view.get('invoices', before.invoiceId) : null
  const wrong = checkState(p, before, invoice, view, context) ?? checkContent(p, before, customer)
  if (wrong) return wrong
  if (!invoice) return refuse('unknown-invoice')
  const last = view
    .list('invoice_revisions', 'invoiceId', invoice.id)
    .find(one => one.revision === invoice.revision)
  if (!last) return refuse('unknown-invoice')
  const known = new Map(view.list('order_lines', 'orderId', p.orderId).map(line => [line.id, line]))
  const lines = p.lines.map((input, at) => ({
    ...orderLine(p.orderId, input, at + 1),
    editedBy: known.get(input.lineId)?.editedBy ?? {},
  }))
  const total = retotaled({ ...before, ...p.header, charges: p.charges.map(orderCharge) }, lines, view)
  if (isRefusal(total)) return total
  const charged = sumCents(total.order.charges.map(charge => charge.amountCents))
  if (charged < 0) return refuse('charges-below-zero', { belowCents: -charged }, 'charges')
  return { company, customer, before, invoice, last, lines, order: total.order }
}

function checkState(
  p: Payload,
  order: OrderRow,
  invoice: InvoiceRow | null,
  view: View,
  { actor, at }: CommandContext,
): Refusal | null {
  const { number } = order
  if (order.status === 'voided') return refuse('order-voided', { number })
  if (order.status !== 'confirmed' || !invoice) return refuse('order-not-confirmed', { number })
  const company = companyOf(view)
  const policy = company?.orderChangePolicy ?? 'anyone'
  // The day it is done, not the one it is dated: a revision dated back is no way around the policy.
  const today = businessDateAt(at, company?.timeZone ?? 'UTC')
  const user = actor.kind === 'user' ? view.get('users', actor.userId) : null
  if (user && !mayChangeConfirmed(policy, user, invoice.issuedOn, today))
    return refuse('change-not-allowed', { number, policy })
  if (p.lines.length === 0) return refuse('order-empty', { number })
  if (invoice.status === 'void') return refuse('invoice-void', { number: invoice.number })
  const { expectedRevision } = p
  if (expectedRevision === invoice.revision) return null
  return refuse('order-revised', { number, expectedRevision, revision: invoice.revision })
}

/** A line or charge named twice, or a line of another order: no one's to take. */
function checkTaken(p: Payload, view: View): Refusal | null {
  const own = new Set(view.list('order_lines', 'orderId', p.orderId).map(line => line.id))
  const lineIds = p.lines.map(line => line.lineId)
  const foreign = lineIds.some(lineId => !own.has(lineId) && view.get('order_lines', lineId) !== null)
  if (foreign || new Set(lineIds).size < lineIds.length) return refuse('already-exists', {}, 'lines')
  const chargeIds = new Set(p.charges.map(charge => charge.chargeId))
  return chargeIds.size < p.charges.length ? refuse('already-exists', {}, 'charges') : null
}

function checkContent({ header, lines }: Payload, before: OrderRow, customer: CustomerRow): Refusal | null {
  const { shipToId, poNumber } = header
  if (
    shipToId !== null &&
    shipToId !== before.shipToId &&
    !customer.shipTos.some(({ id }) => id === shipToId)
  )
    return refuse('unknown-ship-to', {}, 'header.shipToId')
  if (customer.poRequired && poNumber === '')
    return refuse('po-required', { customer: customer.name }, 'header.poNumber')
  for (const [at, line] of lines.entries()) {
    const wrong = checkLine(line)
    if (wrong) return { ...wrong, field: `lines.${at}.${wrong.field}` }
  }
  return null
}

/** True for a line that stays as it is. */
function isKept(line: OrderLineRow, orderId: string, view: View): boolean {
  return view
    .list('order_lines', 'orderId', orderId)
    .some(known => known.id === line.id && sameValue(known, line))
}

function mayRelease(view: View, { actor }: CommandContext): boolean {
  if (actor.kind === 'relay') return true
  const user = view.get('users', actor.userId)
  return user !== null && grantFor(user, 'payments.reverse') !== null
}
