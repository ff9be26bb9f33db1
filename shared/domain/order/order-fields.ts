import { z } from 'zod'
import { businessDate, id, line, MAX_CENTS, note, priceE4, quantity, requiredLine } from '../../lib/parse.ts'
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

/** The fields of an additional charge a person edits. A fixed charge may be negative: something taken off. */
export const ORDER_CHARGE = {
  label: line(60),
  rateBps: z.int().min(0).max(10_000),
  amountCents: z.int().min(-MAX_CENTS).max(MAX_CENTS),
  frozen: z.boolean(),
}

/** An additional charge as a command carries it. Only a fuel surcharge has a name in the customer's own language. */
export const orderChargeInput = z
  .strictObject({ chargeId: id, kind: z.enum(['fixed', 'percent', 'fuel']), ...ORDER_CHARGE })
  .refine(charge => charge.kind === 'fuel' || charge.label !== '', { message: 'required', path: ['label'] })
export type OrderChargeInput = z.output<typeof orderChargeInput>

/** How many additional charges one order may hold. */
export const MAX_CHARGES = 50

/** How many lines one order may hold. */
export const MAX_LINES = 1000
