import type { InvoiceRow } from '../invoice/invoice-row.ts'
import type { PaymentLinkRow } from './payment-link-row.ts'

type Owed = Pick<InvoiceRow, 'dueOn' | 'number' | 'openCents' | 'status'>

/** What is asked for one invoice: what is open on it less what open credits cover. */
export interface AskedShare<I> {
  invoice: I
  openCents: number
  creditCents: number
  dueCents: number
}

/** What is asked for all of them. */
export interface LinkAsk<I> {
  /** Oldest due first: the order in which credits and money go to them. */
  shares: AskedShare<I>[]
  openCents: number
  creditCents: number
  dueCents: number
}

/**
 * What a link over these invoices asks for now: the one figure of mail, page, PDF and dialog. Open credits cover what is due
 * first; links that ask for documents as they stand are given none of them.
 */
export function linkAsk<I extends Owed>(invoices: readonly I[], openCreditsCents: number): LinkAsk<I> {
  let creditsLeftCents = openCreditsCents
  const ask: LinkAsk<I> = { shares: [], openCents: 0, creditCents: 0, dueCents: 0 }
  for (const invoice of invoices.toSorted(byDue)) {
    const openCents = invoice.status === 'open' ? Math.max(0, invoice.openCents) : 0
    const creditCents = Math.min(openCents, creditsLeftCents)
    creditsLeftCents -= creditCents
    ask.shares.push({ invoice, openCents, creditCents, dueCents: openCents - creditCents })
    ask.openCents += openCents
    ask.creditCents += creditCents
  }
  ask.dueCents = ask.openCents - ask.creditCents
  return ask
}

/** Statements and reminders say what is left to pay after open credits, so their links ask for just that. */
export function netsCredits({ kind }: Pick<PaymentLinkRow, 'kind'>): boolean {
  return kind === 'statement' || kind === 'reminder'
}

/** The order in which money goes to invoices. */
export function byDue(a: Pick<Owed, 'dueOn' | 'number'>, b: Pick<Owed, 'dueOn' | 'number'>): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0
}
