import type { OrderChangePolicy } from '../company/company-row.ts'
import { grantFor } from '../permissions.ts'
import type { UserRow } from '../user/user-row.ts'

/**
 * Whether a company's policy lets this person change an order that was confirmed on a day; the right to edit orders is
 * needed besides.
 *
 * | policy | who |
 * |---|---|
 * | anyone | whoever edits orders |
 * | not-sales | whoever edits orders by another role than Sales and Sales Allocations |
 * | nobody | nobody |
 * | sales-managers-same-day | Sales Managers and administrators, on the day of confirmation |
 */
export function mayChangeConfirmed(
  policy: OrderChangePolicy,
  user: Pick<UserRow, 'roles' | 'active' | 'manageOwnCustomers'>,
  confirmedOn: string,
  on: string,
): boolean {
  if (policy === 'nobody') return false
  if (policy === 'anyone') return true
  if (policy === 'sales-managers-same-day')
    return confirmedOn === on && user.roles.some(role => role === 'sales-manager' || role === 'admin')
  const others = user.roles.filter(role => role !== 'sales' && role !== 'sales-allocations')
  return grantFor({ ...user, roles: others }, 'orders.edit') !== null
}
