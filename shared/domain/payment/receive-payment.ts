import { z } from 'zod'
import { businessDate, cents, id, line, note, positiveCents, requiredLine } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, put, type Write } from '../command.ts'
import { closedOn, firstOpenDay } from '../company/closed-period.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { CREDIT_METHOD } from '../credit/credit-method.ts'
import { customerReads, keptCustomer, keptCustomerId } from '../customer/kept-customer.ts'
import { RECEIVED } from '../derived-ids.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import type { OrderRow } from '../order/order-row.ts'
import { firstRefusal, type Refusal, refuse } from '../rejections.ts'
import { newTask } from '../task/new-task.ts'
import { row, rows, type View } from '../view.ts'
import { applyCredits, checkCreditsUsed, creditsUsed, creditUseReads } from './apply-credits.ts'
import {
  applicationReads,
  applyToInvoices,
  checkApplications,
  type WantedApplication,
} from './apply-to-invoices.ts'
import { identityReads, paymentIdentity } from './payment-identity.ts'
import { NOT_REVERSED, type PaymentRow } from './payment-row.ts'
import { twinOf } from './twin-payment.ts'

const payload = z.strictObject({
  paymentId: id,
  /** The control number, from a leased block. */
  number: requiredLine(20),
  customerId: id,
  receivedOn: businessDate,
  method: requiredLine(40),
  reference: line(60),
  totalCents: positiveCents,
  note: note(4000),
  applications: z
    .array(
      z.strictObject({
        invoiceId: id,
        amountCents: positiveCents,
        /** What the customer is let off beside it. */
        discountCents: cents.optional(),
      }),
    )
    .max(2000),
  /** Open credits used together with it, before its own money: when it bounces or is voided they come back. */
  credits: creditsUsed.optional(),
  /** The order it is a prepayment for: whoever is narrowed to own orders may receive it for one of theirs. Nothing is held by it. */
  orderId: id.optional(),
})

/**
 * Cash, a check or a wire came in. A fact: what can't be applied as wished stays unapplied, with a task, and what is dated
 * in a period closed meanwhile is posted on the first open day, with a task.
 */
export const receivePayment = keepingBalances(
  defineCommand({
    name: 'payment.receive',
    version: 4,
    class: 'fact',
    by: 'user',
    permission: 'payments.receive',
    payload,
    reads: (p, view) => [
      row('companies', COMPANY_ROW),
      ...customerReads(p.customerId, view),
      ...identityReads(p),
      ...(p.reference === '' ? [] : [rows('payments', 'reference', p.reference)]),
      ...applicationReads(p.applications),
      ...creditUseReads(p.credits ?? [], view),
      ...(p.orderId ? [row('orders', p.orderId)] : []),
    ],
    customerOf: (p, view) => keptCustomerId(p.customerId, view),
    documentsOf: (p, view) => [
      ...wantedBy(p).map(({ invoiceId }) => view.get('invoices', invoiceId)),
      ...(p.orderId ? [orderOf(p.orderId, p.customerId, view)] : []),
    ],
    entry(p, view) {
      const payer = payerOf(p.customerId, view)
      const wrong: (Refusal | null)[] = []
      if (!keptCustomer(p.customerId, view)) wrong.push(refuse('unknown-customer', {}, 'customerId'))
      if (view.get('payments', p.paymentId)) wrong.push(refuse('already-exists'))
      if (view.holder(`no:PAY:${p.number}`) !== null)
        wrong.push(refuse('number-used', { number: p.number }, 'number'))
      if (p.method === CREDIT_METHOD) wrong.push(refuse('credit-not-received', {}, 'method'))
      wrong.push(closedOn(p.receivedOn, companyOf(view), 'receivedOn'))
      const appliedCents = sumCents(p.applications.map(application => application.amountCents))
      if (appliedCents > p.totalCents) {
        const figures = { appliedCents, totalCents: p.totalCents }
        wrong.push(refuse('applied-more-than-received', figures, 'totalCents'))
      }
      return firstRefusal([
        ...wrong,
        ...checkCreditsUsed(p.credits ?? [], payer, view),
        ...checkApplications(wantedBy(p), payer, view),
      ])
    },
    decide(p, view, context) {
      const { id: paymentId, number } = paymentIdentity(p, view, context)
      const customer = keptCustomer(p.customerId, view)
      const customerId = customer?.id ?? p.customerId
      const receivedOn = firstOpenDay(p.receivedOn, view)
      const received: PaymentRow = {
        id: paymentId,
        number,
        customerId,
        kind: 'payment',
        status: 'posted',
        receivedOn,
        method: p.method,
        reference: p.reference,
        currency: payerOf(p.customerId, view).currency,
        totalCents: p.totalCents,
        unappliedCents: p.totalCents,
        source: 'desk',
        linkId: null,
        attemptId: null,
        feeCents: 0,
        note: p.note,
        recordedBy: context.by,
        recordedAt: context.at,
        ...NOT_REVERSED,
      }
      const subject = `payments:${paymentId}`
      const tasks: Write[] = []
      if (number !== p.number) {
        const params = { printed: p.number, number }
        tasks.push(newTask(context, RECEIVED.own.first, 'number-collision', subject, customerId, params))
      }
      if (receivedOn !== p.receivedOn) {
        const params = { payment: number, on: p.receivedOn, postedOn: receivedOn, amountCents: p.totalCents }
        tasks.push(
          newTask(
            context,
            RECEIVED.postedAfterClose.first,
            'posted-after-close',
            subject,
            customerId,
            params,
          ),
        )
      }
      if (!customer) {
        const params = { payment: number, amountCents: p.totalCents }
        tasks.push(
          newTask(context, RECEIVED.own.first + 1, 'payment-for-unknown-customer', subject, null, params),
        )
      }
      const twin =
        p.reference === '' ? null : twinOf(view.list('payments', 'reference', p.reference), received)
      if (twin) {
        const params = {
          payment: number,
          twin: twin.number,
          reference: p.reference,
          amountCents: p.totalCents,
        }
        tasks.push(
          newTask(context, RECEIVED.own.first + 2, 'possible-duplicate-payment', subject, customerId, params),
        )
      }
      const open = new Map<string, InvoiceRow>()
      const used = applyCredits(p.credits ?? [], received, open, view, context)
      const { payment, writes } = applyToInvoices(
        received,
        p.applications.map(wanted => ({ ...wanted, bookedWith: paymentId })),
        receivedOn,
        view,
        context,
        RECEIVED.entries,
        open,
      )
      return accept([put('payments', payment), ...used, ...writes, ...tasks])
    },
  }),
  (p, view) => [keptCustomerId(p.customerId, view)],
)

/** All that shall be applied, the payment's own first: a refusal names one of these by its place. */
function wantedBy({ applications, credits = [] }: z.output<typeof payload>): WantedApplication[] {
  return [...applications, ...credits.flatMap(each => each.applications)]
}

/** The order a prepayment is for; null where it is another customer's, or nothing is paid ahead for it any more. */
function orderOf(orderId: string, customerId: string, view: View): OrderRow | null {
  const order = view.get('orders', orderId)
  if (order === null || order.customerId !== keptCustomerId(customerId, view)) return null
  return order.status === 'draft' || order.status === 'pending' ? order : null
}

/** Whose money it is, and in which currency: the customer's, or the company's while the customer is unknown. */
function payerOf(customerId: string, view: View): { customerId: string; currency: string } {
  const customer = keptCustomer(customerId, view)
  return {
    customerId: customer?.id ?? customerId,
    currency: customer?.currency ?? companyOf(view)?.currency ?? '',
  }
}
