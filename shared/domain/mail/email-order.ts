import { z } from 'zod'
import { emailAddress, id, note, requiredLine } from '../../lib/parse.ts'
import { accept, defineCommand, put, type ReadSoFar, reject, type Write } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import type { OrderRow } from '../order/order-row.ts'
import { noManualLinkReason } from '../payment-link/link-offer.ts'
import { type AskedDocument, orderAsAsked } from '../payment-link/order-ask.ts'
import { refuse } from '../rejections.ts'
import { type Read, row, rows, type View } from '../view.ts'
import { linkFor, sendJob } from './email-document.ts'
import { type MailRow, PLAIN_MAIL } from './mail-row.ts'

/**
 * Emails a pending order as a confirmation of what was agreed, one mail per recipient, all with the same link to pay it
 * ahead. Confirmed before the relay got to it, it is its invoice that goes out; nothing due: the mail goes without a link.
 */
export const emailOrder = defineCommand({
  name: 'order.email',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'documents.email',
  payload: z.strictObject({
    orderId: id,
    recipients: z
      .array(z.strictObject({ mailId: id, address: emailAddress }))
      .min(1)
      .max(20),
    subject: requiredLine(200),
    message: note(4000),
    /** The link to make, or null for a mail without one. */
    linkId: id.nullable(),
  }),
  reads: (p, view) => [
    row('companies', COMPANY_ROW),
    ...p.recipients.map(({ mailId }) => row('mails', mailId)),
    ...(p.linkId === null ? [] : [row('payment_links', p.linkId)]),
    ...orderMailReads(p.orderId, view),
  ],
  customerOf: (p, view) => view.get('orders', p.orderId)?.customerId ?? null,
  entry(p, view) {
    const order = view.get('orders', p.orderId)
    const company = companyOf(view)
    const customer = order && view.get('customers', order.customerId)
    const asked = order && askedOf(order, view)
    if (p.linkId === null || !company || !customer || !asked || order.status !== 'pending') return null
    const reason = noManualLinkReason(company, customer, asked)
    return reason === null ? null : refuse('link-not-offered', { reason }, 'linkId')
  },
  decide(p, view, context) {
    const company = companyOf(view)
    if (!company) return reject('unknown-company')
    const order = view.get('orders', p.orderId)
    if (!order) return reject('unknown-order')
    const customer = view.get('customers', order.customerId)
    if (!customer) return reject('unknown-customer')
    if (order.status === 'voided') return reject('order-voided', { number: order.number })
    if (order.status === 'draft') return reject('order-not-placed', { number: order.number })
    const mailIds = new Set(p.recipients.map(({ mailId }) => mailId))
    const known = p.recipients.some(({ mailId }) => view.get('mails', mailId))
    if (known || mailIds.size < p.recipients.length) return reject('already-exists', {}, 'recipients')
    if (p.linkId !== null && view.get('payment_links', p.linkId))
      return reject('already-exists', {}, 'linkId')
    const invoice = order.invoiceId === null ? null : view.get('invoices', order.invoiceId)
    const asked = askedOf(order, view)
    const linkId =
      p.linkId !== null && noManualLinkReason(company, customer, asked) === null ? p.linkId : null
    const mails = p.recipients.map(
      ({ mailId, address }): MailRow => ({
        ...PLAIN_MAIL,
        id: mailId,
        kind: invoice ? 'invoice' : 'order',
        customerId: customer.id,
        orderId: invoice ? null : order.id,
        invoiceId: invoice?.id ?? null,
        revision: asked.revision,
        paymentId: null,
        linkId,
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
      }),
    )
    const writes: Write[] = mails.map(mail => put('mails', mail))
    if (linkId !== null) {
      const more = { askedCents: asked.openCents, orderId: invoice ? null : order.id }
      writes.push(...linkFor(linkId, invoice ? [invoice] : [], customer, mails, context, more))
    }
    const last = { lastMailId: mails[0]!.id, lastLinkId: linkId ?? asked.lastLinkId }
    writes.push(invoice ? put('invoices', { ...invoice, ...last }) : put('orders', { ...order, ...last }))
    return accept(writes, mails.map(sendJob))
  },
})

/** What mailing or showing an order with what it asks for reads, besides the company. */
function orderMailReads(orderId: string, view: ReadSoFar): Read[] {
  const order = view.get('orders', orderId)
  return [
    row('orders', orderId),
    rows('payments', 'heldForOrderId', orderId),
    ...(order ? [row('customers', order.customerId)] : []),
    ...(order?.invoiceId ? [row('invoices', order.invoiceId)] : []),
  ]
}

function askedOf(order: OrderRow, view: View): AskedDocument {
  const invoice = order.invoiceId === null ? null : view.get('invoices', order.invoiceId)
  return invoice ?? orderAsAsked(order, view.list('payments', 'heldForOrderId', order.id))
}
