import { z } from 'zod'
import { emailAddress, id, note, requiredLine } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { customerReads, keptCustomer } from '../customer/kept-customer.ts'
import { sendJob } from '../mail/email-document.ts'
import { type MailRow, PLAIN_MAIL } from '../mail/mail-row.ts'
import { row } from '../view.ts'

/** Emails the receipt of a payment, with the receipt as PDF, or what was refunded; one mail per recipient. */
export const emailReceipt = defineCommand({
  name: 'payment.email-receipt',
  version: 2,
  class: 'request',
  by: 'user',
  permission: 'documents.email',
  payload: z.strictObject({
    paymentId: id,
    recipients: z
      .array(z.strictObject({ mailId: id, address: emailAddress }))
      .min(1)
      .max(20),
    subject: requiredLine(200),
    message: note(4000),
    /** Null for the customer's. */
    language: z.enum(['en', 'es']).nullable(),
  }),
  reads(p, view) {
    const customerId = view.get('payments', p.paymentId)?.customerId
    return [
      row('payments', p.paymentId),
      ...p.recipients.map(({ mailId }) => row('mails', mailId)),
      ...(customerId ? customerReads(customerId, view) : []),
    ]
  },
  customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
  decide(p, view, context) {
    const payment = view.get('payments', p.paymentId)
    if (!payment) return reject('unknown-payment')
    const { number } = payment
    const customer = keptCustomer(payment.customerId, view)
    if (!customer) return reject('unknown-customer')
    const mailIds = new Set(p.recipients.map(({ mailId }) => mailId))
    const known = p.recipients.some(({ mailId }) => view.get('mails', mailId))
    if (known || mailIds.size < p.recipients.length) return reject('already-exists', {}, 'recipients')
    if (payment.status === 'void') return reject('payment-void', { number })
    if (payment.kind !== 'payment' && payment.kind !== 'refund') return reject('not-a-payment', { number })
    const mails = p.recipients.map(
      ({ mailId, address }): MailRow => ({
        id: mailId,
        kind: payment.kind === 'refund' ? 'refund' : 'receipt',
        customerId: customer.id,
        invoiceId: null,
        revision: 0,
        paymentId: payment.id,
        linkId: null,
        recipient: address,
        subject: p.subject,
        message: p.message,
        language: p.language ?? customer.language,
        state: 'queued',
        attempts: 0,
        lastError: '',
        queuedAt: context.at,
        queuedBy: context.by,
        sentAt: null,
        ...PLAIN_MAIL,
      }),
    )
    return accept(
      mails.map(mail => put('mails', mail)),
      mails.map(sendJob),
    )
  },
})
