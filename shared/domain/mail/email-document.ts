import { z } from 'zod'
import { emailAddress, id, note, requiredLine } from '../../lib/parse.ts'
import { accept, type CommandContext, defineCommand, type Job, put, reject, type Write } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { MAILED } from '../derived-ids.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { noManualLinkReason, unopenedUntil } from '../payment-link/link-offer.ts'
import type { PaymentLinkRow } from '../payment-link/payment-link-row.ts'
import { refuse } from '../rejections.ts'
import { row } from '../view.ts'
import { type MailRow, PLAIN_MAIL } from './mail-row.ts'
import { sentAgainReads, settleSentAgain } from './sent-again.ts'

const payload = z.strictObject({
  invoiceId: id,
  recipients: z
    .array(z.strictObject({ mailId: id, address: emailAddress }))
    .min(1)
    .max(20),
  subject: requiredLine(200),
  message: note(4000),
  /** The link to make, or null for a mail without one. */
  linkId: id.nullable(),
})

/**
 * Emails an invoice, one mail per recipient, all with the same payment link. When the invoice was paid or withdrawn
 * before the relay got to it, the mail goes out without a link: never a link in the mail of a paid invoice.
 */
export const emailDocument = defineCommand({
  name: 'document.email',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'documents.email',
  payload,
  reads(p, view) {
    const customerId = view.get('invoices', p.invoiceId)?.customerId
    return [
      row('companies', COMPANY_ROW),
      row('invoices', p.invoiceId),
      ...p.recipients.map(({ mailId }) => row('mails', mailId)),
      ...(p.linkId === null ? [] : [row('payment_links', p.linkId)]),
      ...(customerId ? [row('customers', customerId)] : []),
      ...sentAgainReads([view.get('invoices', p.invoiceId)], view),
    ]
  },
  customerOf: (p, view) => view.get('invoices', p.invoiceId)?.customerId ?? null,
  entry(p, view) {
    const invoice = view.get('invoices', p.invoiceId)
    const company = companyOf(view)
    const customer = invoice && view.get('customers', invoice.customerId)
    if (p.linkId === null || !invoice || !company || !customer) return null
    const reason = noManualLinkReason(company, customer, invoice)
    return reason === null ? null : refuse('link-not-offered', { reason }, 'linkId')
  },
  decide(p, view, context) {
    const company = companyOf(view)
    if (!company) return reject('unknown-company')
    const invoice = view.get('invoices', p.invoiceId)
    if (!invoice) return reject('unknown-invoice')
    const customer = view.get('customers', invoice.customerId)
    if (!customer) return reject('unknown-customer')
    const mailIds = new Set(p.recipients.map(({ mailId }) => mailId))
    const known = p.recipients.some(({ mailId }) => view.get('mails', mailId))
    if (known || mailIds.size < p.recipients.length) return reject('already-exists', {}, 'recipients')
    if (p.linkId !== null && view.get('payment_links', p.linkId))
      return reject('already-exists', {}, 'linkId')
    const linkId =
      p.linkId !== null && noManualLinkReason(company, customer, invoice) === null ? p.linkId : null
    const mails = p.recipients.map(({ mailId, address }) => ({
      ...mailAbout(invoice, customer, context),
      id: mailId,
      linkId,
      recipient: address,
      subject: p.subject,
      message: p.message,
    }))
    const writes: Write[] = mails.map(mail => put('mails', mail))
    if (linkId !== null) writes.push(...linkFor(linkId, [invoice], customer, mails, context))
    const lastMailId = mails[0]?.id ?? invoice.lastMailId
    writes.push(put('invoices', { ...invoice, lastMailId, lastLinkId: linkId ?? invoice.lastLinkId }))
    writes.push(...settleSentAgain([invoice], view, context))
    return accept(writes, mails.map(sendJob))
  },
})

function mailAbout(invoice: InvoiceRow, customer: CustomerRow, context: CommandContext) {
  return {
    kind: 'invoice' as const,
    customerId: customer.id,
    invoiceId: invoice.id,
    revision: invoice.revision,
    paymentId: null,
    language: customer.language,
    state: 'queued' as const,
    attempts: 0,
    lastError: '',
    queuedAt: context.at,
    queuedBy: context.by,
    sentAt: null,
    ...PLAIN_MAIL,
  }
}

/**
 * The rows of a new link over these invoices, or over an order that is to be paid ahead, sent in these mails. `askedCents`
 * is what it asks for, where open credits or prepayments lower that. Derived ids from 100 on belong to it.
 */
export function linkFor(
  linkId: string,
  invoices: readonly Pick<InvoiceRow, 'id' | 'openCents' | 'revision'>[],
  customer: CustomerRow,
  mails: readonly MailRow[],
  context: CommandContext,
  more: { askedCents?: number; orderId?: string | null; kind?: PaymentLinkRow['kind'] } = {},
): Write[] {
  return [
    put('payment_links', {
      id: linkId,
      customerId: customer.id,
      state: 'queued',
      invoiceCount: invoices.length,
      askedCents: more.askedCents ?? sumCents(invoices.map(invoice => invoice.openCents)),
      currency: customer.currency,
      language: customer.language,
      sentTo: mails.map(mail => mail.recipient),
      tokenLast4: '',
      createdAt: context.at,
      createdBy: context.by,
      sentAt: null,
      openedAt: null,
      activeUntilAt: null,
      unopenedUntilAt: unopenedUntil(context.at),
      triedAt: null,
      tryOutcome: '',
      paidAt: null,
      kind: more.kind ?? LINK_KINDS[mails[0]?.kind ?? 'invoice'] ?? 'invoice',
      statementOn: mails[0]?.statementOn ?? '',
      deliveredAt: null,
      revokedAt: null,
      revokedBy: null,
      orderId: more.orderId ?? null,
    }),
    ...invoices.map((invoice, at) =>
      put('payment_link_invoices', {
        id: context.derive(MAILED.linked.first + at),
        linkId,
        invoiceId: invoice.id,
        revision: invoice.revision,
      }),
    ),
  ]
}

/** What a link is for, by the kind of mail it goes out in. */
const LINK_KINDS: Partial<Record<MailRow['kind'], PaymentLinkRow['kind']>> = {
  order: 'order',
  statement: 'statement',
  links: 'links',
  reminder: 'reminder',
}

/** The job that sends one mail, once. */
export function sendJob(mail: Pick<MailRow, 'id'>): Job {
  return { kind: 'mail.send', key: `mail:${mail.id}`, payload: { mailId: mail.id } }
}
