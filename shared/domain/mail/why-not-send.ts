import type { CommandContext } from '../command.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { grantFor } from '../permissions.ts'
import { type Refusal, refuse } from '../rejections.ts'
import type { View } from '../view.ts'

/**
 * Why someone may not send a receivable's paper (a statement, a link over open invoices) to a customer, besides what the
 * right to email asks for; null when they may. The relay may.
 */
export function whyNotSend(
  customer: CustomerRow | null,
  view: View,
  { actor }: CommandContext,
): Refusal | null {
  const user = actor.kind === 'user' ? view.get('users', actor.userId) : null
  if (user === null) return null
  const grant = grantFor(user, 'receivables.send')
  if (grant === null) return refuse('not-allowed', { right: 'receivables.send' })
  const isTheirs = grant === 'all' || customer === null || customer.salespersonId === user.id
  return isTheirs ? null : refuse('not-your-customer', { customer: customer.name })
}
