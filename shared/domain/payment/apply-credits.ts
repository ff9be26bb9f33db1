import { z } from 'zod'
import { latestOf } from '../../lib/dates.ts'
import { id, positiveCents } from '../../lib/parse.ts'
import { type CommandContext, put, type Write } from '../command.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { type Read, row, type View } from '../view.ts'
import { applicationReads, mayTake, type WantedApplication } from './apply-to-invoices.ts'
import { notAsEntered } from './not-as-entered.ts'
import type { PaymentRow } from './payment-row.ts'

/** Derived ids of what is made of credits: past those of a payment's own applications, before those of its tasks. */
const FIRST_ID = 10_000
const MOST_APPLICATIONS = 39_000

/** Open credits to be used together with a payment, and on which invoices. */
export const creditsUsed = z
  .array(
    z.strictObject({
      paymentId: id,
      applications: z
        .array(z.strictObject({ invoiceId: id, amountCents: positiveCents }))
        .min(1)
        .max(2000),
    }),
  )
  .max(500)
  .refine(
    used => used.flatMap(each => each.applications).length + used.length <= MOST_APPLICATIONS,
    'too many applications',
  )

export type CreditUsed = z.output<typeof creditsUsed>[number]

/** What `checkCreditsUsed` and `applyCredits` read. */
export function creditUseReads(used: readonly CreditUsed[]): Read[] {
  return used.flatMap(each => [row('payments', each.paymentId), ...applicationReads(each.applications)])
}

/** What is wrong with credits that shall be used, each as its first refusal; their invoices are checked with the payment's. */
export function checkCreditsUsed(used: readonly CreditUsed[], view: View): (Refusal | null)[] {
  const ids = used.map(each => each.paymentId)
  return used.map(({ paymentId, applications }, at) => {
    const field = `credits.${at}`
    const credit = view.get('payments', paymentId)
    if (!credit) return refuse('unknown-payment', {}, field)
    const { number, status, unappliedCents } = credit
    if (status === 'void') return refuse('payment-void', { number }, field)
    const amountCents = sumCents(applications.map(each => each.amountCents))
    if (ids.indexOf(paymentId) < at) return refuse('already-exists', {}, field)
    return amountCents > unappliedCents
      ? refuse('applied-more-than-unapplied', { amountCents, unappliedCents }, field)
      : null
  })
}

/**
 * Applies open credits together with a payment that has happened: each as far as it is still there and its invoices are
 * open. What was used elsewhere meanwhile is a task; what an invoice no longer needs stays open credit. `open` holds the
 * invoices as this moves them; the caller writes them.
 */
export function applyCredits(
  used: readonly CreditUsed[],
  payment: PaymentRow,
  open: Map<string, InvoiceRow>,
  view: View,
  context: CommandContext,
): Write[] {
  const writes: Write[] = []
  let n = FIRST_ID
  const seen = new Set<string>()
  for (const { paymentId, applications } of used) {
    const credit = view.get('payments', paymentId)
    const isUsable = credit?.status === 'posted' && !seen.has(paymentId) && paymentId !== payment.id
    seen.add(paymentId)
    let leftCents = isUsable ? credit.unappliedCents : 0
    let missingCents = 0
    for (const wanted of applications) {
      const invoice = open.get(wanted.invoiceId) ?? view.get('invoices', wanted.invoiceId)
      const wishedCents = usableCents(wanted, invoice, payment, credit)
      const amountCents = Math.min(wishedCents, leftCents)
      missingCents += wishedCents - amountCents
      if (!credit || !invoice || amountCents <= 0) continue
      leftCents -= amountCents
      open.set(invoice.id, { ...invoice, openCents: invoice.openCents - amountCents })
      writes.push(
        put('applications', {
          id: context.derive(n++),
          paymentId,
          invoiceId: invoice.id,
          customerId: credit.customerId,
          amountCents,
          discountCents: 0,
          // No entry is older than its money.
          appliedOn: latestOf(credit.receivedOn, payment.receivedOn),
          recordedBy: context.by,
          recordedAt: context.at,
        }),
      )
    }
    if (credit && isUsable && leftCents < credit.unappliedCents)
      writes.push(put('payments', { ...credit, unappliedCents: leftCents }))
    if (missingCents === 0) continue
    const told = {
      what: 'credit' as const,
      number: credit?.number ?? '',
      payment: payment.number,
      amountCents: sumCents(applications.map(each => each.amountCents)),
      missingCents,
      reason: 'applied-more-than-unapplied',
    }
    writes.push(notAsEntered(context, n++, payment.id, payment.customerId, told))
  }
  return writes
}

/** How much of a wish its invoice still needs; nothing where the credit is another's, or of another currency. */
function usableCents(
  { amountCents }: WantedApplication,
  invoice: InvoiceRow | null,
  payment: PaymentRow,
  credit: PaymentRow | null,
): number {
  if (!invoice || !mayTake(invoice, payment)) return 0
  return credit && !mayTake(invoice, credit) ? 0 : Math.min(amountCents, invoice.openCents)
}
