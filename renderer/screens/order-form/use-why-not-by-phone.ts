import { takesPayments } from '../../../shared/domain/company/payments-account.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { grantFor, isWithin } from '../../../shared/domain/permissions.ts'
import { useSession } from '../../store/session.ts'
import type { PhoneHindrance } from './pay-stage.ts'

/** Why no card can be taken over the telephone for this order now; null where one can. */
export function useWhyNotByPhone(
  order: Pick<OrderRow, 'currency' | 'salespersonId'>,
  customer: Pick<CustomerRow, 'salespersonId'>,
  leftCents: number,
): PhoneHindrance | null {
  const company = useSession(state => state.session?.company ?? null)
  const user = useSession(state => state.session?.user ?? null)
  const offline = useSession(state => state.sync?.phase === 'offline' || state.sync?.phase === 'stopped')
  const grant = user && grantFor(user, 'payments.receive')
  if (user && grant && !isWithin(grant, user.id, customer, [order])) return 'notYours'
  if (!takesPayments(company?.paymentsAccount ?? null)) return 'noAccount'
  if (order.currency !== company?.currency) return 'otherCurrency'
  if (leftCents <= 0) return 'nothingDue'
  return offline ? 'offline' : null
}
