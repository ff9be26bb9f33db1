import { z } from 'zod'
import { businessDate, id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { row } from '../view.ts'
import { releaseApplications, releaseReads } from './release-applications.ts'

/** What nobody needs to look at once the payment is withdrawn. */
const SETTLED = [
  'overpayment',
  'payment-on-void-invoice',
  'possible-duplicate-payment',
  'payment-for-unknown-customer',
  'fact-needs-review',
] as const

/** Withdraws a payment that was recorded by mistake and reopens its invoices. Gateway payments are refunded instead. */
export const voidPayment = keepingBalances(
  defineCommand({
    name: 'payment.void',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'payments.reverse',
    payload: z.strictObject({ paymentId: id, voidedOn: businessDate }),
    reads: (p, view) => [
      row('payments', p.paymentId),
      ...releaseReads(p.paymentId, view),
      ...taskReads(`payments:${p.paymentId}`),
    ],
    customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
    decide(p, view, context) {
      const payment = view.get('payments', p.paymentId)
      if (!payment) return reject('unknown-payment')
      if (payment.status === 'void') return reject('payment-void', { number: payment.number })
      // A credit is withdrawn by reopening the request it was approved for.
      if (payment.kind === 'credit') return reject('entry-is-credit', { number: payment.number })
      if (payment.source === 'link') return reject('payment-from-gateway', { number: payment.number })
      const { writes } = releaseApplications(p.paymentId, null, p.voidedOn, view, context)
      const settled = settleTasks(`payments:${payment.id}`, SETTLED, view, context)
      return accept([
        put('payments', { ...payment, status: 'void', unappliedCents: 0, voidedOn: p.voidedOn }),
        ...writes,
        ...settled,
      ])
    },
  }),
  (p, view) => [
    view.get('payments', p.paymentId)?.customerId,
    ...view
      .list('applications', 'paymentId', p.paymentId)
      .map(entry => view.get('invoices', entry.invoiceId)?.customerId),
  ],
)
