import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { takesPayments } from '../company/payments-account.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { linkFor } from '../mail/email-document.ts'
import { row, type View } from '../view.ts'

/** More invoices than anyone pays for in one call. */
export const MOST_BY_PHONE = 100

/**
 * Someone of the staff takes a customer's card over the telephone: a link that goes in no mail, for the page on which the
 * card is typed. The invoices' newest mailed link stays the one to use. Nothing happens where nothing can be charged.
 */
export const takeByPhone = defineCommand({
  name: 'link.take-by-phone',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({
    linkId: id,
    customerId: id,
    invoiceIds: z.array(id).min(1).max(MOST_BY_PHONE),
    /** The user at the telephone. */
    userId: id,
  }),
  reads: p => phoneReads(p),
  decide(p, view, context) {
    const customer = view.get('customers', p.customerId)
    const invoices = chargeableByPhone(p, view)
    if (!customer || view.get('payment_links', p.linkId) || invoices.length === 0) return accept([])
    const [link, ...entries] = linkFor(p.linkId, invoices, customer, [], { ...context, by: p.userId })
    if (link === undefined || !('row' in link) || link.table !== 'payment_links') return accept([])
    return accept([put('payment_links', { ...link.row, kind: 'links' }), ...entries])
  },
})

type Asked = { linkId: string; customerId: string; invoiceIds: readonly string[] }

/** What {@link chargeableByPhone} reads. */
export function phoneReads(p: Asked) {
  return [
    row('companies', COMPANY_ROW),
    row('customers', p.customerId),
    row('payment_links', p.linkId),
    ...p.invoiceIds.map(invoiceId => row('invoices', invoiceId)),
  ]
}

/** Of these invoices, those of the customer that can be charged now; switches for links in mails do not count here. */
export function chargeableByPhone(p: Asked, view: View): InvoiceRow[] {
  const company = companyOf(view)
  if (!company || !takesPayments(company.paymentsAccount)) return []
  return [...new Set(p.invoiceIds)]
    .map(invoiceId => view.get('invoices', invoiceId))
    .filter(invoice => invoice !== null)
    .filter(
      ({ customerId, status, openCents, currency }) =>
        customerId === p.customerId && status === 'open' && openCents > 0 && currency === company.currency,
    )
}
