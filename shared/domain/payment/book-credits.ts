import { latestOf } from '../../lib/dates.ts'
import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { linkAsk } from '../payment-link/link-ask.ts'
import { linkCredits, linkInvoices } from '../payment-link/link-reads.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import type { Read, View } from '../view.ts'

/** Past the entries of the money itself. */
const FIRST_ID = 20_000

/** What `bookCredits` reads besides the link. */
export function bookedCreditReads(linkId: string, view: ReadSoFar): Read[] {
  return linkCredits(linkId, view).flatMap(credit => taskReads(`payments:${credit.id}`))
}

/** The open credits that a payment through a link brings with it. */
export interface BookedCredits {
  usedCents: number
  /** An invoice less the credits that are used for it. */
  lowered(invoice: InvoiceRow): InvoiceRow
  /** The entries of the money with those of the credits, each invoice written once. */
  written(writes: readonly Write[]): Write[]
}

/**
 * Books the open credits that a link took off what it asked for, together with the money that it asked for besides: oldest
 * due first, and no more than leaves room for that money. Credits that others used meanwhile are not there any more: what
 * they would have paid stays open. `credits` names the parts kept for this payment; null for all that is open.
 */
export function bookCredits(
  paid: {
    linkId: string
    totalCents: number
    receivedOn: string
    credits: readonly { creditId: string; amountCents: number }[] | null
  },
  isAsked: (invoice: InvoiceRow) => boolean,
  view: View,
  context: CommandContext,
): BookedCredits {
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
  const left = credits.map(credit => ({ ...credit }))
  const covered = new Map<string, number>()
  const entries: Write[] = []
  for (const { invoice, creditCents } of shares) {
    let wantedCents = Math.min(creditCents, roomCents)
    for (const credit of left) {
      const usableHere = usable.get(credit.id) ?? 0
      const amountCents = Math.min(wantedCents, usableHere)
      if (amountCents <= 0) continue
      usable.set(credit.id, usableHere - amountCents)
      wantedCents -= amountCents
      roomCents -= amountCents
      credit.unappliedCents -= amountCents
      covered.set(invoice.id, (covered.get(invoice.id) ?? 0) + amountCents)
      entries.push(
        put('applications', {
          id: context.derive(FIRST_ID + entries.length),
          paymentId: credit.id,
          invoiceId: invoice.id,
          customerId: invoice.customerId,
          amountCents,
          discountCents: 0,
          // Not before the credit itself.
          appliedOn: latestOf(credit.receivedOn, paid.receivedOn),
          recordedBy: context.by,
          recordedAt: context.at,
        }),
      )
    }
  }
  for (const [at, credit] of left.entries()) {
    if (credit.unappliedCents === credits[at]!.unappliedCents) continue
    entries.push(put('payments', credit))
    if (credit.unappliedCents > 0) continue
    entries.push(
      ...settleTasks(`payments:${credit.id}`, ['overpayment', 'payment-on-void-invoice'], view, context),
    )
  }
  const lowered = (invoice: InvoiceRow): InvoiceRow => {
    const cents = covered.get(invoice.id) ?? 0
    return cents === 0 ? invoice : { ...invoice, openCents: invoice.openCents - cents }
  }
  return {
    usedCents: sumCents([...covered.values()]),
    lowered,
    written(writes) {
      const isWritten = new Set<string>()
      const both = writes.map((write): Write => {
        if (!('row' in write) || write.table !== 'invoices') return write
        isWritten.add(write.row.id)
        return put('invoices', lowered(write.row))
      })
      const others = theirs.filter(({ id }) => covered.has(id) && !isWritten.has(id))
      return [...both, ...entries, ...others.map(invoice => put('invoices', lowered(invoice)))]
    },
  }
}
