import { z } from 'zod'
import { id } from '../lib/parse.ts'
import { type KeptMethodEntry, phonePageRequest } from './sync.ts'

/** The questions about cards: those that payers had kept, and one read out over the telephone. Online only. */
export const cardAsks = {
  /** What is kept for a customer, newest first. */
  'customers.kept-methods': z.strictObject({ customerId: id }),
  /** Removes one for good, here and at the gateway; answers what is left. */
  'customers.remove-kept-method': z.strictObject({ customerId: id, methodId: id }),
  /** The payment page for a card by telephone, for invoices or a pending order, at the relay's address, for the system's browser. */
  'invoices.phone-page': phonePageRequest,
} as const

/** What each of {@link cardAsks} answers. */
export interface CardAnswers {
  'customers.kept-methods': KeptMethodEntry[]
  'customers.remove-kept-method': KeptMethodEntry[]
  'invoices.phone-page': { url: string }
}
