import { grantFor, isWithin } from '../permissions.ts'
import { type Refusal, refuse } from '../rejections.ts'
import type { UserRow } from '../user/user-row.ts'
import type { View } from '../view.ts'
import type { AskedByPhone } from './take-by-phone.ts'

/**
 * Why a user may not take a card by telephone for these documents, by the rule of `payment.receive`; null when they may. A document
 * of another customer is nobody's. Reads what `phoneReads` names.
 */
export function refuseByPhone(
  user: Pick<UserRow, 'id' | 'roles' | 'active' | 'manageOwnCustomers'>,
  { customerId, invoiceIds, orderId }: AskedByPhone,
  view: Pick<View, 'get'>,
): Refusal | null {
  const grant = grantFor(user, 'payments.receive')
  if (grant === null) return refuse('not-allowed', { right: 'payments.receive' })
  const customer = view.get('customers', customerId)
  if (!customer) return refuse('unknown-customer')
  const documents =
    orderId === null
      ? invoiceIds.map(invoiceId => view.get('invoices', invoiceId))
      : [view.get('orders', orderId)]
  const theirs = documents.map(document => (document?.customerId === customerId ? document : null))
  return isWithin(grant, user.id, customer, theirs)
    ? null
    : refuse('not-your-customer', { customer: customer.name })
}
