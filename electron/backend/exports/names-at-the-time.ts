import type { BookInvoice, CustomerBooks } from '../../../shared/domain/collections/customer-books.ts'
import { revisionOn } from '../../../shared/domain/collections/invoice-total-on.ts'
import type { JournalEntry } from '../../../shared/domain/collections/journal-entries.ts'
import type { QueryContext } from '../store/queries/query-context.ts'

/**
 * What a customer was called when an entry was posted: the name on the entry's invoice as it stood that day; of money and credits
 * the name on the newest invoice issued by then. A customer renamed since changes nothing of a period that is over. null where no
 * invoice says.
 */
export function namesAtTheTime(
  q: Pick<QueryContext, 'sql'>,
  { invoices, revisions }: CustomerBooks,
): (entry: Pick<JournalEntry, 'on' | 'invoiceId'>) => string | null {
  const byId = new Map(invoices.map(invoice => [invoice.id, invoice]))
  const byIssue = [...invoices].sort((a, b) =>
    a.issuedOn === b.issuedOn ? order(a.id, b.id) : order(a.issuedOn, b.issuedOn),
  )
  const revisionsOf = Map.groupBy(revisions, ({ invoiceId }) => invoiceId)
  const names = new Map<string, string | null>()

  function nameOn(invoice: BookInvoice, on: string): string | null {
    const revision = revisionOn(invoice, revisionsOf.get(invoice.id) ?? [], on)?.revision ?? 1
    const key = `${invoice.id} ${revision}`
    if (!names.has(key)) {
      const name = q.sql(NAME).pluck().get(invoice.id, revision) as string | null | undefined
      names.set(key, name ?? null)
    }
    return names.get(key)!
  }

  return ({ on, invoiceId }) => {
    const own = invoiceId === null ? undefined : byId.get(invoiceId)
    const invoice = own ?? newestBy(byIssue, on)
    return invoice ? nameOn(invoice, on) : null
  }
}

const NAME = "SELECT content ->> '$.billTo.name' FROM invoice_revisions WHERE invoiceId = ? AND revision = ?"

/** The last one issued by a day, else the first of all. */
function newestBy(byIssue: readonly BookInvoice[], on: string): BookInvoice | undefined {
  let [from, to] = [0, byIssue.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (byIssue[middle]!.issuedOn <= on) from = middle + 1
    else to = middle
  }
  return byIssue[Math.max(0, from - 1)]
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
