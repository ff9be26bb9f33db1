import type { CustomerBooks } from '../../../shared/domain/collections/customer-books.ts'
import {
  byDateThenContent,
  type JournalEntry,
  journalEntries,
  revisionKey,
  type SaleContent,
} from '../../../shared/domain/collections/journal-entries.ts'
import { journalTotals } from '../../../shared/domain/collections/journal-totals.ts'
import { customerBalance } from '../../../shared/domain/collections/open-balances.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import { addDays } from '../../../shared/lib/dates.ts'
import type { ParsedInput } from '../../../shared/protocol/desk.ts'
import type { JournalFigures } from '../../../shared/protocol/journal-asks.ts'
import { customerBooksOf } from '../aging/customer-books-of.ts'
import { AskRefusal } from '../serve/answer-question.ts'
import type { QueryContext } from '../store/queries/query-context.ts'

type Input = ParsedInput<'journals.totals'>
type Sql = Pick<QueryContext, 'sql' | 'ownerId' | 'company'>

/** An entry with whose it is. */
export interface CustomersEntry extends JournalEntry {
  customerName: string
  customerCode: string
}

const SLICE = 200
/** More than a year of a large house: a file that nothing would take. */
const MOST_ENTRIES = 250_000

/**
 * The entries of one journal in a period, and their control totals. Whoever has something dated in the period is reckoned
 * from their books, some at a time, with `breathe` in between.
 */
export async function gatherJournal(
  q: Sql,
  input: Input,
  breathe: () => Promise<void>,
): Promise<{ entries: CustomersEntry[]; figures: JournalFigures }> {
  const { from, to } = input
  const currency = input.currency ?? q.company.currency
  const entries: CustomersEntry[] = []
  const others: JournalEntry[] = []
  const currencies = new Set<string>()
  let balanceChangeCents = 0
  const ids = q.sql(MOVED).pluck().all({ from, to, ownerId: q.ownerId }) as string[]
  for (let at = 0; at < ids.length; at += SLICE) {
    const slice = ids.slice(at, at + SLICE)
    const contents = contentsOf(q, slice, from, to)
    const names = namesOf(q, slice)
    const currencyOf = currenciesOf(q, slice)
    for (const [customerId, all] of customerBooksOf(q, slice)) {
      for (const each of [...all.invoices, ...all.payments]) {
        const dates = [datedOf(each), each.voidedOn ?? '']
        if (dates.some(on => from <= on && on <= to)) currencies.add(currencyOf.get(each.id)!)
      }
      const books = booksIn(all, id => currencyOf.get(id) === currency)
      balanceChangeCents += customerBalance(books, to) - customerBalance(books, addDays(from, -1))
      for (const entry of journalEntries({ ...books, contents })) {
        if (entry.on < from || entry.on > to) continue
        if (entry.journal !== input.journal) others.push(entry)
        else if (input.withApplied || !entry.lines.some(({ account }) => account === 'applied'))
          entries.push({ ...entry, ...names.get(customerId)! })
      }
    }
    if (entries.length > MOST_ENTRIES)
      throw new AskRefusal(refuse('list-too-long', { count: entries.length, most: MOST_ENTRIES }, 'to'))
    await breathe()
  }
  entries.sort(byDateThenContent)
  const figures = {
    ...journalTotals(entries),
    otherReceivableCents: journalTotals(others).receivableCents,
    balanceChangeCents,
    currency,
    currencies: [...currencies].sort(),
  }
  return { entries, figures }
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
  const rows = q.sql(CONTENTS).all({ ids: JSON.stringify(ids), from, to }) as {
    invoiceId: string
    revision: number
    content: string
  }[]
  return new Map(
    rows.map(({ invoiceId, revision, content }) => [
      revisionKey(invoiceId, revision),
      JSON.parse(content) as SaleContent,
    ]),
  )
}

function namesOf(q: Sql, ids: readonly string[]) {
  const rows = q
    .sql('SELECT id, name, code FROM customers WHERE id IN (SELECT value FROM json_each(?))')
    .all(JSON.stringify(ids)) as { id: string; name: string; code: string }[]
  return new Map(rows.map(({ id, name, code }) => [id, { customerName: name, customerCode: code }]))
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
    AND (i.revision > 1 OR i.issuedOn BETWEEN @from AND @to OR i.voidedOn BETWEEN @from AND @to)`
const CURRENCIES = `SELECT id, currency FROM invoices WHERE customerId IN (SELECT value FROM json_each(@ids))
  UNION ALL SELECT id, currency FROM payments WHERE customerId IN (SELECT value FROM json_each(@ids))`
