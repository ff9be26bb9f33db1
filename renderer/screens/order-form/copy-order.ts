import type { OrderView } from '../../../shared/protocol/document-views.ts'
import type { GivenPayload } from '../../app/give-command.ts'
import { lineInput, type OrderHeader } from './order-draft.ts'
import { startOfOrder } from './start-of-order.ts'

/**
 * A new order with the lines, charges and habits of another. What belongs to the one occasion is not copied: dates, PO
 * number and reference. `header`: what is typed for the new one already.
 */
export function copyOfOrder(
  { order, lines, customer }: Pick<OrderView, 'order' | 'lines' | 'customer'>,
  orderId: string,
  today: string,
  newId: () => string,
  header: OrderHeader | null = null,
): GivenPayload<'order.create'> {
  const usual = startOfOrder(customer, today)
  const { carrier, shipToId, salespersonId, buyerContactId, warehouseNote, invoiceNote } = order
  const kept = { carrier, shipToId, salespersonId, buyerContactId, warehouseNote, invoiceNote }
  const isKnown = shipToId === null || customer.shipTos.some(shipTo => shipTo.id === shipToId)
  return {
    orderId,
    customerId: customer.id,
    orderedOn: today,
    ...(header ?? { ...usual.header, ...kept, shipToId: isKnown ? shipToId : usual.header.shipToId }),
    lines: lines.map(line => ({ ...lineInput(line), lineId: newId() })),
    charges: order.charges.map(({ id: _, ...charge }) => ({ chargeId: newId(), ...charge })),
  }
}
