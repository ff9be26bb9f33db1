import type { CommandContext, ReadSoFar, Write } from '../command.ts'
import { type Read, row, rows, type View } from '../view.ts'
import { type Applied, appliedBy, newestFirst, releaseEntries } from './release-entries.ts'

/** What `releaseApplications` and `releaseNewest` read. */
export function releaseReads(paymentId: string, view: ReadSoFar): Read[] {
  const invoiceIds = new Set(view.list('applications', 'paymentId', paymentId).map(entry => entry.invoiceId))
  return [rows('applications', 'paymentId', paymentId), ...[...invoiceIds].map(id => row('invoices', id))]
}

/**
 * Takes a payment off the invoices it is applied to (all, or one), discounts with it: new negative rows, and the
 * invoices open again. `releasedCents` is what the payment gets back.
 */
export function releaseApplications(
  paymentId: string,
  onlyInvoiceId: string | null,
  releasedOn: string,
  view: View,
  context: CommandContext,
): { releasedCents: number; writes: Write[] } {
  const applied = appliedBy(view.list('applications', 'paymentId', paymentId))
  const meant = applied.filter(({ invoiceId }) => onlyInvoiceId === null || invoiceId === onlyInvoiceId)
  const { writes, releasedOf } = releaseEntries(meant, releasedOn, view, context)
  return { releasedCents: releasedOf(paymentId), writes }
}

/**
 * Takes just so much of a payment off its invoices, what was applied last first. The discount of an invoice goes with
 * the last of its money.
 */
export function releaseNewest(
  paymentId: string,
  amountCents: number,
  releasedOn: string,
  view: View,
  context: CommandContext,
): { releasedCents: number; writes: Write[] } {
  const applied = appliedBy(view.list('applications', 'paymentId', paymentId)).toSorted(newestFirst)
  const meant: Applied[] = []
  let wantedCents = amountCents
  for (const entry of applied) {
    if (wantedCents <= 0) break
    const takenCents = Math.min(entry.amountCents, wantedCents)
    wantedCents -= takenCents
    const isWhole = takenCents === entry.amountCents
    meant.push({ ...entry, amountCents: takenCents, discountCents: isWhole ? entry.discountCents : 0 })
  }
  const { writes, releasedOf } = releaseEntries(meant, releasedOn, view, context)
  return { releasedCents: releasedOf(paymentId), writes }
}
