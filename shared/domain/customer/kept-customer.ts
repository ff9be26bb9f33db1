import type { ReadSoFar } from '../command.ts'
import { type Read, row, type View } from '../view.ts'
import type { CustomerRow } from './customer-row.ts'

/** What `keptCustomer` reads. A merge points all earlier redirects at the customer kept, so one step is always enough. */
export function customerReads(customerId: string, view: ReadSoFar): Read[] {
  return [row('customers', customerId), row('customers', keptCustomerId(customerId, view))]
}

/** The customer whom a command means: what names a merged one goes to the one kept. Null when unknown. */
export function keptCustomer(customerId: string, view: Pick<View, 'get'>): CustomerRow | null {
  return view.get('customers', keptCustomerId(customerId, view))
}

/** The id of the customer whom a command means; its own where the customer is unknown. */
export function keptCustomerId(customerId: string, view: Pick<View, 'get'>): string {
  return view.get('customers', customerId)?.mergedIntoId ?? customerId
}
