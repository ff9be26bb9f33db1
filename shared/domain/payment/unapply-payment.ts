import { z } from 'zod'
import { businessDate, id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { releaseApplications, releaseReads } from './release-applications.ts'

/** Takes a payment off one invoice; the amount becomes unapplied again. */
export const unapplyPayment = keepingBalances(
  defineCommand({
    name: 'payment.unapply',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'payments.receive',
    payload: z.strictObject({ paymentId: id, invoiceId: id, unappliedOn: businessDate }),
    reads: (p, view) => [
      row('payments', p.paymentId),
      row('invoices', p.invoiceId),
      ...releaseReads(p.paymentId, view),
    ],
    customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
    documentsOf: (p, view) => [view.get('invoices', p.invoiceId)],
    decide(p, view, context) {
      if (!view.get('invoices', p.invoiceId)) return reject('unknown-invoice')
      const payment = view.get('payments', p.paymentId)
      if (!payment) return reject('unknown-payment')
      if (payment.status === 'void') return reject('payment-void', { number: payment.number })
      const { releasedCents, writes } = releaseApplications(
        p.paymentId,
        p.invoiceId,
        p.unappliedOn,
        view,
        context,
      )
      if (releasedCents === 0) return reject('payment-not-on-invoice', { number: payment.number })
      const unappliedCents = payment.unappliedCents + releasedCents
      return accept([put('payments', { ...payment, unappliedCents }), ...writes])
    },
  }),
  (p, view) => [view.get('payments', p.paymentId)?.customerId, view.get('invoices', p.invoiceId)?.customerId],
)
