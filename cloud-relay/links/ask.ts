import { hash } from 'node:crypto'
import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../shared/domain/invoice/invoice-row.ts'
import { linkReads } from '../../shared/domain/payment-link/link-reads.ts'
import type { PaymentLinkRow } from '../../shared/domain/payment-link/payment-link-row.ts'
import { type GatheredView, type Read, row } from '../../shared/domain/view.ts'

/** One invoice of a link as it stands now. */
export interface AskedInvoice {
  row: InvoiceRow
  /** What is to be paid of it: 0 when void. */
  dueCents: number
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
  /** Stands for invoices, amounts and revisions: what a payer saw is what is charged, or nothing is. */
  version: string
  /** Who answers questions; null when nobody is named. */
  salesperson: string | null
  /** A newer link asks for at least one of these invoices. */
  isSuperseded: boolean
}

/** What `askOf` reads. */
export function askReads(linkId: string): (view: GatheredView) => Read[] {
  return view => {
    const link = view.get('payment_links', linkId)
    const sellers = view
      .list('payment_link_invoices', 'linkId', linkId)
      .map(entry => view.get('invoices', entry.invoiceId)?.salespersonId)
      .filter(id => id != null)
    return [
      row('companies', COMPANY_ROW),
      ...linkReads(linkId, view),
      ...(link ? [row('customers', link.customerId)] : []),
      ...[...new Set(sellers)].map(id => row('users', id)),
    ]
  }
}

/** The ask of a link, from a view gathered by `askReads`; null for a link that does not exist. */
export function askOf(linkId: string, view: GatheredView): Ask | null {
  const company = companyOf(view)
  const link = view.get('payment_links', linkId)
  const customer = link && view.get('customers', link.customerId)
  if (!company || !link || !customer) return null
  const invoices: AskedInvoice[] = []
  for (const entry of view.list('payment_link_invoices', 'linkId', linkId)) {
    const invoice = view.get('invoices', entry.invoiceId)
    if (!invoice || invoice.currency !== link.currency) continue
    const dueCents = invoice.status === 'open' ? Math.max(0, invoice.openCents) : 0
    invoices.push({ row: invoice, dueCents, isUpdated: invoice.revision !== entry.revision })
  }
  invoices.sort((a, b) => compare(a.row.dueOn, b.row.dueOn) || compare(a.row.number, b.row.number))
  const seller = invoices.find(each => each.row.salespersonId !== null)?.row.salespersonId
  return {
    company,
    customer,
    link,
    invoices,
    dueCents: invoices.reduce((sum, each) => sum + each.dueCents, 0),
    version: versionOf(invoices),
    salesperson: (seller && view.get('users', seller)?.name) ?? null,
    isSuperseded: invoices.some(each => each.row.lastLinkId !== null && each.row.lastLinkId !== linkId),
  }
}

/** Whether the link's time is over; a payment begun before may still finish. */
export function isExpired(link: PaymentLinkRow, at: number): boolean {
  return at >= (link.activeUntilAt ?? link.unopenedUntilAt)
}

function versionOf(invoices: readonly AskedInvoice[]): string {
  const parts = invoices.map(each => [each.row.id, each.dueCents, each.row.revision, each.row.status])
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
