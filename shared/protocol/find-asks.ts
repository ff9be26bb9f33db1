import { z } from 'zod'
import { requiredLine } from '../lib/parse.ts'

/** The question behind the command palette, a part of the desk's. */
export const findAsks = {
  /**
   * The documents whose number begins so, the shortest numbers first; with `references` then those whose PO number, reference,
   * check or wire number does, in capitals or not, the newest first of the same.
   */
  'documents.find': z.strictObject({
    number: requiredLine(60),
    references: z.boolean().default(false),
    limit: z.int().min(1).max(50).default(5),
  }),
} as const

export interface FoundDocument {
  kind: 'order' | 'invoice' | 'payment' | 'credit'
  id: string
  number: string
  customerName: string
  /** What is open of an invoice, unapplied of a payment; the total of an order and of a credit. */
  cents: number
  /** What begins as typed, where it is not the number. */
  reference: string
}

/** What each of {@link findAsks} answers. */
export interface FindAnswers {
  'documents.find': FoundDocument[]
}
