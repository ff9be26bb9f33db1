import { z } from 'zod'
import { businessDate, id } from '../../lib/parse.ts'
import { accept, defineCommand, put, type ReadSoFar, type Write } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import type { CompanyRow } from '../company/company-row.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { MAILED } from '../derived-ids.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { noLinkReason } from '../payment-link/link-offer.ts'
import { taskReads } from '../task/settle-tasks.ts'
import { row, rows, type View } from '../view.ts'
import { addressTask, automaticMails, automaticSendJob, distinctAddresses } from './automatic-mail.ts'
import { linkFor } from './email-document.ts'
import { reachesStep, reminderDue } from './reminder-due.ts'
import { statementAddresses } from './statement-mail.ts'

/** More open invoices than one link may ask for. */
const MOST_LINKED = 2_000

/**
 * The relay reminds a customer, with one mail per address and one link: of what came to a reminder day since the last run,
 * and of all that is past due with it. Open credits come off; where nothing is left to pay nobody is reminded. Addresses
 * that unsubscribed or came back get nothing, invoices whose payment is on its way are not asked for.
 */
export const sendReminder = defineCommand({
  name: 'reminder.send',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({ customerId: id, remindedOn: businessDate, since: businessDate }),
  reads(p, view) {
    const customer = view.get('customers', p.customerId)
    return [
      row('companies', COMPANY_ROW),
      row('customers', p.customerId),
      rows('invoices', 'customerId', p.customerId),
      rows('payments', 'customerId', p.customerId),
      ...taskReads(`customers:${p.customerId}`),
      ...openOf(p.customerId, view).flatMap(({ lastLinkId }) =>
        lastLinkId === null ? [] : [row('payment_links', lastLinkId)],
      ),
      ...(customer ? wantedAddresses(customer) : []).map(address =>
        rows('suppressed_addresses', 'address', address.toLowerCase()),
      ),
    ]
  },
  decide(p, view, context) {
    const company = companyOf(view)
    const customer = view.get('customers', p.customerId)
    if (!company?.remindersEnabled || !customer?.remindersEnabled) return accept([])
    const listed = listedInvoices(p, company, view)
    const due = reminderDue(listed, view.list('payments', 'customerId', customer.id), customer.currency)
    if (due === null) return accept([])
    const wanted = wantedAddresses(customer)
    const told = addressTask(wanted.length > 0, customer, view, context)
    const addresses = wanted.filter(address => !isSuppressed(address, view))
    if (addresses.length === 0) return accept(told)
    const asked = due.invoices.filter(invoice => noLinkReason(company, customer, invoice) === null)
    const linkId = asked.length > 0 && asked.length <= MOST_LINKED ? context.derive(MAILED.link.first) : null
    const mails = automaticMails(
      {
        kind: 'reminder',
        invoiceId: null,
        revision: 0,
        linkId,
        invoiceIds: due.invoices.map(invoice => invoice.id),
        cause: `reminder:${p.remindedOn}`,
      },
      addresses,
      customer,
      context,
    )
    const writes: Write[] = mails.map(mail => put('mails', mail))
    if (linkId !== null) {
      const askedCents = due.toPayCents
      writes.push(...linkFor(linkId, asked, customer, mails, context, { askedCents }))
    }
    const lastMailId = mails[0]?.id ?? null
    for (const invoice of due.invoices) {
      const lastLinkId = linkId !== null && asked.includes(invoice) ? linkId : invoice.lastLinkId
      writes.push(put('invoices', { ...invoice, lastLinkId, lastMailId }))
    }
    return accept([...writes, ...told], mails.map(automaticSendJob))
  },
})

function openOf(customerId: string, view: Pick<ReadSoFar, 'list'>): InvoiceRow[] {
  return view
    .list('invoices', 'customerId', customerId)
    .filter(invoice => invoice.status === 'open' && invoice.openCents > 0)
}

/** Nothing, unless one of them came to a reminder day: then those, and what is past due. */
function listedInvoices(
  { customerId, since, remindedOn }: { customerId: string; since: string; remindedOn: string },
  { currency, reminderDays }: CompanyRow,
  view: View,
): InvoiceRow[] {
  const open = openOf(customerId, view).filter(
    invoice => invoice.currency === currency && !isBeingPaid(invoice, view),
  )
  const reached = new Set(open.filter(invoice => reachesStep(invoice.dueOn, reminderDays, since, remindedOn)))
  return reached.size === 0 ? [] : open.filter(each => reached.has(each) || each.dueOn <= remindedOn)
}

function isBeingPaid({ lastLinkId }: InvoiceRow, view: View): boolean {
  return lastLinkId !== null && view.get('payment_links', lastLinkId)?.tryOutcome === 'processing'
}

function wantedAddresses(customer: CustomerRow): string[] {
  return distinctAddresses(statementAddresses(customer))
}

function isSuppressed(address: string, view: View): boolean {
  return view
    .list('suppressed_addresses', 'address', address.toLowerCase())
    .some(suppressed => suppressed.liftedAt === null)
}
