import { z } from 'zod'
import { assert } from '../../lib/assert.ts'
import { latestOf } from '../../lib/dates.ts'
import { businessDate, id, positiveCents } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, put } from '../command.ts'
import { APPLIED } from '../derived-ids.ts'
import { sumCents } from '../money.ts'
import { firstRefusal, type Refusal, refuse } from '../rejections.ts'
import { OPEN_MONEY_TASKS, settleTasks, taskReads } from '../task/settle-tasks.ts'
import { row, type View } from '../view.ts'
import {
  applicationReads,
  applyToInvoices,
  checkApplications,
  type WantedApplication,
} from './apply-to-invoices.ts'
import { checkHeld, heldReads } from './held-for-order.ts'
import type { PaymentRow } from './payment-row.ts'

/** Ties the unapplied part of a payment to open invoices. */
export const applyPayment = keepingBalances(
  defineCommand({
    name: 'payment.apply',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'payments.receive',
    payload: z.strictObject({
      paymentId: id,
      appliedOn: businessDate,
      applications: z
        .array(z.strictObject({ invoiceId: id, amountCents: positiveCents }))
        .min(1)
        .max(2000),
    }),
    reads: (p, view) => [
      row('payments', p.paymentId),
      ...applicationReads(p.applications),
      ...heldReads(p.paymentId, view),
      ...taskReads(`payments:${p.paymentId}`),
    ],
    customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
    documentsOf: (p, view) => p.applications.map(({ invoiceId }) => view.get('invoices', invoiceId)),
    entry(p, view) {
      const payment = view.get('payments', p.paymentId)
      return payment && p.appliedOn < payment.receivedOn
        ? refuse('before-payment', { number: payment.number, receivedOn: payment.receivedOn }, 'appliedOn')
        : null
    },
    decide(p, view, context) {
      const payment = view.get('payments', p.paymentId)
      const wrong = firstRefusal([
        ...(payment ? checkPayment(payment, p.applications, view) : [refuse('unknown-payment')]),
        ...checkApplications(p.applications, payment ?? { customerId: '', currency: '' }, view),
      ])
      if (wrong) return { refusal: wrong }
      assert(payment, 'an unknown payment is refused')
      // No entry is older than its money, whose date may have been corrected meanwhile.
      const appliedOn = latestOf(payment.receivedOn, p.appliedOn)
      const applied = applyToInvoices(payment, p.applications, appliedOn, view, context, APPLIED.entries)
      const settled =
        applied.payment.unappliedCents === 0
          ? settleTasks(`payments:${payment.id}`, OPEN_MONEY_TASKS, view, context)
          : []
      return accept([put('payments', applied.payment), ...applied.writes, ...settled])
    },
  }),
  (p, view) => [view.get('payments', p.paymentId)?.customerId],
)

function checkPayment(
  payment: PaymentRow,
  wanted: readonly WantedApplication[],
  view: View,
): (Refusal | null)[] {
  const { status, number, unappliedCents } = payment
  const amountCents = sumCents(wanted.map(application => application.amountCents))
  return [
    status === 'void' ? refuse('payment-void', { number }) : null,
    amountCents > unappliedCents
      ? refuse('applied-more-than-unapplied', { amountCents, unappliedCents })
      : null,
    checkHeld(payment, amountCents, view),
  ]
}
