import { latestOf } from '../../lib/dates.ts'
import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import type { IdRun } from '../derived-ids.ts'
import { sumCents } from '../money.ts'
import type { PaymentRow } from '../payment/payment-row.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { newTask } from '../task/new-task.ts'
import { OPEN_MONEY_TASKS, settleTasks, taskReads } from '../task/settle-tasks.ts'
import { type Read, rows, type View } from '../view.ts'
import type { OrderRow } from './order-row.ts'

/** What `prepayments` reads: what is held for the order, and of customers whose orders must be paid first all they paid. */
export function prepaymentReads(order: OrderRow, view: ReadSoFar): Read[] {
  const customer = view.get('customers', order.customerId)
  const held = view.list('payments', 'heldForOrderId', order.id)
  const paysFirst = customer?.requirePaymentOnConfirm ?? false
  const others = paysFirst ? view.list('payments', 'customerId', order.customerId) : []
  const usable = [...held, ...others.filter(({ unappliedCents }) => unappliedCents > 0)]
  return [
    rows('payments', 'heldForOrderId', order.id),
    ...(paysFirst ? [rows('payments', 'customerId', order.customerId)] : []),
    ...usable.flatMap(payment => taskReads(`payments:${payment.id}`)),
  ]
}

/**
 * The money that confirming an order applies: what is held for it, and after that, where payment comes first, what the
 * customer has unapplied and no other order holds; each the oldest first.
 */
export function prepayments(order: OrderRow, customer: CustomerRow, view: View): PaymentRow[] {
  const isUsable = (payment: PaymentRow) =>
    payment.status === 'posted' &&
    payment.customerId === order.customerId &&
    payment.currency === order.currency &&
    payment.unappliedCents > 0
  const held = view.list('payments', 'heldForOrderId', order.id)
  const others = customer.requirePaymentOnConfirm
    ? view.list('payments', 'customerId', customer.id).filter(({ heldForOrderId }) => heldForOrderId === null)
    : []
  return [...held.filter(isUsable).toSorted(oldestFirst), ...others.filter(isUsable).toSorted(oldestFirst)]
}

/**
 * Nothing is held for this order any more: what is left of it is an open credit, with a task where none told of it before.
 * `used` is what of each was applied, and written, beside it. The derived ids of its run belong to it.
 */
export function releaseHeld(
  order: OrderRow,
  used: ReadonlyMap<string, number>,
  view: View,
  context: CommandContext,
  ids: IdRun,
): Write[] {
  const writes: Write[] = []
  for (const [at, payment] of view.list('payments', 'heldForOrderId', order.id).entries()) {
    const usedCents = used.get(payment.id) ?? 0
    const leftCents = payment.unappliedCents - usedCents
    if (usedCents === 0) writes.push(put('payments', { ...payment, heldForOrderId: null }))
    const subject = `payments:${payment.id}`
    const isTold = view.list('tasks', 'subject', subject).some(task => task.kind === 'overpayment')
    if (leftCents <= 0 || payment.status !== 'posted' || isTold) continue
    const params = { amountCents: leftCents, payment: payment.number }
    writes.push(newTask(context, ids.first + at, 'overpayment', subject, payment.customerId, params))
  }
  return writes
}

function oldestFirst(a: PaymentRow, b: PaymentRow): number {
  if (a.receivedOn !== b.receivedOn) return a.receivedOn < b.receivedOn ? -1 : 1
  return a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : 1)
}

/** What of them is unapplied. */
export function prepaidCents(payments: readonly PaymentRow[]): number {
  return sumCents(payments.map(payment => payment.unappliedCents))
}

/**
 * Why what must be paid before it is confirmed may not be; null when the customer's prepayments cover it, or payment
 * does not come first. `totalCents` is what the order comes to, or what a change adds to one that is confirmed.
 */
export function checkPrepaid(
  order: OrderRow,
  customer: CustomerRow,
  totalCents: number,
  view: View,
): Refusal | null {
  if (!customer.requirePaymentOnConfirm) return null
  const cents = prepaidCents(prepayments(order, customer, view))
  if (cents >= totalCents) return null
  return refuse('payment-required', { customer: customer.name, totalCents, prepaidCents: cents })
}

/**
 * Applies prepayments to an invoice that is being issued, as far as they go; of what is used up nothing is to be decided any
 * more. The derived ids of its run belong to it.
 */
export function applyPrepayments(
  payments: readonly PaymentRow[],
  invoice: { id: string; customerId: string; openCents: number },
  appliedOn: string,
  view: View,
  context: CommandContext,
  ids: IdRun,
): { appliedCents: number; used: Map<string, number>; writes: Write[] } {
  const used = new Map<string, number>()
  let left = invoice.openCents
  const writes: Write[] = []
  for (const [at, payment] of payments.entries()) {
    const amountCents = Math.min(left, payment.unappliedCents)
    if (amountCents <= 0) break
    left -= amountCents
    used.set(payment.id, amountCents)
    writes.push(
      put('applications', {
        id: context.derive(ids.first + at),
        paymentId: payment.id,
        invoiceId: invoice.id,
        customerId: invoice.customerId,
        amountCents,
        discountCents: 0,
        // No entry is older than its money: an order may be confirmed as of a day before it was paid.
        appliedOn: latestOf(payment.receivedOn, appliedOn),
        recordedBy: context.by,
        recordedAt: context.at,
        bookedWith: invoice.id,
      }),
      put('payments', {
        ...payment,
        unappliedCents: payment.unappliedCents - amountCents,
        heldForOrderId: null,
      }),
    )
    if (amountCents === payment.unappliedCents)
      writes.push(...settleTasks(`payments:${payment.id}`, OPEN_MONEY_TASKS, view, context))
  }
  return { appliedCents: invoice.openCents - left, used, writes }
}
