import type { InvoiceRow } from '../invoice/invoice-row.ts'
import type { PaymentRow } from '../payment/payment-row.ts'
import type { BookInvoice, BookPayment, CustomerBooks } from './customer-books.ts'
import { invoiceTotalOn, revisionDays } from './invoice-total-on.ts'
import { everLives, type Life, lifeOfApplication, livesOn, overlap } from './life-of.ts'
import { indexed, inOrder } from './open-balances.ts'

/** What moved what a customer owes. `invoice:*` are invoices that no order issued. */
export type EntryKind =
  | 'invoice'
  | `invoice:${Exclude<InvoiceRow['kind'], 'order'>}`
  | 'revision'
  | 'discount'
  | 'discount-back'
  | PaymentRow['kind']
  | 'refund-back'
  | 'invoice-void'
  | 'payment-void'
  | 'credit-void'
  | 'applied'
  | 'credit-applied'
  | 'released'

/** One dated entry. Positive raises what the customer owes. */
export interface LedgerEntry {
  on: string
  kind: EntryKind
  /** The number of the document it is about. */
  number: string
  /** The customer's PO number, a check number; empty for none. */
  reference: string
  dueOn: string
  amountCents: number
  invoiceId: string | null
  paymentId: string | null
}

/**
 * What moved the customer's balance, in the order of the dates: a payment by its whole amount, when it came in. Their
 * running total is the customer's balance on every day; applying money moves no balance and is no entry.
 */
export function ledgerEntries(books: CustomerBooks): LedgerEntry[] {
  const { invoiceLives, paymentLives, revisionsOf } = indexed(books)
  const invoices = new Map(books.invoices.map(invoice => [invoice.id, invoice]))
  const entries: LedgerEntry[] = []
  const discounts = new Map<string, { life: Life; cents: number }[]>()
  for (const application of books.applications) {
    const { discountCents } = application
    const invoice = invoices.get(application.invoiceId)
    if (discountCents === 0 || !invoice) continue
    const invoiceLife = invoiceLives.get(invoice.id)!
    const life = lifeOfApplication(application, invoiceLife, paymentLives.get(application.paymentId))
    if (!everLives(life)) continue
    const kind = discountCents > 0 ? 'discount' : 'discount-back'
    entries.push({ ...about(invoice, kind), on: life.from, amountCents: -discountCents })
    push(discounts, invoice.id, { life, cents: discountCents })
    if (life.until !== null && life.until !== invoiceLife.until)
      entries.push({ ...about(invoice, 'discount-back'), on: life.until, amountCents: discountCents })
  }
  for (const invoice of books.invoices) {
    const life = invoiceLives.get(invoice.id)!
    if (!everLives(life)) continue
    let totalCents = 0
    for (const entry of totalEntries(invoice, life, revisionsOf.get(invoice.id) ?? [])) {
      entries.push(entry)
      totalCents += entry.amountCents
    }
    if (life.until === null) continue
    // What is let off of it until then goes with it.
    const letOff = (discounts.get(invoice.id) ?? []).filter(each => each.life.until === life.until)
    const openCents = totalCents - letOff.reduce((sum, each) => sum + each.cents, 0)
    entries.push({ ...about(invoice, 'invoice-void'), on: life.until, amountCents: -openCents })
  }
  const reversals = new Map<string, BookPayment[]>()
  for (const entry of books.payments) if (entry.reversesId !== null) push(reversals, entry.reversesId, entry)
  for (const payment of books.payments) {
    const life = paymentLives.get(payment.id)!
    if (payment.reversesId !== null || !everLives(life)) continue
    entries.push({ ...of(payment, payment.kind), on: life.from, amountCents: -payment.totalCents })
    let leftCents = payment.totalCents
    for (const reversal of reversals.get(payment.id) ?? []) {
      const within = overlap(paymentLives.get(reversal.id)!, life)
      if (!everLives(within)) continue
      entries.push({ ...of(reversal, reversal.kind), on: within.from, amountCents: -reversal.totalCents })
      leftCents += reversal.totalCents
      if (within.until === null || within.until === life.until) continue
      entries.push({ ...of(reversal, 'refund-back'), on: within.until, amountCents: reversal.totalCents })
      leftCents -= reversal.totalCents
    }
    if (life.until === null) continue
    const kind = payment.kind === 'credit' ? 'credit-void' : 'payment-void'
    entries.push({ ...of(payment, kind), on: life.until, amountCents: leftCents })
  }
  return entries.filter(entry => entry.amountCents !== 0 || entry.kind === 'invoice').sort(byDate)
}

/** What moved one invoice's open balance, in the order of the dates; their running total is its open balance. */
export function invoiceEntries(books: CustomerBooks, invoice: BookInvoice): LedgerEntry[] {
  const { invoiceLives, paymentLives, revisionsOf } = indexed(books)
  const payments = new Map(books.payments.map(payment => [payment.id, payment]))
  const life = invoiceLives.get(invoice.id)!
  if (!everLives(life)) return []
  const entries = totalEntries(invoice, life, revisionsOf.get(invoice.id) ?? [])
  let goneCents = -entries.reduce((sum, entry) => sum + entry.amountCents, 0)
  for (const application of books.applications) {
    if (application.invoiceId !== invoice.id) continue
    const own = lifeOfApplication(application, life, paymentLives.get(application.paymentId))
    if (!everLives(own)) continue
    const payment = payments.get(application.paymentId)
    const document = payment ? of(payment, 'applied') : { ...about(invoice, 'applied'), number: '' }
    const isCredit = payment?.kind === 'credit'
    const put = (on: string, kind: EntryKind, amountCents: number) => {
      if (amountCents === 0) return
      entries.push({ ...document, on, kind, amountCents, invoiceId: invoice.id })
      goneCents -= amountCents
    }
    const { amountCents, discountCents } = application
    const applied = isCredit ? 'credit-applied' : 'applied'
    put(own.from, amountCents < 0 ? 'released' : applied, -amountCents)
    put(own.from, discountCents < 0 ? 'discount-back' : 'discount', -discountCents)
    if (own.until === null || own.until === life.until) continue
    put(own.until, 'released', amountCents)
    put(own.until, 'discount-back', discountCents)
  }
  if (life.until !== null && goneCents !== 0)
    entries.push({ ...about(invoice, 'invoice-void'), on: life.until, amountCents: goneCents })
  return entries.sort(byDate)
}

/** The invoice's issue and the days on which its total changed. */
function totalEntries(
  invoice: BookInvoice,
  life: Life,
  revisions: Parameters<typeof invoiceTotalOn>[1],
): LedgerEntry[] {
  let totalCents = invoiceTotalOn(invoice, revisions, life.from)
  const kind: EntryKind = invoice.kind === 'order' ? 'invoice' : `invoice:${invoice.kind}`
  const entries = [{ ...about(invoice, kind), on: life.from, amountCents: totalCents }]
  for (const day of revisionDays(invoice, revisions)) {
    if (!livesOn(life, day)) continue
    const then = invoiceTotalOn(invoice, revisions, day)
    if (then === totalCents) continue
    entries.push({ ...about(invoice, 'revision'), on: day, amountCents: then - totalCents })
    totalCents = then
  }
  return entries
}

function about(invoice: BookInvoice, kind: EntryKind): Omit<LedgerEntry, 'on' | 'amountCents'> {
  const { number, poNumber: reference, dueOn, id: invoiceId } = invoice
  return { kind, number, reference, dueOn, invoiceId, paymentId: null }
}

function of(payment: BookPayment, kind: EntryKind): Omit<LedgerEntry, 'on' | 'amountCents'> {
  const { number, reference, id: paymentId } = payment
  return { kind, number, reference, dueOn: '', invoiceId: null, paymentId }
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const known = lists.get(key)
  if (known) known.push(value)
  else lists.set(key, [value])
}

/** What comes first on one day: what is charged, then what is let off, then what is paid and taken back. */
const RANKS: EntryKind[] = [
  'invoice',
  'invoice:opening',
  'invoice:nsf-fee',
  'invoice:finance-charge',
  'revision',
  'credit',
  'credit-applied',
  'discount',
  'payment',
  'applied',
  'released',
  'discount-back',
  'nsf',
  'chargeback',
  'refund',
  'refund-back',
  'payment-void',
  'credit-void',
  'invoice-void',
]

/** What comes first on one day, as a number. */
export function rankOf(kind: EntryKind): number {
  return RANKS.indexOf(kind)
}

/** By date, on one day by what comes first, then by number. */
export function byDate(
  a: Pick<LedgerEntry, 'on' | 'kind' | 'number'>,
  b: Pick<LedgerEntry, 'on' | 'kind' | 'number'>,
): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1
  return rankOf(a.kind) - rankOf(b.kind) || inOrder('', '', a.number, b.number)
}
