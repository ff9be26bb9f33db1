import type { CustomerBooks } from '../../../shared/domain/collections/customer-books.ts'
import type { QueryContext } from '../store/queries/query-context.ts'

/** The books of each of these customers; one without entries has empty ones. */
export function customerBooksOf(
  q: Pick<QueryContext, 'sql'>,
  customerIds: readonly string[],
): Map<string, CustomerBooks> {
  const ids = JSON.stringify(customerIds)
  const books = new Map(customerIds.map(id => [id, emptyBooks()]))
  const each = (sql: string, part: keyof CustomerBooks) => {
    for (const row of q.sql(sql).all(ids) as { ownerId: string }[])
      books.get(row.ownerId)?.[part].push(row as never)
  }
  each(INVOICES, 'invoices')
  each(REVISIONS, 'revisions')
  each(PAYMENTS, 'payments')
  each(APPLICATIONS, 'applications')
  return books
}

type Growing = { [P in keyof CustomerBooks]: CustomerBooks[P][number][] }

function emptyBooks(): Growing {
  return { invoices: [], revisions: [], payments: [], applications: [] }
}

const THESE = 'IN (SELECT value FROM json_each(?))'
const INVOICES = `SELECT customerId AS ownerId, id, number, kind, status, issuedOn, dueOn, poNumber, totalCents, voidedOn
  FROM invoices WHERE customerId ${THESE}`
// An invoice of one revision has its total in its row: only what was changed is looked up.
const REVISIONS = `SELECT i.customerId AS ownerId, r.invoiceId, r.revision, r.totalCents, r.effectiveOn
  FROM invoices i JOIN invoice_revisions r ON r.invoiceId = i.id WHERE i.revision > 1 AND i.customerId ${THESE}`
const PAYMENTS = `SELECT customerId AS ownerId, id, number, kind, status, receivedOn, method, reference, totalCents,
  reversesId, voidedOn, refundState FROM payments WHERE customerId ${THESE}`
const APPLICATIONS = `SELECT i.customerId AS ownerId, a.paymentId, a.invoiceId, a.amountCents, a.discountCents, a.appliedOn
  FROM invoices i JOIN applications a ON a.invoiceId = i.id WHERE i.customerId ${THESE}`
