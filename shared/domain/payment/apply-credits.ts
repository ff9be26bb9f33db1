import { z } from 'zod'
import { id, positiveCents } from '../../lib/parse.ts'
import type { CommandContext, ReadSoFar, Write } from '../command.ts'
import { type IdRun, RECEIVED } from '../derived-ids.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { type Refusal, refuse } from '../rejections.ts'
import type { Read, View } from '../view.ts'
import { applicationReads, mayTake } from './apply-to-invoices.ts'
import { checkHeld, heldOf } from './held-for-order.ts'
import { notAsEntered } from './not-as-entered.ts'
import type { PaymentRow } from './payment-row.ts'
import { type CreditWish, type MetWish, spendCredits, spendReads } from './spend-credits.ts'

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
  .max(RECEIVED.creditTasks.most)
  .refine(
    used => used.flatMap(each => each.applications).length <= RECEIVED.credits.most,
    'too many applications',
  )

export type CreditUsed = z.output<typeof creditsUsed>[number]

/** What `checkCreditsUsed` and `applyCredits` read. */
export function creditUseReads(used: readonly CreditUsed[], view: ReadSoFar): Read[] {
  return [
    ...spendReads(
      used.map(each => each.paymentId),
      view,
    ),
    ...used.flatMap(each => applicationReads(each.applications)),
  ]
}

/** What is wrong with credits that shall be used, each as its first refusal; their invoices are checked with the payment's. */
export function checkCreditsUsed(
  used: readonly CreditUsed[],
  payer: { customerId: string; currency: string },
  view: View,
): (Refusal | null)[] {
  const ids = used.map(each => each.paymentId)
  return used.map(({ paymentId, applications }, at) => {
    const field = `credits.${at}`
    const credit = view.get('payments', paymentId)
    // Somebody else's, or one in another currency, would be left out without a word.
    if (credit?.customerId !== payer.customerId || credit.currency !== payer.currency)
      return refuse('unknown-payment', {}, field)
    const { number, status, unappliedCents } = credit
    if (status === 'void') return refuse('payment-void', { number }, field)
    const amountCents = sumCents(applications.map(each => each.amountCents))
    if (ids.indexOf(paymentId) < at) return refuse('already-exists', {}, field)
    return amountCents > unappliedCents
      ? refuse('applied-more-than-unapplied', { amountCents, unappliedCents }, field)
      : checkHeld(credit, amountCents, view, field)
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
  const wishes = used.flatMap(({ paymentId, applications }) =>
    applications
      .filter(({ invoiceId }) => {
        const invoice = view.get('invoices', invoiceId)
        return invoice && mayTake(invoice, payment)
      })
      .map(wanted => ({ ...wanted, paymentId })),
  )
  const { writes, met } = spendCredits(
    wishes,
    { id: payment.id, on: payment.receivedOn },
    open,
    view,
    context,
  )
  const asked = used.flatMap(({ paymentId, applications }) =>
    applications.map(({ amountCents }) => ({ paymentId, amountCents })),
  )
  return [...writes, ...missingCreditTasks(asked, met, payment, view, context, RECEIVED.creditTasks)]
}

/**
 * A task for each credit of which less was there than was to be used with a payment. The derived ids of its run belong
 * to it.
 */
export function missingCreditTasks(
  asked: readonly Pick<CreditWish, 'paymentId' | 'amountCents'>[],
  met: readonly MetWish[],
  payment: PaymentRow,
  view: View,
  context: CommandContext,
  ids: IdRun,
): Write[] {
  const ofCredit = (creditId: string) => (each: { paymentId: string }) => each.paymentId === creditId
  return [...new Set(asked.map(each => each.paymentId))].flatMap((creditId, at) => {
    const missingCents = sumCents(met.filter(ofCredit(creditId)).map(each => each.missingCents))
    if (missingCents === 0) return []
    const credit = view.get('payments', creditId)
    return notAsEntered(context, ids.first + at, payment.id, payment.customerId, {
      what: 'credit',
      number: credit?.number ?? '',
      payment: payment.number,
      amountCents: sumCents(asked.filter(ofCredit(creditId)).map(each => each.amountCents)),
      missingCents,
      reason: credit && heldOf(credit, view) > 0 ? 'payment-held' : 'applied-more-than-unapplied',
    })
  })
}
