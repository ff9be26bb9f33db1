import { balanceOf } from '../balance/keeping-balances.ts'
import type { ReadSoFar } from '../command.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { grantFor } from '../permissions.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { type Read, row, rows, type View } from '../view.ts'

/** What the credit of an order is checked for. */
export interface CreditAsked {
  orderId: string
  /** The day it is confirmed or changed: an override counts on its own day only. */
  on: string
  /** Who confirms it. */
  by: string
  /** What a change adds to an invoice that is issued already. */
  moreCents?: number
}

/** What `checkCredit` reads besides the customer's balance: the order's overrides, and who granted them. */
export function creditReads(orderId: string, view: ReadSoFar): Read[] {
  return [
    rows('credit_overrides', 'orderId', orderId),
    ...view.list('credit_overrides', 'orderId', orderId).map(override => row('users', override.grantedBy)),
  ]
}

/**
 * Why a customer's credit does not bear an order, with the figures; null when it does: limit + open credits − open
 * balances − pending orders (a pending one among them) + the order's override of that day must not be below zero, and
 * without an override there must be no credit hold.
 */
export function checkCredit(customer: CustomerRow, view: View, asked: CreditAsked): Refusal | null {
  const granted = grantedCents(asked, view)
  if (customer.creditHold && granted === null) return refuse('credit-hold', { customer: customer.name })
  const limitCents = customer.creditLimitCents
  if (limitCents === null) return null
  const overrideCents = granted ?? 0
  const shortCents = shortfallCents(customer, view, asked.moreCents) - overrideCents
  if (shortCents <= 0) return null
  const { openCents, unappliedCents: creditsCents, pendingCents } = balanceOf(customer.id, view)
  const figures = { limitCents, openCents, creditsCents, pendingCents, overrideCents, shortCents }
  return refuse('over-credit-limit', { customer: customer.name, ...figures })
}

/** By how much a customer's open balances and pending orders go beyond limit and open credits; not above zero when within. */
export function shortfallCents(customer: CustomerRow, view: View, moreCents = 0): number {
  if (customer.creditLimitCents === null) return 0
  const { openCents, unappliedCents, pendingCents } = balanceOf(customer.id, view)
  return openCents + pendingCents + moreCents - customer.creditLimitCents - unappliedCents
}

/** The largest override of the day that counts for this person; null when none does. A Sales Manager's own is his only. */
function grantedCents({ orderId, on, by }: CreditAsked, view: View): number | null {
  const amounts = view
    .list('credit_overrides', 'orderId', orderId)
    .filter(({ grantedOn, grantedBy }) => grantedOn === on && (grantedBy === by || forAll(grantedBy, view)))
    .map(override => override.amountCents)
  return amounts.length === 0 ? null : Math.max(...amounts)
}

function forAll(grantedBy: string, view: View): boolean {
  const user = view.get('users', grantedBy)
  return user !== null && grantFor(user, 'credit.override') !== null
}
