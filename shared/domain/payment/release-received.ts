import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import type { Read, View } from '../view.ts'
import { entriesUsedWith } from './booked-with-of.ts'
import { creditsUsedReads, creditsUsedWith } from './credits-used-with.ts'
import type { PaymentRow } from './payment-row.ts'
import { releaseReads } from './release-applications.ts'
import { appliedBy, releaseEntries } from './release-entries.ts'

/** What `releaseReceived` reads beside the payment. */
export function receivedReads(paymentId: string, view: ReadSoFar): Read[] {
  return [...releaseReads(paymentId, view), ...creditsUsedReads(paymentId, view)]
}

/** Whose documents `releaseReceived` writes, and the payment's own customer. */
export function receivedCustomers(paymentId: string, view: Pick<View, 'get' | 'list'>): (string | null)[] {
  const payment = view.get('payments', paymentId)
  if (!payment) return []
  const own = view.list('applications', 'paymentId', paymentId)
  const entries = [...own, ...entriesUsedWith(paymentId, view)]
  return [
    payment.customerId,
    ...entries.map(entry => view.get('invoices', entry.invoiceId)?.customerId ?? null),
    ...entries.map(entry => view.get('payments', entry.paymentId)?.customerId ?? null),
  ]
}

/**
 * Undoes what came in with a payment, as far as it still stands: the payment is off its invoices, discounts with it, and
 * the credits used with it are open credits again. `releasedCents` is what the payment gets back, the caller's to write.
 */
export function releaseReceived(
  payment: PaymentRow,
  releasedOn: string,
  view: View,
  context: CommandContext,
): { writes: Write[]; releasedCents: number } {
  const own = appliedBy(view.list('applications', 'paymentId', payment.id))
  const used = creditsUsedWith(payment.id, view)
  const { writes, releasedOf } = releaseEntries([...own, ...used], releasedOn, view, context)
  const credits = [...new Set(used.map(entry => entry.paymentId))].map(creditId => {
    const credit = view.get('payments', creditId)!
    return put('payments', { ...credit, unappliedCents: credit.unappliedCents + releasedOf(creditId) })
  })
  return { writes: [...writes, ...credits], releasedCents: releasedOf(payment.id) }
}
