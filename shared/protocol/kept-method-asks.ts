import { z } from 'zod'
import { id } from '../lib/parse.ts'
import type { KeptMethodEntry } from './sync.ts'

/** The questions about cards and bank accounts that payers had kept, a part of the desk's. Online only. */
export const keptMethodAsks = {
  /** What is kept for a customer, newest first. */
  'customers.kept-methods': z.strictObject({ customerId: id }),
  /** Removes one for good, here and at the gateway; answers what is left. */
  'customers.remove-kept-method': z.strictObject({ customerId: id, methodId: id }),
} as const

/** What each of {@link keptMethodAsks} answers. */
export interface KeptMethodAnswers {
  'customers.kept-methods': KeptMethodEntry[]
  'customers.remove-kept-method': KeptMethodEntry[]
}
