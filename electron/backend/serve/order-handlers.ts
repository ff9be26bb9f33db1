import type { Backend } from '../backend.ts'
import { invoicesRevisions } from '../store/queries/invoices-revisions.ts'
import { ordersCredit } from '../store/queries/orders-credit.ts'
import { ordersLast } from '../store/queries/orders-last.ts'
import { ordersPayState } from '../store/queries/orders-pay-state.ts'
import type { Handlers } from './answer-question.ts'
import { found } from './found.ts'

type OrderQuestion =
  | 'orders.credit'
  | 'orders.pay-state'
  | 'orders.last'
  | 'orders.print'
  | 'invoices.revisions'

/** The questions of order entry, answered from one backend. */
export function orderHandlers(backend: Backend): Pick<Handlers, OrderQuestion> {
  const sales = () => backend.context(null)
  return {
    'orders.credit': ({ orderId }) => found(ordersCredit(sales(), orderId)),
    'orders.pay-state': asked => found(ordersPayState(sales(), asked)),
    'orders.last': ({ customerId }) => ordersLast(sales(), customerId),
    async 'orders.print'({ orderId }) {
      const { orderPrint } = await import('../documents/order-print.ts')
      return found(await orderPrint(sales(), orderId))
    },
    'invoices.revisions': ({ invoiceId }) => found(invoicesRevisions(sales(), invoiceId)),
  }
}
