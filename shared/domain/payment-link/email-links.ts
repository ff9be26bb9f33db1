import { z } from 'zod'
import { emailAddress, id, note, requiredLine } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { linkFor, sendJob } from '../mail/email-document.ts'
import { type MailRow, PLAIN_MAIL } from '../mail/mail-row.ts'
import { sentAgainReads, settleSentAgain } from '../mail/sent-again.ts'
import { whyNotSend } from '../mail/why-not-send.ts'
import { row } from '../view.ts'
import { linkPlan, MOST_LINKED } from './link-plan.ts'

/**
 * Emails a customer one payment link over the sum of these invoices, one mail per recipient, with the invoices as a table.
 * What was paid or withdrawn before the relay got to it is left out; refused when nothing is left to ask for.
 */
export const emailLinks = defineCommand({
  name: 'links.email',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'documents.email',
  payload: z.strictObject({
    customerId: id,
    invoiceIds: z.array(id).min(1).max(MOST_LINKED),
    recipients: z
      .array(z.strictObject({ mailId: id, address: emailAddress }))
      .min(1)
      .max(20),
    subject: requiredLine(200),
    message: note(4000),
    linkId: id,
  }),
  reads: (p, view) => [
    row('companies', COMPANY_ROW),
    row('customers', p.customerId),
    row('payment_links', p.linkId),
    ...p.invoiceIds.map(invoiceId => row('invoices', invoiceId)),
    ...p.recipients.map(({ mailId }) => row('mails', mailId)),
    ...sentAgainReads(
      p.invoiceIds.map(invoiceId => view.get('invoices', invoiceId)),
      view,
    ),
  ],
  customerOf: p => p.customerId,
  decide(p, view, context) {
    const company = companyOf(view)
    const customer = view.get('customers', p.customerId)
    const barred = whyNotSend(customer, view, context)
    if (barred) return { refusal: barred }
    if (!company) return reject('unknown-company')
    if (!customer) return reject('unknown-customer')
    const invoices = [...new Set(p.invoiceIds)].map(invoiceId => view.get('invoices', invoiceId))
    const known = invoices.filter(invoice => invoice !== null)
    if (known.length < invoices.length) return reject('unknown-invoice', {}, 'invoiceIds')
    const mailIds = new Set(p.recipients.map(({ mailId }) => mailId))
    const isMailed = p.recipients.some(({ mailId }) => view.get('mails', mailId))
    if (isMailed || mailIds.size < p.recipients.length) return reject('already-exists', {}, 'recipients')
    if (view.get('payment_links', p.linkId)) return reject('already-exists', {}, 'linkId')
    if (customer.mergedIntoId) return reject('customer-merged', { customer: customer.name })
    const stranger = known.find(invoice => invoice.customerId !== customer.id)
    if (stranger) return reject('other-customer', { number: stranger.number }, 'invoiceIds')
    const { asked, left } = linkPlan(company, customer, known)
    if (asked.length === 0)
      return reject('links-not-offered', { customer: customer.name, reason: left[0]!.reason })
    const mails = p.recipients.map(
      ({ mailId, address }): MailRow => ({
        ...PLAIN_MAIL,
        id: mailId,
        kind: 'links',
        customerId: customer.id,
        invoiceId: null,
        revision: 0,
        paymentId: null,
        linkId: p.linkId,
        recipient: address,
        subject: p.subject,
        message: p.message,
        language: customer.language,
        state: 'queued',
        attempts: 0,
        lastError: '',
        queuedAt: context.at,
        queuedBy: context.by,
        sentAt: null,
        invoiceIds: asked.map(invoice => invoice.id),
      }),
    )
    const lastMailId = mails[0]!.id
    return accept(
      [
        ...mails.map(mail => put('mails', mail)),
        ...linkFor(p.linkId, asked, customer, mails, context),
        // The newest link is the one to use.
        ...asked.map(invoice => put('invoices', { ...invoice, lastMailId, lastLinkId: p.linkId })),
        ...settleSentAgain(known, view, context),
      ],
      mails.map(sendJob),
    )
  },
})
