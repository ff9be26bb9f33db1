import { z } from 'zod'
import { businessDate, id, positiveCents } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { sumCents } from '../money.ts'
import { firstRefusal, refuse } from '../rejections.ts'
import { row } from '../view.ts'
import { applicationReads, applyToInvoices, checkApplications } from './apply-to-invoices.ts'

/** Ties the unapplied part of a payment to open invoices. */
export const applyPayment = defineCommand({
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
  reads: p => [row('payments', p.paymentId), ...applicationReads(p.applications)],
  customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
  decide(p, view, context) {
    const payment = view.get('payments', p.paymentId)
    if (!payment) return reject('unknown-payment')
    const amountCents = sumCents(p.applications.map(application => application.amountCents))
    const { status, number, unappliedCents, customerId } = payment
    const wrong = firstRefusal([
      status === 'void' ? refuse('payment-void', { number }) : null,
      amountCents > unappliedCents
        ? refuse('applied-more-than-unapplied', { amountCents, unappliedCents })
        : null,
      ...checkApplications(p.applications, customerId, view),
    ])
    if (wrong) return { refusal: wrong }
    const applied = applyToInvoices(payment, p.applications, p.appliedOn, view, context, 0)
    return accept([put('payments', applied.payment), ...applied.writes])
  },
})
