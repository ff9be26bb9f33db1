import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { nextBusinessDay } from './next-business-day.ts'
import type { OrderStart } from './order-draft.ts'

/** What a customer's new order starts from: the next business day, and what is usual for them. */
export function startOfOrder(customer: CustomerRow, today: string): OrderStart {
  return {
    customerId: customer.id,
    orderedOn: today,
    header: {
      shipOn: nextBusinessDay(today),
      carrier: customer.carrier,
      shipToId: customer.shipTos[0]?.id ?? null,
      poNumber: '',
      reference: '',
      salespersonId: customer.salespersonId,
      buyerContactId: null,
      warehouseNote: '',
      invoiceNote: '',
    },
  }
}
