import { takesPayments } from '../../../shared/domain/company/payments-account.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'

/** Why no card can be taken over the telephone for this order now; undefined where one can. */
export function useWhyNotByPhone(order: Pick<OrderRow, 'currency'>, leftCents: number): string | undefined {
  const w = useWords().phone
  const company = useSession(state => state.session?.company ?? null)
  const offline = useSession(state => state.sync?.phase === 'offline' || state.sync?.phase === 'stopped')
  if (!takesPayments(company?.paymentsAccount ?? null)) return w.noAccount
  if (order.currency !== company?.currency) return w.otherCurrency
  if (leftCents <= 0) return w.nothingDue
  return offline ? w.offline : undefined
}
