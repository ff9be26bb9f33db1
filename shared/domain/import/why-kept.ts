import type { ReadSoFar } from '../command.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { ImportKind } from './import-row.ts'

/** Why an undo leaves a row where it is: somebody has used it since. */
export type KeptReason =
  | 'has-documents' // a customer with orders, invoices, payments or credits
  | 'merged' // a customer that was merged with another
  | 'in-use' // a product on an order
  | 'has-payments' // an invoice with something applied to it
  | 'revised' // an invoice that was changed
  | 'sent' // an invoice that was mailed, or has a payment link
  | 'applied' // a credit or payment that is applied or refunded in part

/** What {@link whyKept} reads of one row that an import added. */
export function keptReads(kind: ImportKind, id: string, view: ReadSoFar): Read[] {
  switch (kind) {
    case 'customers':
      return [
        row('customers', id),
        row('customer_balances', id),
        rows('customers', 'mergedIntoId', id),
        rows('orders', 'customerId', id),
        rows('invoices', 'customerId', id),
        rows('payments', 'customerId', id),
        rows('credits', 'customerId', id),
      ]
    case 'products':
      return [row('products', id)]
    case 'invoices':
      return [row('invoices', id)]
    case 'credits': {
      const creditId = view.get('payments', id)?.creditId
      return [row('payments', id), ...(creditId ? [row('credits', creditId)] : [])]
    }
    case 'payments':
      return [row('payments', id)]
  }
}

/** Why this row stays; null when nobody has used it, so that it can be taken back. */
export function whyKept(kind: ImportKind, id: string, view: View): KeptReason | null {
  if (kind === 'customers') {
    const customer = view.get('customers', id)
    if (!customer) return null
    if (customer.mergedIntoId || view.list('customers', 'mergedIntoId', id).length > 0) return 'merged'
    const used = (['orders', 'invoices', 'payments', 'credits'] as const).some(
      table => view.list(table, 'customerId', id).length > 0,
    )
    return used ? 'has-documents' : null
  }
  if (kind === 'products') return null
  if (kind === 'invoices') {
    const invoice = view.get('invoices', id)
    if (!invoice || invoice.status === 'void') return null
    if (invoice.openCents !== invoice.totalCents) return 'has-payments'
    if (invoice.revision > 1) return 'revised'
    return invoice.lastMailId !== null || invoice.lastLinkId !== null ? 'sent' : null
  }
  const entry = view.get('payments', id)
  if (!entry || entry.status === 'void') return null
  return entry.unappliedCents === entry.totalCents ? null : 'applied'
}
