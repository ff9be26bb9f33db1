import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { takesPayments } from '../company/payments-account.ts'
import { linkFor } from '../mail/email-document.ts'
import { sumCents } from '../money.ts'
import { row, rows, type View } from '../view.ts'
import { type AskedDocument, orderAsAsked } from './order-ask.ts'

/** More invoices than anyone pays for in one call. */
export const MOST_BY_PHONE = 100

/** How long the address opens that a desktop was given for it. */
export const PHONE_TOKEN_MS = 15 * 60_000

/**
 * Someone of the staff takes a customer's card over the telephone, for invoices or for one pending order that is paid ahead:
 * a link that goes in no mail, for the page on which the card is typed. The newest mailed link stays the one to use. Nothing
 * happens where nothing can be charged.
 */
export const takeByPhone = defineCommand({
  name: 'link.take-by-phone',
  version: 2,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z
    .strictObject({
      linkId: id,
      customerId: id,
      /** Empty where it is an order that is paid. */
      invoiceIds: z.array(id).max(MOST_BY_PHONE),
      orderId: id.nullable(),
      /** The user at the telephone. */
      userId: id,
    })
    .refine(isOneOrTheOther, 'either invoices or an order'),
  reads: p => phoneReads(p),
  decide(p, view, context) {
    const customer = view.get('customers', p.customerId)
    const documents = chargeableByPhone(p, view)
    if (!customer || view.get('payment_links', p.linkId) || documents.length === 0) return accept([])
    const more = {
      askedCents: sumCents(documents.map(each => each.openCents)),
      orderId: p.orderId,
      kind: p.orderId === null ? ('links' as const) : ('order' as const),
    }
    const invoices = p.orderId === null ? documents : []
    return accept(linkFor(p.linkId, invoices, customer, [], { ...context, by: p.userId }, more))
  },
})

/** What a card by telephone is for: the customer's invoices, or one pending order. */
export interface AskedByPhone {
  customerId: string
  invoiceIds: readonly string[]
  orderId: string | null
}

/** Whether it names invoices or an order, and not both. */
export function isOneOrTheOther({ invoiceIds, orderId }: Omit<AskedByPhone, 'customerId'>): boolean {
  return invoiceIds.length > 0 === (orderId === null)
}

/** What {@link chargeableByPhone} reads. */
export function phoneReads(p: AskedByPhone & { linkId: string }) {
  return [
    row('companies', COMPANY_ROW),
    row('customers', p.customerId),
    row('payment_links', p.linkId),
    ...p.invoiceIds.map(invoiceId => row('invoices', invoiceId)),
    ...(p.orderId !== null ? [row('orders', p.orderId), rows('payments', 'heldForOrderId', p.orderId)] : []),
  ]
}

/**
 * Of these documents, those of the customer that can be charged now, with what: an invoice's open balance, or a pending
 * order's total less what is held for it. Switches for links in mails do not count here.
 */
export function chargeableByPhone(p: AskedByPhone, view: View): AskedDocument[] {
  const company = companyOf(view)
  if (!company || !takesPayments(company.paymentsAccount)) return []
  return documentsByPhone(p, view).filter(
    ({ customerId, status, openCents, currency }) =>
      customerId === p.customerId && status === 'open' && openCents > 0 && currency === company.currency,
  )
}

function documentsByPhone(p: AskedByPhone, view: View): AskedDocument[] {
  if (p.orderId !== null) {
    const order = view.get('orders', p.orderId)
    if (order?.status !== 'pending') return []
    return [orderAsAsked(order, view.list('payments', 'heldForOrderId', order.id))]
  }
  return [...new Set(p.invoiceIds)]
    .map(invoiceId => view.get('invoices', invoiceId))
    .filter(invoice => invoice !== null)
}
