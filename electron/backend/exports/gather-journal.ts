import type { CustomerBooks } from '../../../shared/domain/collections/customer-books.ts'
import {
  type JournalEntry,
  journalEntries,
  revisionKey,
  type SaleContent,
} from '../../../shared/domain/collections/journal-entries.ts'
import { journalTally } from '../../../shared/domain/collections/journal-totals.ts'
import { customerBalance } from '../../../shared/domain/collections/open-balances.ts'
import type { InvoiceContent } from '../../../shared/domain/invoice/invoice-content.ts'
import { sumCents } from '../../../shared/domain/money.ts'
import { addDays } from '../../../shared/lib/dates.ts'
import type { ParsedInput } from '../../../shared/protocol/desk.ts'
import type { JournalFigures } from '../../../shared/protocol/journal-asks.ts'
import { customerBooksOf } from '../aging/customer-books-of.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import type { CustomersEntry } from './journal-spool.ts'
import { namesAtTheTime } from './names-at-the-time.ts'

type Input = ParsedInput<'journals.totals'>
type Sql = Pick<QueryContext, 'sql' | 'ownerId' | 'company'>

const SLICE = 200

/**
 * The control totals of one journal in a period; each of its entries goes to `put`, in no order, and is not kept. Whoever has
 * something dated in the period is reckoned from their books, some at a time, with `breathe` in between.
 */
export async function gatherJournal(
  q: Sql,
  input: Input,
  breathe: () => Promise<void>,
  put: (entry: CustomersEntry) => void,
): Promise<JournalFigures> {
  const { from, to } = input
  const currency = input.currency ?? q.company.currency
  const tally = journalTally()
  let otherReceivableCents = 0
  const currencies = new Set<string>()
  let balanceChangeCents = 0
  const ids = q.sql(MOVED).pluck().all({ from, to, ownerId: q.ownerId }) as string[]
  for (let at = 0; at < ids.length; at += SLICE) {
    const slice = ids.slice(at, at + SLICE)
    const contents = contentsOf(q, slice, from, to)
    const today = namesOf(q, slice)
    const creditedInvoices = creditedInvoicesOf(q, slice)
    const currencyOf = currenciesOf(q, slice)
    for (const [customerId, all] of customerBooksOf(q, slice)) {
      for (const each of [...all.invoices, ...all.payments]) {
        const dates = [datedOf(each), each.voidedOn ?? '']
        if (dates.some(on => from <= on && on <= to)) currencies.add(currencyOf.get(each.id)!)
      }
      const books = booksIn(all, id => currencyOf.get(id) === currency)
      balanceChangeCents += customerBalance(books, to) - customerBalance(books, addDays(from, -1))
      const nameOf = namesAtTheTime(q, all)
      for (const entry of journalEntries({ ...books, contents, creditedInvoices })) {
        if (entry.on < from || entry.on > to) continue
        if (entry.journal !== input.journal) otherReceivableCents += receivableOf(entry)
        else if (input.withApplied || !entry.lines.some(({ account }) => account === 'applied')) {
          const { name, code } = today.get(customerId)!
          tally.add(entry)
          put({ ...entry, customerName: nameOf(entry) ?? name, customerCode: code })
        }
      }
    }
    await breathe()
  }
  const rest = { otherReceivableCents, balanceChangeCents, currency, currencies: [...currencies].sort() }
  return { ...tally.totals(), ...rest }
}

function receivableOf({ lines }: JournalEntry): number {
  return sumCents(lines.map(({ account, amountCents }) => (account === 'receivable' ? amountCents : 0)))
}

function datedOf(document: CustomerBooks['invoices'][number] | CustomerBooks['payments'][number]): string {
  return 'issuedOn' in document ? document.issuedOn : document.receivedOn
}

function booksIn(books: CustomerBooks, isOf: (documentId: string) => boolean): CustomerBooks {
  return {
    invoices: books.invoices.filter(({ id }) => isOf(id)),
    revisions: books.revisions.filter(({ invoiceId }) => isOf(invoiceId)),
    payments: books.payments.filter(({ id }) => isOf(id)),
    applications: books.applications.filter(({ invoiceId }) => isOf(invoiceId)),
  }
}

/** What the revisions stated of the invoices that may have entries in the period. */
function contentsOf(q: Sql, ids: readonly string[], from: string, to: string): Map<string, SaleContent> {
  const rows = q
    .sql(CONTENTS)
    .raw()
    .iterate({ ids: JSON.stringify(ids), from, to })
  const contents = new Map<string, SaleContent>()
  for (const [invoiceId, revision, content] of rows as Iterable<[string, number, string]>) {
    // Of what an invoice states only this is kept.
    const { lines, charges, taxCents } = JSON.parse(content) as InvoiceContent
    const sold = lines.map(({ soldAs, totalCents }) => ({ soldAs, totalCents }))
    contents.set(revisionKey(invoiceId, revision), { lines: sold, charges, taxCents })
  }
  return contents
}

function creditedInvoicesOf(q: Sql, ids: readonly string[]): Map<string, string> {
  return new Map(q.sql(CREDITED).raw().all(JSON.stringify(ids)) as [paymentId: string, invoiceId: string][])
}

function namesOf(q: Sql, ids: readonly string[]) {
  const rows = q
    .sql('SELECT id, name, code FROM customers WHERE id IN (SELECT value FROM json_each(?))')
    .all(JSON.stringify(ids)) as { id: string; name: string; code: string }[]
  return new Map(rows.map(row => [row.id, row]))
}

function currenciesOf(q: Sql, ids: readonly string[]): Map<string, string> {
  return new Map(
    q
      .sql(CURRENCIES)
      .raw()
      .all({ ids: JSON.stringify(ids) }) as [id: string, currency: string][],
  )
}

// An application counts from the latest of its own date and its ends', which are looked for too.
const MOVED = `SELECT id FROM customers WHERE id IN (
    SELECT customerId FROM invoices WHERE issuedOn BETWEEN @from AND @to OR voidedOn BETWEEN @from AND @to
    UNION SELECT i.customerId FROM invoice_revisions r JOIN invoices i ON i.id = r.invoiceId
      WHERE r.effectiveOn BETWEEN @from AND @to
    UNION SELECT customerId FROM payments WHERE receivedOn BETWEEN @from AND @to OR voidedOn BETWEEN @from AND @to
    UNION SELECT customerId FROM applications WHERE appliedOn BETWEEN @from AND @to
  ) AND (@ownerId IS NULL OR salespersonId = @ownerId) ORDER BY id`
const CONTENTS = `SELECT r.invoiceId, r.revision, r.content FROM invoices i JOIN invoice_revisions r ON r.invoiceId = i.id
  WHERE i.customerId IN (SELECT value FROM json_each(@ids)) AND i.kind = 'order'
    AND (i.revision > 1 OR i.id IN (SELECT invoiceId FROM credits
      WHERE customerId IN (SELECT value FROM json_each(@ids))) OR i.issuedOn BETWEEN @from AND @to OR i.voidedOn BETWEEN @from AND @to)`
const CREDITED = `SELECT paymentId, invoiceId FROM credits
  WHERE paymentId IS NOT NULL AND invoiceId IS NOT NULL AND customerId IN (SELECT value FROM json_each(?))`
const CURRENCIES = `SELECT id, currency FROM invoices WHERE customerId IN (SELECT value FROM json_each(@ids))
  UNION ALL SELECT id, currency FROM payments WHERE customerId IN (SELECT value FROM json_each(@ids))`
