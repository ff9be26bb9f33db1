import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { sumCents } from '../money.ts'
import type { PaymentRow } from '../payment/payment-row.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { type Read, rows, type View } from '../view.ts'

/** What `prepayments` reads, of customers whose orders must be paid first; nothing of the others. */
export function prepaymentReads(customerId: string, view: ReadSoFar): Read[] {
  const customer = view.get('customers', customerId)
  return customer?.requirePaymentOnConfirm ? [rows('payments', 'customerId', customerId)] : []
}

/** A customer's unapplied money in a currency, the oldest first. */
export function prepayments(customer: CustomerRow, currency: string, view: View): PaymentRow[] {
  return view
    .list('payments', 'customerId', customer.id)
    .filter(payment => payment.status === 'posted' && payment.currency === currency)
    .filter(payment => payment.unappliedCents > 0)
    .toSorted((a, b) =>
      a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : a.id < b.id ? -1 : 1,
    )
}

/** What of them is unapplied. */
export function prepaidCents(payments: readonly PaymentRow[]): number {
  return sumCents(payments.map(payment => payment.unappliedCents))
}

/**
 * Why what must be paid before it is confirmed may not be; null when the customer's prepayments cover it, or payment
 * does not come first. `totalCents` is what an order comes to, or what a change adds to one that is confirmed.
 */
export function checkPrepaid(
  customer: CustomerRow,
  currency: string,
  totalCents: number,
  view: View,
): Refusal | null {
  if (!customer.requirePaymentOnConfirm) return null
  const cents = prepaidCents(prepayments(customer, currency, view))
  if (cents >= totalCents) return null
  return refuse('payment-required', { customer: customer.name, totalCents, prepaidCents: cents })
}

/** Applies prepayments to an invoice that is being issued, as far as they go. Derived ids from `firstId` on belong to it. */
export function applyPrepayments(
  payments: readonly PaymentRow[],
  invoice: { id: string; customerId: string; openCents: number },
  appliedOn: string,
  context: CommandContext,
  firstId: number,
): { appliedCents: number; writes: Write[] } {
  let left = invoice.openCents
  const writes: Write[] = []
  for (const [at, payment] of payments.entries()) {
    const amountCents = Math.min(left, payment.unappliedCents)
    if (amountCents <= 0) break
    left -= amountCents
    writes.push(
      put('applications', {
        id: context.derive(firstId + at),
        paymentId: payment.id,
        invoiceId: invoice.id,
        customerId: invoice.customerId,
        amountCents,
        discountCents: 0,
        appliedOn,
        recordedBy: context.by,
        recordedAt: context.at,
      }),
      put('payments', { ...payment, unappliedCents: payment.unappliedCents - amountCents }),
    )
  }
  return { appliedCents: invoice.openCents - left, writes }
}
