import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, type Write } from '../command.ts'
import { customerReads, keptCustomer } from '../customer/kept-customer.ts'
import { linkFor, sendJob } from '../mail/email-document.ts'
import { type MailRow, PLAIN_MAIL } from '../mail/mail-row.ts'
import { linkInvoices, linkReads } from './link-reads.ts'

/** A payer asked for a new link on an expired one: it goes to the addresses on file, never to one typed by a stranger. */
export const renewLink = defineCommand({
  name: 'link.renew',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({ oldLinkId: id, linkId: id }),
  reads(p, view) {
    const customerId = view.get('payment_links', p.oldLinkId)?.customerId
    return [...linkReads(p.oldLinkId, view), ...(customerId ? customerReads(customerId, view) : [])]
  },
  decide(p, view, context) {
    const old = view.get('payment_links', p.oldLinkId)
    const customer = old && keptCustomer(old.customerId, view)
    if (!old || !customer) return accept([])
    const due = linkInvoices(p.oldLinkId, view).filter(
      invoice => invoice.status === 'open' && invoice.openCents > 0,
    )
    const first = due[0]
    if (!first) return accept([])
    const mails = old.sentTo.map(
      (recipient, at): MailRow => ({
        id: context.derive(at),
        kind: 'renewal',
        customerId: customer.id,
        invoiceId: first.id,
        revision: first.revision,
        paymentId: null,
        linkId: p.linkId,
        recipient,
        subject: '',
        message: '',
        language: customer.language,
        state: 'queued',
        attempts: 0,
        lastError: '',
        queuedAt: context.at,
        queuedBy: context.by,
        sentAt: null,
        ...PLAIN_MAIL,
      }),
    )
    const writes: Write[] = [
      ...mails.map(mail => put('mails', mail)),
      ...linkFor(p.linkId, due, customer, mails, context),
      ...due.map(invoice => put('invoices', { ...invoice, lastLinkId: p.linkId })),
    ]
    return accept(writes, mails.map(sendJob))
  },
})
