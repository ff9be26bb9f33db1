import type { OrderListRow } from '../../../shared/protocol/list-rows.ts'
import type { OrderCredit } from '../../../shared/protocol/order-asks.ts'
import type { GivenPayload } from '../../app/give-command.ts'

/** What became of one order of a bulk confirm. */
export type RowOutcome =
  | { state: 'waiting' | 'working' | 'confirmed' | 'pays-first' | 'not-begun' }
  | { state: 'refused'; error: unknown }

type Row = Pick<OrderListRow, 'orderId' | 'status' | 'totalCents'>

interface BulkPorts {
  credit(orderId: string): Promise<Pick<OrderCredit, 'paymentRequired'>>
  confirm(payload: GivenPayload<'order.confirm'>): Promise<unknown>
  /** Told of each step of each order. */
  tell(orderId: string, outcome: RowOutcome): void
  isStopped(): boolean
}

/** The orders of a selection that may be confirmed. */
export function confirmable<R extends Row>(rows: readonly R[]): R[] {
  return rows.filter(row => row.status === 'draft' || row.status === 'pending')
}

/**
 * Confirms orders one after the other, each at the total that was seen. Customers who pay upon confirmation are left out;
 * what is refused is told with its reason and the next goes on. Stopping leaves the rest as it is.
 */
export async function confirmAll(rows: readonly Row[], issuedOn: string, ports: BulkPorts): Promise<void> {
  for (const { orderId, totalCents } of rows) {
    if (ports.isStopped()) {
      ports.tell(orderId, { state: 'not-begun' })
      continue
    }
    ports.tell(orderId, { state: 'working' })
    try {
      const { paymentRequired } = await ports.credit(orderId)
      if (!paymentRequired) await ports.confirm({ orderId, issuedOn, expectedTotalCents: totalCents })
      ports.tell(orderId, { state: paymentRequired ? 'pays-first' : 'confirmed' })
    } catch (error) {
      ports.tell(orderId, { state: 'refused', error })
    }
  }
}
