import type { ReadSoFar } from '../command.ts'
import { type Read, rows, type View } from '../view.ts'
import type { CustomerBooks } from './customer-books.ts'

/** What `booksFrom` reads. */
export function bookReads(customerId: string, view: ReadSoFar): Read[] {
  const invoices = view.list('invoices', 'customerId', customerId)
  return [
    rows('invoices', 'customerId', customerId),
    rows('payments', 'customerId', customerId),
    ...invoices.map(({ id }) => rows('applications', 'invoiceId', id)),
    // An invoice that was never changed has its total in its row.
    ...invoices.filter(isChanged).map(({ id }) => rows('invoice_revisions', 'invoiceId', id)),
  ]
}

/** The books of a customer from a view gathered by `bookReads`. */
export function booksFrom(customerId: string, view: View): CustomerBooks {
  const invoices = view.list('invoices', 'customerId', customerId)
  return {
    invoices,
    payments: view.list('payments', 'customerId', customerId),
    applications: invoices.flatMap(({ id }) => view.list('applications', 'invoiceId', id)),
    revisions: invoices
      .filter(isChanged)
      .flatMap(({ id }) => view.list('invoice_revisions', 'invoiceId', id)),
  }
}

function isChanged({ revision }: { revision: number }): boolean {
  return revision > 1
}
