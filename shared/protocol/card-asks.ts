import { z } from 'zod'
import { isOneOrTheOther, MOST_BY_PHONE } from '../domain/payment-link/take-by-phone.ts'
import { id } from '../lib/parse.ts'
import type { KeptMethodEntry } from './sync.ts'

/** The questions about cards: those that payers had kept, and one read out over the telephone. Online only. */
export const cardAsks = {
  /** What is kept for a customer, newest first. */
  'customers.kept-methods': z.strictObject({ customerId: id }),
  /** Removes one for good, here and at the gateway; answers what is left. */
  'customers.remove-kept-method': z.strictObject({ customerId: id, methodId: id }),
  /** The payment page for a card by telephone, for invoices or a pending order, at the relay's address, for the system's browser. */
  'cards.phone-page': z
    .strictObject({
      customerId: id,
      /** Empty where it is an order that is paid. */
      invoiceIds: z.array(id).max(MOST_BY_PHONE),
      orderId: id.nullable(),
    })
    .refine(isOneOrTheOther, 'either invoices or an order'),
} as const

/** What each of {@link cardAsks} answers. */
export interface CardAnswers {
  'customers.kept-methods': KeptMethodEntry[]
  'customers.remove-kept-method': KeptMethodEntry[]
  'cards.phone-page': { url: string; linkId: string | null }
}
