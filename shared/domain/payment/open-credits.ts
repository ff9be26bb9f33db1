import { sumCents } from '../money.ts'
import type { PaymentRow } from './payment-row.ts'

type Entry = Pick<PaymentRow, 'status' | 'currency' | 'unappliedCents' | 'heldForOrderId'>

/**
 * A customer's open credits that may lower what they are asked for, credits before payments, each the oldest first: what is
 * left of approved credits and of money that came in. What is held for a pending order is not among them.
 */
export function openCredits<P extends Entry & Pick<PaymentRow, 'id' | 'kind' | 'receivedOn'>>(
  entries: readonly P[],
  currency: string,
): P[] {
  return entries.filter(entry => isOpen(entry, currency)).toSorted(inOrder)
}

/** What they come to. */
export function openCreditsCents(entries: readonly Entry[], currency: string): number {
  return sumCents(entries.filter(entry => isOpen(entry, currency)).map(entry => entry.unappliedCents))
}

/** What is held as prepayments for pending orders. */
export function heldCents(entries: readonly Entry[], currency: string): number {
  return sumCents(
    entries
      .filter(({ status, heldForOrderId }) => status === 'posted' && heldForOrderId !== null)
      .filter(entry => entry.currency === currency)
      .map(entry => entry.unappliedCents),
  )
}

function isOpen({ status, currency, unappliedCents, heldForOrderId }: Entry, wanted: string): boolean {
  return status === 'posted' && currency === wanted && unappliedCents > 0 && heldForOrderId === null
}

function inOrder(
  a: Pick<PaymentRow, 'id' | 'kind' | 'receivedOn'>,
  b: Pick<PaymentRow, 'id' | 'kind' | 'receivedOn'>,
): number {
  if ((a.kind === 'credit') !== (b.kind === 'credit')) return a.kind === 'credit' ? -1 : 1
  if (a.receivedOn !== b.receivedOn) return a.receivedOn < b.receivedOn ? -1 : 1
  return a.id < b.id ? -1 : 1
}
