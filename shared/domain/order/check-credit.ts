import { balanceOf } from '../balance/keeping-balances.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { type Refusal, refuse } from '../rejections.ts'
import type { View } from '../view.ts'

/**
 * Why a customer's credit does not bear an order that is pending now, with the figures; null when it does:
 * limit + open credits − open balances − pending orders, this one among them, must not be below zero.
 */
export function checkCredit(customer: CustomerRow, view: View): Refusal | null {
  if (customer.creditHold) return refuse('credit-hold', { customer: customer.name })
  const limitCents = customer.creditLimitCents
  if (limitCents === null) return null
  const { openCents, unappliedCents: creditsCents, pendingCents } = balanceOf(customer.id, view)
  const shortCents = openCents + pendingCents - limitCents - creditsCents
  if (shortCents <= 0) return null
  const figures = { limitCents, openCents, creditsCents, pendingCents, shortCents }
  return refuse('over-credit-limit', { customer: customer.name, ...figures })
}
