import type { CustomerBalanceRow } from '../balance/customer-balance-row.ts'
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
  /** What a change adds to an invoice that is issued already; below zero what will be paid of it. */
  moreCents?: number
}

/** What `checkCredit` reads besides the customer's balance: the order's overrides, and who granted them. */
export function creditReads(orderId: string, view: ReadSoFar): Read[] {
  return [
    rows('credit_overrides', 'orderId', orderId),
    ...view.list('credit_overrides', 'orderId', orderId).map(override => row('users', override.grantedBy)),
  ]
}

/** A customer's account as an order is judged by it. */
export interface CreditStanding {
  creditHold: boolean
  /** null: unlimited. */
  limitCents: number | null
  openCents: number
  creditsCents: number
  /** All that is pending, the order among it, and what a change adds. */
  pendingCents: number
  /** The largest override that counts; null when there is none. */
  overrideCents: number | null
  /** What is short, without the override; 0 when nothing is. */
  shortCents: number
}

/**
 * How an order stands with its customer's credit: limit + open credits − open balances − pending orders (a pending one
 * among them, once) is what is left; below zero it is short of an override of that day. Reads what `creditReads` names,
 * and the customer's balance.
 */
export function creditStanding(customer: CustomerRow, view: View, asked: CreditAsked): CreditStanding {
  const { openCents, unappliedCents, pendingCents } = balanceOf(customer.id, view)
  return {
    creditHold: customer.creditHold,
    limitCents: customer.creditLimitCents,
    openCents,
    creditsCents: unappliedCents,
    pendingCents: pendingCents + (asked.moreCents ?? 0),
    overrideCents: grantedCents(asked, view),
    shortCents: Math.max(0, shortfallCents(customer, view, asked.moreCents)),
  }
}

/**
 * Why a customer's credit does not bear an order, with the figures; null when it does: nothing may be short of the
 * order's override of that day, and without an override there must be no credit hold.
 */
export function checkCredit(customer: CustomerRow, view: View, asked: CreditAsked): Refusal | null {
  const { creditHold, overrideCents: granted, ...standing } = creditStanding(customer, view, asked)
  if (creditHold && granted === null) return refuse('credit-hold', { customer: customer.name })
  const { limitCents, ...figures } = standing
  const overrideCents = granted ?? 0
  const shortCents = figures.shortCents - overrideCents
  if (limitCents === null || shortCents <= 0) return null
  const params = { customer: customer.name, limitCents, ...figures, overrideCents, shortCents }
  return refuse('over-credit-limit', params)
}

/** By how much a customer's open balances and pending orders go beyond limit and open credits; not above zero when within. */
export function shortfallCents(customer: CustomerRow, view: View, moreCents = 0): number {
  const leftCents = creditLeftCents(customer.creditLimitCents, balanceOf(customer.id, view))
  return leftCents === null ? 0 : moreCents - leftCents
}

/** What is left of a credit limit, below zero beyond it: pending orders count, each once; null where it is unlimited. */
export function creditLeftCents(
  limitCents: number | null,
  balance: Pick<CustomerBalanceRow, 'openCents' | 'unappliedCents' | 'pendingCents'>,
): number | null {
  if (limitCents === null) return null
  return limitCents + balance.unappliedCents - balance.openCents - balance.pendingCents
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
