import { bookReads, booksFrom } from '../../shared/domain/collections/book-reads.ts'
import { type Statement, statement } from '../../shared/domain/collections/statement.ts'
import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../shared/domain/customer/customer-row.ts'
import { tolerant } from '../../shared/domain/gather.ts'
import type { InvoiceContent } from '../../shared/domain/invoice/invoice-content.ts'
import type { InvoiceRevisionRow, InvoiceRow } from '../../shared/domain/invoice/invoice-row.ts'
import { orderContent, orderContentReads } from '../../shared/domain/invoice/order-content.ts'
import { type Settled, settledOf, settledReads } from '../../shared/domain/invoice/settled-of.ts'
import type { MailRow } from '../../shared/domain/mail/mail-row.ts'
import { type ReminderDue, reminderDue } from '../../shared/domain/mail/reminder-due.ts'
import { statementLink } from '../../shared/domain/mail/statement-mail.ts'
import type { SuppressedAddressRow } from '../../shared/domain/mail/suppressed-address-row.ts'
import { suppressionOf, suppressionReads } from '../../shared/domain/mail/suppressed-addresses.ts'
import { sumCents } from '../../shared/domain/money.ts'
import type { OrderRow } from '../../shared/domain/order/order-row.ts'
import type { ApplicationRow, PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import { linkAsk } from '../../shared/domain/payment-link/link-ask.ts'
import { noLinkReason } from '../../shared/domain/payment-link/link-offer.ts'
import {
  linkCredits,
  linkDocuments,
  linkInvoices,
  linkReads,
} from '../../shared/domain/payment-link/link-reads.ts'
import { type AskedDocument, orderAsAsked } from '../../shared/domain/payment-link/order-ask.ts'
import type { PaymentLinkRow } from '../../shared/domain/payment-link/payment-link-row.ts'
import { type GatheredView, type Read, row, rows, type View } from '../../shared/domain/view.ts'
import { businessDateAt } from '../../shared/lib/dates.ts'
import { isExpired } from '../links/ask.ts'

/** A mail with everything it speaks of, as it is now. */
export interface MailRows {
  mail: MailRow
  company: CompanyRow
  customer: CustomerRow
  /** The invoice it is about, or the payment. */
  invoice: InvoiceRow | null
  revisions: readonly InvoiceRevisionRow[]
  /** What went off the invoice's total; null without one. */
  settled: Settled | null
  payment: PaymentRow | null
  applications: readonly { row: ApplicationRow; invoice: InvoiceRow | null }[]
  /** The invoices that a mail about several lists, but withdrawn ones. */
  listed: readonly InvoiceRow[]
  /** Of a refund: the payment that it returns. */
  reversed: PaymentRow | null
  /** Why its address gets no such mail; null where it may go. */
  suppressed: SuppressedAddressRow | null
  /** Of a receipt: the number of the pending order that the money is held for; empty for none. */
  heldFor: string
  /** The statement it carries, as of its end date. */
  statement: Statement | null
  /** What a reminder is about, netted for open credits, on a day; null when nothing is left to pay, and for other mails. */
  reminder: (ReminderDue & { on: string }) | null
  /** The link and what it asks for; null where the mail must carry none. */
  link: {
    row: PaymentLinkRow
    /** Invoices, or the order that is to be paid ahead; oldest due first. */
    documents: AskedDocument[]
    invoices: InvoiceRow[]
    creditCents: number
    dueCents: number
  } | null
  /** The pending order it is about, as it is on paper; null for other mails, and once it has an invoice. */
  order: { row: OrderRow; asked: AskedDocument; content: InvoiceContent } | null
}

/** What `mailRowsOf` reads. */
export function mailReads(mailId: string): (view: GatheredView) => Read[] {
  return gathered => {
    const view = tolerant(gathered)
    const mail = view.get('mails', mailId)
    const reads = [row('mails', mailId), row('companies', COMPANY_ROW)]
    if (!mail) return reads
    reads.push(row('customers', mail.customerId), ...suppressionReads(mail.recipient))
    reads.push(...mail.invoiceIds.map(id => row('invoices', id)))
    if (mail.linkId !== null) reads.push(...linkReads(mail.linkId, view))
    if (mail.kind === 'reminder') reads.push(rows('payments', 'customerId', mail.customerId))
    if (mail.kind === 'statement') reads.push(...bookReads(mail.customerId, view))
    const invoiceId = invoiceOf(mail, view)
    if (invoiceId !== null) {
      reads.push(row('invoices', invoiceId), rows('invoice_revisions', 'invoiceId', invoiceId))
      reads.push(...settledReads(invoiceId, view))
    }
    if (mail.orderId !== null) {
      reads.push(...orderContentReads(mail.orderId, view), rows('payments', 'heldForOrderId', mail.orderId))
    }
    if (mail.paymentId !== null) {
      const applied = view.list('applications', 'paymentId', mail.paymentId)
      const heldForId = view.get('payments', mail.paymentId)?.heldForOrderId
      reads.push(row('payments', mail.paymentId), rows('applications', 'paymentId', mail.paymentId))
      if (heldForId) reads.push(row('orders', heldForId))
      reads.push(...applied.map(each => row('invoices', each.invoiceId)))
      const reversesId = view.get('payments', mail.paymentId)?.reversesId
      if (reversesId) reads.push(row('payments', reversesId))
    }
    return reads
  }
}

/** The rows of a mail from a view gathered by `mailReads`; null when the mail or who it is for is not there. */
export function mailRowsOf(mailId: string, view: GatheredView, now: number): MailRows | null {
  const company = companyOf(view)
  const mail = view.get('mails', mailId)
  const customer = mail && view.get('customers', mail.customerId)
  if (!company || !mail || !customer) return null
  const { paymentId } = mail
  const invoiceId = invoiceOf(mail, view)
  const invoice = invoiceId === null ? null : view.get('invoices', invoiceId)
  const stated = statementOf(mail, company, view)
  return {
    mail,
    company,
    customer,
    invoice,
    revisions: invoiceId === null ? [] : view.list('invoice_revisions', 'invoiceId', invoiceId),
    settled: invoice && settledOf(invoice, view),
    payment: paymentId === null ? null : view.get('payments', paymentId),
    applications:
      paymentId === null
        ? []
        : view
            .list('applications', 'paymentId', paymentId)
            .map(each => ({ row: each, invoice: view.get('invoices', each.invoiceId) })),
    listed: listedIn(mail, view),
    reversed: reversedBy(mail, view),
    suppressed: suppressionOf(mail.recipient, mail.kind, view),
    order: orderOf(mail, view),
    heldFor: heldForOf(mail, view),
    statement: stated,
    reminder: reminderOf(mail, company, view, now),
    link:
      stated && !isAsked(stated, company, customer, view) ? null : linkOf(mail, company, customer, view, now),
  }
}

/** The invoice a mail is about: of one about an order, what that has become; of one with a link over a single invoice, that. */
function invoiceOf(mail: MailRow, view: Pick<View, 'get'>): string | null {
  const { kind, invoiceId, invoiceIds, orderId } = mail
  if (kind === 'links' && invoiceIds.length === 1) return invoiceIds[0]!
  return orderId === null ? invoiceId : (view.get('orders', orderId)?.invoiceId ?? null)
}

function orderOf({ orderId }: MailRow, view: View): MailRows['order'] {
  const order = orderId === null ? null : view.get('orders', orderId)
  if (order === null || order.invoiceId !== null) return null
  const asked = orderAsAsked(order, view.list('payments', 'heldForOrderId', order.id))
  return { row: order, asked, content: orderContent(order, view) }
}

function heldForOf({ paymentId }: MailRow, view: View): string {
  const orderId = paymentId === null ? null : view.get('payments', paymentId)?.heldForOrderId
  return orderId ? (view.get('orders', orderId)?.number ?? '') : ''
}

function reminderOf(mail: MailRow, company: CompanyRow, view: View, now: number): MailRows['reminder'] {
  if (mail.kind !== 'reminder') return null
  const invoices = mail.invoiceIds.map(id => view.get('invoices', id)).filter(invoice => invoice !== null)
  const entries = view.list('payments', 'customerId', mail.customerId)
  const due = reminderDue(invoices, entries, company.currency)
  return due && { ...due, on: businessDateAt(now, company.timeZone) }
}

function listedIn({ invoiceIds }: MailRow, view: View): InvoiceRow[] {
  return invoiceIds
    .map(id => view.get('invoices', id))
    .filter(invoice => invoice !== null)
    .filter(invoice => invoice.status !== 'void')
}

function reversedBy({ paymentId }: MailRow, view: View): PaymentRow | null {
  const reversesId = paymentId === null ? null : view.get('payments', paymentId)?.reversesId
  return reversesId ? view.get('payments', reversesId) : null
}

function statementOf(
  { kind, customerId, statementOn, statementKind }: MailRow,
  company: CompanyRow,
  view: View,
) {
  if (kind !== 'statement' || statementKind === '') return null
  return statement(booksFrom(customerId, view), statementOn, statementKind, company.ageBasis)
}

/** A statement asks for money only while something is owed, on its day and now. */
function isAsked({ aging, on }: Statement, company: CompanyRow, customer: CustomerRow, view: View): boolean {
  const invoices = view.list('invoices', 'customerId', customer.id)
  const entries = view.list('payments', 'customerId', customer.id)
  return statementLink(company, customer, invoices, entries, { on, netCents: aging.netCents }).reason === null
}

/** Paid, void, revoked or switched off meanwhile: then the mail goes without a link. */
function linkOf(
  mail: MailRow,
  company: CompanyRow,
  customer: CustomerRow,
  view: GatheredView,
  now: number,
): MailRows['link'] {
  const link = mail.linkId === null ? null : view.get('payment_links', mail.linkId)
  if (!link || link.state === 'revoked' || isExpired(link, now)) return null
  const documents = linkDocuments(link.id, view).filter(
    each => noLinkReason(company, customer, each) === null && each.currency === link.currency,
  )
  const credits = sumCents(linkCredits(link.id, view).map(credit => credit.unappliedCents))
  const { shares, dueCents, creditCents } = linkAsk(documents, credits)
  if (dueCents === 0) return null
  const isAsked = new Set(documents.map(each => each.id))
  const invoices = linkInvoices(link.id, view).filter(({ id }) => isAsked.has(id))
  return { row: link, documents: shares.map(each => each.invoice), invoices, creditCents, dueCents }
}
