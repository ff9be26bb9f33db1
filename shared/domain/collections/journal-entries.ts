import type { InvoiceContent } from '../invoice/invoice-content.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { divideHalfUp, sumCents } from '../money.ts'
import { isFuelCharge } from '../order/order-charges.ts'
import type { BookInvoice, BookPayment, BookRevision, CustomerBooks } from './customer-books.ts'
import { invoiceTotalOn, revisionDays, revisionOn } from './invoice-total-on.ts'
import { byDate, type EntryKind, type LedgerEntry, ledgerEntries } from './ledger-entries.ts'
import { everLives, lifeOfApplication, livesOn } from './life-of.ts'
import { indexed } from './open-balances.ts'

/** What an amount of a journal stands for; which account of the bookkeeping that is, its user says. */
export const JOURNAL_ACCOUNTS = [
  'receivable',
  'sales',
  'hardGoods',
  'fuel',
  'charges',
  'tax',
  'nsfFees',
  'financeCharges',
  'openingBalances',
  'returns',
  'discounts',
  'funds',
  'applied',
] as const
export type JournalAccount = (typeof JOURNAL_ACCOUNTS)[number]

/** `sales`: what was invoiced, changed, withdrawn and credited. `receivables`: what was paid, let off, returned and applied. */
export const JOURNALS = ['sales', 'receivables'] as const
export type Journal = (typeof JOURNALS)[number]

/** One line of an entry: positive is a debit. */
export interface JournalLine {
  account: JournalAccount
  amountCents: number
}

/** One entry of a journal. Its lines come to zero; the receivable's, where there is one, is the first. */
export interface JournalEntry extends Omit<LedgerEntry, 'amountCents' | 'dueOn'> {
  journal: Journal
  /** The document's number with what became of it: `10418`, `10418-R2`, `10418-V`. */
  entryNumber: string
  lines: JournalLine[]
}

/** What the lines of an invoice's sale follow from. */
export type SaleContent = Pick<InvoiceContent, 'taxCents'> & {
  lines: readonly Pick<InvoiceContent['lines'][number], 'soldAs' | 'totalCents'>[]
  charges: InvoiceContent['charges']
}

/** The books of a customer with what each revision of an invoice stated, by {@link revisionKey}. */
export interface JournalBooks extends CustomerBooks {
  contents: ReadonlyMap<string, SaleContent>
  /** The invoices that credits are on, by the credit's entry; a stand-alone credit is on none. */
  creditedInvoices: ReadonlyMap<string, string>
}

/** The name of an invoice's revision among the contents. */
export function revisionKey(invoiceId: string, revision: number): string {
  return `${invoiceId} ${revision}`
}

/**
 * The entries of both journals, in the order of their dates. A changed invoice posts its difference on the day the revision
 * is in force from, a withdrawn document its reversal on the day it was withdrawn: what was posted before stays. Over any
 * days the receivable's lines of both journals come to what the customer's balance moved by.
 */
export function journalEntries(books: JournalBooks): JournalEntry[] {
  const { invoiceLives, revisionsOf } = indexed(books)
  const entries: JournalEntry[] = []
  const ledger = ledgerEntries(books)
  const letOffCents = new Map<string, number>()
  for (const { kind, invoiceId, amountCents } of ledger)
    if (invoiceId !== null && (kind === 'discount' || kind === 'discount-back'))
      letOffCents.set(invoiceId, (letOffCents.get(invoiceId) ?? 0) - amountCents)
  for (const invoice of books.invoices) {
    const life = invoiceLives.get(invoice.id)!
    if (!everLives(life)) continue
    const revisions = revisionsOf.get(invoice.id) ?? []
    const own = about(invoice)
    let posted = new Amounts()
    for (const on of [life.from, ...revisionDays(invoice, revisions)]) {
      if (!livesOn(life, on)) continue
      const revision = revisionOn(invoice, revisions, on)?.revision ?? 1
      const content = books.contents.get(revisionKey(invoice.id, revision)) ?? null
      const now = saleAmounts(invoice, invoiceTotalOn(invoice, revisions, on), content)
      const isFirst = on === life.from
      const kind: EntryKind = isFirst ? issueKind(invoice) : 'revision'
      put(
        entries,
        { ...own, on, kind, entryNumber: isFirst ? own.number : `${own.number}-R${revision}` },
        now.less(posted),
      )
      posted = now
    }
    if (life.until === null) continue
    const voided = new Amounts().less(posted)
    put(entries, { ...own, on: life.until, kind: 'invoice-void', entryNumber: `${own.number}-V` }, voided)
    // What was let off it goes with it.
    const back = letOffCents.get(invoice.id) ?? 0
    const discounts = new Amounts().add('receivable', back).add('discounts', -back)
    put(
      entries,
      { ...own, on: life.until, kind: 'discount-back', entryNumber: `${own.number}-VD` },
      discounts,
    )
  }
  const named: Named = {
    invoices: new Map(books.invoices.map(invoice => [invoice.id, invoice])),
    payments: new Map(books.payments.map(payment => [payment.id, payment])),
    revisionsOf,
  }
  for (const entry of ledger) {
    const [other, ending] = POSTED_AS[entry.kind] ?? []
    if (other === undefined) continue
    const { amountCents, dueOn: _, ...own } = entry
    const taxCents = other === 'returns' ? creditedTax(books, named, entry) : 0
    const amounts = new Amounts()
      .add('receivable', amountCents)
      .add(other, taxCents - amountCents)
      .add('tax', -taxCents)
    put(entries, { ...own, entryNumber: `${entry.number}${ending}` }, amounts)
  }
  entries.push(...appliedCredits(books))
  return entries.sort(byDateThenContent)
}

/** By date, on one day by what comes first, then by number: the same order wherever the entries come from. */
function byDateThenContent(a: JournalEntry, b: JournalEntry): number {
  return byDate(a, b) || compare(a.entryNumber, b.entryNumber) || compare(tieOf(a), tieOf(b))
}

/** What came to an income account rather than the receivable's: everything but an order's sale is of one account. */
function saleAmounts(
  { kind }: Pick<BookInvoice, 'kind'>,
  totalCents: number,
  content: SaleContent | null,
): Amounts {
  const amounts = new Amounts().add('receivable', totalCents)
  if (kind !== 'order') return amounts.add(ACCOUNT_OF[kind], -totalCents)
  if (!content) return amounts.add('sales', -totalCents)
  const sumOf = (rows: readonly { totalCents: number }[]) => sumCents(rows.map(row => row.totalCents))
  const linesCents = sumOf(content.lines)
  const hardGoodsCents = sumOf(content.lines.filter(line => line.soldAs === 'hard-good'))
  const fuelCents = sumCents(content.charges.filter(isFuelCharge).map(({ amountCents }) => amountCents))
  // Charges together are never below zero, whatever each of them says.
  const chargesCents = totalCents - linesCents - content.taxCents - fuelCents
  return amounts
    .add('sales', hardGoodsCents - linesCents)
    .add('hardGoods', -hardGoodsCents)
    .add('fuel', -fuelCents)
    .add('charges', -chargesCents)
    .add('tax', -content.taxCents)
}

/** A customer's documents by id. */
interface Named {
  invoices: ReadonlyMap<string, BookInvoice>
  payments: ReadonlyMap<string, BookPayment>
  revisionsOf: ReadonlyMap<string, readonly BookRevision[]>
}

/**
 * The part of a credit's entry that is tax, with the entry's sign: the share that tax has in the invoice it is on, as that stood
 * when the credit was given. A withdrawn credit takes back what it posted.
 */
function creditedTax(
  { contents, creditedInvoices }: JournalBooks,
  { invoices, payments, revisionsOf }: Named,
  { paymentId, amountCents }: LedgerEntry,
): number {
  const credit = payments.get(paymentId ?? '')
  const invoice = invoices.get(creditedInvoices.get(paymentId ?? '') ?? '')
  if (!credit || !invoice) return 0
  const revisions = revisionsOf.get(invoice.id) ?? []
  const { revision = 1 } = revisionOn(invoice, revisions, credit.receivedOn) ?? {}
  const taxCents = contents.get(revisionKey(invoice.id, revision))?.taxCents ?? 0
  const totalCents = invoiceTotalOn(invoice, revisions, credit.receivedOn)
  return totalCents > 0 ? divideHalfUp(BigInt(amountCents) * BigInt(taxCents), BigInt(totalCents)) : 0
}

const ACCOUNT_OF = {
  opening: 'openingBalances',
  'nsf-fee': 'nsfFees',
  'finance-charge': 'financeCharges',
} as const satisfies Record<Exclude<InvoiceRow['kind'], 'order'>, JournalAccount>

/** The account across from the receivable's, and how the entry's number ends, of what is not an invoice's own. */
const POSTED_AS: Partial<Record<EntryKind, [JournalAccount, string]>> = {
  payment: ['funds', ''],
  refund: ['funds', ''],
  nsf: ['funds', ''],
  chargeback: ['funds', ''],
  'refund-back': ['funds', '-B'],
  'payment-void': ['funds', '-V'],
  discount: ['discounts', '-D'],
  'discount-back': ['discounts', '-DV'],
  credit: ['returns', ''],
  'credit-void': ['returns', '-V'],
}

/**
 * Credits used on invoices, which move no balance. Each is two entries by way of an account that comes to zero, for a
 * QuickBooks entry has one receivable's line.
 */
function appliedCredits(books: CustomerBooks): JournalEntry[] {
  const { invoiceLives, paymentLives } = indexed(books)
  const invoices = new Map(books.invoices.map(invoice => [invoice.id, invoice]))
  const credits = new Map(
    books.payments.filter(({ kind }) => kind === 'credit').map(credit => [credit.id, credit]),
  )
  const entries: JournalEntry[] = []
  for (const application of books.applications) {
    const credit = credits.get(application.paymentId)
    const invoice = invoices.get(application.invoiceId)
    if (!credit || !invoice) continue
    const life = lifeOfApplication(application, invoiceLives.get(invoice.id), paymentLives.get(credit.id))
    if (!everLives(life)) continue
    const post = (on: string, cents: number) => {
      const kind = cents > 0 ? 'credit-applied' : 'released'
      const named = { on, kind, reference: '', invoiceId: invoice.id, paymentId: credit.id } as const
      const ending = cents > 0 ? '-A' : '-AV'
      const side = (number: string, amountCents: number) =>
        put(
          entries,
          { ...named, number, entryNumber: `${number}${ending}` },
          new Amounts().add('receivable', amountCents).add('applied', -amountCents),
        )
      side(credit.number, cents)
      side(invoice.number, -cents)
    }
    post(life.from, application.amountCents)
    if (life.until !== null) post(life.until, -application.amountCents)
  }
  return entries
}

function about({ number, poNumber, id }: BookInvoice) {
  return { number, reference: poNumber, invoiceId: id, paymentId: null }
}

function issueKind({ kind }: BookInvoice): EntryKind {
  return kind === 'order' ? 'invoice' : `invoice:${kind}`
}

function put(
  entries: JournalEntry[],
  named: Omit<JournalEntry, 'lines' | 'journal'>,
  amounts: Amounts,
): void {
  const lines = amounts.lines()
  const journal = OF_SALES.includes(named.kind) ? 'sales' : 'receivables'
  if (lines.length > 0) entries.push({ ...named, journal, lines })
}

const OF_SALES: readonly EntryKind[] = [
  'invoice',
  'invoice:opening',
  'invoice:nsf-fee',
  'invoice:finance-charge',
  'revision',
  'invoice-void',
  'credit',
  'credit-void',
]

/** Amounts by account. */
class Amounts {
  readonly #cents = new Map<JournalAccount, number>()

  of(account: JournalAccount): number {
    return this.#cents.get(account) ?? 0
  }

  add(account: JournalAccount, amountCents: number): this {
    this.#cents.set(account, this.of(account) + amountCents)
    return this
  }

  less(other: Amounts): Amounts {
    const left = new Amounts()
    for (const account of JOURNAL_ACCOUNTS) left.add(account, this.of(account) - other.of(account))
    return left
  }

  lines(): JournalLine[] {
    return JOURNAL_ACCOUNTS.map(account => ({ account, amountCents: this.of(account) })).filter(
      ({ amountCents }) => amountCents !== 0,
    )
  }
}

function tieOf({ invoiceId, paymentId, lines }: JournalEntry): string {
  return JSON.stringify([invoiceId, paymentId, lines])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
