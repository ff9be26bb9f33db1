import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import { openCreditsCents } from '../../../../shared/domain/payment/open-credits.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import { linkPlan } from '../../../../shared/domain/payment-link/link-plan.ts'
import type { LinkGroup, LinkPlan, ListedInvoice } from '../../../../shared/protocol/send-asks.ts'
import { linksMailValues, mailStarts } from '../../documents/mail-start.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

type PlannedInvoice = Pick<
  InvoiceRow,
  'id' | 'customerId' | 'number' | 'dueOn' | 'status' | 'openCents' | 'currency'
> & {
  /** When its newest link went out, or was made and waits to; null where that came back or was taken back. */
  linkAt: number | null
}

type OpenEntry = Pick<PaymentRow, 'customerId' | 'status' | 'currency' | 'unappliedCents' | 'heldForOrderId'>

const DAY_MS = 86_400_000

/** `links.plan`: invoices of any customers, by customer; each with what one link would ask for and what it can't. */
export function linksPlan(q: QueryContext, invoiceIds: readonly string[]): LinkPlan {
  const records = q
    .sql(
      `SELECT i.id, i.customerId, i.number, i.dueOn, i.status, i.openCents, i.currency,
         CASE WHEN l.state NOT IN ('undelivered', 'revoked') THEN coalesce(l.sentAt, l.createdAt) END AS linkAt
       FROM json_each(@ids) wanted CROSS JOIN invoices i ON i.id = wanted.value JOIN customers c ON c.id = i.customerId
       LEFT JOIN payment_links l ON l.id = i.lastLinkId
       WHERE 1 ${ownCustomers(q, 'i.customerId')} ORDER BY c.nameOrder, c.id`,
    )
    .all({ ids: JSON.stringify([...new Set(invoiceIds)]), ownerId: q.ownerId }) as PlannedInvoice[]
  const byCustomer = Map.groupBy(records, invoice => invoice.customerId)
  const credits = q
    .sql(
      `SELECT p.customerId, p.status, p.currency, p.unappliedCents, p.heldForOrderId
       FROM json_each(@ids) wanted CROSS JOIN payments p ON p.customerId = wanted.value WHERE p.unappliedCents > 0`,
    )
    .all({ ids: JSON.stringify([...byCustomer.keys()]) }) as OpenEntry[]
  const creditsBy = Map.groupBy(credits, entry => entry.customerId)
  const groups = [...byCustomer].map(([customerId, invoices]) =>
    groupOf(q, customerId, invoices, creditsBy.get(customerId) ?? []),
  )
  return {
    groups,
    texts: mailStarts(q.company, 'links'),
    ccMe: q.user.login,
  }
}

/** One customer's invoices as a mail with one link would ask for them. */
function groupOf(
  q: QueryContext,
  customerId: string,
  invoices: readonly PlannedInvoice[],
  credits: readonly OpenEntry[],
): LinkGroup {
  const customer = q.rows.answer({ kind: 'row', table: 'customers', id: customerId }) as CustomerRow
  const { asked, askedCents, left } = linkPlan(q.company, customer, invoices)
  return {
    customerId,
    name: customer.name,
    language: customer.language,
    currency: customer.currency,
    recipients: linkAddresses(customer),
    invoiceIds: asked.map(invoice => invoice.id),
    askedCents,
    notDueCount: asked.filter(invoice => invoice.dueOn > q.today).length,
    recentLinkAt: recent(asked, q.now),
    openCreditsCents: openCreditsCents(credits, customer.currency),
    values: linksMailValues(q.company, customer, asked, askedCents),
    left: left.map(({ invoice: { id: invoiceId, number, openCents }, reason }) => ({
      invoiceId,
      number,
      openCents,
      reason,
    })),
  }
}

function recent(asked: readonly PlannedInvoice[], now: number): number | null {
  const last = asked.reduce((latest, { linkAt }) => Math.max(latest, linkAt ?? 0), 0)
  return now - last < DAY_MS ? last : null
}

/** Where links over a customer's invoices go: to the invoices' addresses, else to the statements'. */
function linkAddresses({ invoiceEmails, statementEmails }: CustomerRow): string[] {
  return [...new Set(invoiceEmails.length > 0 ? invoiceEmails : statementEmails)]
}

/** `links.listed`: the invoices as the mail lists them, oldest due first. */
export function linksListed(
  q: QueryContext,
  { customerId, invoiceIds }: { customerId: string; invoiceIds: readonly string[] },
): ListedInvoice[] {
  return q
    .sql(
      `SELECT i.number, i.issuedOn, i.poNumber, i.dueOn, i.totalCents, i.openCents
       FROM json_each(@ids) wanted CROSS JOIN invoices i ON i.id = wanted.value
       WHERE i.customerId = @customerId ${ownCustomers(q, 'i.customerId')} ORDER BY i.dueOn, i.number`,
    )
    .all({ ids: JSON.stringify(invoiceIds), customerId, ownerId: q.ownerId }) as ListedInvoice[]
}
