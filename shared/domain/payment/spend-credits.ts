import { latestOf } from '../../lib/dates.ts'
import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import { RECEIVED } from '../derived-ids.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { OPEN_MONEY_TASKS, settleTasks, taskReads } from '../task/settle-tasks.ts'
import { type Read, row, type View } from '../view.ts'
import { mayTake } from './apply-to-invoices.ts'
import { heldOf, heldReads } from './held-for-order.ts'
import type { PaymentRow } from './payment-row.ts'

/** A wish: this much of an open credit for that invoice. */
export interface CreditWish {
  paymentId: string
  invoiceId: string
  amountCents: number
}

/** A wish as it was met. */
export interface MetWish {
  paymentId: string
  amountCents: number
  /** What the invoice still needed of it, and the credit had no more. */
  missingCents: number
}

/** What `spendCredits` reads of the credits. */
export function spendReads(creditIds: readonly string[], view: ReadSoFar): Read[] {
  return creditIds.flatMap(id => [
    row('payments', id),
    ...heldReads(id, view),
    ...taskReads(`payments:${id}`),
  ])
}

/**
 * Puts open credits on invoices together with a payment, and books them with it: each wish as far as the credit is still
 * there, not held for an order, and the invoice open, in their order. `open` holds the invoices as this moves them; the caller writes them.
 */
export function spendCredits(
  wishes: readonly CreditWish[],
  payment: { id: string; on: string },
  open: Map<string, InvoiceRow>,
  view: View,
  context: CommandContext,
): { writes: Write[]; met: MetWish[]; spentCents: number } {
  const entries: Write[] = []
  const credits = new Map<string, PaymentRow>()
  const held = new Map<string, number>()
  const met: MetWish[] = []
  for (const { paymentId, invoiceId, amountCents } of wishes) {
    const credit = credits.get(paymentId) ?? view.get('payments', paymentId)
    const invoice = open.get(invoiceId) ?? view.get('invoices', invoiceId)
    const neededCents =
      invoice?.status === 'open' && (!credit || mayTake(invoice, credit))
        ? Math.min(amountCents, invoice.openCents)
        : 0
    const heldCents = credit ? (held.get(paymentId) ?? heldOf(credit, view)) : 0
    held.set(paymentId, heldCents)
    const spentCents = paymentId === payment.id ? 0 : Math.min(neededCents, usableCents(credit, heldCents))
    met.push({ paymentId, amountCents: spentCents, missingCents: neededCents - spentCents })
    if (!credit || !invoice || spentCents <= 0) continue
    credits.set(paymentId, { ...credit, unappliedCents: credit.unappliedCents - spentCents })
    open.set(invoiceId, { ...invoice, openCents: invoice.openCents - spentCents })
    entries.push(
      put('applications', {
        id: context.derive(RECEIVED.credits.first + entries.length),
        paymentId,
        invoiceId,
        customerId: invoice.customerId,
        amountCents: spentCents,
        discountCents: 0,
        // No entry is older than its money.
        appliedOn: latestOf(credit.receivedOn, payment.on),
        recordedBy: context.by,
        recordedAt: context.at,
        bookedWith: payment.id,
      }),
    )
  }
  const moved = [...credits.values()].flatMap(credit => [
    put('payments', credit),
    ...(credit.unappliedCents === 0
      ? settleTasks(`payments:${credit.id}`, OPEN_MONEY_TASKS, view, context)
      : []),
  ])
  return {
    writes: [...entries, ...moved],
    met,
    spentCents: sumCents(met.map(each => each.amountCents)),
  }
}

function usableCents(credit: PaymentRow | null, heldCents: number): number {
  return credit?.status === 'posted' ? Math.max(0, credit.unappliedCents - heldCents) : 0
}
