import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, type Write } from '../command.ts'
import { customerReads, keptCustomer } from '../customer/kept-customer.ts'
import { MAILED } from '../derived-ids.ts'
import { linkFor, sendJob } from '../mail/email-document.ts'
import { type MailRow, PLAIN_MAIL } from '../mail/mail-row.ts'
import { sumCents } from '../money.ts'
import { linkAsk } from './link-ask.ts'
import { linkCredits, linkDocuments, linkInvoices, linkReads } from './link-reads.ts'

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
    const documents = linkDocuments(p.oldLinkId, view).filter(
      each => each.status === 'open' && each.openCents > 0,
    )
    const first = documents[0]
    const credits = linkCredits(p.oldLinkId, view)
    const { dueCents } = linkAsk(documents, sumCents(credits.map(credit => credit.unappliedCents)))
    if (!first || dueCents === 0) return accept([])
    const due = linkInvoices(p.oldLinkId, view).filter(({ id }) => documents.some(each => each.id === id))
    const order = due.length === 0 ? view.get('orders', first.orderId) : null
    const mails = old.sentTo.map(
      (recipient, at): MailRow => ({
        id: context.derive(MAILED.mails.first + at),
        kind: 'renewal',
        customerId: customer.id,
        invoiceId: order === null ? first.id : null,
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
        orderId: order?.id ?? null,
      }),
    )
    const writes: Write[] = [
      ...mails.map(mail => put('mails', mail)),
      // It asks for the same as the one it replaces: what that took off as credits, this one does.
      ...linkFor(p.linkId, due, customer, mails, context, {
        askedCents: dueCents,
        orderId: order?.id ?? null,
        kind: old.kind,
      }),
      ...(order === null ? [] : [put('orders', { ...order, lastLinkId: p.linkId })]),
      ...due.map(invoice => put('invoices', { ...invoice, lastLinkId: p.linkId })),
    ]
    return accept(writes, mails.map(sendJob))
  },
})
