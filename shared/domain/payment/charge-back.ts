import { latestOf } from '../../lib/dates.ts'
import { type CommandContext, put, type Write } from '../command.ts'
import { firstOpenDay } from '../company/closed-period.ts'
import type { DisputeRow } from '../dispute/dispute-row.ts'
import { sumCents } from '../money.ts'
import { freeNumber } from '../numbers/free-number.ts'
import type { View } from '../view.ts'
import { applyToInvoices } from './apply-to-invoices.ts'
import { givenBack } from './cancel-refund.ts'
import type { PaymentRow } from './payment-row.ts'
import { releaseNewest } from './release-applications.ts'
import { appliedBy } from './release-entries.ts'
import { reversalWrites, type Twin } from './reversal-rows.ts'
import { takeBack } from './take-back.ts'

/** Derived ids of what a reinstated payment is applied by: past those of a take-back. */
const FIRST_APPLIED = 62_000

/**
 * Posts what a lost dispute took: the whole rest of a payment as by hand, or the disputed part of it, off the invoices
 * that were paid last. A bank debit that came back is an NSF. Null where nothing is left to take: the books then differ.
 */
export function chargeBack(
  payment: PaymentRow,
  dispute: DisputeRow,
  p: { on: string; number: string },
  view: View,
  context: CommandContext,
): { writes: Write[]; chargeback: PaymentRow | null } {
  const leftCents = payment.totalCents - payment.returnedCents
  const amountCents = Math.min(dispute.amountCents, leftCents)
  if (amountCents === 0) return { writes: [put('payments', payment)], chargeback: null }
  const on = firstOpenDay(latestOf(p.on, payment.receivedOn), view)
  const kind = dispute.reason === 'ach-return' ? 'nsf' : 'chargeback'
  const more = { source: 'link' as const, feeCents: dispute.feeCents }
  const writes =
    amountCents === leftCents
      ? takeBack(
          kind,
          payment,
          { paymentId: payment.id, number: p.number, markedOn: on, note: '' },
          view,
          context,
          more,
        )
      : takePart({ kind, on, amountCents, ...more }, payment, p.number, view, context)
  return { writes, chargeback: twinAmong(writes, payment.id) }
}

function takePart(
  part: Pick<Twin, 'kind' | 'on' | 'amountCents' | 'source' | 'feeCents'>,
  payment: PaymentRow,
  number: string,
  view: View,
  context: CommandContext,
): Write[] {
  const missingCents = Math.max(0, part.amountCents - payment.unappliedCents)
  const { releasedCents, writes } = releaseNewest(payment.id, missingCents, part.on, view, context)
  const { method, reference } = payment
  const free = freeNumber('no:PAY:', number, payment.id, view, context)
  const twin: Twin = { ...part, number: free, method, reference, note: '', refundState: '' }
  return [...reversalWrites(payment, releasedCents, twin, context), ...writes]
}

function twinAmong(writes: readonly Write[], paymentId: string): PaymentRow | null {
  for (const write of writes)
    if ('row' in write && write.table === 'payments' && write.row.reversesId === paymentId) return write.row
  return null
}

/**
 * The money of a payment that was taken back is there again: its chargeback no longer counts from that day on, and it
 * pays again what the chargeback took it off, as far as that is still open. `leftCents` is what it paid
 * then and can't any more.
 */
export function withdrawChargeback(
  payment: PaymentRow,
  chargeback: PaymentRow,
  on: string,
  view: View,
  context: CommandContext,
): { writes: Write[]; leftCents: number } {
  const wonOn = firstOpenDay(latestOf(on, chargeback.receivedOn), view)
  const withdrawn = { ...chargeback, status: 'void' as const, voidedOn: wonOn }
  const again = { ...givenBack(chargeback, view), disputeState: payment.disputeState }
  // What one command released was written at one instant.
  const released = view
    .list('applications', 'paymentId', payment.id)
    .filter(({ amountCents, recordedAt }) => amountCents <= 0 && recordedAt === chargeback.recordedAt)
    .map(entry => ({ ...entry, amountCents: -entry.amountCents, discountCents: -entry.discountCents }))
  const openOf = new Map<string, number>()
  const wanted = appliedBy(released).flatMap(({ invoiceId, amountCents, discountCents }) => {
    const invoice = view.get('invoices', invoiceId)
    const openCents = openOf.get(invoiceId) ?? (invoice?.status === 'open' ? invoice.openCents : 0)
    const applied = Math.min(amountCents, openCents)
    openOf.set(invoiceId, openCents - applied)
    return applied > 0 ? [{ invoiceId, amountCents: applied, discountCents }] : []
  })
  const { payment: paid, writes } = applyToInvoices(again, wanted, wonOn, view, context, FIRST_APPLIED)
  const appliedCents = again.unappliedCents - paid.unappliedCents
  const releasedCents = sumCents(released.map(({ amountCents }) => amountCents))
  return {
    writes: [put('payments', withdrawn), put('payments', paid), ...writes],
    leftCents: releasedCents - appliedCents,
  }
}
