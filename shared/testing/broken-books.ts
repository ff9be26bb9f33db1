import { agingStrip } from '../domain/collections/aging-strip.ts'
import type { CustomerBooks } from '../domain/collections/customer-books.ts'
import { ledgerEntries } from '../domain/collections/ledger-entries.ts'
import { openBalances } from '../domain/collections/open-balances.ts'
import { statement } from '../domain/collections/statement.ts'
import { sumCents } from '../domain/money.ts'
import type { MemoryLedger } from './memory-ledger.ts'

const END_OF_TIME = '9999-12-31'

/**
 * Where screens and papers would differ as of a day, one sentence each; empty when they agree: of every customer the aging
 * by both dates, the open balances less the open credits, the running total of the entries, and what a statement closes
 * with; of the company their sums and the control total. At the end of time they are the balances that are kept.
 */
export function brokenBooks(ledger: MemoryLedger, on: string): string[] {
  const broken: string[] = []
  const same = (what: string, found: number, wanted: number) => {
    if (found !== wanted) broken.push(`as of ${on}, ${what}: ${found}, not ${wanted}`)
  }
  const control = { aging: 0, entries: 0 }
  for (const { id, code } of ledger.all('customers')) {
    const books = customerBooks(ledger, id)
    const open = openBalances(books, on)
    const entriesCents = sumCents(
      ledgerEntries(books)
        .filter(entry => entry.on <= on)
        .map(entry => entry.amountCents),
    )
    same(`entries of ${code}`, entriesCents, open.balanceCents)
    for (const basis of ['invoice-date', 'due-date'] as const) {
      const strip = agingStrip(open, basis, on)
      same(`buckets of ${code} by ${basis}`, sumCents(strip.bucketCents), strip.openCents)
      same(`aging of ${code} by ${basis}`, strip.netCents, open.balanceCents)
      for (const kind of ['balance-forward', 'unpaid'] as const)
        same(
          `${kind} statement of ${code}`,
          statement(books, on, kind, basis).closingCents,
          open.balanceCents,
        )
    }
    control.aging += agingStrip(open, 'due-date', on).netCents
    control.entries += entriesCents
    const last = openBalances(books, END_OF_TIME)
    const kept = ledger.find('customer_balances', id)
    if (kept) same(`balance kept of ${code}`, kept.openCents - kept.unappliedCents, last.balanceCents)
    for (const invoice of ledger.all('invoices').filter(({ customerId }) => customerId === id)) {
      const found = last.invoices.find(each => each.invoice.id === invoice.id)?.openCents ?? 0
      same(`open balance kept of invoice ${invoice.number}`, invoice.openCents, found)
    }
  }
  same('control total', control.aging, control.entries)
  return broken
}

function customerBooks(ledger: MemoryLedger, customerId: string): CustomerBooks {
  const invoices = ledger.all('invoices').filter(invoice => invoice.customerId === customerId)
  const ids = new Set(invoices.map(({ id }) => id))
  return {
    invoices,
    revisions: ledger.all('invoice_revisions').filter(({ invoiceId }) => ids.has(invoiceId)),
    payments: ledger.all('payments').filter(payment => payment.customerId === customerId),
    applications: ledger.all('applications').filter(({ invoiceId }) => ids.has(invoiceId)),
  }
}
