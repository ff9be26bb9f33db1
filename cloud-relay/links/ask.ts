import { hash } from 'node:crypto'
import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../shared/domain/customer/customer-row.ts'
import { tolerant } from '../../shared/domain/gather.ts'
import { sumCents } from '../../shared/domain/money.ts'
import { linkAsk } from '../../shared/domain/payment-link/link-ask.ts'
import { linkCredits, linkDocuments, linkReads } from '../../shared/domain/payment-link/link-reads.ts'
import { type AskedDocument, NOT_ISSUED } from '../../shared/domain/payment-link/order-ask.ts'
import type { PaymentLinkRow } from '../../shared/domain/payment-link/payment-link-row.ts'
import { type GatheredView, type Read, row, rows } from '../../shared/domain/view.ts'

/** One invoice of a link as it stands now, or the order that it is to be. */
export interface AskedInvoice {
  row: AskedDocument
  /** What is to be paid of it: 0 when void. */
  dueCents: number
  /** What the customer's open credits take off it. */
  creditCents: number
  /** What of its total went off by credits applied to it, and by discounts; the rest that went off was paid. */
  off: { creditedCents: number; discountCents: number }
  /** Changed since the mail with this link went out. */
  isUpdated: boolean
}

/** What a link asks for right now. */
export interface Ask {
  company: CompanyRow
  customer: CustomerRow
  link: PaymentLinkRow
  /** Oldest due first: the order in which a payment is applied. */
  invoices: AskedInvoice[]
  dueCents: number
  /** What open credits take off all of them. */
  creditCents: number
  /** Stands for invoices, amounts and revisions: what a payer saw is what is charged, or nothing is. */
  version: string
  /** Who answers questions; null when nobody is named. */
  salesperson: string | null
  /** Of what is still due: whether a newer mail asks for none, some or all of it, too. */
  inNewerMail: 'none' | 'some' | 'all'
}

/** What `askOf` reads. */
export function askReads(linkId: string): (view: GatheredView) => Read[] {
  return view => {
    const link = tolerant(view).get('payment_links', linkId)
    const documents = linkDocuments(linkId, tolerant(view))
    const sellers = documents.map(each => each.salespersonId).filter(id => id !== null)
    return [
      row('companies', COMPANY_ROW),
      ...linkReads(linkId, tolerant(view)),
      ...(link ? [row('customers', link.customerId)] : []),
      ...[...new Set(sellers)].map(id => row('users', id)),
      ...documents.filter(isPartlyOpen).flatMap(({ id }) => [
        rows('applications', 'invoiceId', id),
        ...tolerant(view)
          .list('applications', 'invoiceId', id)
          .map(({ paymentId }) => row('payments', paymentId)),
      ]),
    ]
  }
}

/**
 * The ask of a link, from a view gathered by `askReads`; null for a link that does not exist. `held` is what of which credit
 * payments under way through other links bring with them, in cents: this link does not count on it.
 */
export function askOf(
  linkId: string,
  view: GatheredView,
  held: ReadonlyMap<string, number> = new Map(),
): Ask | null {
  const company = companyOf(view)
  const link = view.get('payment_links', linkId)
  const customer = link && view.get('customers', link.customerId)
  if (!company || !link || !customer) return null
  const revisions = new Map(
    view.list('payment_link_invoices', 'linkId', linkId).map(entry => [entry.invoiceId, entry.revision]),
  )
  const documents = linkDocuments(linkId, view).filter(each => each.currency === link.currency)
  const credits = linkCredits(linkId, view)
  const { shares, dueCents, creditCents } = linkAsk(
    documents,
    sumCents(credits.map(credit => Math.max(0, credit.unappliedCents - (held.get(credit.id) ?? 0)))),
  )
  const invoices = shares.map(
    (share): AskedInvoice => ({
      row: share.invoice,
      dueCents: share.dueCents,
      creditCents: share.creditCents,
      off: isPartlyOpen(share.invoice) ? offBy(share.invoice.id, view) : NOTHING_OFF,
      isUpdated: share.invoice.revision !== (revisions.get(share.invoice.id) ?? share.invoice.revision),
    }),
  )
  const seller = invoices.find(each => each.row.salespersonId !== null)?.row.salespersonId
  return {
    company,
    customer,
    link,
    invoices,
    dueCents,
    creditCents,
    version: versionOf(invoices),
    salesperson: (seller && view.get('users', seller)?.name) ?? null,
    inNewerMail: inNewerMail(linkId, invoices),
  }
}

const NOTHING_OFF = { creditedCents: 0, discountCents: 0 }

function isPartlyOpen({ openCents, totalCents }: AskedDocument): boolean {
  return openCents > 0 && openCents < totalCents
}

function offBy(invoiceId: string, view: GatheredView): AskedInvoice['off'] {
  const off = { ...NOTHING_OFF }
  for (const { paymentId, amountCents, discountCents } of view.list('applications', 'invoiceId', invoiceId)) {
    off.discountCents += discountCents
    if (view.get('payments', paymentId)?.kind === 'credit') off.creditedCents += amountCents
  }
  return off
}

function inNewerMail(linkId: string, invoices: readonly AskedInvoice[]): Ask['inNewerMail'] {
  const due = invoices.filter(each => each.dueCents > 0)
  const newer = due.filter(({ row }) => row.lastLinkId !== null && row.lastLinkId !== linkId)
  return newer.length === 0 ? 'none' : newer.length === due.length ? 'all' : 'some'
}

/** Whether the link's time is over; a payment begun before may still finish. */
export function isExpired(link: PaymentLinkRow, at: number): boolean {
  return at >= (link.activeUntilAt ?? link.unopenedUntilAt)
}

function versionOf(invoices: readonly AskedInvoice[]): string {
  const parts = invoices.map(({ row, dueCents }) => [row.id, dueCents, row.revision, row.status])
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22)
}

/** What a payment of these documents is leased by: an invoice, or the order it is to be. */
export function leaseIds(asked: readonly AskedInvoice[]): string[] {
  return asked.map(each => each.row.id)
}

/** All that a payment under way may hold these documents by: an order that was being paid has become an invoice since. */
export function heldBy(asked: readonly AskedInvoice[]): string[] {
  return [...new Set(asked.flatMap(({ row }) => (row.orderId ? [row.id, row.orderId] : [row.id])))]
}

/** The order that a link asks to be paid ahead; null once it has an invoice, and for links over invoices. */
export function orderOf(ask: Ask): AskedDocument | null {
  return ask.invoices.find(({ row }) => isOrder(row))?.row ?? null
}

/** Whether it is an order that has no invoice yet. */
export function isOrder({ revision }: AskedDocument): boolean {
  return revision === NOT_ISSUED
}
