import { z } from 'zod'
import { businessDate, emailAddress, id, note, requiredLine } from '../../lib/parse.ts'
import { bookReads, booksFrom } from '../collections/book-reads.ts'
import { customerBalance } from '../collections/open-balances.ts'
import { accept, defineCommand, put, reject, type Write } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { row, type View } from '../view.ts'
import { linkFor, sendJob } from './email-document.ts'
import { type MailRow, PLAIN_MAIL, STATEMENT_KINDS } from './mail-row.ts'
import { sentAgainReads, settleSentAgain, settleStatements, statementTaskReads } from './sent-again.ts'
import { statementLink } from './statement-mail.ts'
import { whyNotSend } from './why-not-send.ts'

/**
 * Emails a customer's statement for an end date, one mail per recipient, all with the same payment link over what is open
 * now. Nothing due on that day or now: the mail goes without a link, and says so.
 */
export const emailStatement = defineCommand({
  name: 'statement.email',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'documents.email',
  payload: z.strictObject({
    customerId: id,
    statementKind: z.enum(STATEMENT_KINDS),
    statementOn: businessDate,
    recipients: z
      .array(z.strictObject({ mailId: id, address: emailAddress }))
      .min(1)
      .max(20),
    subject: requiredLine(200),
    message: note(4000),
    /** The link to make, or null for mails without one. */
    linkId: id.nullable(),
  }),
  reads: (p, view) => [
    row('companies', COMPANY_ROW),
    row('customers', p.customerId),
    ...p.recipients.map(({ mailId }) => row('mails', mailId)),
    ...statementTaskReads(p.customerId, view),
    ...(p.linkId === null ? [] : [row('payment_links', p.linkId), ...bookReads(p.customerId, view)]),
    ...(p.linkId === null
      ? []
      : sentAgainReads(view.list('invoices', 'customerId', p.customerId).filter(isOpen), view)),
  ],
  customerOf: p => p.customerId,
  decide(p, view, context) {
    const company = companyOf(view)
    if (!company) return reject('unknown-company')
    const customer = view.get('customers', p.customerId)
    const barred = whyNotSend(customer, view, context)
    if (barred) return { refusal: barred }
    if (!customer) return reject('unknown-customer')
    if (customer.mergedIntoId) return reject('customer-merged', { customer: customer.name })
    const mailIds = new Set(p.recipients.map(({ mailId }) => mailId))
    const known = p.recipients.some(({ mailId }) => view.get('mails', mailId))
    if (known || mailIds.size < p.recipients.length) return reject('already-exists', {}, 'recipients')
    if (p.linkId !== null && view.get('payment_links', p.linkId))
      return reject('already-exists', {}, 'linkId')
    const plan = p.linkId === null ? null : askedNow(p.customerId, p.statementOn, view)
    const linkId = plan && plan.invoices.length > 0 ? p.linkId : null
    const mails = p.recipients.map(
      ({ mailId, address }): MailRow => ({
        id: mailId,
        kind: 'statement',
        customerId: customer.id,
        invoiceId: null,
        revision: 0,
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
        ...PLAIN_MAIL,
        statementKind: p.statementKind,
        statementOn: p.statementOn,
      }),
    )
    const writes: Write[] = mails.map(mail => put('mails', mail))
    const settled = settleStatements(customer.id, view, context)
    if (linkId !== null && plan !== null) {
      const { invoices, askedCents } = plan
      writes.push(...linkFor(linkId, invoices, customer, mails, context, { askedCents }))
      // The newest link is the one to use.
      writes.push(...invoices.map(invoice => put('invoices', { ...invoice, lastLinkId: linkId })))
      settled.push(...settleSentAgain(invoices, view, context))
    }
    // One that both found is written once.
    writes.push(
      ...new Map(settled.map(write => ['row' in write ? write.row.id : write.deletedId, write])).values(),
    )
    return accept(writes, mails.map(sendJob))
  },
})

function isOpen({ openCents }: InvoiceRow): boolean {
  return openCents > 0
}

function askedNow(customerId: string, on: string, view: View): ReturnType<typeof statementLink<InvoiceRow>> {
  const company = companyOf(view)!
  const customer = view.get('customers', customerId)!
  const invoices = view.list('invoices', 'customerId', customerId)
  const entries = view.list('payments', 'customerId', customerId)
  const netCents = customerBalance(booksFrom(customerId, view), on)
  return statementLink(company, customer, invoices, entries, { on, netCents })
}
