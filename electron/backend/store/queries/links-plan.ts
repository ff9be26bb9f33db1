import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import { linkPlan } from '../../../../shared/domain/payment-link/link-plan.ts'
import type { LinkGroup, LinkPlan, ListedInvoice } from '../../../../shared/protocol/send-asks.ts'
import { linksMailValues, mailStarts } from '../../documents/mail-start.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

type PlannedInvoice = Pick<
  InvoiceRow,
  'id' | 'customerId' | 'number' | 'dueOn' | 'status' | 'openCents' | 'currency'
>

/** `links.plan`: invoices of any customers, by customer; each with what one link would ask for and what it can't. */
export function linksPlan(q: QueryContext, invoiceIds: readonly string[]): LinkPlan {
  const records = q
    .sql(
      `SELECT i.id, i.customerId, i.number, i.dueOn, i.status, i.openCents, i.currency
       FROM json_each(@ids) wanted CROSS JOIN invoices i ON i.id = wanted.value JOIN customers c ON c.id = i.customerId
       WHERE 1 ${ownCustomers(q, 'i.customerId')} ORDER BY c.nameOrder, c.id`,
    )
    .all({ ids: JSON.stringify([...new Set(invoiceIds)]), ownerId: q.ownerId }) as PlannedInvoice[]
  const byCustomer = Map.groupBy(records, invoice => invoice.customerId)
  const groups = [...byCustomer].map(([customerId, invoices]) => groupOf(q, customerId, invoices))
  return {
    groups,
    texts: mailStarts(q.company, 'links'),
    ccMe: q.user.login,
  }
}

/** One customer's invoices as a mail with one link would ask for them. */
function groupOf(q: QueryContext, customerId: string, invoices: readonly PlannedInvoice[]): LinkGroup {
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
    values: linksMailValues(q.company, customer, asked, askedCents),
    left: left.map(({ invoice: { id: invoiceId, number, openCents }, reason }) => ({
      invoiceId,
      number,
      openCents,
      reason,
    })),
  }
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
