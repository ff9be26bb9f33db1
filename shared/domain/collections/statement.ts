import { addDays } from '../../lib/dates.ts'
import type { CompanyRow } from '../company/company-row.ts'
import type { StatementKind } from '../mail/mail-row.ts'
import { type AgingStrip, agingStrip } from './aging-strip.ts'
import type { CustomerBooks } from './customer-books.ts'
import { type EntryKind, invoiceEntries, type LedgerEntry, ledgerEntries } from './ledger-entries.ts'
import { type OpenBalances, openBalances } from './open-balances.ts'

/** `opening`: what was owed before the month; with a number, of one invoice. `…-left`: what is not used of it. */
export type LineKind = EntryKind | 'opening' | 'payment-left' | 'credit-left'

/** A line of a statement, with the sum of the lines down to it. */
export interface StatementLine extends Omit<LedgerEntry, 'kind'> {
  kind: LineKind
  runningCents: number
}

/** What one customer owes on a day, as a document lists it. */
export interface Statement {
  kind: StatementKind
  on: string
  /** The first of the day's month. */
  from: string
  /** The head, the same for every kind. */
  aging: AgingStrip
  lines: StatementLine[]
  /** Σ of the lines. */
  closingCents: number
}

/**
 * The statement of a customer for an end date (domain §5). Balance forward: what was owed before the month, then every
 * entry in it. Unpaid: the open invoices, and open credits as negative lines. All transactions: the invoices that were open
 * when the month began, each with its entries in it. Made again later for the same day it is the same.
 */
export function statement(
  books: CustomerBooks,
  on: string,
  kind: StatementKind,
  basis: CompanyRow['ageBasis'],
): Statement {
  const from = `${on.slice(0, 8)}01`
  const open = openBalances(books, on)
  const entries =
    kind === 'balance-forward'
      ? balanceForward(books, from, on)
      : kind === 'unpaid'
        ? unpaid(open)
        : allTransactions(books, from, on)
  let runningCents = 0
  const lines = entries.map(entry => {
    runningCents += entry.amountCents
    return { ...entry, runningCents }
  })
  return { kind, on, from, aging: agingStrip(open, basis, on), lines, closingCents: runningCents }
}

type Line = Omit<StatementLine, 'runningCents'>

const OPENING = {
  kind: 'opening',
  number: '',
  reference: '',
  dueOn: '',
  invoiceId: null,
  paymentId: null,
} as const

function balanceForward(books: CustomerBooks, from: string, on: string): Line[] {
  let openingCents = 0
  const within: Line[] = []
  for (const entry of ledgerEntries(books)) {
    if (entry.on < from) openingCents += entry.amountCents
    else if (entry.on <= on) within.push(entry)
  }
  return [{ ...OPENING, on: addDays(from, -1), amountCents: openingCents }, ...within]
}

function unpaid({ invoices, credits }: OpenBalances): Line[] {
  return [
    ...invoices.map(({ invoice, openCents }): Line => {
      const { id, number, poNumber, dueOn, issuedOn } = invoice
      const kind: EntryKind = invoice.kind === 'order' ? 'invoice' : `invoice:${invoice.kind}`
      const document = { number, reference: poNumber, dueOn, invoiceId: id, paymentId: null }
      return { ...document, kind, on: issuedOn, amountCents: openCents }
    }),
    ...credits.map(({ payment, openCents }): Line => {
      const { id, number, reference, receivedOn, kind } = payment
      const document = { number, reference, dueOn: '', invoiceId: null, paymentId: id }
      const left = kind === 'credit' ? 'credit-left' : 'payment-left'
      return { ...document, kind: left, on: receivedOn, amountCents: -openCents }
    }),
  ]
}

function allTransactions(books: CustomerBooks, from: string, on: string): Line[] {
  const before = addDays(from, -1)
  return openBalances(books, before).invoices.flatMap(({ invoice, openCents }) => {
    const { id, number, poNumber, dueOn, issuedOn } = invoice
    const document = { number, reference: poNumber, dueOn, invoiceId: id, paymentId: null }
    const opening: Line = { ...document, kind: 'opening', on: issuedOn, amountCents: openCents }
    const within = invoiceEntries(books, invoice).filter(entry => entry.on >= from && entry.on <= on)
    return [opening, ...within]
  })
}
