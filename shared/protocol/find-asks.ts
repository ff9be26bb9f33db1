import { z } from 'zod'
import { requiredLine } from '../lib/parse.ts'

/** The question behind the command palette, a part of the desk's. */
export const findAsks = {
  /** The documents whose number begins so; the shortest numbers first. */
  'documents.find': z.strictObject({
    number: requiredLine(20),
    limit: z.int().min(1).max(50).default(5),
  }),
} as const

export interface FoundDocument {
  kind: 'order' | 'invoice' | 'payment'
  id: string
  number: string
  customerName: string
  /** What is open of an invoice, unapplied of a payment; an order's total. */
  cents: number
}

/** What each of {@link findAsks} answers. */
export interface FindAnswers {
  'documents.find': FoundDocument[]
}
