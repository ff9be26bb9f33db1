import { z } from 'zod'
import { businessDate, id, positiveCents } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { sumCents } from '../money.ts'
import { row } from '../view.ts'
import { applicationReads, applyToInvoices } from './apply-to-invoices.ts'

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
    if (payment.status === 'void') return reject('payment-void', { number: payment.number })
    const amountCents = sumCents(p.applications.map(application => application.amountCents))
    if (amountCents > payment.unappliedCents) {
      return reject('applied-more-than-unapplied', { amountCents, unappliedCents: payment.unappliedCents })
    }
    const wantedPerInvoice = new Map<string, number>()
    for (const [at, wanted] of p.applications.entries()) {
      const field = `applications.${at}.amountCents`
      const invoice = view.get('invoices', wanted.invoiceId)
      if (!invoice) return reject('unknown-invoice', {}, field)
      if (invoice.customerId !== payment.customerId)
        return reject('other-customer', { number: invoice.number }, field)
      if (invoice.status === 'void') return reject('invoice-void', { number: invoice.number }, field)
      const total = (wantedPerInvoice.get(wanted.invoiceId) ?? 0) + wanted.amountCents
      wantedPerInvoice.set(wanted.invoiceId, total)
      if (total > invoice.openCents) {
        const figures = { number: invoice.number, amountCents: total, openCents: invoice.openCents }
        return reject('applied-more-than-open', figures, field)
      }
    }
    const applied = applyToInvoices(payment, p.applications, p.appliedOn, view, context, 0)
    return accept([put('payments', applied.payment), ...applied.writes])
  },
})
