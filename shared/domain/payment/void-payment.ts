import { z } from 'zod'
import { businessDate, id } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { releaseApplications, releaseReads } from './release-applications.ts'

/** Withdraws a payment that was recorded by mistake and reopens its invoices. Gateway payments are refunded instead. */
export const voidPayment = defineCommand({
  name: 'payment.void',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'payments.reverse',
  payload: z.strictObject({ paymentId: id, voidedOn: businessDate }),
  reads: (p, view) => [row('payments', p.paymentId), ...releaseReads(p.paymentId, view)],
  customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
  decide(p, view, context) {
    const payment = view.get('payments', p.paymentId)
    if (!payment) return reject('unknown-payment')
    if (payment.status === 'void') return reject('payment-void', { number: payment.number })
    if (payment.source === 'link') return reject('payment-from-gateway', { number: payment.number })
    const { writes } = releaseApplications(p.paymentId, null, p.voidedOn, view, context)
    return accept([put('payments', { ...payment, status: 'void', unappliedCents: 0 }), ...writes])
  },
})
