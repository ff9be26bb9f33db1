import type { BookInvoice, BookPayment, BookRevision, CustomerBooks } from './customer-books.ts'
import { invoiceTotalOn } from './invoice-total-on.ts'
import { type Life, lifeOfApplication, lifeOfInvoice, lifeOfPayment, livesOn } from './life-of.ts'

/** An invoice with what it came to and what was open of it on a day. */
export interface OpenInvoice {
  invoice: BookInvoice
  totalCents: number
  openCents: number
}

/** A payment or credit with what was left of it on a day. */
export interface OpenCredit {
  payment: BookPayment
  openCents: number
}

export interface OpenBalances {
  /** Oldest due first; only what is not zero. */
  invoices: OpenInvoice[]
  /** Oldest first; only what is not zero. */
  credits: OpenCredit[]
  /** Σ open balances − Σ open credits. */
  balanceCents: number
}

/**
 * What was open on a day (domain §4): of each invoice its total less what was applied and let off up to then, of each
 * payment and credit its amount less what was applied and returned up to then. Entries dated later change nothing.
 */
export function openBalances(books: CustomerBooks, on: string): OpenBalances {
  const { invoiceLives, paymentLives, revisionsOf } = indexed(books)
  const takenOff = new Map<string, number>()
  const takenOf = new Map<string, number>()
  for (const application of books.applications) {
    const { invoiceId, paymentId, amountCents, discountCents } = application
    const life = lifeOfApplication(application, invoiceLives.get(invoiceId), paymentLives.get(paymentId))
    if (!livesOn(life, on)) continue
    takenOff.set(invoiceId, (takenOff.get(invoiceId) ?? 0) + amountCents + discountCents)
    takenOf.set(paymentId, (takenOf.get(paymentId) ?? 0) + amountCents)
  }
  const invoices: OpenInvoice[] = []
  const credits: OpenCredit[] = []
  let balanceCents = 0
  for (const invoice of books.invoices) {
    if (!livesOn(invoiceLives.get(invoice.id)!, on)) continue
    const totalCents = invoiceTotalOn(invoice, revisionsOf.get(invoice.id) ?? NONE, on)
    const openCents = totalCents - (takenOff.get(invoice.id) ?? 0)
    if (openCents === 0) continue
    balanceCents += openCents
    invoices.push({ invoice, totalCents, openCents })
  }
  for (const reversal of books.payments) {
    const { reversesId, totalCents } = reversal
    if (reversesId === null || !livesOn(paymentLives.get(reversal.id)!, on)) continue
    takenOf.set(reversesId, (takenOf.get(reversesId) ?? 0) - totalCents)
  }
  for (const payment of books.payments) {
    if (payment.reversesId !== null || !livesOn(paymentLives.get(payment.id)!, on)) continue
    const openCents = payment.totalCents - (takenOf.get(payment.id) ?? 0)
    if (openCents === 0) continue
    balanceCents -= openCents
    credits.push({ payment, openCents })
  }
  invoices.sort((a, b) => inOrder(a.invoice.dueOn, b.invoice.dueOn, a.invoice.number, b.invoice.number))
  credits.sort((a, b) =>
    inOrder(a.payment.receivedOn, b.payment.receivedOn, a.payment.number, b.payment.number),
  )
  return { invoices, credits, balanceCents }
}

/** What a customer owed on a day; negative where we owed them. */
export function customerBalance(books: CustomerBooks, on: string): number {
  return openBalances(books, on).balanceCents
}

const NONE: readonly BookRevision[] = []

/** The books with what is looked up in them: lives by id, revisions by invoice. */
export function indexed(books: CustomerBooks): {
  invoiceLives: ReadonlyMap<string, Life>
  paymentLives: ReadonlyMap<string, Life>
  revisionsOf: ReadonlyMap<string, readonly BookRevision[]>
} {
  const revisionsOf = new Map<string, BookRevision[]>()
  for (const revision of books.revisions) {
    const known = revisionsOf.get(revision.invoiceId)
    if (known) known.push(revision)
    else revisionsOf.set(revision.invoiceId, [revision])
  }
  return {
    invoiceLives: new Map(books.invoices.map(invoice => [invoice.id, lifeOfInvoice(invoice)])),
    paymentLives: new Map(books.payments.map(payment => [payment.id, lifeOfPayment(payment)])),
    revisionsOf,
  }
}

/** By date, then by number as numbers run: 999 before 1000. */
export function inOrder(onA: string, onB: string, numberA: string, numberB: string): number {
  if (onA !== onB) return onA < onB ? -1 : 1
  if (numberA.length !== numberB.length) return numberA.length - numberB.length
  return numberA < numberB ? -1 : numberA > numberB ? 1 : 0
}
