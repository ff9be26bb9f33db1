import { z } from 'zod'
import { businessDate, cents, id, line, note, positiveCents, requiredLine } from '../../lib/parse.ts'
import { CUSTOMER_ADVANCED, CUSTOMER_BASIC, customerCode } from '../customer/customer-fields.ts'
import { PRODUCT } from '../product/product-fields.ts'

/** How many rows one command brings in at most: bounded, so that nothing waits long behind it. */
export const MAX_CHUNK_ROWS = 200

/** A row of a file, by what is imported: the fields of the single command, with the customer found already. */
export const IMPORT_ROWS = {
  customers: z.strictObject({ code: customerCode, ...CUSTOMER_BASIC, ...CUSTOMER_ADVANCED }),
  products: z.strictObject(PRODUCT),
  invoices: z
    .strictObject({
      number: requiredLine(20),
      customerId: id,
      issuedOn: businessDate,
      dueOn: businessDate,
      /** Empty: the customer's. */
      termsCode: line(20),
      poNumber: line(60),
      /** As it was issued; what was paid before the import is the difference. */
      totalCents: positiveCents,
      openCents: positiveCents,
    })
    .refine(row => row.openCents <= row.totalCents, {
      error: 'more is open than the total',
      path: ['openCents'],
    }),
  credits: z.strictObject({
    number: requiredLine(20),
    customerId: id,
    creditedOn: businessDate,
    reason: line(60),
    /** As it was granted; the rest is what comes in. */
    totalCents: cents,
    openCents: positiveCents,
  }),
  payments: z.strictObject({
    number: requiredLine(20),
    customerId: id,
    receivedOn: businessDate,
    method: requiredLine(40),
    reference: line(60),
    note: note(4000),
    openCents: positiveCents,
  }),
} as const

/** What one row of each kind is, once parsed. */
export type ImportedRows = { [K in keyof typeof IMPORT_ROWS]: z.output<(typeof IMPORT_ROWS)[K]> }

const chunkOf = <K extends keyof typeof IMPORT_ROWS>(kind: K) =>
  z.strictObject({
    importId: id,
    position: z.int().min(0).max(1_000_000),
    kind: z.literal(kind),
    rows: z.array(IMPORT_ROWS[kind]).min(1).max(MAX_CHUNK_ROWS),
  })

/** Some rows of one file. */
export const importChunk = z.discriminatedUnion('kind', [
  chunkOf('customers'),
  chunkOf('products'),
  chunkOf('invoices'),
  chunkOf('credits'),
  chunkOf('payments'),
])
