import { latestOf } from '../../lib/dates.ts'
import { commandPart } from '../../lib/ids.ts'
import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import { firstOpenDay } from '../company/closed-period.ts'
import { REINSTATED } from '../derived-ids.ts'
import type { DisputeRow } from '../dispute/dispute-row.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { freeNumber } from '../numbers/free-number.ts'
import { type Read, row, type View } from '../view.ts'
import { missingCreditTasks } from './apply-credits.ts'
import { applyToInvoices } from './apply-to-invoices.ts'
import { entriesUsedWith } from './booked-with-of.ts'
import { givenBackTo } from './cancel-refund.ts'
import type { ApplicationRow, PaymentRow } from './payment-row.ts'
import { releaseNewest } from './release-applications.ts'
import { type Applied, appliedBy } from './release-entries.ts'
import { reversalWrites, type Twin } from './reversal-rows.ts'
import { spendCredits, spendReads } from './spend-credits.ts'
import { takeBack } from './take-back.ts'

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
 * What `withdrawChargeback` reads beside what a take-back does: the credits that were used with the payment once, and the
 * payments that it was used with.
 */
export function creditsAgainReads(paymentId: string, view: ReadSoFar): Read[] {
  const entries = entriesUsedWith(paymentId, view)
  const usedWith = view.list('applications', 'paymentId', paymentId).map(entry => entry.bookedWith)
  return [
    ...spendReads([...new Set(entries.map(entry => entry.paymentId))], view),
    ...[...new Set(usedWith)].flatMap(id => (id === null ? [] : [row('payments', id)])),
  ]
}

/**
 * The money of a payment that was taken back is there again: its chargebacks no longer count from that day on, and it
 * pays again what they took it off, as far as that is still open; beside it the credits that came back then,
 * as far as they are still open too, with a task for what of them was used elsewhere. `leftCents` is what it paid then
 * and can't any more.
 */
export function withdrawChargeback(
  payment: PaymentRow,
  chargebacks: readonly PaymentRow[],
  on: string,
  view: View,
  context: CommandContext,
): { writes: Write[]; leftCents: number } {
  const wonOn = firstOpenDay(latestOf(on, ...chargebacks.map(({ receivedOn }) => receivedOn)), view)
  const withdrawn = chargebacks.map(each =>
    put('payments', { ...each, status: 'void' as const, voidedOn: wonOn }),
  )
  const again = chargebacks.reduce(givenBackTo, payment)
  // Where it was used with a payment that is void since, it would have come back as open credit with that.
  const released = releasedBy(chargebacks, view.list('applications', 'paymentId', payment.id)).filter(
    ({ bookedWith }) => bookedWith === null || view.get('payments', bookedWith)?.status !== 'void',
  )
  const credits = releasedBy(chargebacks, entriesUsedWith(payment.id, view))
  const leftOf = new Map<string, number>()
  const openCents = (invoiceId: string) => {
    const invoice = view.get('invoices', invoiceId)
    return leftOf.get(invoiceId) ?? (invoice?.status === 'open' ? invoice.openCents : 0)
  }
  const wanted = released.flatMap(({ invoiceId, amountCents, discountCents, bookedWith }) => {
    const left = openCents(invoiceId)
    const applied = Math.min(amountCents, left)
    leftOf.set(invoiceId, Math.max(0, left - applied - discountCents))
    return applied > 0 ? [{ invoiceId, amountCents: applied, discountCents, bookedWith }] : []
  })
  // The money that came in goes first: a credit stays open where there is no room for both.
  const wishes = credits.map(({ paymentId, invoiceId, amountCents }) => {
    const wishedCents = Math.min(amountCents, openCents(invoiceId))
    leftOf.set(invoiceId, openCents(invoiceId) - wishedCents)
    return { paymentId, invoiceId, amountCents: wishedCents }
  })
  const open = new Map<string, InvoiceRow>()
  const used = spendCredits(wishes, { id: payment.id, on: wonOn }, open, view, context)
  const { payment: paid, writes } = applyToInvoices(
    again,
    wanted,
    wonOn,
    view,
    context,
    REINSTATED.entries,
    open,
  )
  const appliedCents = again.unappliedCents - paid.unappliedCents
  const releasedCents = sumCents(released.map(({ amountCents }) => amountCents))
  const missing = missingCreditTasks(credits, used.met, payment, view, context, REINSTATED.creditTasks)
  return {
    writes: [...withdrawn, put('payments', paid), ...used.writes, ...writes, ...missing],
    leftCents: releasedCents - appliedCents,
  }
}

/** What the commands that made chargebacks took off invoices, as amounts. */
function releasedBy(chargebacks: readonly PaymentRow[], entries: readonly ApplicationRow[]): Applied[] {
  const made = new Set(chargebacks.map(({ id }) => commandPart(id)))
  const taken = entries.filter(({ id, amountCents }) => amountCents <= 0 && made.has(commandPart(id)))
  return appliedBy(
    taken.map(entry => ({
      ...entry,
      amountCents: -entry.amountCents,
      discountCents: -entry.discountCents,
    })),
  )
}
