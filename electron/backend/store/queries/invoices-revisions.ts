import type { InvoiceRevisionRow, InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import type { UserRow } from '../../../../shared/domain/user/user-row.ts'
import type { IssuedRevision } from '../../../../shared/protocol/order-asks.ts'
import type { QueryContext } from './query-context.ts'

/** `invoices.revisions`: all an invoice ever said, the newest first; null when there is none. */
export function invoicesRevisions(q: QueryContext, invoiceId: string): IssuedRevision[] | null {
  const one = (table: 'invoices' | 'customers' | 'users', id: string) =>
    q.rows.answer({ kind: 'row', table, id }) as unknown
  const invoice = one('invoices', invoiceId) as InvoiceRow | null
  if (!invoice) return null
  const customer = one('customers', invoice.customerId) as { salespersonId: string | null } | null
  if (q.ownerId !== null && customer?.salespersonId !== q.ownerId) return null
  const read = { kind: 'rows', table: 'invoice_revisions', ref: 'invoiceId', value: invoiceId } as const
  const revisions = q.rows.answer(read) as InvoiceRevisionRow[]
  return revisions
    .toSorted((a, b) => b.revision - a.revision)
    .map(({ revision, totalCents, effectiveOn, issuedAt, issuedBy, content }) => ({
      revision,
      totalCents,
      effectiveOn: effectiveOn || invoice.issuedOn,
      issuedAt,
      issuedByName: (one('users', issuedBy) as UserRow | null)?.name ?? '',
      content,
    }))
}
