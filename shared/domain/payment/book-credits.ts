import type { CommandContext, ReadSoFar, Write } from '../command.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { linkAsk } from '../payment-link/link-ask.ts'
import { linkCredits, linkInvoices } from '../payment-link/link-reads.ts'
import type { Read, View } from '../view.ts'
import { type CreditWish, spendCredits, spendReads } from './spend-credits.ts'

/** What `bookCredits` reads besides the link. */
export function bookedCreditReads(linkId: string, view: ReadSoFar): Read[] {
  return spendReads(
    linkCredits(linkId, view).map(credit => credit.id),
    view,
  )
}

/**
 * Books the open credits that a link took off what it asked for, together with the money that it asked for besides: oldest
 * due first, and no more than leaves room for that money. Credits that others used meanwhile are not there any more: what
 * they would have paid stays open. `credits` names the parts kept for this payment; null for all that is open. `open` holds the
 * invoices as this moves them; the caller writes them.
 */
export function bookCredits(
  paid: {
    paymentId: string
    linkId: string
    totalCents: number
    receivedOn: string
    credits: readonly { creditId: string; amountCents: number }[] | null
  },
  isAsked: (invoice: InvoiceRow) => boolean,
  open: Map<string, InvoiceRow>,
  view: View,
  context: CommandContext,
): { writes: Write[]; spentCents: number } {
  const credits = linkCredits(paid.linkId, view)
  const invoices = linkInvoices(paid.linkId, view)
  const theirs = invoices.filter(invoice =>
    credits.some(credit => credit.customerId === invoice.customerId && credit.currency === invoice.currency),
  )
  const kept = paid.credits && new Map(paid.credits.map(each => [each.creditId, each.amountCents]))
  const usable = new Map(
    credits.map(({ id, unappliedCents }) => [
      id,
      kept ? Math.min(unappliedCents, kept.get(id) ?? 0) : unappliedCents,
    ]),
  )
  const usableCents = sumCents([...usable.values()])
  // What was kept for this payment is for its own invoices; what is open is for all of the link's, oldest due first.
  const shares = linkAsk(kept ? theirs.filter(isAsked) : theirs, usableCents).shares.filter(({ invoice }) =>
    isAsked(invoice),
  )
  let roomCents = Math.max(0, sumCents(shares.map(share => share.openCents)) - paid.totalCents)
  const wishes: CreditWish[] = []
  for (const { invoice, creditCents } of shares) {
    let wantedCents = Math.min(creditCents, roomCents)
    for (const [paymentId, leftCents] of usable) {
      const amountCents = Math.min(wantedCents, leftCents)
      if (amountCents <= 0) continue
      usable.set(paymentId, leftCents - amountCents)
      wantedCents -= amountCents
      roomCents -= amountCents
      wishes.push({ paymentId, invoiceId: invoice.id, amountCents })
    }
  }
  return spendCredits(wishes, { id: paid.paymentId, on: paid.receivedOn }, open, view, context)
}
