import { z } from 'zod'
import { id, line } from '../lib/parse.ts'

/** The lists that can be written to a file, by the question that answers their pages. */
export const EXPORTED_LISTS = [
  'orders.summary',
  'invoices.open',
  'payments.history',
  'credits.list',
  'aging.customers',
  'customers.list',
  'links.list',
  'link-payments.list',
  'payouts.list',
  'products.list',
  'users.list',
] as const

export type ExportedList = (typeof EXPORTED_LISTS)[number]

/** The questions about files made of lists, a part of the desk's. Their bytes are asked for slice by slice. */
export const exportAsks = {
  'exports.start': z.strictObject({
    list: z.enum(EXPORTED_LISTS),
    /** The list's own input: filter, search and sort; its page is ignored. */
    input: z.record(z.string(), z.unknown()),
    format: z.enum(['xlsx', 'pdf', 'csv']),
    /** What the list shows, in its order. */
    columns: z
      .array(z.strictObject({ id: line(40), header: line(80) }))
      .min(1)
      .max(60),
    title: line(80),
    /** The filter in words; empty for none. */
    about: line(300).default(''),
    language: z.enum(['en', 'es']),
    /** The words on screen for codes: a status, a method. */
    texts: z.record(z.string().max(60), z.string().max(120)).default({}),
  }),
  'exports.next': z.strictObject({ exportId: id }),
  /** Gives it up, or is through with it. */
  'exports.end': z.strictObject({ exportId: id }),
} as const

/** What each of {@link exportAsks} answers. */
export interface ExportAnswers {
  'exports.start': { exportId: string; fileName: string; rowCount: number }
  /** The next bytes of the file, and how many of its rows are written. */
  'exports.next': { base64: string; rows: number; rowCount: number; done: boolean }
  'exports.end': null
}
