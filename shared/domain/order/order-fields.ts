import { z } from 'zod'
import { businessDate, id, line, note, priceE4, quantity, requiredLine } from '../../lib/parse.ts'
import { SOLD_AS } from './order-row.ts'

/** The header fields a person edits on an order. */
export const ORDER_HEADER = {
  shipOn: businessDate,
  carrier: line(60),
  shipToId: z.string().max(64).nullable(),
  poNumber: line(60),
  reference: line(60),
  salespersonId: id.nullable(),
  buyerContactId: z.string().max(64).nullable(),
  warehouseNote: note(4000),
  invoiceNote: note(4000),
}

/** The fields of a line a person edits. */
export const ORDER_LINE = {
  description: requiredLine(200),
  soldAs: z.enum(SOLD_AS),
  boxType: line(10),
  boxes: quantity(99_999),
  bunchesPerBox: quantity(9_999),
  stemsPerBunch: quantity(9_999),
  quantity: quantity(9_999_999),
  priceE4,
  taxable: z.boolean(),
}

/** A line as a command carries it. */
export const orderLineInput = z.strictObject({ lineId: id, productId: id.nullable(), ...ORDER_LINE })
export type OrderLineInput = z.output<typeof orderLineInput>

/** How many lines one order may hold. */
export const MAX_LINES = 1000
